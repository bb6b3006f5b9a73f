"""Proof that a published period can be computed again: from the pinned rows, by today's formulas, figure by figure."""

from dataclasses import dataclass

from sqlalchemy import Engine

from services.briefing_file import frame_values, kept_columns
from services.frames import FRAMES
from services.publishing import fetch_published, recomputed
from store.snapshots import Snapshot, fetch_snapshot_content, fetch_snapshots


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A value that comes out otherwise: frame, column, number of its row from 0, as published and as computed."""

    frame: str
    column: str
    row: int
    published: object
    computed: object


def find_snapshot(engine: Engine, period: str, version: int | None = None) -> Snapshot | None:
    """The newest snapshot of a period, or the one of this version; None = there is none."""
    found = [one for one in fetch_snapshots(engine) if one.period == period]
    if version is not None:
        found = [one for one in found if one.version == version]
    return found[-1] if found else None


def compare(engine: Engine, snapshot: Snapshot) -> tuple[tuple[Difference, ...], int]:
    """Every value that differs, in each language, and how many were compared.

    Columns that came after the snapshot was made are not in it and not compared.
    """
    kept = kept_columns(fetch_snapshot_content(engine, snapshot.snapshot_id))
    differences: list[Difference] = []
    count = 0
    for language, computed in recomputed(engine, snapshot).items():
        published = fetch_published(engine, snapshot, language)
        before, after = (frame_values(one, tuple(FRAMES)) for one in (published, computed))
        for frame, columns in before.items():
            for column, values in columns.items():
                if column not in kept.get(frame, frozenset()):
                    continue
                found, made = _compared(frame, column, values, after[frame][column])
                differences += found
                count += made
    return tuple(differences), count


def _compared(
    frame: str, column: str, before: list[object], after: list[object]
) -> tuple[list[Difference], int]:
    if len(before) != len(after):
        return [Difference(frame=frame, column=column, row=-1, published=len(before), computed=len(after))], 1
    pairs = enumerate(zip(before, after, strict=True))
    return [
        Difference(frame=frame, column=column, row=row, published=old, computed=new)
        for row, (old, new) in pairs
        if old != new
    ], len(before)
