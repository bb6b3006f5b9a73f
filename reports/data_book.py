"""Data workbook 数据表: every table of a Briefing as a clean sheet, with a page of definitions; no cell is a formula."""

from collections.abc import Iterable
from io import BytesIO
from math import ceil
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from domain.rules import Display
from locales import _
from reports import data_outside, data_units, data_work
from reports.data_columns import Column, Kind, Sheet, written
from reports.data_looks import Looks
from reports.data_terms import terms
from reports.origin import origin
from reports.progress import Tell, silent
from services.briefing import Briefing

SHEETS: tuple[Sheet, ...] = (  # a new table is one line here
    *(data_work.TASKS, data_work.MILESTONES, data_work.PROJECTS, data_work.DIMENSIONS),
    *(data_units.UNITS, data_units.SCORES, data_units.SCORE_LINES, data_units.LOSSES, data_units.REPORTS),
    *(data_outside.ISSUES, data_outside.INSPECTIONS, data_outside.RATINGS, data_outside.VOICES),
    *(data_outside.PROMISES, data_outside.ADJUSTMENTS, data_outside.EXAMPLES, data_outside.DECISIONS),
    *(data_work.NEEDS, data_work.DUE, data_work.CHANGES),
)
_WIDEST, _LONG, _FIGURE = 46.0, 42.0, 12.0
_TERMS = 96  # characters on a line of the definitions
_SHEET = 190.0  # of characters that can be read on a sheet of A4 laid across


def data_book(briefing: Briefing, tell: Tell = silent) -> bytes:
    """The workbook as bytes. tell: hears how much of it is made [0–1]."""
    chosen = [sheet for sheet in SHEETS if briefing.plan.rules.display in sheet.shown]
    with BytesIO() as out:
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        book.set_properties({"title": _("Data of {period}", period=briefing.period.label)})
        looks = Looks(book)
        _definitions(book.add_worksheet(_("Definitions")), briefing, chosen, looks)
        for number, sheet in enumerate(chosen, 1):
            _fill(book.add_worksheet(_(sheet.title)[:31]), sheet, briefing, looks)
            tell(number / (len(chosen) + 1))
        book.close()
        return out.getvalue()


def columns_of(sheet: Sheet, display: Display) -> tuple[Column, ...]:
    """The columns that may be seen where standing is shown this way."""
    return tuple(column for column in sheet.columns if display in column.shown)


def rows_of(sheet: Sheet, briefing: Briefing) -> pd.DataFrame:
    """The frame's rows in the order of the sheet: as the Briefing has them, by code where no ranks are shown."""
    frame: pd.DataFrame = getattr(briefing, sheet.frame)
    if sheet.by_code and briefing.plan.rules.display is not Display.RANK:
        return frame.sort_values(sheet.by_code, kind="stable", ignore_index=True)
    return frame


def _fill(page: Worksheet, sheet: Sheet, briefing: Briefing, looks: Looks) -> None:
    columns = columns_of(sheet, briefing.plan.rules.display)
    rows = rows_of(sheet, briefing)
    page.set_row(0, 32)
    whole = 0.0
    for place, column in enumerate(columns):
        page.write_string(0, place, _(column.title), looks.head)
        values = [written(column, value) for value in rows[column.source]]
        for number, value in enumerate(values, 1):
            write(page, number, place, value, column.kind, looks)
        page.set_column(place, place, _width(column, values))
        whole += _width(column, values)
    page.freeze_panes(1, 2 if len(columns) > 8 else 0)
    page.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    page.repeat_rows(0)
    page.set_landscape()
    if whole > _SHEET:
        page.repeat_columns(0, 1)
        page.print_across()
    _printed(page, sheets=ceil(whole / _SHEET))


def write(page: Worksheet, row: int, place: int, value: Any, kind: Kind, looks: Looks) -> None:
    """One value; a text is always text, and stays one when somebody edits it."""
    if value is None:
        page.write_blank(row, place, None, looks.of(kind))
    elif isinstance(value, str):
        page.write_string(row, place, looks.clean(value), looks.of_text(kind, value))
    elif kind in (Kind.DAY, Kind.MOMENT):
        page.write_datetime(row, place, value, looks.of(kind))
    else:
        page.write_number(row, place, value, looks.of(kind))


def _width(column: Column, values: list[Any]) -> float:
    """Wide enough for what stands in it, and for half of its title, which may stand on two lines."""
    if column.kind is Kind.LONG:
        return _LONG if any(values) else _FIGURE
    if column.kind is Kind.MOMENT:
        return 17.0
    longest = max((_length(value) for value in values if isinstance(value, str)), default=0.0)
    least = 0.0 if column.kind.is_text else _FIGURE
    return min(_WIDEST, max(longest + 3, _length(_(column.title)) / 2 + 5, least))


def _length(words: str) -> float:
    """In digits' widths; a Chinese character takes two."""
    return sum(1.0 if letter.isascii() else 2.0 for letter in words)


def _definitions(page: Worksheet, briefing: Briefing, sheets: list[Sheet], looks: Looks) -> None:
    """The first page: where the figures come from, which sheets there are, what each term means."""
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 100)
    page.set_row(0, 32)
    page.write_string(0, 0, _("Data of {period}", period=briefing.period.label), looks.title)
    contents = tuple(
        (_(sheet.title), _("{count} rows", count=len(getattr(briefing, sheet.frame)))) for sheet in sheets
    )
    row = 2
    for title, pairs in (
        (_("Where the figures come from"), origin(briefing)),
        (_("Sheets"), contents),
        (_("Terms and formulas"), tuple(terms(briefing.plan.rules))),
    ):
        row = _pairs(page, row, title, pairs, looks) + 1
    page.freeze_panes(1, 0)
    _printed(page)


def _pairs(page: Worksheet, row: int, title: str, pairs: Iterable[tuple[str, str]], looks: Looks) -> int:
    """A titled list of two columns; the row below it."""
    page.write_string(row, 0, title, looks.head)
    page.write_blank(row, 1, None, looks.head)
    for name, words in pairs:
        row += 1
        page.write_string(row, 0, name, looks.term)
        write(page, row, 1, words, Kind.LONG, looks)
        page.set_row(row, 17 * max(1, -(-int(_length(words)) // _TERMS)))
    return row + 1


def _printed(page: Worksheet, *, sheets: int = 1) -> None:
    """On A4 with page numbers, as wide as the paper or as so many sheets side by side, so that it can be read."""
    page.set_paper(9)
    page.fit_to_pages(max(sheets, 1), 0)
    page.set_footer("&C— &P —")
