"""The workbook a unit fills in 进度表: prefilled from the plan, with last period's values beside."""

import hashlib
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from types import MappingProxyType
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.period import Period
from domain.plan import Plan, Unit
from domain.report import MilestoneLine, TaskLine
from loaders import template_look as look
from loaders.layout import IDENTITY_MARK, IDENTITY_SHEET
from loaders.specs import form_words as form
from loaders.specs.progress import TASKS
from loaders.template_tables import TASK_COLUMNS, issue_sheet, milestone_sheet, started, task_table
from locales import _

VERSION = "1"
HEADER_ROW = 5
_SHANGHAI = ZoneInfo("Asia/Shanghai")
_VALUE_WIDTHS = {1: 3, 7: 2}  # columns that the answer behind a label spans, by the label's column
_NO_TASKS: Mapping[str, TaskLine] = MappingProxyType({})
_NO_MILESTONES: Mapping[str, MilestoneLine] = MappingProxyType({})


def template(
    plan: Plan,
    unit_id: str,
    period: str,
    *,
    previous: Mapping[str, TaskLine] = _NO_TASKS,
    previous_milestones: Mapping[str, MilestoneLine] = _NO_MILESTONES,
) -> bytes:
    """A unit's workbook (.xlsx bytes) for one period; see ``workbook`` for what it holds."""
    book = workbook(plan, unit_id, period, previous=previous, previous_milestones=previous_milestones)
    with BytesIO() as buffer:
        book.save(buffer)
        return buffer.getvalue()


def workbook(
    plan: Plan,
    unit_id: str,
    period: str,
    *,
    previous: Mapping[str, TaskLine] = _NO_TASKS,
    previous_milestones: Mapping[str, MilestoneLine] = _NO_MILESTONES,
) -> Workbook:
    """The same as an openpyxl workbook.

    任务进展: the tasks the unit leads that have begun by the period's end, then those it shares; plan
    columns locked, last period's value greyed. 节点进展: only where the unit has milestones. 问题台账:
    always, may stay empty. A hidden sheet names unit, period and plan. ``previous`` by task code and
    ``previous_milestones`` by milestone code are the last accepted lines.
    Raises ValueError where the plan has no such unit or the period's code is none.
    """
    unit = plan.unit(unit_id)
    if unit is None:
        raise ValueError(f"the plan has no unit {unit_id!r}")
    book = Workbook()
    _task_sheet(book.active, plan, unit, period, previous)
    milestones = [node for node in plan.milestones if plan.owner(node.project_id) == unit_id]
    if milestones:
        milestone_sheet(book, plan, milestones, previous_milestones)
    issue_sheet(book)
    _identity_sheet(book, plan, unit_id, period)
    return book


def _task_sheet(
    sheet: Worksheet, plan: Plan, unit: Unit, period: str, previous: Mapping[str, TaskLine]
) -> None:
    sheet.title = TASKS.name
    ends_on = _ends_on(plan, period)
    led = started((task for task in plan.tasks if task.lead_unit == unit.unit_id), ends_on)
    joint = started((task for task in plan.tasks if unit.unit_id in task.joint_units), ends_on)
    _top(sheet, plan, unit, period)
    task_table(sheet, HEADER_ROW, led, [task for task in joint if task not in led], previous)
    look.set_up_page(sheet, HEADER_ROW, tuple(TASK_COLUMNS.values()), 2)
    look.lock(sheet)


def _ends_on(plan: Plan, period: str) -> date:
    window = plan.window(period)
    return window.ends_on if window else Period.parse(period).ends_on


def _top(sheet: Worksheet, plan: Plan, unit: Unit, period: str) -> None:
    """Title, who fills in what for which period, and how."""
    columns = list(TASK_COLUMNS)
    label = Period.parse(period).label
    title = _("{period} progress of tasks of the five-type government", period=label)
    look.spread(sheet, 1, 1, len(columns), title, look.TITLE)
    middle, right = columns.index("due_on") + 1, columns.index("problem") + 1
    for row, column, words, value, kind in (
        (2, 1, form.UNIT, unit.name, look.FACT),
        (2, middle, form.PERIOD, label, look.FACT),
        (3, 1, form.FILLED_BY, None, look.INPUT),
        (3, middle, form.SIGNED_BY, None, look.INPUT),
        (3, right, form.FILLED_ON, None, look.INPUT),
    ):
        look.put(sheet.cell(row, column), words, look.LABEL)
        look.spread(sheet, row, column + 1, column + _VALUE_WIDTHS.get(column, 1), value, kind)
    sheet.cell(3, right + 1).number_format = look.DAY
    days = look.day_check()
    days.add(sheet.cell(3, right + 1).coordinate)
    sheet.add_data_validation(days)
    _deadline(sheet, plan, period, right)
    look.spread(sheet, 4, 1, len(columns), _advice(), look.HINT)
    for row, height in ((1, 30), (2, 22), (3, 22), (4, 64)):
        sheet.row_dimensions[row].height = height


def _deadline(sheet: Worksheet, plan: Plan, period: str, column: int) -> None:
    window = plan.window(period)
    if window:
        due_at = window.due_at.astimezone(_SHANGHAI)
        look.put(sheet.cell(2, column), form.DEADLINE, look.LABEL)
        look.put(sheet.cell(2, column + 1), f"{due_at:%Y-%m-%d %H:%M}", look.FACT)


def _advice() -> str:
    return "\n".join(
        (
            _("1. Fill in the white cells only; grey cells come from the plan and from last period."),
            _(
                "2. Qualitative tasks: the rate done so far, e.g. 65%. Quantitative: the total so far, as a number."
            ),
            _("3. A value left empty keeps last period's and is marked as carried over."),
            _("4. Shared tasks below need words only; their value comes from the lead unit."),
        )
    )


def _identity_sheet(book: Workbook, plan: Plan, unit_id: str, period: str) -> None:
    """What tells the checker that a file is ours, whatever is written on the sheets."""
    sheet = book.create_sheet(IDENTITY_SHEET)
    sheet.append((IDENTITY_MARK,))
    sheet.append(("unit", unit_id))
    sheet.append(("period", period))
    sheet.append(("plan", plan_version(plan)))
    sheet.append(("template", VERSION))
    sheet.sheet_state = "hidden"


def plan_version(plan: Plan) -> str:
    """A short fingerprint of a plan's content: equal plans, equal text."""
    return hashlib.sha256(repr(plan).encode()).hexdigest()[:16]
