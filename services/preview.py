"""What a workbook would change: the unit's tasks, completion and score with and without it, nothing stored."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from domain.light import Light
from domain.plan import PlanVersion
from domain.report import Report
from metrics.light import light
from metrics.totals import totals
from services.issue_ledger import issue_ledger
from services.milestone_ledger import milestone_ledger
from services.oversight_ledger import Outside, said
from services.report_matrix import report_matrix
from services.task_ledger import task_ledger
from services.timeline import Timeline, timeline
from services.unit_scores import member_rows, unit_scores
from store import queries
from store.frames import NUMBER, TEXT, typed_frame
from store.oversight import fetch_oversight

CHANGE_TYPES = {
    "task_id": TEXT,
    "name": TEXT,
    "before": NUMBER,
    "after": NUMBER,
    "light_before": TEXT,
    "light_after": TEXT,
}
_BLANK = {TEXT: "", "int64": 0, "bool": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What would change for one unit; completion [0–1], score [0–100], None = nothing to score.

    light_before, light_after [Light value]: of the unit's tasks in all, by the gap of their sums.

    changes — one row a led task whose value or light changes: task_id, name, before, after [0–1],
    light_before, light_after [Light value].
    """

    changes: pd.DataFrame
    completion_before: float | None
    completion_after: float | None
    score_before: float | None
    score_after: float | None
    light_before: str
    light_after: str


NO_EFFECT = Effect(
    changes=typed_frame((), CHANGE_TYPES),
    completion_before=None,
    completion_after=None,
    score_before=None,
    score_after=None,
    light_before=Light.UNKNOWN.value,
    light_after=Light.UNKNOWN.value,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """All that counts now, as store.queries gives it."""

    submissions: pd.DataFrame
    task_lines: pd.DataFrame
    milestone_lines: pd.DataFrame
    issue_lines: pd.DataFrame
    oversight: dict[str, pd.DataFrame]


def fetch_filed(engine: Engine) -> Filed:
    """Return what was handed in and counts, of all units and periods."""
    return Filed(
        submissions=queries.fetch_submissions(engine),
        task_lines=queries.fetch_task_lines(engine),
        milestone_lines=queries.fetch_milestone_lines(engine),
        issue_lines=queries.fetch_issue_lines(engine),
        oversight=fetch_oversight(engine),
    )


def effect(plans: tuple[PlanVersion, ...], filed: Filed, report: Report, now: datetime) -> Effect:
    """Compare the unit's figures in the report's period with and without this report, were it stored now.

    The figures are made by the very steps of a Briefing, so that what is shown before is what the pages show after.
    """
    year = timeline(plans, report.period)
    before, after = (_figures(year, one, report, now) for one in (filed, with_report(filed, report, now)))
    return Effect(
        changes=_changes(before.tasks, after.tasks),
        completion_before=before.completion,
        completion_after=after.completion,
        score_before=before.score,
        score_after=after.score,
        light_before=before.light,
        light_after=after.light,
    )


def with_report(filed: Filed, report: Report, now: datetime) -> Filed:
    """All that would count with this report, which takes the place of the unit's earlier version."""
    number = int(filed.submissions["submission_id"].max()) + 1 if len(filed.submissions) else 1
    key = {"submission_id": number, "unit_id": report.unit_id, "period": report.period}
    mine = (filed.submissions["unit_id"] == report.unit_id) & (filed.submissions["period"] == report.period)
    standing = filed.submissions.assign(counts=filed.submissions["counts"] & ~mine)
    arrived = key | {"version": int(mine.sum()) + 1, "status": "accepted", "received_at": now, "counts": True}
    return replace(
        filed,
        submissions=_added(standing, [arrived], queries.SUBMISSION_TYPES),
        task_lines=_replaced(filed.task_lines, key, report.tasks, queries.TASK_LINE_TYPES),
        milestone_lines=_replaced(
            filed.milestone_lines, key, report.milestones, queries.MILESTONE_LINE_TYPES
        ),
        issue_lines=_replaced(filed.issue_lines, key, report.issues, queries.ISSUE_LINE_TYPES),
    )


def _replaced(frame: pd.DataFrame, key: dict[str, Any], lines: tuple[Any, ...], types: Any) -> pd.DataFrame:
    """The lines that count with the report's in the place of the unit's earlier ones of its period."""
    mine = (frame["unit_id"] == key["unit_id"]) & (frame["period"] == key["period"])
    return _added(frame[~mine], [asdict(line) | key for line in lines], types)


def _added(frame: pd.DataFrame, rows: list[dict[str, Any]], types: Any) -> pd.DataFrame:
    blank = {name: _BLANK.get(kind) for name, kind in types.items()}
    added = [tuple(row.get(name, blank[name]) for name in types) for row in rows]
    return pd.concat([frame, typed_frame(added, types)], ignore_index=True)


@dataclass(frozen=True, slots=True)
class _Figures:
    """The unit's led tasks in the period (task_id, name, effective, light); its completion, light and score."""

    tasks: pd.DataFrame
    completion: float | None
    light: str
    score: float | None


def _figures(year: Timeline, filed: Filed, report: Report, now: datetime) -> _Figures:
    outside = said(year, filed.oversight)
    rows = task_ledger(year, filed.task_lines, outside.verified)
    members = member_rows(year, rows)
    own = members[members["unit_id"] == report.unit_id]
    judged = rows[rows["at"] == year.last].set_index("task_id")[["effective", "light"]]
    led = [task for task in year.plan.tasks if task.lead_unit == report.unit_id]
    named = pd.DataFrame(
        {"task_id": [task.task_id for task in led], "name": [task.name for task in led]}, dtype=TEXT
    )
    completion, state = _unit_total(year, own[own["at"] == year.last])
    return _Figures(
        tasks=named.join(judged, on="task_id"),
        completion=completion,
        light=state,
        score=_score(year, filed, own, report.unit_id, now, outside.beside(rows).values),
    )


def _unit_total(year: Timeline, own: pd.DataFrame) -> tuple[float | None, str]:
    """The unit's completion in the chosen period, None = nothing to score, and the light of the sums."""
    sums = totals(own, ["unit_id"])
    undated = pd.Series(pd.NaT, index=sums.index, dtype="datetime64[us]")
    seen = sums.assign(
        effective=sums["completion"], as_of=undated, due_on=undated, forecast_finish=undated
    ).dropna(subset="effective")
    if seen.empty:
        return None, Light.UNKNOWN.value
    return float(seen["completion"].iloc[0]), str(light(seen, year.plan.rules).iloc[0])


def _score(
    year: Timeline, filed: Filed, own: pd.DataFrame, unit_id: str, now: datetime, outside: Outside
) -> float | None:
    """The unit's score in the chosen period; None where the minimum of data is not met."""
    moment = pd.Timestamp(now).tz_convert("UTC")
    sent = filed.submissions
    matrix = report_matrix(year, sent[sent["unit_id"] == unit_id], moment)
    nodes = milestone_ledger(year, filed.milestone_lines)
    issues = issue_ledger(year, filed.issue_lines)
    scores = unit_scores(year, own, nodes, issues, matrix[matrix["unit_id"] == unit_id], outside)
    found = scores.loc[scores["at"] == year.last, "score"].dropna()
    return float(found.iloc[0]) if len(found) else None


def _changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    both = pd.DataFrame(
        {
            "task_id": after["task_id"],
            "name": after["name"],
            "before": before["effective"],
            "after": after["effective"],
            "light_before": before["light"],
            "light_after": after["light"],
        }
    )
    same_value = (both["before"] == both["after"]) | (both["before"].isna() & both["after"].isna())
    return both[~same_value | (both["light_before"] != both["light_after"])].reset_index(drop=True)
