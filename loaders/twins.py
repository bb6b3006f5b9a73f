"""Two columns that claim one field: the surer one counts and the other is left out with a notice, or an error."""

import re
from collections.abc import Iterator, Sequence

from loaders import cells
from loaders.findings import Findings
from loaders.headers import Header
from loaders.reader import Cell, Sheet, address
from loaders.specs.column import Column, Spec
from loaders.text import folded, header_word

_INCREMENT = re.compile(r"本月|当月|本周|当周|本旬|本季|当季|新增")
_TOTAL = re.compile(r"累计|累积|截至|截止|至今|年初")


def untwined(header: Header, sheet: Sheet, spec: Spec, findings: Findings) -> Header | None:
    """The header with each field on one column; None, with an error, where two are filled and equally sure."""
    fields = dict(header.fields)
    for name, columns in header.twice.items():
        filled = [column for column in columns if _below(sheet, header, column)]
        if len(filled) > 1 and not spec.column(name).locked:
            filled = _surer(filled, header, sheet, spec.column(name))
        if len(filled) > 1 and not spec.column(name).locked:
            _refuse(filled, header, sheet, spec.column(name), findings)
            return None
        fields[name] = (filled or columns)[0]
    return Header(header.top, header.bottom, fields, header.titles) if header.twice else header


def _below(sheet: Sheet, header: Header, column: int) -> bool:
    return any(True for _cell in _cells(sheet, header, column))


def _cells(sheet: Sheet, header: Header, column: int) -> Iterator[Cell]:
    """The filled cells of a column below the header."""
    return (row[column] for number, row in sheet.rows.items() if number > header.bottom and column in row)


def _surer(columns: list[int], header: Header, sheet: Sheet, column: Column) -> list[int]:
    """Those of the columns that may be meant: words by the nearest name, figures by what they hold and count."""
    if column.parser is cells.text:
        ranks = {one: _rank(header.titles[one], column) for one in columns}
        return [one for one in columns if ranks[one] == min(ranks.values())]
    if column.field not in ("reported", "actual"):
        return columns
    figures = [one for one in columns if any(_has_figure(cell) for cell in _cells(sheet, header, one))]
    spans = [one for one in figures if _INCREMENT.search(header.titles[one])]
    totals = [one for one in figures if _TOTAL.search(header.titles[one])]
    if spans and totals:
        figures = [one for one in figures if one not in spans]
    return figures or columns


def _rank(title: str, column: Column) -> int:
    """The place of a header among the column's words; behind them all where only its family fits."""
    listed = [header_word(word) for word in (column.header, *column.also)]
    word = header_word(title)
    return listed.index(word) if word in listed else len(listed)


def _has_figure(cell: Cell) -> bool:
    if isinstance(cell.value, str):
        return any(sign.isdigit() for sign in folded(cell.value))
    return cell.value is not None


def _refuse(columns: Sequence[int], header: Header, sheet: Sheet, column: Column, findings: Findings) -> None:
    places = tuple(address(header.bottom, one) for one in columns)
    titles = tuple(header.titles[one] for one in columns)
    findings.add("header_twice", sheet=sheet.name, cell=places[0], header=column.header, value=titles[0],
                 cells=places, titles=titles)  # fmt: skip
