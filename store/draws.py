"""Draws in the store: append-only; a number and a seed are there once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, func, insert, select

from store.audit import Entry, append_entry
from store.digests import row_digest
from store.schema import draws


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDraw:
    """A draw as it is kept. certificate: JSON values, as they were written."""

    draw_id: int
    number: str
    seed: str
    frame_hash: str
    certificate: Mapping[str, Any]
    drawn_at: datetime
    drawn_by: str


def add_draw(
    connection: Connection, certificate: Mapping[str, Any], *, drawn_at: datetime, entry: Entry
) -> StoredDraw:
    """Append a draw; connection: of store.writes.changing, in which number and seed were found free.

    entry: what the audit trail is to say; its subject and digest are filled in here.
    """
    values: dict[str, Any] = {
        "number": certificate["number"],
        "seed": certificate["seed"],
        "frame_hash": certificate["frame_hash"],
        "certificate": dict(certificate),
        "drawn_at": drawn_at,
        "drawn_by": certificate["drawn_by"],
    }
    added = insert(draws).values(**values).returning(draws.c.draw_id)
    draw_id = int(connection.execute(added).scalar_one())
    digest = row_digest(connection, draws, draw_id)
    append_entry(connection, replace(entry, subject=f"draw:{draw_id}", digest=digest))
    return StoredDraw(draw_id=draw_id, **values)


def draw_with_seed(connection: Connection, seed: str) -> StoredDraw | None:
    """The draw that used this seed, in the very transaction that asks."""
    row = connection.execute(select(draws).where(draws.c.seed == seed)).mappings().first()
    return None if row is None else _draw(row)


def count_draws(connection: Connection, quarter: str) -> int:
    """How many draws a quarter has had, in the very transaction that asks."""
    of_quarter = draws.c.number.startswith(f"{quarter}-", autoescape=True)
    return int(connection.execute(select(func.count()).where(of_quarter)).scalar_one())


def fetch_draws(engine: Engine) -> tuple[StoredDraw, ...]:
    """Return all draws, the newest first."""
    with engine.connect() as connection:
        rows = connection.execute(select(draws).order_by(draws.c.draw_id.desc())).mappings().all()
    return tuple(_draw(row) for row in rows)


def fetch_draw(engine: Engine, draw_id: int) -> StoredDraw:
    """Return one draw; raises LookupError where there is none of this number."""
    with engine.connect() as connection:
        row = connection.execute(select(draws).where(draws.c.draw_id == draw_id)).mappings().first()
    if row is None:
        raise LookupError(f"no draw {draw_id}")
    return _draw(row)


def _draw(row: RowMapping) -> StoredDraw:
    return StoredDraw(**row)
