"""What the rows of the oversight sheets must satisfy: the plan's units, tasks and periods, days, votes, approvers."""

from datetime import date

from domain.oversight import GRADES
from loaders.context import Context
from loaders.findings import Findings
from loaders.names import nearest
from loaders.records import Record
from loaders.specs.column import Spec
from loaders.specs.oversight import ADJUSTMENTS, DECISIONS, INSPECTIONS, RATINGS, SAID_OF
from loaders.text import number_text

_HAPPENED = ("inspected_on", "happened_on")


def check_oversight(records: list[Record], spec: Spec, context: Context, findings: Findings) -> None:
    """All rules of one sheet; every fault is recorded at its cell."""
    for record in records:
        _filled(record, spec, findings)
        if context.plan is not None:
            _against_plan(record, spec, context, findings)
        if spec is DECISIONS:
            _days(record, findings)
        elif spec is RATINGS:
            _votes(record, findings)
        elif spec is ADJUSTMENTS and context.plan is not None:
            _cap(record, context.plan.rules.adjustment_cap, findings)
    _twins(records, spec, findings)


def _filled(record: Record, spec: Spec, findings: Findings) -> None:
    for column in spec.columns:
        if column.filled and record.values.get(column.field, "") == "":
            findings.add(
                "required_empty", **{**record.spot(column.field), "header": column.header}, row=record.number
            )


def _against_plan(record: Record, spec: Spec, context: Context, findings: Findings) -> None:
    if record.values.get("unit_id"):
        record.values["unit_id"] = _unit(record, context, findings)
    if spec is DECISIONS:
        _units(record, context, findings)
        _decided(record, context, findings)
    if spec is INSPECTIONS:
        _task(record, context, findings)
    _period(record, context, findings)
    for name in _HAPPENED:
        _within_period(record, name, context, findings)


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


def _task(record: Record, context: Context, findings: Findings) -> None:
    """The task is in the plan, and the unit leads it or takes part in it."""
    code = record.values.get("task_id")
    task = context.tasks.get(str(code)) if code else None
    if code and task is None:
        near = nearest(str(code), context.tasks)
        findings.add("task_unknown_near" if near else "task_unknown", **record.spot("task_id"), nearest=near)
    unit_id = record.values.get("unit_id")
    if task is not None and unit_id and unit_id not in (task.lead_unit, *task.joint_units):
        names = {unit.unit_id: unit.label for unit in context.book.units}
        findings.add(
            "task_not_of_unit",
            **record.spot("task_id"),
            unit=names.get(str(unit_id), unit_id),
            lead=names.get(task.lead_unit, task.lead_unit),
        )


def _period(record: Record, context: Context, findings: Findings) -> None:
    period = record.values.get("period")
    if not period:
        return
    if period not in context.windows:
        findings.add("period_unknown", **record.spot("period"), found=period)
    elif context.period and period != context.period:
        findings.add("day_outside", **record.spot("period"), period=context.period)


def _within_period(record: Record, name: str, context: Context, findings: Findings) -> None:
    """A day lies in the period that the book is of; without one, in some period of the plan."""
    day = record.values.get(name)
    if not isinstance(day, date) or not context.windows:
        return
    spot = {**record.spot(name), "value": day.isoformat()}  # not Excel's number
    span = context.span(context.period) if context.period in context.windows else None
    if span is not None and not span.starts_on <= day <= span.ends_on:
        findings.add("day_outside", **spot, period=context.period)
    elif span is None and context.period_on(day) is None:
        findings.add("day_of_no_period", **spot)


def _decided(record: Record, context: Context, findings: Findings) -> None:
    """What was decided before the period stays open until it is done; only a day that is yet to come is wrong."""
    day = record.values.get("assigned_on")
    if not isinstance(day, date) or not context.windows:
        return
    spot = {**record.spot("assigned_on"), "value": day.isoformat()}
    is_known = context.period in context.windows
    spans = [context.span(code) for code in ([context.period] if is_known else context.windows)]
    if all(span is not None and day > span.ends_on for span in spans):
        findings.add("day_outside" if is_known else "day_of_no_period", **spot, period=context.period)


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
    votes = [record.values.get(name) for name in GRADES]
    if all(vote == 0 for vote in votes):
        findings.add("votes_empty", **record.spot(GRADES[0]), row=record.number)
    counted = [vote for vote in votes if isinstance(vote, int | float)]
    sample = record.values.get("sample")
    if isinstance(sample, int | float) and sum(counted) > sample:
        findings.add(
            "votes_over_sample",
            **record.spot("sample"),
            votes=number_text(sum(counted)),
            sample=number_text(sample),
        )


def _cap(record: Record, cap: float, findings: Findings) -> None:
    points = record.values.get("points")
    if isinstance(points, float) and abs(points) > cap:
        findings.add("points_capped", **record.spot("points"), cap=number_text(cap))


def _twins(records: list[Record], spec: Spec, findings: Findings) -> None:
    """Two rows that speak of the same thing would overwrite each other."""
    names = SAID_OF[spec.name]
    seen: dict[tuple[str, ...], Record] = {}
    for record in records:
        key = tuple(str(record.values.get(name) or "") for name in names)
        if not all(key):
            continue
        first = seen.setdefault(key, record)
        if first is not record:
            findings.add("said_twice", **record.spot(names[-1]), row=record.number, first=first.number)
