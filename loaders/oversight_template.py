"""The workbook the office fills in 督查评价: six sheets with drop-downs for the plan's units and periods."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from domain.plan import Plan
from loaders import template_look as look
from loaders.cells import count, number
from loaders.dates import day
from loaders.layout import LISTS_SHEET
from loaders.moments import period_code
from loaders.percent import percent
from loaders.quantity import quantity
from loaders.specs.column import Column, Spec
from loaders.specs.oversight import OVERSIGHT_SPECS

ROWS = 60
_WIDTHS = {"content": 44, "reason": 40, "finding": 36, "note": 30, "measures": 36, "result": 30, "item": 24}
_LIST_COLUMNS = ("unit_id", "task_id", "period")


def oversight_template(plan: Plan, rows: int = ROWS) -> bytes:
    """The empty workbook (.xlsx bytes) with room for this many rows a sheet."""
    with BytesIO() as buffer:
        oversight_workbook(plan, rows).save(buffer)
        return buffer.getvalue()


def oversight_workbook(plan: Plan, rows: int = ROWS) -> Workbook:
    """The same as an openpyxl workbook: canonical headers in row 1, nothing below them."""
    book = Workbook()
    book.remove(book.active)
    for spec in OVERSIGHT_SPECS:
        _sheet(book.create_sheet(spec.name), spec, plan, rows)
    _lists(book, plan)
    return book


def headers(spec: Spec) -> list[str]:
    """Canonical headers of a sheet, in order, of what the office writes."""
    return [column.header for column in _written(spec)]


def _written(spec: Spec) -> list[Column]:
    return [column for column in spec.columns if not column.locked]


def _sheet(sheet: Worksheet, spec: Spec, plan: Plan, rows: int) -> None:
    columns = _written(spec)
    for place, column in enumerate(columns, 1):
        look.put(sheet.cell(1, place), column.header, look.HEADER)
        letter = get_column_letter(place)
        for row in range(2, rows + 2):
            look.put(sheet.cell(row, place), None, look.INPUT, _format(column))
        check = _check(column, plan)
        if check is not None:
            check.add(f"{letter}2:{letter}{rows + 1}")
            sheet.add_data_validation(check)
    widths = [_WIDTHS.get(column.field, 15) for column in columns]
    look.set_up_page(sheet, 1, widths, 1)
    sheet.row_dimensions[1].height = 26


def _format(column: Column) -> str:
    if column.parser is percent:
        return look.PERCENT
    if column.parser is day:
        return look.DAY
    return "General" if column.parser in (count, number, quantity) else look.WORDS


def _check(column: Column, plan: Plan) -> DataValidation | None:
    if column.parser is day:
        return look.day_check()
    if column.parser is percent:
        return look.rate_check()
    if column.parser in (number, quantity):
        return look.quantity_check()
    if column.words:
        return look.choice_check(tuple(dict.fromkeys(column.words.values())))
    if column.field in _LIST_COLUMNS or column.parser is period_code:
        return _from_list("period" if column.parser is period_code else column.field, plan)
    return None


def _choices(plan: Plan) -> dict[str, Sequence[str]]:
    return {
        "unit_id": [unit.label for unit in plan.units],
        "task_id": [task.task_id for task in plan.tasks],
        "period": [window.period for window in plan.windows],
    }


def _from_list(field: str, plan: Plan) -> DataValidation:
    choices = _choices(plan)[field]
    letter = get_column_letter(_LIST_COLUMNS.index(field) + 1)
    check = DataValidation(
        "list", formula1=f"{LISTS_SHEET}!${letter}$1:${letter}${max(1, len(choices))}", allow_blank=True
    )
    check.showErrorMessage = False  # offered, not forced: the checker knows aliases and says what is wrong
    return check


def _lists(book: Workbook, plan: Plan) -> None:
    sheet = book.create_sheet(LISTS_SHEET)
    for place, field in enumerate(_LIST_COLUMNS, 1):
        for row, word in enumerate(_choices(plan)[field], 1):
            look.put(sheet.cell(row, place), word, look.FACT)
    sheet.sheet_state = "veryHidden"
