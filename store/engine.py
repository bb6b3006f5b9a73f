"""Opening a store: SQLite by default, PostgreSQL by URL; its tables are brought up to date first."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL

from store.migrating import migrate

DEFAULT_URL = "sqlite:///data/board.db"
_PATIENCE_MS = 30_000
_WRITES = "board_writes"


def open_engine(url: str = DEFAULT_URL) -> Engine:
    """Open a store with the newest tables.

    url: ``sqlite:///path`` (the folder is made when missing) or ``postgres://…`` / ``postgresql://…``.
    Two processes may open the same store at once: one migrates, the other waits.
    Raises SQLAlchemy's errors where the database can't be reached.
    """
    address = _with_driver(make_url(url))
    engine = _sqlite(address) if address.get_backend_name() == "sqlite" else _postgresql(address)
    migrate(engine, writing)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Begin a transaction that writes. SQLite takes its write lock here at once, and waits for it here."""
    with engine.execution_options(**{_WRITES: True}).begin() as connection:
        yield connection


def _with_driver(address: URL) -> URL:
    if address.drivername in ("postgres", "postgresql"):
        return address.set(drivername="postgresql+psycopg")
    return address


def _postgresql(address: URL) -> Engine:
    return create_engine(address, pool_pre_ping=True)


def _sqlite(address: URL) -> Engine:
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, connect_args={"timeout": _PATIENCE_MS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    _use_write_ahead_log(engine)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, so that table changes are in them too
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _use_write_ahead_log(engine: Engine) -> None:
    """Once for the file. SQLite doesn't wait for its lock on this statement, so it is tried again."""
    give_up_at = time.monotonic() + _PATIENCE_MS / 1000
    with closing(engine.raw_connection()) as connection:
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up_at:
                    raise
                time.sleep(0.02)
