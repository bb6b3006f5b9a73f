"""What a row of 任务进展 must satisfy beside its plan task and last period's line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.period import Period
from domain.plan import Kind, Task
from domain.report import TaskLine
from loaders.cells import Doubt, Facts, fault, raw
from loaders.context import Context
from loaders.dates import day
from loaders.findings import Findings
from loaders.names import nearest
from loaders.problems import CARRY, Option, confirm
from loaders.records import Record
from loaders.specs.progress import TASKS
from loaders.tables import Table
from loaders.task_codes import plain_name, settle_codes
from loaders.text import folded, is_nothing, number_text
from locales import N_

_FIGURES = tuple(TASKS.column(name).header for name in ("reported", "actual"))


@dataclass(frozen=True, slots=True)
class Row:
    """A record with what is known about its task."""

    record: Record
    task: Task
    before: TaskLine | None
    joint: bool


def check_tasks(
    records: list[Record],
    tables: Sequence[Table],
    unit_id: str | None,
    period: Period | None,
    context: Context,
    findings: Findings,
) -> None:
    """All rules of the sheet; a value that is asked about becomes None in its record."""
    settle_codes(records, unit_id, context, findings)
    is_filled = _value_columns(records, tables, findings)
    if context.plan is None:
        return
    for row in _known(records, unit_id, context, findings):
        _compare_with_plan(row, period, findings)
        if row.joint:
            _drop_joint_values(row, findings)
            continue
        _judged_kind(row, findings)
        _compare_with_last(row, context, findings)
        _forecast(row, period, findings)
    if unit_id and period is not None:
        due = _due(unit_id, period, context)
        _missing(due, records, tables, findings)
        if is_filled:
            _unfilled(due, records, tables, findings)


def _known(records: list[Record], unit_id: str | None, context: Context, findings: Findings) -> list[Row]:
    """Rows whose task is the plan's and this unit's; the others are errors."""
    rows = []
    for record in records:
        code = record.values.get("task_id")
        task = context.tasks.get(str(code))
        if code is None:
            continue
        if task is None:
            near = nearest(str(code), context.tasks)
            found = "task_unknown_near" if near else "task_unknown"
            findings.add(found, **record.spot("task_id"), nearest=near)
        elif unit_id and unit_id != task.lead_unit and unit_id not in task.joint_units:
            lead = context.plan.unit(task.lead_unit) if context.plan else None
            findings.add(
                "task_of_other", **record.spot("task_id"), lead=lead.label if lead else task.lead_unit
            )
        else:
            joint = unit_id is not None and unit_id != task.lead_unit
            rows.append(Row(record, task, context.previous.get(task.task_id), joint))
    return rows


def _value_columns(records: list[Record], tables: Sequence[Table], findings: Findings) -> bool:
    """One of the sheets needs 完成率 or 完成值, and something filled in; whether there is both.

    A sheet of its own for shared tasks may hold words alone.
    """
    lacking = [table for table in tables if not {"reported", "actual"} & table.header.fields.keys()]
    lacking = lacking if len(lacking) == len(tables) else []
    for table in lacking:
        findings.add(
            "column_missing",
            sheet=table.sheet.name,
            missing=_FIGURES,
            row=table.header.bottom,
        )
    filled = ("reported", "actual", "note", "problem", "next_step", "need", "forecast_finish")
    is_begun = any(name in record.cells for record in records for name in filled)
    if tables and not is_begun:
        findings.add("nothing_filled", sheet=tables[0].sheet.name)
    return is_begun and not lacking


def _compare_with_plan(row: Row, period: Period | None, findings: Findings) -> None:
    """Locked columns that a unit changed; the plan's words stand."""
    record, task = row.record, row.task
    name = record.words("name")
    if name and name != task.name and plain_name(name) != plain_name(task.name):
        findings.add("task_renamed", **record.spot("name"), plan=task.name)
    cell = record.cells.get("due_on")
    if cell is not None:
        found = day(cell, Facts(period=period, date1904=record.date1904))
        due = found.value if isinstance(found, Doubt) else found
        if isinstance(due, date) and due != task.due_on:
            plan = task.due_on.isoformat() if task.due_on else "—"
            findings.add("plan_date_changed", **record.spot("due_on"), plan=plan)
    _compare_target(row, findings)


def _compare_target(row: Row, findings: Findings) -> None:
    cell = row.record.cells.get("target")
    if (
        cell is None
        or not isinstance(cell.value, float)
        or row.task.target is None
        or cell.style == "percent"
    ):
        return
    if abs(cell.value - row.task.target) > 1e-9:
        findings.add("plan_target_changed", **row.record.spot("target"), plan=number_text(row.task.target))


def _drop_joint_values(row: Row, findings: Findings) -> None:
    """The lead's report is the task's value: a joint unit's figures are notes."""
    for name in ("reported", "actual"):
        if row.record.values.get(name) is not None:
            findings.add("joint_value", **row.record.spot(name))
            row.record.values[name] = None


def _judged_kind(row: Row, findings: Findings) -> None:
    """A task is reported the way it is judged: a rate, or a quantity."""
    values, task = row.record.values, row.task
    rate, quantity = values.get("reported"), values.get("actual")
    if task.kind is Kind.QUANTITATIVE and rate is not None and quantity is None and "actual" not in values:
        chosen = findings.add("rate_for_quantity", **row.record.spot("reported"), measure=task.measure,
                              options=(*_from_rate(task, rate), CARRY))  # fmt: skip
        values["reported"], values["actual"] = None, chosen.value if chosen else None
    elif task.kind is Kind.QUALITATIVE and quantity is not None and rate is None and "reported" not in values:
        chosen = findings.add(
            "quantity_for_rate", **row.record.spot("actual"), options=(*_to_rate(quantity), CARRY)
        )
        values["actual"], values["reported"] = None, chosen.value if chosen else None


def _from_rate(task: Task, rate: object) -> tuple[Option, ...]:
    """The quantity that a rate would stand for, where the target is known."""
    if task.target is None or not isinstance(rate, float):
        return ()
    base = task.base or 0.0
    value = round(base + rate * (task.target - base), 6)
    return (Option(number_text(value), value, reading=f"{number_text(value)}{task.measure}"),)


def _to_rate(quantity: object) -> tuple[Option, ...]:
    if not isinstance(quantity, float) or not 0 <= quantity <= 100:
        return ()
    rate = quantity / 100 if quantity > 1 else quantity
    return (Option(number_text(rate), rate, reading=f"{number_text(round(rate * 100, 6))}%"),)


def _compare_with_last(row: Row, context: Context, findings: Findings) -> None:
    """Fell, jumped, or copied unchanged since the last accepted report."""
    before, values = row.before, row.record.values
    if before is None or context.plan is None:
        return
    name = "actual" if row.task.kind is Kind.QUANTITATIVE else "reported"
    last = completed(row.task, before.reported, before.actual)
    now = completed(row.task, values.get("reported"), values.get("actual"))
    if last is not None and now is not None:
        code = _move(now - last, context.plan.rules.jump_points)
        if code:
            stated = values[name]
            chosen = findings.add(
                code, **row.record.spot(name), before=_percent(last), now=_percent(now),
                points=number_text(round(abs(now - last) * 100, 1)),
                options=(confirm(stated if isinstance(stated, float) else None), CARRY),
            )  # fmt: skip
            values[name] = chosen.value if chosen else None
    note = values.get("note")
    done = now is not None and now >= 1
    if isinstance(note, str) and len(note) >= 4 and not done and folded(note) == folded(before.note):
        findings.add("note_copied", **row.record.spot("note"))


def _move(change: float, jump_points: float) -> str:
    if change < -1e-9:
        return "fell"
    return "jumped" if change * 100 > jump_points + 1e-9 else ""


def completed(task: Task, reported: object, actual: object) -> float | None:
    """Completion 0–1 as domain.md §4 has it; None where nothing was reported or the target is unknown.

    A quantity: (actual − base) / (target − base), clipped to 0–1, base 0 where the plan gives none.
    """
    if task.kind is Kind.QUALITATIVE:
        return reported if isinstance(reported, float) else None
    base = task.base or 0.0
    if not isinstance(actual, float) or task.target is None or task.target == base:
        return None
    return min(1.0, max(0.0, (actual - base) / (task.target - base)))


def _percent(rate: float) -> str:
    return f"{number_text(round(rate * 100, 1))}%"


def _forecast(row: Row, period: Period | None, findings: Findings) -> None:
    """An unfinished task cannot be expected to have finished before the period began."""
    forecast = row.record.values.get("forecast_finish")
    if period is None or not isinstance(forecast, date) or forecast >= period.starts_on:
        return
    now = completed(row.task, row.record.values.get("reported"), row.record.values.get("actual"))
    if now is None or now < 1:
        findings.add("forecast_past", **row.record.spot("forecast_finish"), day=forecast.isoformat())


def _due(unit_id: str, period: Period, context: Context) -> list[Task]:
    """Led tasks that are under way."""
    return [
        task
        for task in context.tasks.values()
        if task.lead_unit == unit_id and task.start_on <= period.ends_on and not _finished(task, context)
    ]


def _missing(due: list[Task], records: list[Record], tables: Sequence[Table], findings: Findings) -> None:
    """Tasks under way that the sheet leaves out."""
    listed = {str(record.values.get("task_id")) for record in records}
    absent = tuple(task.task_id for task in due if task.task_id not in listed)
    if absent:
        whole = Option("carry", None, N_("Keep last period's values of these tasks"))
        sheet = tables[0].sheet.name if tables else TASKS.name
        findings.add("tasks_missing", sheet=sheet, options=(whole,), tasks=absent, count=len(absent))


def _unfilled(due: list[Task], records: list[Record], tables: Sequence[Table], findings: Findings) -> None:
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
