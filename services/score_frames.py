"""Frames of a Briefing that explain the score: score_lines, and losses item by item with their cause."""

import pandas as pd

from domain.oversight import Voter
from domain.period import Period
from domain.rules import Component
from locales import _
from metrics.discipline import LATE, OPEN, VALUES
from metrics.losses import losses
from metrics.milestones import DUE_MISSED
from metrics.problems import OVERDUE, SOLVED_LATE, handled
from metrics.score import score_lines
from services.frames import FRAMES, shaped
from services.timeline import Timeline

_NOTHING = 1e-9
_LOSSES = tuple(FRAMES["losses"])


def score_line_frame(year: Timeline, scores: pd.DataFrame) -> pd.DataFrame:
    """Frame ``score_lines`` of the chosen period."""
    return shaped("score_lines", score_lines(scores.loc[scores["at"] == year.last], year.plan.rules))


def loss_frame(year: Timeline, lines: pd.DataFrame, items: list[pd.DataFrame]) -> pd.DataFrame:
    """Frame ``losses``: what cost each unit its points, most costly first.

    lines: frame ``score_lines``; items: one frame a component from ``task_items``, ``milestone_items``,
    ``report_items``, ``problem_items``, ``rating_items``, ``inspection_items``. A component never falls below 0, so
    what items would cost beyond that is taken off them alike.
    """
    parts = []
    for part in items:
        weights = lines.loc[lines["component"] == part["component"].iloc[0]] if len(part) else lines.iloc[:0]
        costly = part.assign(lost=losses(part, weights.set_index("unit_id")["weight"]))
        costly["lost"] *= _within_line(costly, weights)
        parts.append(costly.loc[costly["lost"] > _NOTHING, [c for c in _LOSSES if c in costly]])
    whole = shaped("losses", pd.concat(parts, ignore_index=True))
    whole["period"] = whole["period"].where(whole["period"] != "", year.windows[-1].period)
    return whole.sort_values("lost", ascending=False, kind="stable", ignore_index=True)


def _within_line(costly: pd.DataFrame, weights: pd.DataFrame) -> pd.Series:
    """Factor that brings a unit's losses down to what its component lost, 1 where they do not exceed it."""
    told = costly["lost"].groupby(costly["unit_id"]).transform("sum")
    lost = costly["unit_id"].map(weights.set_index("unit_id")["lost"]).astype("float64")
    return (lost / told.where(told > _NOTHING)).clip(upper=1.0).fillna(1.0)


def task_items(members: pd.DataFrame, tasks: pd.DataFrame) -> pd.DataFrame:
    """Started tasks of each unit. members: ``unit_scores.member_rows`` of the chosen period; tasks: frame ``tasks``."""
    columns = ["task_id", "name", "carried_from", "place"]
    rows = members.loc[members["attainment"].notna()].merge(tasks[columns], on="task_id")
    return rows.assign(
        component=Component.TASKS.value,
        kind="task",
        item_id=rows["task_id"],
        item_name=rows["name"],
        value=rows["attainment"],
        cause=_texts(
            [
                _task_cause(*row)
                for row in zip(rows["effective"], rows["schedule"], rows["carried_from"], strict=True)
            ]
        ),
    )


def milestone_items(rows: pd.DataFrame) -> pd.DataFrame:
    """Milestones done or due of each lead unit. rows: ``milestone_frames.milestone_frame``."""
    rows = rows.loc[rows["points"].notna()]
    columns = zip(rows["state"], rows["slip_days"], rows["baseline_finish"], strict=True)
    return rows.assign(
        unit_id=rows["lead_unit"],
        component=Component.MILESTONES.value,
        kind="milestone",
        item_id=rows["milestone_id"],
        item_name=rows["project_name"].str.cat(rows["name"], sep=" · "),
        pull=rows["weight"],
        value=rows["points"],
        cause=_texts([_milestone_cause(*row) for row in columns]),
    )


def report_items(reports: pd.DataFrame) -> pd.DataFrame:
    """Judged reports of each unit. reports: ``report_matrix.report_matrix``."""
    rows = reports.loc[reports["state"] != OPEN]
    return rows.assign(
        component=Component.REPORTING.value,
        kind="report",
        item_id=rows["period"],
        item_name=_texts([Period.parse(code).label for code in rows["period"]]),
        pull=1.0,
        value=rows["state"].map(VALUES).astype("float64"),
        cause=_texts(
            [_("handed in late") if state == LATE else _("not handed in") for state in rows["state"]]
        ),
        place=rows["file_name"],
    )


def problem_items(issues: pd.DataFrame) -> pd.DataFrame:
    """Problems solved or due of each unit. issues: frame ``issues``."""
    rows = issues.drop(columns="period").assign(value=handled(issues["state"])).dropna(subset="value")
    columns = zip(rows["state"], rows["promised_on"], rows["solved_on"], strict=True)
    return rows.assign(
        component=Component.PROBLEMS.value,
        kind="problem",
        item_id=rows["problem_id"],
        item_name=rows["description"],
        pull=1.0,
        cause=_texts([_problem_cause(*row) for row in columns]),
    )


def rating_items(voices: pd.DataFrame) -> pd.DataFrame:
    """Voter groups of each unit that have enough votes. voices: frame ``voices``."""
    rows = voices.loc[voices["scored"]].reset_index(drop=True)
    columns = zip(rows["valid"], rows["raw"], rows["shrunk"], rows["negative"], strict=True)
    return rows.assign(
        component=Component.RATING.value,
        kind="rating",
        item_id=rows["voters"],
        item_name=_texts([Voter(code).word for code in rows["voters"]]),
        pull=1.0,
        value=rows["shrunk"] / 100,
        cause=_texts([_rating_cause(*row) for row in columns]),
    )


def inspection_items(checks: pd.DataFrame) -> pd.DataFrame:
    """Checks of each unit's own tasks, of which each point claimed too much costs two. checks: frame ``inspections``."""
    rows = checks.loc[checks["is_lead"] & checks["claimed"].notna()].reset_index(drop=True)
    columns = zip(rows["inspected_on"], rows["reported"], rows["verified"], strict=True)
    return rows.assign(
        component=Component.VERIFICATION.value,
        kind="inspection",
        item_id=rows["task_id"],
        item_name=rows["name"],
        pull=rows["weight"],
        value=1 - 2 * rows["claimed"].clip(lower=0) / 100,
        cause=_texts([_inspection_cause(*row) for row in columns]),
    )


def _rating_cause(valid: int, raw: float, shrunk: float, negative: int) -> str:
    return _(
        "{valid} votes, {negative} of them negative; {raw:.1f} points, {shrunk:.1f} after allowing for the sample",
        valid=valid,
        negative=negative,
        raw=raw,
        shrunk=shrunk,
    )


def _inspection_cause(day: pd.Timestamp, reported: float, verified: float) -> str:
    return _(
        "checked on {day}: {reported:.1%} reported, {verified:.1%} found",
        day=day.date().isoformat(),
        reported=reported,
        verified=verified,
    )


def _task_cause(effective: float, planned: float, carried_from: str) -> str:
    if pd.isna(effective):
        return _("never reported, {planned:.1%} due", planned=planned)
    if carried_from:
        return _(
            "{done:.1%} done, {planned:.1%} due; no report since {period}",
            done=effective,
            planned=planned,
            period=Period.parse(carried_from).label,
        )
    return _("{done:.1%} done, {planned:.1%} due", done=effective, planned=planned)


def _milestone_cause(state: str, slip: float, baseline: pd.Timestamp) -> str:
    if state == DUE_MISSED:
        return _("due {day}, not reached", day=baseline.date().isoformat())
    return _("reached {days:.0f} days late", days=slip)


def _problem_cause(state: str, promised: pd.Timestamp, solved: pd.Timestamp) -> str:
    if state == SOLVED_LATE:
        return _("solved {days} days after the promised date", days=(solved - promised).days)
    if state != OVERDUE:
        return ""
    return _("promised for {day}, not solved", day=promised.date().isoformat())


def _texts(texts: list[str]) -> pd.api.extensions.ExtensionArray:
    return pd.array(texts, dtype="str")
