"""What a reader hands on: workbook, sheets and cells, and how a cell's address is written."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from loaders import bounds

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class Cell(NamedTuple):
    """One cell that is not blank.

    value: number (always float), text as the file has it (``_x000D_`` too), bool, or None where a formula has
        no cached result. A date is its serial number; only ISO dates (kind ``d``) are text.
    kind: ``n`` number, ``s`` text, ``b`` bool, ``e`` error (value ``#REF!``), ``d`` ISO date, "" formula
        without result.
    style: ``general``, ``percent``, ``date``, ``month`` (a date shown without its day), ``text`` or ``number``:
        what the number format says.
    formula: the cell holds a formula.
    """

    value: float | str | bool | None
    kind: str
    style: str
    formula: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet.

    rows: row number → column number → Cell, both from 1, only cells that are not blank, in sheet order.
    merges: (top, left, bottom, right) of each merged range; one may span the whole sheet, so look cells up
        in it and never expand it.
    hidden_rows: hidden rows the file writes (also those of no height). hidden_columns: up to column 256.
    far: addresses of filled cells beyond row 20,000 or column 256, which are not in ``rows``; first 20.
    """

    name: str
    hidden: bool
    rows: dict[int, dict[int, Cell]]
    merges: tuple[tuple[int, int, int, int], ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    far: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """Worksheets in tab order (hidden ones too), and whether its dates count from 1904."""

    sheets: tuple[Sheet, ...]
    date1904: bool


def letters(column: int) -> str:
    """Column number from 1 → letters: 1 → ``A``, 28 → ``AB``."""
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(row: int, column: int) -> str:
    """A1 address: (12, 6) → ``F12``."""
    return f"{_LETTERS[column] if column <= bounds.COLUMNS else letters(column)}{row}"


def position(text: str) -> tuple[int, int] | None:
    """(row, column) of an A1 address, ``$`` allowed; None for anything else."""
    match = _ADDRESS.fullmatch(text)
    if match is None or match[2] == "0":
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


_LETTERS = tuple(letters(number) for number in range(bounds.COLUMNS + 1))
COLUMN_LETTERS = {letters(number): number for number in range(1, bounds.COLUMNS + 1)}
