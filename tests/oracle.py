"""Asks openpyxl and calamine what a workbook holds, and compares it cell by cell with our reader."""

import datetime
import io
import math
import warnings
from typing import Any

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel
from python_calamine import CalamineWorkbook

from loaders.reader import Cell, Workbook, address, read_workbook


def assert_same_as_openpyxl(content: bytes) -> None:
    """Every value, formula flag, merge, hidden row and number-format date agrees with openpyxl."""
    ours = read_workbook(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's own, about parts that it leaves out
        values = openpyxl.load_workbook(io.BytesIO(content), data_only=True, rich_text=False)
        formulas = openpyxl.load_workbook(io.BytesIO(content))
    epoch = CALENDAR_MAC_1904 if ours.date1904 else CALENDAR_WINDOWS_1900
    assert [sheet.name for sheet in ours.sheets] == [sheet.title for sheet in values.worksheets]
    assert ours.date1904 == (values.epoch == CALENDAR_MAC_1904)
    for sheet, theirs, written in zip(ours.sheets, values.worksheets, formulas.worksheets, strict=True):
        found = {address(r, c): _plain(cell) for r, row in sheet.rows.items() for c, cell in row.items()}
        found = {place: value for place, value in found.items() if value not in (None, "")}
        expected = {
            cell.coordinate: _number(cell.value, epoch)
            for row in theirs.iter_rows()
            for cell in row
            if cell.value not in (None, "")
        }
        _assert_cells(sheet.name, found, expected)
        assert {
            address(r, c) for r, row in sheet.rows.items() for c, cell in row.items() if cell.formula
        } == {cell.coordinate for row in written.iter_rows() for cell in row if cell.data_type == "f"}
        for number, row_cells in sheet.rows.items():
            for column, cell in row_cells.items():
                if cell.kind == "n":
                    place = theirs.cell(number, column)
                    assert (cell.style in ("date", "month")) == place.is_date, (sheet.name, place.coordinate)
        assert set(sheet.merges) == {
            (area.min_row, area.min_col, area.max_row, area.max_col) for area in theirs.merged_cells.ranges
        }
        assert sheet.hidden == (theirs.sheet_state != "visible")
        assert {n for n in sheet.hidden_rows if theirs.row_dimensions[n].height != 0} == {
            n for n, dimension in theirs.row_dimensions.items() if dimension.hidden
        }


def assert_same_as_calamine(content: bytes) -> None:
    """Every value agrees with calamine, except errors and formulas without result, which it shows blank."""
    ours = read_workbook(content)
    theirs = CalamineWorkbook.from_filelike(io.BytesIO(content))
    epoch = CALENDAR_MAC_1904 if ours.date1904 else CALENDAR_WINDOWS_1900
    assert [sheet.name for sheet in ours.sheets] == theirs.sheet_names
    for sheet in ours.sheets:
        found = {
            address(r, c): _plain(cell)
            for r, row in sheet.rows.items()
            for c, cell in row.items()
            if cell.kind not in ("e", "") and cell.value != ""
        }
        grid = theirs.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        expected = {
            address(r, c): _number(value, epoch)
            for r, row in enumerate(grid, start=1)
            for c, value in enumerate(row, start=1)
            if value != ""
        }
        _assert_cells(sheet.name, found, expected)


def cells(workbook: Workbook, sheet: int = 0) -> dict[str, Cell]:
    """A1 address → Cell of one sheet."""
    rows = workbook.sheets[sheet].rows
    return {address(r, c): cell for r, row in rows.items() for c, cell in row.items()}


def _assert_cells(sheet: str, found: dict[str, Any], expected: dict[str, Any]) -> None:
    assert found.keys() == expected.keys(), sheet
    differing = {
        place: (found[place], expected[place]) for place in found if not _same(found[place], expected[place])
    }
    assert differing == {}, sheet


def _same(ours: object, theirs: object) -> bool:
    if isinstance(ours, float) and isinstance(theirs, float):
        return math.isclose(ours, theirs, rel_tol=1e-12, abs_tol=2e-5)  # dates pass through microseconds
    return type(ours) is type(theirs) and ours == theirs


def _plain(cell: Cell) -> object:
    return cell.value


def _number(value: object, epoch: datetime.datetime) -> object:
    """Dates and times as the serial numbers they are in the file, whole numbers as floats."""
    if isinstance(value, datetime.datetime | datetime.date | datetime.time | datetime.timedelta):
        return float(to_excel(value, epoch))
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value
