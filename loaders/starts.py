"""Dates on which something begins: where only a month or a span is named, its first day rather than its last."""

import re
from collections.abc import Callable
from datetime import date

from loaders.cells import Doubt, Facts, offered
from loaders.dates import day
from loaders.problems import Option
from loaders.reader import Cell
from loaders.text import folded, number_text

_SPANS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r".*月份?|20\d{2}[-/.]?\d{1,2}"), 1),
    (re.compile(r".*季度?|.*q[1-4]"), 3),
    (re.compile(r".*半年"), 6),
    (re.compile(r"20\d{2}(?:年度?)?|今年|本年度?|全年"), 12),
)


def first_day(cell: Cell, facts: Facts) -> date | Doubt | None:
    """The day as ``day`` reads it; of a month, a quarter, a half or a whole year the first day."""
    found = day(cell, facts)
    if not isinstance(found, Doubt) or found.code not in ("date_assumed", "date_point_ten", "date_year_only"):
        return found
    months = _months(cell)
    if months == 0:
        return found
    if isinstance(found.value, date):
        first = _begun(found.value, months)
        return Doubt(found.code, {"day": first.isoformat()}, value=first)
    return Doubt(
        found.code, found.values, tuple(_moved(one, lambda end: _begun(end, months)) for one in found.options)
    )


def _months(cell: Cell) -> int:
    """How many months the span takes that the cell names; 0 where it names a day or an end."""
    if cell.style == "month":
        return 1
    plain = folded(cell.value) if isinstance(cell.value, str) else number_text(float(cell.value or 0))
    return next((months for span, months in _SPANS if span.fullmatch(plain)), 0)


def _begun(end: date, months: int) -> date:
    """The first day of the span of so many months that ends on a day."""
    return date(end.year, end.month - months + 1, 1)


def _moved(option: Option, move: Callable[[date], date]) -> Option:
    """An offered day moved; what offers no day stays."""
    return offered(move(date.fromisoformat(option.value))) if isinstance(option.value, str) else option
