"""What an oversight workbook would change of the newest period: lights and scores with and without it, nothing stored."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from domain.oversight import Oversight
from services.briefing import Briefing, build
from services.preview import fetch_filed
from services.timeline import newest_period
from store.frames import typed_frame
from store.oversight import KEYS, PARTS, TYPES
from store.queries import fetch_plans

LEAST_POINTS = 0.005  # a score is shown with two decimals


@dataclass(frozen=True, slots=True, kw_only=True)
class OversightEffect:
    """What would change in a period.

    tasks — whose value or light changes: task_id, name, lead_label, before, after [0–1], light_before, light_after.
    units — whose score changes, largest change first: unit_id, label, before, after [0–100, NaN = none].
    """

    period: str
    tasks: pd.DataFrame
    units: pd.DataFrame


def oversight_effect(
    engine: Engine, book: Oversight, now: datetime, before: Briefing | None = None
) -> OversightEffect | None:
    """Compare the newest reported period with and without the book, were it stored now; None while there is none.

    before: that period as the store stands, where it is known already; else it is built.
    """
    plans, filed = fetch_plans(engine), fetch_filed(engine)
    period = newest_period(plans, filed.submissions, now.date()) if plans else None
    if period is None:
        return None

    def built(oversight: Mapping[str, pd.DataFrame]) -> Briefing:
        return build(
            plans=plans,
            submissions=filed.submissions,
            task_lines=filed.task_lines,
            milestone_lines=filed.milestone_lines,
            issue_lines=filed.issue_lines,
            oversight=oversight,
            period=period,
            now=now,
        )

    if before is None or before.period.code != period:
        before = built(filed.oversight)
    after = built(with_book(filed.oversight, book))
    return OversightEffect(
        period=period, tasks=_tasks(before.tasks, after.tasks), units=_units(before.units, after.units)
    )


def with_book(parts: Mapping[str, pd.DataFrame], book: Oversight) -> dict[str, pd.DataFrame]:
    """All that would count with this book, the newest word on each thing. parts: ``fetch_oversight``."""
    merged = {}
    for part in PARTS:
        types = TYPES[part]
        added = typed_frame([_values(row, types) for row in getattr(book, part)], types)
        whole = pd.concat([parts[part], added], ignore_index=True) if len(added) else parts[part]
        merged[part] = whole.drop_duplicates(list(KEYS[part]), keep="last", ignore_index=True)
    return merged


def _values(row: Any, types: Mapping[str, str]) -> tuple[Any, ...]:
    said = {one.name: getattr(row, one.name) for one in fields(row)} | {"file_name": "", "book_id": 0}
    return tuple(list(said[name]) if isinstance(said[name], tuple) else said[name] for name in types)


def _tasks(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    shown = ["task_id", "effective", "light"]
    both = after[["task_id", "name", "lead_label", "effective", "light"]].merge(
        before[shown], on="task_id", suffixes=("_after", "_before")
    )
    moved = (both["effective_after"] - both["effective_before"]).abs() > 0
    moved |= both["effective_after"].isna() != both["effective_before"].isna()
    changed = both.loc[moved | (both["light_after"] != both["light_before"])]
    return changed.rename(columns={"effective_before": "before", "effective_after": "after"}).reset_index(
        drop=True
    )


def _units(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    both = after[["unit_id", "label", "score"]].merge(
        before[["unit_id", "score"]], on="unit_id", suffixes=("_after", "_before")
    )
    both = both.rename(columns={"score_before": "before", "score_after": "after"})
    change = (both["after"] - both["before"]).abs()
    moved = (change >= LEAST_POINTS) | (both["after"].isna() != both["before"].isna())
    order = change.loc[moved].sort_values(ascending=False, kind="stable", na_position="first").index
    return both.loc[order].reset_index(drop=True)
