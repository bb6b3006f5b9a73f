"""The rows of data under a header: without sections, totals, footers, blank and repeated header rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from loaders.cells import code
from loaders.headers import Header
from loaders.reader import Cell, Sheet
from loaders.row_kinds import Surroundings, is_coded, row_kind
from loaders.specs.column import Spec

Merge = tuple[int, int, int, int]


class Row(NamedTuple):
    """A row of data: its sheet row, and field → cell of what it holds (merged words included)."""

    number: int
    cells: Mapping[str, Cell]
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A recognised sheet: its spec's name, its header, the merges that touch its data, and its rows.

    ``merged``: (row, column) → merge for the cells of vertical merges below the header.
    ``footers``: rows below that may hold identity labels. ``asides``: rows of words that are not data.
    ``below``: the row in which another table begins, which ends this one; 0 = none.
    """

    name: str
    sheet: Sheet
    header: Header
    merged: Mapping[tuple[int, int], Merge]
    rows: tuple[Row, ...]
    footers: tuple[int, ...]
    asides: tuple[int, ...] = ()
    below: int = 0


def read_table(sheet: Sheet, header: Header, spec: Spec) -> Table:
    """The data rows below a header; merged words count for every row, merged figures for none."""
    key, spread = spec.key, frozenset(column.field for column in spec.columns if column.spread)
    merged = _vertical(sheet, header)
    coded = spec.column(key).parser is code
    wide = {top for top, left, _bottom, right in sheet.merges if right - left >= 2 and top > header.bottom}
    rows: list[Row] = []
    others: dict[str, list[int]] = {"footer": [], "aside": []}
    below = 0
    place = header.fields.get(key, 0)
    for number, cells in sheet.rows.items():
        if number <= header.bottom:
            continue
        kind = "data"
        if not is_coded(cells.get(place)) and not _continues(merged, number, place):
            around = Surroundings(
                coded, number == header.bottom + 1, number in wide, closed=bool(others["footer"])
            )
            kind = row_kind(cells, header, key, around)
        if kind == "another":
            below = number
            break
        if kind == "data":
            rows.append(_row(number, cells, sheet, header, merged, key, spread))
        elif kind in others:
            others[kind].append(number)
    if merged:
        rows = [row for row in rows if row.cells]
    footers, asides = tuple(others["footer"]), tuple(others["aside"])
    return Table(spec.name, sheet, header, merged, tuple(rows), footers, asides, below)


def _continues(merged: Mapping[tuple[int, int], Merge], number: int, place: int) -> bool:
    """Whether the key of a row is merged with that of the row above."""
    joined = merged.get((number, place))
    return joined is not None and joined[0] < number


def _row(
    number: int,
    cells: Mapping[int, Cell],
    sheet: Sheet,
    header: Header,
    merged: Mapping[tuple[int, int], Merge],
    key: str,
    spread: frozenset[str],
) -> Row:
    found = {name: cells[column] for name, column in header.fields.items() if column in cells}
    continues = False
    if merged:
        for name, column in header.fields.items():
            merge = merged.get((number, column))
            if merge is None or merge[0] == number or name in found:
                continue
            above = sheet.rows.get(merge[0], {}).get(merge[1])
            if name == key:
                continues = above is not None
            if above is not None and (name in spread or name == key):
                found[name] = above
    return Row(number, found, continues)


def _vertical(sheet: Sheet, header: Header) -> dict[tuple[int, int], Merge]:
    """(row, column) → merge, of merges over several rows in the table's columns."""
    columns = frozenset(header.fields.values())
    found: dict[tuple[int, int], Merge] = {}
    for merge in sheet.merges:
        top, left, bottom, _right = merge
        if bottom > top > header.bottom and left in columns:
            found |= {(row, left): merge for row in range(top, min(bottom, top + 2000) + 1)}
    return found


def cells_of(table: Table, name: str) -> Iterator[Cell]:
    """The cells of one field, of all data rows."""
    return (row.cells[name] for row in table.rows if name in row.cells)
