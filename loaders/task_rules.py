"""All rules of 任务进展: its columns, its tasks, and each row beside its plan task and last period's line."""

from collections.abc import Sequence

from domain.period import Period
from loaders.context import Context
from loaders.findings import Findings
from loaders.names import nearest
from loaders.records import Record
from loaders.specs.progress import TASKS
from loaders.tables import Table
from loaders.task_against_last import check_forecast, compare_with_last
from loaders.task_against_plan import check_kind, compare_with_plan
from loaders.task_codes import settle_codes
from loaders.task_gaps import check_missing, check_unfilled, due_tasks
from loaders.task_row import Row

_FIGURES = tuple(TASKS.column(name).header for name in ("reported", "actual"))


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
        compare_with_plan(row, period, findings)
        if row.joint:
            _drop_joint_values(row, findings)
            continue
        check_kind(row, findings)
        compare_with_last(row, context, findings)
        check_forecast(row, period, findings)
    if unit_id and period is not None:
        due = due_tasks(unit_id, period, context)
        check_missing(due, records, tables, findings)
        if is_filled:
            check_unfilled(due, records, tables, findings)


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


def _drop_joint_values(row: Row, findings: Findings) -> None:
    """The lead's report is the task's value: a joint unit's figures are notes."""
    for name in ("reported", "actual"):
        if row.record.values.get(name) is not None:
            findings.add("joint_value", **row.record.spot(name))
            row.record.values[name] = None
