"""The office's oversight workbook → rows per sheet, with units and tasks checked against the plan."""

from collections.abc import Mapping
from datetime import date

from loaders.cells import Facts
from loaders.context import Context
from loaders.findings import Findings
from loaders.layout import Layout, open_table
from loaders.names import nearest
from loaders.records import Record, read_records
from loaders.specs.column import Spec
from loaders.specs.oversight import ADJUSTMENTS, DECISIONS, OVERSIGHT_SPECS, RATINGS
from loaders.text import number_text

_VOTES = ("very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied")
Rows = list[dict[str, object]]


def read_oversight(
    layout: Layout, date1904: bool, context: Context, findings: Findings
) -> Mapping[str, Rows]:
    """Canonical sheet name → rows with snake_case keys; faulty or questioned cells are None."""
    if context.plan is None:
        findings.add("plan_needed")
    sheets: dict[str, Rows] = {}
    span = context.span(context.period) or (context.span(context.windows[-1]) if context.windows else None)
    for spec in OVERSIGHT_SPECS:
        for one in (found for found in layout.found if found.spec is spec):
            table = open_table(one, findings)
            records = (
                read_records(table, spec, findings, Facts(period=span, date1904=date1904)) if table else []
            )
            for record in records:
                _check(record, spec, context, findings)
            sheets.setdefault(spec.name, []).extend(_as_json(spec, record) for record in records)
    return sheets


def _check(record: Record, spec: Spec, context: Context, findings: Findings) -> None:
    for column in spec.columns:
        if column.filled and record.values.get(column.field, "") == "":
            findings.add(
                "required_empty", **{**record.spot(column.field), "header": column.header}, row=record.number
            )
    if context.plan is not None:
        _against_plan(record, spec, context, findings)
    if spec is DECISIONS:
        _days(record, findings)
    elif spec is RATINGS:
        _votes(record, findings)
    elif spec is ADJUSTMENTS and context.plan is not None:
        _cap(record, context.plan.rules.adjustment_cap, findings)


def _against_plan(record: Record, spec: Spec, context: Context, findings: Findings) -> None:
    if record.values.get("unit_id"):
        record.values["unit_id"] = _unit(record, context, findings)
    if spec is DECISIONS:
        _units(record, context, findings)
    code = record.values.get("task_id")
    if code and code not in context.tasks:
        near = nearest(str(code), context.tasks)
        findings.add("task_unknown_near" if near else "task_unknown", **record.spot("task_id"), nearest=near)
    period = record.values.get("period")
    if period and period not in context.windows:
        findings.add("period_unknown", **record.spot("period"), found=period)


def _unit(record: Record, context: Context, findings: Findings) -> str | None:
    name = str(record.values["unit_id"])
    found = context.book.code(name)
    if found is None:
        _no_unit(record, "unit_id", name, context, findings)
    return found


def _units(record: Record, context: Context, findings: Findings) -> None:
    named = context.book.listed(str(record.values.get("units") or ""))
    for name in named.unknown:
        _no_unit(record, "units", name, context, findings)
    if named.expanded:
        labels = {unit.unit_id: unit.label for unit in context.book.units}
        findings.add(
            "units_expanded", **record.spot("units"), units=tuple(labels[code] for code in named.codes)
        )
    record.values["units"] = list(named.codes)


def _no_unit(record: Record, field: str, name: str, context: Context, findings: Findings) -> None:
    near = context.book.nearest(name)
    code = "unit_not_planned_near" if near else "unit_not_planned"
    findings.add(code, **{**record.spot(field), "value": name}, nearest=near)


def _days(record: Record, findings: Findings) -> None:
    """What was assigned is due and done no earlier."""
    start = record.values.get("assigned_on")
    for name in ("due_on", "done_on"):
        end = record.values.get(name)
        if isinstance(start, date) and isinstance(end, date) and end < start:
            findings.add(
                "due_before_start", **record.spot(name), start=start.isoformat(), due=end.isoformat()
            )


def _votes(record: Record, findings: Findings) -> None:
    votes = [record.values.get(name) for name in _VOTES]
    if all(vote == 0 for vote in votes):
        findings.add("votes_empty", **record.spot(_VOTES[0]), row=record.number)


def _cap(record: Record, cap: float, findings: Findings) -> None:
    points = record.values.get("points")
    if isinstance(points, float) and abs(points) > cap:
        findings.add("points_capped", **record.spot("points"), cap=number_text(cap))


def _as_json(spec: Spec, record: Record) -> dict[str, object]:
    row: dict[str, object] = {}
    for column in spec.columns:
        if not column.locked:
            value = record.values.get(column.field)
            row[column.field] = value.isoformat() if isinstance(value, date) else value
    row["row"] = record.number
    return row
