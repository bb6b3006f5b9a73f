"""A row of 任务进展 against its plan task: locked columns that were changed, and a figure of the other kind."""

from datetime import date

from domain.period import Period
from domain.plan import Kind, Task
from loaders.cells import Doubt, Facts
from loaders.dates import day
from loaders.findings import Findings
from loaders.problems import CARRY, Option
from loaders.task_codes import plain_name
from loaders.task_row import Row
from loaders.text import number_text


def compare_with_plan(row: Row, period: Period | None, findings: Findings) -> None:
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


def check_kind(row: Row, findings: Findings) -> None:
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
