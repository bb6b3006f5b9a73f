"""Brings a store's tables to the newest revision with Alembic; safe when two processes start at once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from store.adopting import BEFORE_THE_TRAIL, adopt

_FOLDER = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = Lock()  # Alembic keeps the migration that runs in a global; two stores may open at once
_LOCK = 5_202_209  # any number: the key of PostgreSQL's advisory lock


def migrate(engine: Engine, writing: Callable[[Engine], AbstractContextManager[Connection]]) -> None:
    """Run what is missing, in one transaction that holds the store's write lock."""
    config = _config()
    head = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection:
        if _current(connection) == head:
            return
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        before = _current(connection)
        if before != head:
            config.attributes["connection"] = connection
            with _ONE_AT_A_TIME:
                command.upgrade(config, "head")
        if before == BEFORE_THE_TRAIL:
            adopt(connection)


def is_current(engine: Engine) -> bool:
    """Whether a store has the newest tables."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    with engine.connect() as connection:
        return _current(connection) == head


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
