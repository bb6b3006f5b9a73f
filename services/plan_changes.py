"""What one plan 责任清单 has that another hasn't, field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

import pandas as pd

from domain import figures
from domain.plan import Plan
from store.frames import TEXT, typed_frame

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
PARTS: Mapping[str, str] = {
    "units": "unit_id",
    "tasks": "task_id",
    "projects": "project_id",
    "milestones": "milestone_id",
    "windows": "period",
}
RULES = "rules"
CHANGE_TYPES = {
    "part": TEXT,
    "kind": TEXT,
    "item_id": TEXT,
    "name": TEXT,
    "field": TEXT,
    "before": TEXT,
    "after": TEXT,
}


def plan_changes(before: Plan, after: Plan) -> pd.DataFrame:
    """What one plan has that the other hasn't, as ``PlanPreview.changes``; rules as one row each."""
    rows: list[tuple[str, ...]] = []
    for part, key in PARTS.items():
        rows += _part_changes(part, key, getattr(before, part), getattr(after, part))
    rows += _rule_changes(before, after)
    return typed_frame(rows, CHANGE_TYPES)


def _part_changes(part: str, key: str, before: Iterable[Any], after: Iterable[Any]) -> list[tuple[str, ...]]:
    old = {getattr(row, key): row for row in before}
    new = {getattr(row, key): row for row in after}
    rows: list[tuple[str, ...]] = [
        (part, REMOVED, code, _name(old[code]), "", "", "") for code in old if code not in new
    ]
    rows += [(part, ADDED, code, _name(new[code]), "", "", "") for code in new if code not in old]
    for code in (code for code in old if code in new):
        for name in (field.name for field in fields(new[code])):
            values = (getattr(old[code], name), getattr(new[code], name))
            if values[0] != values[1]:
                rows.append((part, CHANGED, code, _name(new[code]), name, *map(_text, values)))
    return rows


def _rule_changes(before: Plan, after: Plan) -> list[tuple[str, ...]]:
    old, new = asdict(before.rules), asdict(after.rules)
    return [
        (RULES, CHANGED, name, "", name, _text(old[name]), _text(new[name]))
        for name in new
        if old[name] != new[name]
    ]


def _name(row: Any) -> str:
    return str(getattr(row, "name", ""))


def _text(value: Any) -> str:
    """A value as text: days and moments as on screen, lists joined, nothing as —."""
    if value is None or value in ("", ()):
        return figures.NONE
    if isinstance(value, datetime):
        return figures.moment(value)
    if isinstance(value, date):
        return figures.day(value)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(getattr(value, "word", value))
