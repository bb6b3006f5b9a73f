"""Proof that a published period can be computed again: from the pinned rows, by today's formulas, figure by figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine

from services.briefing import Briefing
from services.briefing_file import frame_values, head_values, kept_columns, kept_head
from services.frames import FRAMES
from services.publishing import fetch_published, recomputed
from store.snapshots import Snapshot, fetch_snapshot_content, fetch_snapshots


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A value that comes out otherwise: frame, column, number of its row from 0, as published and as computed.

    What stands beside the frames is of frame ``head``; frame ``snapshot`` is the SHA-256 of all of it.
    """

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

    Columns that came after the snapshot was made are not in it and not compared; that none was taken out since is
    told by its SHA-256.
    """
    content = fetch_snapshot_content(engine, snapshot.snapshot_id)
    again = recomputed(engine, snapshot)
    seal = ("snapshot", "sha256", [snapshot.sha256], [sha256(content).hexdigest()])
    pairs = [seal, *_heads("", kept_head(content), head_values(next(iter(again.values()))))]
    kept = kept_columns(content)
    for language, computed in again.items():
        pairs += _frames(fetch_published(engine, snapshot, language), computed, kept)
    differences = [one for pair in pairs for one in _compared(*pair)]
    return tuple(differences), sum(len(published) for _frame, _column, published, _computed in pairs)


_Pair = tuple[str, str, list[Any], list[Any]]


def _heads(name: str, before: Any, after: Any) -> Iterator[_Pair]:
    """What stands beside the frames, part by part; names that came after the snapshot was made are left out."""
    if isinstance(before, dict) and isinstance(after, dict):
        for part in (one for one in before if one in after):
            yield from _heads(f"{name}.{part}".strip("."), before[part], after[part])
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _heads(f"{name}.{place}", old, new)
    else:
        yield "head", name, [before], [after]


def _frames(published: Briefing, computed: Briefing, kept: Mapping[str, frozenset[str]]) -> Iterator[_Pair]:
    before, after = (frame_values(one, tuple(FRAMES)) for one in (published, computed))
    for frame, columns in before.items():
        known = kept.get(frame, frozenset())
        for column in (one for one in columns if one in known):
            yield frame, column, columns[column], after[frame][column]


def _compared(frame: str, column: str, before: list[Any], after: list[Any]) -> Iterator[Difference]:
    if len(before) != len(after):
        yield Difference(frame=frame, column=column, row=-1, published=len(before), computed=len(after))
        return
    for row, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new:
            yield Difference(frame=frame, column=column, row=row, published=old, computed=new)
