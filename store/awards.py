"""Decisions on awards 评选: appended with their audit entries; the newest on a unit, award and period counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd
from sqlalchemy import Engine, insert, select

from store import schema
from store.audit import Entry, append_entry
from store.digests import row_digest
from store.frames import FLAG, MOMENT, TEXT, WHOLE, typed_frame
from store.writes import changing

_TABLE = schema.awards
AWARD_TYPES: Mapping[str, str] = {
    "award_id": WHOLE,
    **dict.fromkeys(("kind", "unit_id", "period"), TEXT),
    "is_granted": FLAG,
    "reason": TEXT,
    "decided_at": MOMENT,
    "decided_by": TEXT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """What people decided: a unit is awarded or refused, on the figures of a period, and why."""

    kind: str
    unit_id: str
    period: str
    is_granted: bool
    reason: str
    decided_at: datetime
    decided_by: str


def add_award(engine: Engine, award: Award, *, entry: Entry) -> int:
    """Append a decision and its audit entry, whose subject and digest are filled in here; returns its number."""
    with changing(engine) as connection:
        names = [name for name in AWARD_TYPES if name != "award_id"]
        values = {name: getattr(award, name) for name in names}
        key = int(
            connection.execute(insert(_TABLE).values(**values).returning(_TABLE.c.award_id)).scalar_one()
        )
        digest = row_digest(connection, _TABLE, key)
        append_entry(connection, replace(entry, subject=f"award:{key}", digest=digest))
    return key


def fetch_awards(engine: Engine) -> pd.DataFrame:
    """All decisions in their order; columns and types: ``AWARD_TYPES``."""
    wanted = select(*(_TABLE.c[name] for name in AWARD_TYPES)).order_by(_TABLE.c.award_id)
    with engine.connect() as connection:
        return typed_frame(connection.execute(wanted).all(), AWARD_TYPES)
