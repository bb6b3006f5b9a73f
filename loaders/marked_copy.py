"""A file that came from our template, made anew with its values, each problem marked and told at its cell.

The sender's workbook is never saved again, which would lose things: the template is made from the plan as it was
given out, and the values of its open cells are carried over.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as OutCell
from openpyxl.worksheet.worksheet import Worksheet

from domain.plan import Plan
from domain.report import MilestoneLine, TaskLine
from loaders import template_look as look
from loaders.findings import Findings
from loaders.layout import Found, lay_out, open_table
from loaders.marks import Places, mark
from loaders.problems import Problem
from loaders.reader import Cell, Sheet, address, read_workbook
from loaders.specs.progress import ISSUES, MILESTONES, TASKS
from loaders.tables import Row, Table
from loaders.template import HEADER_ROW, workbook
from loaders.template_tables import ISSUE_COLUMNS, MILESTONE_COLUMNS, TASK_COLUMNS
from loaders.text import clean

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    TASKS.name: tuple(TASK_COLUMNS),
    MILESTONES.name: tuple(MILESTONE_COLUMNS),
    ISSUES.name: tuple(ISSUE_COLUMNS),
}
_HEADER_ROWS = {TASKS.name: HEADER_ROW, MILESTONES.name: 3, ISSUES.name: 3}
_PRINTED = frozenset(
    (
        *("task_id", "name", "dimension", "kind", "measure", "target", "due_on", "last_reported"),
        *("milestone_id", "project_name", "evidence_required", "last_forecast"),
    )
)
_FORMATS = {"percent": look.PERCENT, "date": look.DAY, "month": "yyyy-mm", "text": look.WORDS}
_DAYS_1904 = 1462  # how much later a 1904 workbook begins to count its days


def marked_copy(
    content: bytes,
    plan: Plan,
    unit_id: str,
    period: str,
    previous: Mapping[str, TaskLine],
    previous_milestones: Mapping[str, MilestoneLine],
    problems: tuple[Problem, ...],
) -> bytes:
    """The unit's template (.xlsx bytes) with the file's values; cells with a problem are coloured and commented.

    content: a workbook that the checker took for ours (``Checked.from_template``). Rows that the template doesn't
    have stand below its own, whole. What names no cell stands on the sheet 说明, with all the rest.
    Raises Refused where the content can't be read, ValueError where the plan has no such unit or period.
    """
    source = read_workbook(content)
    book = workbook(plan, unit_id, period, previous=previous, previous_milestones=previous_milestones)
    places: Places = {}
    for found in lay_out(source, Findings({})).found:
        places |= _carried(found, book, _DAYS_1904 if source.date1904 else 0)
    mark(book, problems, places)
    with BytesIO() as buffer:
        book.save(buffer)
        return buffer.getvalue()


def _carried(found: Found, book: Workbook, shift: int) -> Places:
    """Write a sheet's values into the new workbook; (sheet, address) in the file → the cell there now."""
    name = found.spec.name
    if name not in book.sheetnames:
        book.create_sheet(name)
    target = book[name]
    places = _top(found.sheet, target, min(found.header.top, _HEADER_ROWS[name]), shift)
    table = open_table(found, Findings({}))
    if table is None:
        return places
    for row, line in zip(table.rows, _lines(table, target), strict=True):
        places |= _row(row, table, target, line, shift)
    return places


def _top(sheet: Sheet, target: Worksheet, header: int, shift: int) -> Places:
    """The cells above the table, where they stand in the template too: open ones take the file's value."""
    places: Places = {}
    for number in (number for number in sheet.rows if number < header):
        for column, cell in sheet.rows[number].items():
            ours = target.cell(number, column)
            places[sheet.name, address(number, column)] = ours
            if not ours.protection.locked:
                _write(ours, cell, shift)
    return places


def _lines(table: Table, target: Worksheet) -> Iterator[int]:
    """The row in the template of each row of the file: by its code, else below the template's own rows."""
    first, rows = _HEADER_ROWS[table.name] + 1, range(_HEADER_ROWS[table.name] + 1, target.max_row + 1)
    known = {str(target.cell(row, 1).value): row for row in rows if target.cell(row, 1).value}
    following = target.max_row + 1
    if table.name == ISSUES.name:
        known, following = {}, first
    for row in table.rows:
        code = row.cells.get(_COLUMNS[table.name][0])
        line = known.pop(clean(str(code.value)), None) if code else None
        if line is None:
            line, following = following, following + 1
        yield line


def _row(row: Row, table: Table, target: Worksheet, line: int, shift: int) -> Places:
    columns = _COLUMNS[table.name]
    is_ours = bool(target.cell(line, 1).value)
    places: Places = {}
    for field, column in table.header.fields.items():
        if field not in columns:
            continue
        ours = target.cell(line, columns.index(field) + 1)
        places[table.sheet.name, address(row.number, column)] = ours
        if not (is_ours and field in _PRINTED) and field in row.cells:
            _write(ours, row.cells[field], shift)
    return places


def _write(ours: OutCell, cell: Cell, shift: int) -> None:
    """Put a value into a cell as it was shown in the file; text never becomes a formula."""
    value = cell.value
    if isinstance(value, float) and cell.style in ("date", "month"):
        value += shift
    number_format = _FORMATS.get(cell.style, look.QUANTITY if cell.style == "number" else "General")
    look.put(ours, value, look.INPUT, number_format)
