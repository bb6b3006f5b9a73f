"""A unit's progress workbook → rows for JSON and a Report; the rules of each sheet stand in *_rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.report import IssueLine, MilestoneLine, Report, TaskLine
from loaders.cells import Doubt, Facts, code, raw
from loaders.context import Context
from loaders.dates import day
from loaders.findings import Findings
from loaders.identity import Labels, read_cover, read_labels
from loaders.issue_rules import check_issues
from loaders.layout import Found, Layout, open_table
from loaders.milestone_rules import check_milestones
from loaders.records import Record, Tuner, read_records
from loaders.sender import Traces, period_in_file, unit_of
from loaders.sheet_periods import of_one_period
from loaders.specs.progress import ISSUES, MILESTONES, TASKS
from loaders.tables import Table
from loaders.task_rules import check_tasks
from loaders.text import is_nothing

SHEETS = (TASKS, MILESTONES, ISSUES)
_FIELDS = {
    TASKS.name: ("task_id", "reported", "actual", "note", "problem", "next_step", "need", "forecast_finish", "remark"),
    MILESTONES.name: ("milestone_id", "forecast_finish", "actual_finish", "evidence", "note"),
    ISSUES.name: ("problem_id", "source", "raised_on", "category", "description", "promised_on", "solved_on",
                  "result", "callback"),
}  # fmt: skip
_TEXTS = frozenset(
    ("note", "problem", "next_step", "need", "remark", "evidence", "description", "result", "callback")
)
_DAYS = {
    sheet: [name for name in fields if name.endswith(("_finish", "_on"))] for sheet, fields in _FIELDS.items()
}
_EMPTY = {
    sheet: {name: "" if name in _TEXTS else None for name in fields} for sheet, fields in _FIELDS.items()
}


@dataclass(frozen=True, slots=True)
class Progress:
    """What was read: the sender, the rows of each sheet as JSON, and the report where it can be made."""

    unit_id: str | None
    period: str | None
    sheets: Mapping[str, list[dict[str, object]]]
    report: Report | None


def read_progress(
    layout: Layout, date1904: bool, file: str, context: Context, findings: Findings
) -> Progress:
    """Read every sheet and check it against the plan and last period, as far as they are known."""
    layout = of_one_period(layout, date1904, context, findings)
    tables = {spec.name: _tables(layout, spec.name, findings) for spec in SHEETS}
    footers = {table.sheet.name: table.footers for listed in tables.values() for table in listed}
    ordered = sorted(layout.found, key=lambda one: SHEETS.index(one.spec))
    labels = [_labels(one, footers.get(one.sheet.name, ())) for one in ordered]
    named = all(any(name in one.found for one in labels) for name in ("unit", "period"))
    covers = [] if named else [read_cover(sheet) for sheet in layout.others]
    traces = Traces(labels, [one.sheet.name for one in ordered], layout, file, date1904, covers)
    unit_id = unit_of(traces, context, findings)
    period = period_in_file(traces, context, findings)
    facts = Facts(period=context.span(period), date1904=date1904)
    records = {spec.name: _records(tables[spec.name], facts, context, findings) for spec in SHEETS}
    if tables[TASKS.name]:
        check_tasks(records[TASKS.name], tables[TASKS.name], unit_id, facts.period, context, findings)
    elif not any(one.spec is TASKS for one in layout.found):
        findings.add("no_task_sheet")
    check_milestones(records[MILESTONES.name], unit_id, facts.period, context, findings)
    check_issues(records[ISSUES.name], facts.period, findings)
    sheets = {
        name: [_as_json(name, record) for record in found] for name, found in records.items() if tables[name]
    }
    report = _report(unit_id, period, traces, records, facts) if unit_id and period else None
    return Progress(unit_id, period, sheets, report)


def _tables(layout: Layout, name: str, findings: Findings) -> list[Table]:
    """The tables of one sheet's kind; several are read together, and that is said."""
    found = [one for one in layout.found if one.spec.name == name]
    if len(found) > 1:
        findings.add("sheets_joined", sheet=found[0].sheet.name, name=name,
                     sheets=tuple(one.sheet.name for one in found))  # fmt: skip
    return [table for one in found if (table := open_table(one, findings)) is not None]


def _labels(found: Found, footers: tuple[int, ...]) -> Labels:
    """Labels above the table, and in the footers below it."""
    above = (number for number in found.sheet.rows if number < found.header.top)
    return read_labels(found.sheet, (*above, *footers))


def _records(tables: Sequence[Table], facts: Facts, context: Context, findings: Findings) -> list[Record]:
    return [record for table in tables for record in _of_table(table, facts, context, findings)]


def _of_table(table: Table, facts: Facts, context: Context, findings: Findings) -> list[Record]:
    spec = next(spec for spec in SHEETS if spec.name == table.name)
    tune = _by_plan(context) if spec is TASKS else None
    return read_records(table, spec, findings, facts, tune)


def _by_plan(context: Context) -> Tuner:
    """Sets a row's unit of measure: the plan's; without a plan the one printed in the row."""

    def tune(record: Record, facts: Facts) -> None:
        cell = record.cells.get("task_id")
        task = context.tasks.get(code(cell, facts)) if cell else None
        facts.measure = task.measure if task else record.words("measure") or None

    return tune


def _as_json(sheet: str, record: Record) -> dict[str, object]:
    """A row's fields; a text is None where its cell holds an error, "" where there is none."""
    row: dict[str, object] = {**_EMPTY[sheet]}
    for name, value in record.values.items():
        if name in row:
            row[name] = value
    for name in _DAYS[sheet]:
        if isinstance(value := row[name], date):
            row[name] = value.isoformat()
    row["row"] = record.number
    return row


def _report(
    unit_id: str, period: str, traces: Traces, records: Mapping[str, list[Record]], facts: Facts
) -> Report:
    return Report(
        unit_id=unit_id,
        period=period,
        filled_by=_label_text(traces, "filled_by"),
        signed_by=_label_text(traces, "signed_by"),
        filled_on=_filled_on(traces, facts),
        tasks=tuple(_task_line(record) for record in records[TASKS.name] if record.values.get("task_id")),
        milestones=tuple(
            _milestone(one) for one in records[MILESTONES.name] if one.values.get("milestone_id")
        ),
        issues=tuple(_issue(one) for one in records[ISSUES.name] if one.values.get("problem_id")),
    )


def _label_text(traces: Traces, name: str) -> str:
    label = traces.label(name)
    return raw(label.cell) if label else ""


def _filled_on(traces: Traces, facts: Facts) -> date | None:
    """The day beside 填报日期; None where it is not clear (it decides nothing)."""
    label = traces.label("filled_on")
    found = day(label.cell, facts) if label else None
    value = found.value if isinstance(found, Doubt) else found
    return value if isinstance(value, date) else None


def _texts(record: Record, *names: str) -> list[str]:
    """Texts of a row; 无 and the like are nothing to show."""
    found = [record.values.get(name) for name in names]
    return ["" if not text or is_nothing(str(text)) else str(text) for text in found]


def _place(record: Record, *names: str) -> str:
    """Sheet and cell of the first of these fields that the row fills."""
    for name in names:
        if name in record.cells:
            return f"{record.table.sheet.name}!{record.at(name)}"
    return f"{record.table.sheet.name}!{record.at(names[0])}"


def _task_line(record: Record) -> TaskLine:
    values = record.values
    note, problem, next_step, need, remark = _texts(record, "note", "problem", "next_step", "need", "remark")
    return TaskLine(
        task_id=str(values["task_id"]), reported=values.get("reported"), actual=values.get("actual"),  # type: ignore[arg-type]
        note=note, problem=problem, next_step=next_step, need=need, remark=remark,
        forecast_finish=values.get("forecast_finish"), row=record.number,  # type: ignore[arg-type]
        place=_place(record, "reported", "actual", "task_id"),
    )  # fmt: skip


def _milestone(record: Record) -> MilestoneLine:
    values = record.values
    evidence, note = _texts(record, "evidence", "note")
    return MilestoneLine(
        milestone_id=str(values["milestone_id"]),
        forecast_finish=values.get("forecast_finish"),  # type: ignore[arg-type]
        actual_finish=values.get("actual_finish"),  # type: ignore[arg-type]
        evidence=evidence, note=note, row=record.number,
        place=_place(record, "actual_finish", "forecast_finish", "milestone_id"),
    )  # fmt: skip


def _issue(record: Record) -> IssueLine:
    values = record.values
    description, result, callback = _texts(record, "description", "result", "callback")
    days = {name: values.get(name) for name in ("raised_on", "promised_on", "solved_on")}
    return IssueLine(
        problem_id=str(values["problem_id"]),
        source=str(values.get("source") or ""),
        category=str(values.get("category") or ""),
        description=description, result=result, callback=callback, row=record.number,
        place=_place(record, "problem_id"), **days,  # type: ignore[arg-type]
    )  # fmt: skip
