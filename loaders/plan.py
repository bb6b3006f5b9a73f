"""The plan workbook → Plan: references resolved, figures checked, every fault at its cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain.dimension import Dimension
from domain.period import Period
from domain.plan import Direction, Kind, Milestone, Plan, Project, Task, Unit, Window
from domain.unit_group import UnitGroup
from loaders.cells import Facts
from loaders.findings import Findings
from loaders.layout import Layout, open_table
from loaders.names import UnitBook, split_names
from loaders.plan_rules import RulesRead, read_rules
from loaders.plan_tasks import check_milestones, check_tasks, check_windows, lead_of, shared_names
from loaders.records import Record, as_json, by_own_measure, read_records
from loaders.specs.column import Spec
from loaders.specs.plan import PLAN_MILESTONES, PLAN_NEEDED, PLAN_TASKS, PROJECTS, RULES, UNITS, WINDOWS


@dataclass(frozen=True, slots=True)
class PlanRead:
    """The rows of each sheet as JSON, and the plan where every row could be made."""

    sheets: Mapping[str, list[dict[str, object]]]
    plan: Plan | None


def read_plan(layout: Layout, date1904: bool, findings: Findings) -> PlanRead:
    """Read the six sheets and check them against each other; ``plan`` is None after any error."""
    present = {one.spec.name for one in layout.found}
    _sheets_there(present, findings)
    facts = Facts(date1904=date1904)
    windows = _records(layout, WINDOWS, facts, findings)
    check_windows(windows, findings)
    facts.period = _year(windows)
    units = _records(layout, UNITS, facts, findings)
    book = UnitBook(tuple(_units(units)))
    shared_names(units, book, findings)
    projects = _records(layout, PROJECTS, facts, findings)
    for record in projects:
        record.values["lead_unit"] = lead_of(record, book, findings)
    tasks = _records(layout, PLAN_TASKS, facts, findings)
    check_tasks(tasks, book, findings)
    milestones = _records(layout, PLAN_MILESTONES, facts, findings)
    check_milestones(milestones, _codes(projects, "project_id") | _codes(tasks, "task_id"), findings)
    rules = read_rules(_records(layout, RULES, facts, findings), findings)
    listed = {
        UNITS: units,
        PLAN_TASKS: tasks,
        PROJECTS: projects,
        PLAN_MILESTONES: milestones,
        WINDOWS: windows,
    }
    sheets = {
        spec.name: [as_json(spec, one) for one in found]
        for spec, found in listed.items()
        if spec.name in present
    }
    if RULES.name in present:
        sheets[RULES.name] = rules.rows
    return PlanRead(
        sheets, None if findings.blocking else _plan(book, tasks, projects, milestones, windows, rules)
    )


def _sheets_there(present: set[str], findings: Findings) -> None:
    for spec in PLAN_NEEDED:
        if spec.name not in present:
            findings.add("sheet_missing", missing=spec.name)
    if RULES.name not in present:
        findings.add("sheet_defaults", missing=RULES.name)


def _records(layout: Layout, spec: Spec, facts: Facts, findings: Findings) -> list[Record]:
    """Rows of a sheet with its required cells and its codes checked."""
    records = []
    for one in layout.found:
        table = open_table(one, findings) if one.spec is spec else None
        if table is not None:
            records += read_records(table, spec, findings, facts, by_own_measure)
    for record in records:
        for column in spec.columns:
            if column.filled and _empty(record, column.field):
                findings.add(
                    "required_empty",
                    **{**record.spot(column.field), "header": column.header},
                    row=record.number,
                )
    if spec is not RULES:
        _twice(records, spec.key, findings)
    return records


def _empty(record: Record, name: str) -> bool:
    """Whether a cell was left empty (not one that is faulty or asked about, which is said already)."""
    return record.values.get(name, "") == "" or (record.values[name] is None and not record.words(name))


def _twice(records: Iterable[Record], key: str, findings: Findings) -> None:
    seen: dict[object, list[Record]] = {}
    for record in records:
        seen.setdefault(record.values.get(key), []).append(record)
    for code, twins in seen.items():
        if code not in (None, "") and len(twins) > 1:
            cells = tuple(twin.at(key) for twin in twins)
            for twin in twins:
                findings.add("code_twice", **twin.spot(key), code=code, cells=cells)


def _codes(records: Iterable[Record], key: str) -> set[str]:
    return {str(record.values[key]) for record in records if record.values.get(key)}


def _year(windows: Iterable[Record]) -> Period | None:
    """A period of the plan's year, for dates that leave the year out."""
    ends = [end for record in windows if isinstance(end := record.values.get("ends_on"), date)]
    return Period.parse(f"{max(ends).year}-12") if ends else None


def _units(records: Iterable[Record]) -> Iterable[Unit]:
    """Units whose code, name and group are known."""
    for record in records:
        values = record.values
        if values.get("unit_id") and values.get("name") and values.get("group"):
            yield Unit(
                unit_id=str(values["unit_id"]), name=str(values["name"]), group=UnitGroup(str(values["group"])),
                short_name=_text(record, "short_name"), aliases=tuple(split_names(_text(record, "aliases"))),
                head=_text(record, "head"), deputy=_text(record, "deputy"), contact=_text(record, "contact"),
            )  # fmt: skip


def _text(record: Record, name: str) -> str:
    return str(record.values.get(name) or "")


def _plan(
    book: UnitBook,
    tasks: list[Record],
    projects: list[Record],
    milestones: list[Record],
    windows: list[Record],
    rules: RulesRead,
) -> Plan:
    """The plan's objects, of rows that hold no open question."""
    return Plan(
        units=book.units,
        tasks=tuple(_task(record) for record in tasks),
        projects=tuple(_project(record) for record in projects),
        milestones=tuple(_milestone(record) for record in milestones),
        windows=tuple(
            sorted((_window(record) for record in windows), key=lambda one: (one.starts_on, one.ends_on))
        ),
        rules=rules.rules,
        rule_notes=rules.notes,
    )


def _task(record: Record) -> Task:
    values = record.values
    return Task(
        task_id=str(values["task_id"]), dimension=Dimension(str(values["dimension"])), name=str(values["name"]),
        lead_unit=str(values["lead_unit"]), start_on=_day(values["start_on"]), due_on=values.get("due_on"),  # type: ignore[arg-type]
        clause=_text(record, "clause"), joint_units=tuple(_list(values.get("joint_units"))),
        weight=_weight(record), kind=Kind(str(values["kind"])), measure=_text(record, "measure"),
        base=values.get("base"), target=values.get("target"),  # type: ignore[arg-type]
        direction=Direction(str(values.get("direction") or Direction.HIGHER)), standard=_text(record, "standard"),
    )  # fmt: skip


def _list(value: object) -> list[str]:
    return value if isinstance(value, list) else []


def _weight(record: Record) -> float:
    """The weight, 1 where none is given."""
    value = record.values.get("weight")
    return value if isinstance(value, float) else 1.0


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(f"{value!r} is no date")
    return value


def _project(record: Record) -> Project:
    values = record.values
    return Project(
        project_id=str(values["project_id"]), name=str(values["name"]), lead_unit=str(values["lead_unit"]),
        field=_text(record, "field"), investment=values.get("investment"),  # type: ignore[arg-type]
    )  # fmt: skip


def _milestone(record: Record) -> Milestone:
    values = record.values
    return Milestone(
        milestone_id=str(values["milestone_id"]), project_id=str(values["project_id"]), name=str(values["name"]),
        baseline_finish=_day(values["baseline_finish"]), weight=_weight(record), evidence=_text(record, "evidence"),
    )  # fmt: skip


def _window(record: Record) -> Window:
    values = record.values
    due_at = values["due_at"]
    if not isinstance(due_at, datetime):
        raise TypeError(f"{due_at!r} is no moment")
    return Window(period=str(values["period"]), starts_on=_day(values["starts_on"]), ends_on=_day(values["ends_on"]),
                  due_at=due_at)  # fmt: skip
