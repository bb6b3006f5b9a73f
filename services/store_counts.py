"""A few figures of a store for whoever watches over it."""

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, Table, func, select

from store.queries import fetch_revision
from store.schema import audit, submissions


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreCounts:
    """Submissions stored, uploads turned away, failed sign-ins, entries of the trail, revision."""

    submissions: int
    refused: int
    sign_in_failures: int
    entries: int
    revision: int


def store_counts(engine: Engine) -> StoreCounts:
    """Count them now."""
    with engine.connect() as connection:
        return StoreCounts(
            submissions=_count(connection, submissions),
            refused=_count(connection, audit, "upload_refused"),
            sign_in_failures=_count(connection, audit, "sign_in_failed"),
            entries=_count(connection, audit),
            revision=fetch_revision(engine),
        )


def _count(connection: Connection, table: Table, action: str | None = None) -> int:
    wanted = select(func.count()).select_from(table)
    if action is not None:
        wanted = wanted.where(audit.c.action == action)
    return int(connection.execute(wanted).scalar_one())
