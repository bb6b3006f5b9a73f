"""What a workbook would change: the unit's figures with and without it, nothing stored."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from domain.plan import PlanVersion
from domain.report import Report
from services.briefing import Briefing, build
from store import queries
from store.frames import typed_frame

CHANGE_COLUMNS = ("task_id", "name", "before", "after", "light_before", "light_after")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a Briefing is built from; frames as store/queries.py gives them."""

    plans: tuple[PlanVersion, ...]
    submissions: pd.DataFrame
    task_lines: pd.DataFrame
    milestone_lines: pd.DataFrame
    issue_lines: pd.DataFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What would change for one unit; completion [0–1], None = nothing to score.

    changes — one row a led task whose value or light changes: task_id, name, before, after [0–1],
    light_before, light_after [Light value].
    """

    changes: pd.DataFrame
    completion_before: float | None
    completion_after: float | None


NO_EFFECT = Effect(
    changes=typed_frame(
        (),
        {name: "float64" if name in ("before", "after") else "str" for name in CHANGE_COLUMNS},
    ),
    completion_before=None,
    completion_after=None,
)


def fetch_inputs(engine: Engine, plans: tuple[PlanVersion, ...]) -> Inputs:
    """Everything stored that a Briefing is built from."""
    return Inputs(
        plans=plans,
        submissions=queries.fetch_submissions(engine),
        task_lines=queries.fetch_task_lines(engine),
        milestone_lines=queries.fetch_milestone_lines(engine),
        issue_lines=queries.fetch_issue_lines(engine),
    )


def effect(inputs: Inputs, report: Report, *, now: datetime) -> Effect:
    """Compare the unit's figures in the report's period with and without this report."""
    before = _built(inputs, report.period, now)
    after = _built(with_report(inputs, report, now), report.period, now)
    return Effect(
        changes=_changes(before.tasks, after.tasks, report.unit_id),
        completion_before=_completion(before, report.unit_id),
        completion_after=_completion(after, report.unit_id),
    )


def with_report(inputs: Inputs, report: Report, now: datetime) -> Inputs:
    """Put a report in as the version that counts; an earlier one of its unit and period gives way."""
    number = int(inputs.submissions["submission_id"].max()) + 1 if len(inputs.submissions) else 1
    earlier = _of(inputs.submissions, report)
    kept = inputs.submissions.assign(counts=inputs.submissions["counts"] & ~earlier)
    key = {"submission_id": number, "unit_id": report.unit_id, "period": report.period, "file_name": ""}
    sent = key | {
        "version": int(earlier.sum()) + 1,
        "status": "accepted",
        "received_at": now,
        "counts": True,
        "question_count": 0,
        "notice_count": 0,
    }
    return Inputs(
        plans=inputs.plans,
        submissions=_added(kept, [sent], queries.SUBMISSION_TYPES),
        task_lines=_replaced(inputs.task_lines, report, key, report.tasks, queries.TASK_LINE_TYPES),
        milestone_lines=_replaced(
            inputs.milestone_lines, report, key, report.milestones, queries.MILESTONE_LINE_TYPES
        ),
        issue_lines=_replaced(inputs.issue_lines, report, key, report.issues, queries.ISSUE_LINE_TYPES),
    )


def _built(inputs: Inputs, period: str, now: datetime) -> Briefing:
    return build(
        plans=inputs.plans,
        submissions=inputs.submissions,
        task_lines=inputs.task_lines,
        milestone_lines=inputs.milestone_lines,
        issue_lines=inputs.issue_lines,
        period=period,
        now=now,
    )


def _of(frame: pd.DataFrame, report: Report) -> "pd.Series[bool]":
    return (frame["unit_id"] == report.unit_id) & (frame["period"] == report.period)


def _replaced(
    frame: pd.DataFrame,
    report: Report,
    key: dict[str, Any],
    lines: tuple[Any, ...],
    types: Mapping[str, str],
) -> pd.DataFrame:
    return _added(frame[~_of(frame, report)], [asdict(line) | key for line in lines], types)


def _added(frame: pd.DataFrame, rows: list[Mapping[str, Any]], types: Mapping[str, str]) -> pd.DataFrame:
    blank = {"str": "", "datetime64[us]": None}
    values = [tuple(row.get(name, blank.get(kind)) for name, kind in types.items()) for row in rows]
    return pd.concat([frame, typed_frame(values, types)], ignore_index=True)


def _changes(before: pd.DataFrame, after: pd.DataFrame, unit_id: str) -> pd.DataFrame:
    columns = ["task_id", "name", "effective", "light"]
    mine = after.loc[after["lead_unit"] == unit_id, columns]
    earlier = before[["task_id", "effective", "light"]]
    both = mine.merge(earlier, on="task_id", suffixes=("_after", "_before"))
    both = both.rename(columns={"effective_before": "before", "effective_after": "after"})
    same_value = (both["before"] == both["after"]) | (both["before"].isna() & both["after"].isna())
    changed = ~same_value | (both["light_before"] != both["light_after"])
    return both.loc[changed, list(CHANGE_COLUMNS)].sort_values("task_id", ignore_index=True)


def _completion(briefing: Briefing, unit_id: str) -> float | None:
    found = briefing.units.loc[briefing.units["unit_id"] == unit_id, "completion"].dropna()
    return float(found.iloc[0]) if len(found) else None
