"""Tables of documents as text: columns told once, each with its title, width, and what it takes from a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

Take = Callable[[dict[Any, Any]], str]  # a row of a frame → the words in a cell


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """A table, all text. widths [mm, scaled to the sheet]; right: places of the columns of figures."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    right: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A titled part of a document: what it says, and its tables."""

    title: str
    finding: str
    tables: tuple[TextTable, ...] = ()


def words(title: str, width: float, take: Take) -> tuple[str, float, Take, bool]:
    """A column of words."""
    return title, width, take, False


def figure(title: str, width: float, take: Take) -> tuple[str, float, Take, bool]:
    """A column of figures, set to the right."""
    return title, width, take, True


def text_table(rows: pd.DataFrame, columns: Sequence[tuple[str, float, Take, bool]]) -> TextTable:
    """The table of these rows."""
    return TextTable(
        columns=tuple(title for title, _width, _take, _right in columns),
        rows=tuple(
            tuple(take(row) for _title, _width, take, _right in columns) for row in rows.to_dict("records")
        ),
        widths=tuple(width for _title, width, _take, _right in columns),
        right=frozenset(place for place, (*_rest, is_figure) in enumerate(columns) if is_figure),
    )


def chapter(title: str, finding: str, *tables: TextTable) -> Chapter:
    """A chapter with those of its tables that have rows."""
    return Chapter(title=title, finding=finding, tables=tuple(one for one in tables if one.rows))
