"""Fixtures that tests share: a store of each kind, fresh for every test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from store.engine import open_engine
from tests import stores


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with a browser come first: they wait more than they reckon, and the other files fill the processors meanwhile."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A real PostgreSQL, one for the session."""
    with stores.postgres_server(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: Engine) -> Iterator[str]:
    """The address of an empty store in PostgreSQL."""
    with stores.postgres_database(postgres_server) as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of an empty store in SQLite."""
    path = tmp_path / "store" / "board.db"
    stores.sqlite_store(path).dispose()
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> str:
    """An empty store's address, of each database in turn."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(name))


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a store that isn't there yet: no file, or a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store' / 'board.db'}"
        return
    with stores.postgres_database(request.getfixturevalue("postgres_server"), is_bare=True) as url:
        yield url


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
