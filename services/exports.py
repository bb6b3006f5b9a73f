"""Tables as files for other programs: CSV and XLSX in which no cell can start a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
_WIDEST = 60


def plain_cell(value: Any) -> Any:
    """A value of a table as plain Python: None for missing, lists joined by ``;``, moments and days in ISO 8601."""
    if isinstance(value, list | tuple):
        return ";".join(str(plain_cell(one)) for one in value)
    if pd.isna(value):
        return None
    if isinstance(value, datetime):
        return value.isoformat() if value.tzinfo else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value


def safe_text(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula, behind an apostrophe; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_STARTS) else value


def csv_bytes(rows: pd.DataFrame) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark, as Excel wants it; missing values are empty."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([safe_text(str(name)) for name in rows.columns])
    writer.writerows([safe_text(plain_cell(value)) for value in row] for row in _tuples(rows))
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(rows: pd.DataFrame, title: str) -> bytes:
    """The table as a workbook of one sheet; text is always text, whatever it begins with."""
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]
    _write(sheet, 1, [str(name) for name in rows.columns])
    for number, row in enumerate(_tuples(rows), 2):
        _write(sheet, number, [plain_cell(value) for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, name in enumerate(rows.columns, 1):
        longest = max([len(str(name)), *rows.iloc[:, number - 1].astype("str").str.len()])
        sheet.column_dimensions[get_column_letter(number)].width = min(_WIDEST, longest * 1.6 + 2)
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Any, number: int, values: Sequence[Any]) -> None:
    sheet.append(
        [ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value for value in values]
    )
    for cell in sheet[number]:
        if isinstance(cell, Cell) and isinstance(cell.value, str):
            cell.data_type = "s"


def _tuples(rows: pd.DataFrame) -> Iterable[tuple[Any, ...]]:
    return rows.itertuples(index=False, name=None)
