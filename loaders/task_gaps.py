"""Tasks under way that a sheet of 任务进展 leaves out, or lists with an empty row."""

from collections.abc import Sequence

from domain.period import Period
from domain.plan import Task
from loaders.cells import fault, raw
from loaders.context import Context
from loaders.findings import Findings
from loaders.problems import Option
from loaders.records import Record
from loaders.specs.progress import TASKS
from loaders.tables import Table
from loaders.task_row import completed
from loaders.text import is_nothing
from locales import N_


def due_tasks(unit_id: str, period: Period, context: Context) -> list[Task]:
    """Led tasks that are under way."""
    return [
        task
        for task in context.tasks.values()
        if task.lead_unit == unit_id and task.start_on <= period.ends_on and not _finished(task, context)
    ]


def check_missing(
    due: list[Task], records: list[Record], tables: Sequence[Table], findings: Findings
) -> None:
    """Tasks under way that the sheet leaves out."""
    listed = {str(record.values.get("task_id")) for record in records}
    absent = tuple(task.task_id for task in due if task.task_id not in listed)
    if absent:
        whole = Option("carry", None, N_("Keep last period's values of these tasks"))
        sheet = tables[0].sheet.name if tables else TASKS.name
        findings.add("tasks_missing", sheet=sheet, options=(whole,), tasks=absent, count=len(absent))


def check_unfilled(
    due: list[Task], records: list[Record], tables: Sequence[Table], findings: Findings
) -> None:
    """Tasks under way whose row is empty."""
    listed = {str(record.values.get("task_id")): record for record in records}
    empty = tuple(
        record.at("task_id") for task in due if (record := listed.get(task.task_id)) and _is_empty(record)
    )
    if empty:
        sheet = tables[0].sheet.name if tables else TASKS.name
        findings.add("values_missing", sheet=sheet, cell=empty[0], cells=empty, count=len(empty))


def _is_empty(record: Record) -> bool:
    """A row whose figure was left empty, or says 无 (not one that was asked about or is faulty)."""
    cells = (record.cells.get("reported"), record.cells.get("actual"))
    return not any(cell and (cell.kind == "n" or fault(cell) or not is_nothing(raw(cell))) for cell in cells)


def _finished(task: Task, context: Context) -> bool:
    before = context.previous.get(task.task_id)
    return before is not None and (completed(task, before.reported, before.actual) or 0) >= 1
