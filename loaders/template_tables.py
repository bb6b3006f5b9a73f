"""The tables of the template: 任务进展, 节点进展 and 问题台账 with what the plan and last period know."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from domain.plan import Kind, Milestone, Plan, Task
from domain.report import MilestoneLine, TaskLine
from loaders import template_look as look
from loaders.specs import form_words as form
from loaders.specs.column import Spec
from loaders.specs.plan import DIMENSIONS, KINDS
from loaders.specs.progress import CATEGORIES, ISSUES, MILESTONES, SOURCES, TASKS
from locales import _

TASK_COLUMNS = {
    "task_id": 8,
    "name": 20,
    "dimension": 7,
    "kind": 7,
    "measure": 7,
    "target": 8,
    "due_on": 11,
    "last_reported": 8,
    "reported": 8,
    "actual": 9,
    "note": 30,
    "problem": 20,
    "next_step": 20,
    "need": 14,
    "forecast_finish": 12,
    "remark": 10,
}
MILESTONE_COLUMNS = {
    "milestone_id": 11,
    "project_name": 22,
    "name": 20,
    "due_on": 12,
    "evidence_required": 18,
    "last_forecast": 12,
    "forecast_finish": 12,
    "actual_finish": 12,
    "evidence": 24,
    "note": 36,
}
ISSUE_COLUMNS = {
    "problem_id": 12,
    "source": 9,
    "raised_on": 12,
    "category": 11,
    "description": 44,
    "promised_on": 13,
    "solved_on": 12,
    "result": 28,
    "callback": 18,
}
_ISSUE_ROWS = 30
_ROOM, _LITTLE_ROOM = 52, 36  # row heights in points: three lines and two
_WORDS = ("note", "problem", "next_step", "need", "remark")


def task_table(
    sheet: Worksheet,
    header_row: int,
    led: Sequence[Task],
    joint: Sequence[Task],
    previous: Mapping[str, TaskLine],
) -> None:
    """The table of tasks from its header on: the unit's own first, those it only shares below."""
    _header(sheet, header_row, TASKS, TASK_COLUMNS)
    rates, quantities, days = look.rate_check(), look.quantity_check(), look.day_check()
    row = header_row
    for title, tasks in ((form.LED, led), (form.JOINT, joint)):
        if tasks and joint:
            row += 1
            look.spread(sheet, row, 1, len(TASK_COLUMNS), title, look.SECTION)
        for task in tasks:
            row += 1
            _task_row(sheet, row, task, previous.get(task.task_id), mine=title == form.LED)
            widths = tuple(TASK_COLUMNS.values())
            look.fit_height(sheet, row, widths, _ROOM if title == form.LED else _LITTLE_ROOM)
            if title == form.LED:
                counted = task.kind is Kind.QUANTITATIVE
                (quantities if counted else rates).add(_at(sheet, row, "actual" if counted else "reported"))
                days.add(_at(sheet, row, "forecast_finish"))
    _add_checks(sheet, (rates, quantities, days))


def _at(sheet: Worksheet, row: int, field: str) -> str:
    return str(sheet.cell(row, list(TASK_COLUMNS).index(field) + 1).coordinate)


def _add_checks(sheet: Worksheet, checks: Iterable[DataValidation]) -> None:
    for check in checks:
        if check.sqref:
            sheet.add_data_validation(check)


def _task_row(sheet: Worksheet, row: int, task: Task, last: TaskLine | None, *, mine: bool) -> None:
    printed = _printed(task, last)
    formats = {"reported": look.PERCENT, "actual": look.QUANTITY, "forecast_finish": look.DAY}
    value_field = "actual" if task.kind is Kind.QUANTITATIVE else "reported"
    open_fields = {*_WORDS, value_field, "forecast_finish"} if mine else {"note", "remark"}
    for column, field in enumerate(TASK_COLUMNS, 1):
        cell = sheet.cell(row, column)
        if field in printed:
            value, number_format = printed[field]
            look.put(cell, value, look.LAST if field == "last_reported" else look.LOCKED, number_format)
        elif field in open_fields:
            look.put(cell, None, look.INPUT, formats.get(field, look.WORDS))
        else:
            look.put(cell, None, look.CLOSED)


def _printed(task: Task, last: TaskLine | None) -> dict[str, tuple[object, str]]:
    """Locked cells of a row: value and number format by field."""
    counted = task.kind is Kind.QUANTITATIVE
    target: object = ""
    if counted:
        target = form.UNKNOWN_TARGET if task.target is None else task.target
    if last is None:
        before: object = None
    else:
        before = last.actual if counted else last.reported
    return {
        "task_id": (task.task_id, ""),
        "name": (task.name, ""),
        "dimension": (_canonical(DIMENSIONS, task.dimension.value), ""),
        "kind": (_canonical(KINDS, task.kind.value), ""),
        "measure": (task.measure, ""),
        "target": (target, look.QUANTITY),
        "due_on": (task.due_on or form.NO_DATE, look.DAY),
        "last_reported": (before, look.QUANTITY if counted else look.PERCENT),
    }


def _canonical(words: Mapping[str, str], code: str) -> str:
    """The first word that a spec lists for a code."""
    return next(word for word, meant in words.items() if meant == code)


def milestone_sheet(
    book: Workbook, plan: Plan, milestones: Sequence[Milestone], previous: Mapping[str, MilestoneLine]
) -> Worksheet:
    """The sheet of the unit's milestones, each with its baseline and last period's date."""
    sheet = _sheet(book, MILESTONES, MILESTONE_COLUMNS, _milestone_hint())
    owners = {project.project_id: project.name for project in plan.projects}
    owners |= {task.task_id: task.name for task in plan.tasks}
    for row, node in enumerate(milestones, 4):
        last = previous.get(node.milestone_id)
        printed: dict[str, object] = {
            "milestone_id": node.milestone_id,
            "project_name": owners.get(node.project_id, node.project_id),
            "name": node.name,
            "due_on": node.baseline_finish,
            "evidence_required": node.evidence,
            "last_forecast": (last.actual_finish or last.forecast_finish) if last else None,
        }
        for column, field in enumerate(MILESTONE_COLUMNS, 1):
            kind = look.INPUT if field not in printed else look.LOCKED
            dated = field in ("due_on", "last_forecast", "forecast_finish", "actual_finish")
            number_format = look.DAY if dated else look.WORDS if field not in printed else ""
            look.put(sheet.cell(row, column), printed.get(field), kind, number_format)
        look.fit_height(sheet, row, tuple(MILESTONE_COLUMNS.values()), _LITTLE_ROOM)
    _check_columns(sheet, MILESTONE_COLUMNS, 4, 3 + len(milestones), {})
    look.lock(sheet)
    return sheet


def _milestone_hint() -> str:
    return _(
        "Reached: write the actual date and the evidence. Not reached: write the date you now expect, and why."
    )


def issue_sheet(book: Workbook) -> Worksheet:
    """The sheet for problems raised by enterprises and the public; it may stay empty."""
    hint = _("One row for each problem raised; leave this sheet empty when there is none.")
    sheet = _sheet(book, ISSUES, ISSUE_COLUMNS, hint)
    for row in range(4, 4 + _ISSUE_ROWS):
        for column, field in enumerate(ISSUE_COLUMNS, 1):
            number_format = look.DAY if field.endswith("_on") else look.WORDS
            look.put(sheet.cell(row, column), None, look.INPUT, number_format)
        sheet.row_dimensions[row].height = _LITTLE_ROOM
    choices = {"source": _choices(SOURCES), "category": _choices(CATEGORIES)}
    _check_columns(sheet, ISSUE_COLUMNS, 4, 3 + _ISSUE_ROWS, choices)
    return sheet


def _choices(words: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words.values()))


def _sheet(book: Workbook, spec: Spec, columns: Mapping[str, float], hint: str) -> Worksheet:
    """A sheet with its title, one line of advice and the header on row 3."""
    sheet = book.create_sheet(spec.name)
    look.spread(sheet, 1, 1, len(columns), spec.name, look.TITLE)
    look.spread(sheet, 2, 1, len(columns), hint, look.HINT)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 28, 20
    _header(sheet, 3, spec, columns)
    look.set_up_page(sheet, 3, tuple(columns.values()), 1)
    return sheet


def _header(sheet: Worksheet, row: int, spec: Spec, columns: Iterable[str]) -> None:
    sheet.row_dimensions[row].height = 32
    for column, field in enumerate(columns, 1):
        look.put(sheet.cell(row, column), spec.column(field).header, look.HEADER)


def _check_columns(
    sheet: Worksheet, columns: Iterable[str], first: int, last: int, choices: Mapping[str, Sequence[str]]
) -> None:
    """Date checks on the open date columns and drop-downs on the columns with choices."""
    days = look.day_check()
    for column, field in enumerate(columns, 1):
        letter = sheet.cell(first, column).column_letter
        cells = f"{letter}{first}:{letter}{last}"
        if field in choices:
            check = look.choice_check(choices[field])
            check.add(cells)
            sheet.add_data_validation(check)
        elif (field.endswith("_on") and field != "due_on") or field in ("forecast_finish", "actual_finish"):
            days.add(cells)
    _add_checks(sheet, (days,))


def started(tasks: Iterable[Task], ends_on: date) -> list[Task]:
    """The tasks that have begun by a day, in plan order."""
    return [task for task in tasks if task.start_on <= ends_on]
