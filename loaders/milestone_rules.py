"""What a row of 节点进展 must satisfy beside the plan's milestones."""

from datetime import date

from domain.period import Period
from domain.plan import Milestone
from loaders.cells import Doubt, Facts
from loaders.context import Context
from loaders.dates import day
from loaders.findings import Findings, as_day
from loaders.names import nearest
from loaders.problems import CARRY, confirm
from loaders.records import Record


def check_milestones(
    records: list[Record], unit_id: str | None, period: Period | None, context: Context, findings: Findings
) -> None:
    """All rules of the sheet; a date that is asked about becomes None in its record."""
    known = {one.milestone_id: one for one in context.plan.milestones} if context.plan else {}
    seen: dict[str, list[Record]] = {}
    for record in records:
        code = record.values.get("milestone_id") or None
        record.values["milestone_id"] = code
        if code is None:
            _without_code(record, findings)
            continue
        seen.setdefault(str(code), []).append(record)
        if context.plan is not None:
            _compare_with_plan(record, known.get(str(code)), known, unit_id, period, context, findings)
        _dates(record, period, findings)
    for code, twins in seen.items():
        if len(twins) > 1:
            cells = tuple(twin.at("milestone_id") for twin in twins)
            for twin in twins:
                findings.add("milestone_twice", **twin.spot("milestone_id"), code=code, cells=cells)


def _without_code(record: Record, findings: Findings) -> None:
    """An error, unless the cell's own error is recorded already."""
    cell = record.cells.get("milestone_id")
    if cell is None or cell.kind != "e":
        place = {**record.spot("name"), "cell": record.at("milestone_id")}
        findings.add("row_without_code", **place, row=record.number)


def _compare_with_plan(
    record: Record,
    milestone: Milestone | None,
    known: dict[str, Milestone],
    unit_id: str | None,
    period: Period | None,
    context: Context,
    findings: Findings,
) -> None:
    if milestone is None:
        near = nearest(str(record.values["milestone_id"]), known)
        code = "milestone_unknown_near" if near else "milestone_unknown"
        findings.add(code, **record.spot("milestone_id"), nearest=near)
        return
    owner = context.owners.get(milestone.project_id)
    if unit_id and owner != unit_id:
        lead = context.plan.unit(owner) if context.plan and owner else None
        findings.add(
            "milestone_of_other", **record.spot("milestone_id"), lead=lead.label if lead else owner or ""
        )
        return
    _compare_baseline(record, milestone, period, findings)
    if milestone.evidence and record.values.get("actual_finish") and not record.values.get("evidence"):
        findings.add("evidence_missing", **record.spot("evidence"), required=milestone.evidence)


def _compare_baseline(
    record: Record, milestone: Milestone, period: Period | None, findings: Findings
) -> None:
    cell = record.cells.get("due_on")
    found = day(cell, Facts(period=period, date1904=record.date1904)) if cell is not None else None
    due = found.value if isinstance(found, Doubt) else found
    if isinstance(due, date) and due != milestone.baseline_finish:
        findings.add("plan_date_changed", **record.spot("due_on"), plan=milestone.baseline_finish.isoformat())


def _dates(record: Record, period: Period | None, findings: Findings) -> None:
    """An actual date lies behind us, a forecast of unfinished work before us."""
    if period is None:
        return
    values = record.values
    actual, forecast = values.get("actual_finish"), values.get("forecast_finish")
    if isinstance(actual, date) and actual > period.ends_on:
        options = (confirm(actual.isoformat()), CARRY)
        chosen = findings.add("actual_future", **record.spot("actual_finish"), options=options,
                              day=actual.isoformat(), end=period.ends_on.isoformat())  # fmt: skip
        values["actual_finish"] = as_day(chosen.value) if chosen else None
    elif (
        actual is None
        and "actual_finish" not in values
        and isinstance(forecast, date)
        and forecast < period.starts_on
    ):
        findings.add("forecast_past", **record.spot("forecast_finish"), day=forecast.isoformat())
