"""How the template looks and what its cells allow: fills, formats, checks on input, printing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from locales import _

PERCENT, QUANTITY, DAY, WORDS = "0.0%", "#,##0.##########", "yyyy-mm-dd", "@"
_LINE = Side(style="thin", color="BFC5CC")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FONT = "等线"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")
_FIRST_DAY = "36526"  # 2000-01-01 as a serial: a check that every spreadsheet program reads alike


@dataclass(frozen=True, slots=True)
class Look:
    """One kind of cell: its fill, its ink, whether a person may write in it."""

    fill: str = ""
    ink: str = "1F2328"
    bold: bool = False
    size: int = 11
    open: bool = False
    centred: bool = False
    boxed: bool = True


TITLE = Look(bold=True, size=16, centred=True, boxed=False)
LABEL = Look(ink="57606A", boxed=False)
FACT = Look(fill="F0F2F4", bold=True)
HINT = Look(ink="57606A", boxed=False)
HEADER = Look(fill="1F4E79", ink="FFFFFF", bold=True, centred=True)
SECTION = Look(fill="DCE6F1", bold=True)
LOCKED = Look(fill="F0F2F4", ink="424A53")
LAST = Look(fill="F0F2F4", ink="8C959F", centred=True)
CLOSED = Look(fill="D9DDE1", ink="8C959F")
INPUT = Look(fill="FFFFFF", open=True)


def put(cell: Cell, value: object, look: Look, number_format: str = "") -> None:
    """Write a value in a look; text is always text, never a formula, whatever sign it starts with."""
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
    else:
        cell.value = value
    if number_format:
        cell.number_format = number_format
    cell.font = Font(name=_FONT, size=look.size, bold=look.bold, color=look.ink)
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.boxed:
        cell.border = _BOX
    centre = "center" if look.centred else None
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=centre)
    cell.protection = Protection(locked=not look.open)
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def spread(sheet: Worksheet, row: int, first: int, last: int, value: object, look: Look) -> None:
    """One value over the columns first…last of a row, merged."""
    for column in range(first, last + 1):
        put(sheet.cell(row, column), value if column == first else None, look)
    if last > first:
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)


def fit_height(sheet: Worksheet, row: int, widths: Sequence[float], least: float) -> None:
    """Make a row high enough [points] for the text in it: not every program does so when it opens a file."""
    texts = ((str(sheet.cell(row, column).value or ""), width) for column, width in enumerate(widths, 1))
    lines = max(sum(_lines(part, width) for part in text.split("\n")) for text, width in texts)
    sheet.row_dimensions[row].height = min(400.0, max(least, 16.0 * lines + 4))


def _lines(text: str, width: float) -> int:
    """Lines that a text takes in a column [characters]; a Chinese character takes two places."""
    places = sum(2 if ord(sign) > 255 else 1 for sign in text)
    return max(1, math.ceil(places / max(1.0, width - 1.5)))


def lock(sheet: Worksheet) -> None:
    """Protect the sheet without a password: open cells can be written, rows and columns resized."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.formatCells = False
    protection.selectLockedCells = protection.selectUnlockedCells = False


def set_up_page(sheet: Worksheet, header_row: int, widths: Sequence[float], frozen_columns: int) -> None:
    """Widths [characters], frozen header and first columns, A4 landscape one page wide, header on each page."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"{get_column_letter(frozen_columns + 1)}{header_row + 1}"
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.oddFooter.center.text = "&P / &N"
    sheet.sheet_view.showGridLines = False


def rate_check() -> DataValidation:
    """A percentage from 0 to 100%."""
    return _check(
        DataValidation("decimal", operator="between", formula1="0", formula2="1", allow_blank=True),
        _("Write a percentage from 0% to 100%, e.g. 65%."),
    )


def quantity_check() -> DataValidation:
    """Any number."""
    return _check(
        DataValidation("decimal", operator="between", formula1="-1E12", formula2="1E12", allow_blank=True),
        _("Write a number only, in the unit of measure shown in this row."),
    )


def day_check() -> DataValidation:
    """Any date from 2000 on."""
    return _check(
        DataValidation("date", operator="greaterThan", formula1=_FIRST_DAY, allow_blank=True),
        _("Write a date, e.g. {example}.", example=date(2022, 10, 31).isoformat()),
    )


def choice_check(choices: Sequence[str]) -> DataValidation:
    """One of a few words, offered as a drop-down."""
    return _check(
        DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True),
        _("Choose one of the words in the list."),
    )


def _check(check: DataValidation, words: str) -> DataValidation:
    check.showErrorMessage = check.showInputMessage = True
    check.errorTitle, check.error = _("Please check this cell"), words
    check.promptTitle, check.prompt = "", words
    return check
