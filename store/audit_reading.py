"""Reading the audit trail: entries newest first, narrowed by deed, person and time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from sqlalchemy import ColumnElement, Engine, func, select

from store.frames import DATA, MOMENT, TEXT, WHOLE, typed_frame
from store.schema import audit

ENTRY_TYPES: Mapping[str, str] = {
    "entry_id": WHOLE,
    "at": MOMENT,
    "actor": TEXT,
    "role": TEXT,
    "address": TEXT,
    "action": TEXT,
    "subject": TEXT,
    "details": DATA,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries; None = all. since, until [aware]: from this moment on, before that one."""

    action: str | None = None
    actor: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        """The same for a query."""
        asked = (
            None if self.action is None else audit.c.action == self.action,
            None if self.actor is None else audit.c.actor == self.actor,
            None if self.since is None else audit.c.at >= self.since,
            None if self.until is None else audit.c.at < self.until,
        )
        return [condition for condition in asked if condition is not None]


def fetch_entries(engine: Engine, wanted: Wanted, *, limit: int, offset: int = 0) -> pd.DataFrame:
    """One row an entry, newest first; columns and types: ``ENTRY_TYPES``."""
    columns = [audit.c[name] for name in ENTRY_TYPES]
    query = select(*columns).where(*wanted.conditions).order_by(audit.c.entry_id.desc())
    with engine.connect() as connection:
        return typed_frame(connection.execute(query.limit(limit).offset(offset)).all(), ENTRY_TYPES)


def count_entries(engine: Engine, wanted: Wanted) -> int:
    """How many there are."""
    query = select(func.count()).select_from(audit).where(*wanted.conditions)
    with engine.connect() as connection:
        return int(connection.execute(query).scalar_one())


def fetch_deeds(engine: Engine) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the actions and the names that occur in the trail, each in order."""
    with engine.connect() as connection:
        actions, actors = (
            connection.execute(select(column).distinct().order_by(column)).scalars().all()
            for column in (audit.c.action, audit.c.actor)
        )
    return tuple(actions), tuple(actors)
