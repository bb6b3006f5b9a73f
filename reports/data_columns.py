"""Columns of the data workbook: what kind of value each holds, how a cell shows it, and what is written for it."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Any

import pandas as pd

from domain import figures
from domain.rules import Display
from locales import _


class Kind(Enum):
    """What a column holds."""

    TEXT = auto()  # a name or code
    LONG = auto()  # sentences
    FLAG = auto()
    PERCENT = auto()
    POINTS = auto()
    DAYS = auto()
    SCORE = auto()
    MONEY = auto()
    WHOLE = auto()
    NUMBER = auto()
    TARGET = auto()  # a quantity; missing is undecided, never 0
    DAY = auto()
    MOMENT = auto()

    @property
    def number_format(self) -> str:
        """The format of a cell, Excel's way; text where it is no number."""
        return _FORMATS.get(self, "@")

    @property
    def is_text(self) -> bool:
        """Whether the column is set to the left and measured by its words."""
        return self in (Kind.TEXT, Kind.LONG, Kind.FLAG)


_FORMATS = {
    Kind.PERCENT: "0.0%",
    Kind.POINTS: "+0.0;−0.0;0.0",
    Kind.DAYS: "0;−0;0",
    Kind.SCORE: "0.00",
    Kind.MONEY: "#,##0",
    Kind.WHOLE: "0",
    Kind.NUMBER: "#,##0.##",
    Kind.TARGET: "#,##0.##",
    Kind.DAY: "yyyy-mm-dd",
    Kind.MOMENT: "yyyy-mm-dd hh:mm",
}
EVERY = frozenset(Display)
BANDED = frozenset({Display.RANK, Display.BANDS})
RANKED = frozenset({Display.RANK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its title [message], the column of the frame, its kind.

    words: from the frame's value to the word on paper. shown: in which displays of standing it may be seen.
    """

    title: str
    source: str
    kind: Kind = Kind.TEXT
    words: Callable[[str], str] | None = None
    shown: frozenset[Display] = EVERY


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: its title [message], the frame of the Briefing that it holds, its columns.

    by_code: where no ranks are shown it is sorted by this column, so that no order tells them.
    """

    title: str
    frame: str
    columns: tuple[Column, ...]
    shown: frozenset[Display] = EVERY
    by_code: str = ""


def text(title: str, source: str, words: Callable[[str], str] | None = None) -> Column:
    """A column of names, codes or words."""
    return Column(title=title, source=source, words=words)


def long(title: str, source: str) -> Column:
    """A column of sentences."""
    return Column(title=title, source=source, kind=Kind.LONG)


def figure(title: str, source: str, kind: Kind, shown: frozenset[Display] = EVERY) -> Column:
    """A column of numbers, days or moments."""
    return Column(title=title, source=source, kind=kind, shown=shown)


def word_of(words: type[StrEnum]) -> Callable[[str], str]:
    """From the value of such an enum to its word in the language in use."""
    return lambda value: words(value).word  # type: ignore[attr-defined]


def written(column: Column, value: Any) -> Any:
    """What stands in the cell: numbers to the digit that the screen shows, None where there is none."""
    if column.words is not None and isinstance(value, str) and value:
        return column.words(value)
    if pd.isna(value) or value == "":
        return _("undecided") if column.kind is Kind.TARGET else None
    return _WRITTEN[column.kind](value)


def shown_number(kind: Kind, value: float) -> float:
    """A number to the digit that the screen shows, for a chart's own data."""
    number: float = _WRITTEN[kind](value)
    return number


def _percent(value: float) -> float:
    """Cut off after one decimal, as on screen: 0.8996 is 89.9%, never 90.0%."""
    return math.floor(round(value * 1000, 6)) / 1000


def _score(value: float) -> float:
    return math.floor(value * 100 + 0.5 + 1e-9) / 100


_WRITTEN: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: str,
    Kind.LONG: str,
    Kind.FLAG: lambda value: _("yes") if value else _("no"),
    Kind.PERCENT: _percent,
    Kind.POINTS: lambda value: round(float(value), 1),
    Kind.DAYS: lambda value: round(float(value)),
    Kind.SCORE: _score,
    Kind.MONEY: lambda value: round(float(value)),
    Kind.WHOLE: int,
    Kind.NUMBER: lambda value: round(float(value), 2),
    Kind.TARGET: lambda value: round(float(value), 2),
    Kind.DAY: lambda value: value.date(),
    Kind.MOMENT: lambda value: value.astimezone(figures.SHANGHAI).replace(tzinfo=None).to_pydatetime(),
}
