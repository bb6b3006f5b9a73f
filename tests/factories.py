"""Keyword factories: a test states only what it is about, everything else has a plain default."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd

from domain.dimension import Dimension
from domain.period import Period
from domain.plan import Kind, Milestone, Plan, PlanVersion, Project, Task, Unit, Window
from domain.rules import Rules
from domain.unit_group import UnitGroup
from services.briefing import Briefing, build
from store.frames import typed_frame
from store.oversight import TYPES

NOW = datetime(2022, 12, 31, 12, 0, tzinfo=UTC)
MONTHS = tuple(f"2022-{month:02d}" for month in range(1, 13))


def unit(unit_id: str = "S01", **given: Any) -> Unit:
    """A street, named after its code."""
    return Unit(**({"unit_id": unit_id, "name": f"{unit_id}街道", "group": UnitGroup.STREET} | given))


def task(task_id: str = "T1", **given: Any) -> Task:
    """A qualitative task of S01 for the whole of 2022."""
    plain = {
        "task_id": task_id,
        "dimension": Dimension.SERVICE,
        "name": f"任务{task_id}",
        "lead_unit": "S01",
        "start_on": date(2022, 1, 1),
        "due_on": date(2022, 12, 31),
    }
    return Task(**(plain | given))


def quantity(task_id: str = "T1", **given: Any) -> Task:
    """A quantitative task from 0 to 100."""
    return task(task_id, **({"kind": Kind.QUANTITATIVE, "base": 0.0, "target": 100.0} | given))


def project(project_id: str = "P01", **given: Any) -> Project:
    """A project of S01."""
    return Project(**({"project_id": project_id, "name": f"项目{project_id}", "lead_unit": "S01"} | given))


def milestone(milestone_id: str = "P01-1", **given: Any) -> Milestone:
    """A milestone of P01 planned for 30 June 2022."""
    plain = {"project_id": "P01", "name": f"节点{milestone_id}", "baseline_finish": date(2022, 6, 30)}
    return Milestone(milestone_id=milestone_id, **(plain | given))


def window(period: str) -> Window:
    """A period with its deadline at noon UTC of the fifth day after it."""
    days = Period.parse(period)
    due_at = datetime.combine(days.ends_on + timedelta(days=5), datetime.min.time(), UTC) + timedelta(
        hours=12
    )
    return Window(period=period, starts_on=days.starts_on, ends_on=days.ends_on, due_at=due_at)


def plan(periods: Iterable[str] = MONTHS, **given: Any) -> Plan:
    """S01 with task T1 and the twelve months of 2022."""
    plain = {
        "units": (unit(),),
        "tasks": (task(),),
        "windows": tuple(window(code) for code in periods),
        "rules": Rules(),
    }
    return Plan(**(plain | given))


def version(plan_: Plan, valid_from: str = "", plan_id: int = 1) -> PlanVersion:
    """A plan as the store has it."""
    return PlanVersion(plan_id=plan_id, valid_from=valid_from, plan=plan_)


def line(period: str, task_id: str = "T1", reported: float | None = None, **given: Any) -> dict[str, Any]:
    """A row of 任务进展, of S01."""
    return _row(
        TASK_LINE,
        {"period": period, "task_id": task_id, "reported": reported, "place": "任务进展!F5"} | given,
    )


def node_line(period: str, milestone_id: str = "P01-1", **given: Any) -> dict[str, Any]:
    """A row of 节点进展, of S01."""
    return _row(MILESTONE_LINE, {"period": period, "milestone_id": milestone_id} | given)


def issue_line(period: str, problem_id: str = "W1", **given: Any) -> dict[str, Any]:
    """A row of 问题台账, of S01."""
    return _row(ISSUE_LINE, {"period": period, "problem_id": problem_id} | given)


def filed(period: str, unit_id: str = "S01", **given: Any) -> dict[str, Any]:
    """A submission that counts, handed in on the last day of its period."""
    received = datetime.combine(Period.parse(period).ends_on, datetime.min.time(), UTC)
    plain = {
        "period": period,
        "unit_id": unit_id,
        "version": 1,
        "status": "accepted",
        "received_at": received,
    }
    return _row(SUBMISSION, plain | {"counts": True, "file_name": f"{unit_id}.xlsx"} | given)


TEXT, NUMBER, WHOLE, DAY, AT, YES = "str", "float64", "int64", "datetime64[us]", "datetime64[us, UTC]", "bool"
_HEAD = {"submission_id": WHOLE, "unit_id": TEXT, "period": TEXT}
_TAIL = {"row": WHOLE, "place": TEXT, "file_name": TEXT}
SUBMISSION = _HEAD | {
    "version": WHOLE,
    "status": TEXT,
    "received_at": AT,
    **dict.fromkeys(("file_name", "sha256", "filled_by", "signed_by"), TEXT),
    "filled_on": DAY,
    "source": TEXT,
    "counts": YES,
    "question_count": WHOLE,
    "notice_count": WHOLE,
}
TASK_LINE = (
    _HEAD
    | {"task_id": TEXT, "reported": NUMBER, "actual": NUMBER}
    | dict.fromkeys(("note", "problem", "next_step", "need"), TEXT)
    | {"forecast_finish": DAY, "remark": TEXT}
    | _TAIL
)
MILESTONE_LINE = (
    _HEAD
    | {"milestone_id": TEXT, "forecast_finish": DAY, "actual_finish": DAY, "evidence": TEXT, "note": TEXT}
    | _TAIL
)
ISSUE_LINE = (
    _HEAD
    | {"problem_id": TEXT, "source": TEXT, "raised_on": DAY, "category": TEXT, "description": TEXT}
    | {"promised_on": DAY, "solved_on": DAY, "result": TEXT, "callback": TEXT}
    | _TAIL
)
_DEFAULTS = {TEXT: "", NUMBER: None, WHOLE: 0, DAY: None, AT: None, YES: False}


def _row(columns: dict[str, str], given: dict[str, Any]) -> dict[str, Any]:
    unknown = set(given) - set(columns)
    assert not unknown, unknown
    return {name: _DEFAULTS[kind] for name, kind in columns.items()} | {"unit_id": "S01"} | given


def frame(rows: Iterable[dict[str, Any]], columns: dict[str, str]) -> pd.DataFrame:
    """Rows as the store gives them, well typed also when there are none."""
    return pd.DataFrame(list(rows), columns=list(columns)).astype(columns)


def briefed(
    period: str,
    *,
    plans: PlanVersion | Plan | tuple[PlanVersion, ...] | None = None,
    lines: Iterable[dict[str, Any]] = (),
    nodes: Iterable[dict[str, Any]] = (),
    issues: Iterable[dict[str, Any]] = (),
    oversight: dict[str, pd.DataFrame] | None = None,
    submissions: Iterable[dict[str, Any]] | None = None,
    now: datetime = NOW,
) -> Briefing:
    """A Briefing from rows; without submissions given, one on time for every unit and period with rows."""
    lines, nodes, issues = list(lines), list(nodes), list(issues)
    keys = dict.fromkeys((row["period"], row["unit_id"]) for row in [*lines, *nodes, *issues])
    numbers = {key: number for number, key in enumerate(keys, start=1)}
    for row in [*lines, *nodes, *issues]:
        row["submission_id"] = numbers[row["period"], row["unit_id"]]
        row["file_name"] = row["file_name"] or f"{row['unit_id']}.xlsx"
    if submissions is None:
        submissions = [filed(*key, submission_id=number) for key, number in numbers.items()]
    given = plans if plans is not None else plan()
    given = version(given) if isinstance(given, Plan) else given
    return build(
        plans=given if isinstance(given, tuple) else (given,),
        submissions=frame(submissions, SUBMISSION),
        task_lines=frame(lines, TASK_LINE),
        milestone_lines=frame(nodes, MILESTONE_LINE),
        issue_lines=frame(issues, ISSUE_LINE),
        oversight=oversight,
        period=period,
        now=now,
    )


def said(**parts: Iterable[Any]) -> dict[str, pd.DataFrame]:
    """Oversight as the store gives it: rows of domain.oversight by part."""
    return {
        part: typed_frame(
            [
                [getattr(row, name, 1 if name == "book_id" else "督查评价.xlsx") for name in kinds]
                for row in parts.get(part, ())
            ],
            kinds,
        )
        for part, kinds in TYPES.items()
    }
