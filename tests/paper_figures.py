"""The numbers that a Briefing holds, as they are printed: what any number on paper must be one of."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import combinations
from typing import Any

import pandas as pd

from domain import figures
from domain.unit_group import UnitGroup
from reports.data_book import SHEETS
from reports.data_columns import Kind
from services.briefing import Briefing
from services.findings.standing import shown
from services.headline import Headline
from services.narrowing import narrowed
from services.statement import statement
from tests.paper_text import numbers

_PRINTED = {
    Kind.PERCENT: figures.percent,
    Kind.POINTS: figures.points,
    Kind.DAYS: figures.days,
    Kind.SCORE: lambda value: figures.score(value) + " " + figures.score(int(value * 100 + 0.5 + 1e-9) / 100),
    Kind.MONEY: figures.money,
    Kind.WHOLE: str,
    Kind.NUMBER: figures.quantity,
    Kind.TARGET: figures.quantity,
    Kind.DAY: figures.day,
    Kind.MOMENT: figures.moment,
}
_COUNTED = (
    *(
        "light",
        "dimension",
        "state",
        "group",
        "lead_label",
        "label",
        "labels",
        "kind",
        "report_state",
        "band",
    ),
    *("flagged", "is_lead", "is_open", "carried", "period", "unit_id", "lead_unit", "source", "category"),
)


def known(briefing: Briefing) -> set[str]:
    """All of them: values by their column's format, counts of rows by what they are, rules, dates, headlines."""
    return {number for text in _texts(briefing) for number in numbers(text)}


def _texts(briefing: Briefing) -> Iterator[str]:
    for sheet in SHEETS:
        frame = getattr(briefing, sheet.frame)
        for column in sheet.columns:
            yield from (_text(column.kind, value) for value in frame[column.source].dropna().unique())
        yield from _counts(frame)
    yield from _headlines(briefing)
    yield from (
        f"{value:g}" for value in asdict(briefing.plan.rules).values() if isinstance(value, int | float)
    )
    yield f"{briefing.period.code} {briefing.submission_count} {figures.day(briefing.as_of)}"
    yield from (figures.moment(window.due_at) for window in briefing.plan.windows)
    if briefing.frozen is not None:
        yield f"{briefing.frozen.version} {figures.moment(briefing.frozen.published_at)} {briefing.frozen.method}"


def _text(kind: Kind, value: Any) -> str:
    return str(value) if kind not in _PRINTED else _PRINTED[kind](value)


def _counts(frame: pd.DataFrame) -> Iterator[str]:
    """How many rows there are, in all and of each kind."""
    yield str(len(frame))
    columns = [name for name in _COUNTED if name in frame]
    yield from (str(count) for name in columns for count in frame[name].value_counts())
    for pair in combinations(columns, 2):
        yield from (str(count) for count in frame.groupby(list(pair)).size())


def _headlines(briefing: Briefing) -> Iterator[str]:
    shown = [briefing] + [
        narrowed(briefing, group=group.value, unit=None, dimension=None) for group in UnitGroup
    ]
    for one in shown:
        yield from _headline(one.headline)


def _headline(line: Headline) -> Iterator[str]:
    yield figures.percent(line.completion)
    yield figures.percent(line.schedule)
    yield f"{figures.points(line.gap)} {figures.points(line.honesty)}"
    yield from (str(value) for value in asdict(line).values() if isinstance(value, int))


def of_unit(briefing: Briefing, unit_id: str) -> set[str]:
    """What the statement of a unit's score adds: its parts, with the sums they are reckoned from, and earlier periods."""
    told = statement(briefing, unit_id)
    rows = briefing.units.loc[briefing.units["unit_id"] == unit_id].iloc[0]
    parts = [f"{one.formula} {one.inputs}" for one in told.parts]
    parts += [
        " ".join(figures.score(value) for value in (one.value, one.weight, one.points, one.lost))
        for one in told.parts
    ]
    parts.append(figures.score(sum(one.lost for one in told.parts)))
    past = briefing.unit_history.loc[briefing.unit_history["unit_id"] == unit_id]
    for row in past.to_dict("records"):
        shares = f"{figures.percent(row['completion'])} {figures.percent(row['schedule'])}"
        parts.append(
            f"{row['period']} {shares} {figures.points(row['gap'])} {shown(row['score'])} {row['rank']}"
        )
    ranked = briefing.units.loc[briefing.units["group"] == rows["group"], "rank"].notna().sum()
    return {number for text in (*parts, str(ranked)) for number in numbers(text)}
