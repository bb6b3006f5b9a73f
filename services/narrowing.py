"""A Briefing narrowed to a unit group, a unit or a dimension: the same shapes, sums made anew."""

from dataclasses import replace
from typing import Any

import pandas as pd

from metrics.totals import totals
from services import summaries
from services.briefing import Briefing
from services.frames import shaped
from services.plan_tables import plan_tables
from services.unit_frames import light_counts

_BY_UNIT = (
    *("units", "unit_history", "score_lines", "losses", "reports", "issues"),
    *("inspections", "ratings", "voices", "adjustments", "examples", "coverage"),
)
_LIGHTS = ["critical", "behind", "on_track", "done", "unknown"]
_SUMS = ["completion", "schedule", "gap", "attainment"]


def narrowed(briefing: Briefing, *, group: str | None, unit: str | None, dimension: str | None) -> Briefing:
    """The Briefing of a selection; None = not narrowed by that. A code nobody has leaves everything empty.

    A group: tasks and projects that its units lead, each once. A unit: tasks it leads or joins, weighed by its
    share as in its own total; projects it leads. A dimension: its tasks, and the units' sums over them; projects
    belong to no dimension and stay. Score, rank and what explains them stay those of the whole group.
    """
    if group is None and unit is None and dimension is None:
        return briefing
    units = _units(briefing, group, unit)
    tasks = _tasks(briefing.tasks, units, unit, dimension)
    frames: dict[str, Any] = {name: _within(getattr(briefing, name), "unit_id", units) for name in _BY_UNIT}
    frames |= _task_frames(briefing, tasks, units)
    frames |= _project_frames(briefing, tasks, units)
    frames["unit_dimensions"] = _of_dimension(_within(briefing.unit_dimensions, "unit_id", units), dimension)
    frames["decisions"] = _of_units(briefing.decisions, units)
    if dimension is not None:
        frames["inspections"] = _of_dimension(frames["inspections"], dimension)
        frames |= _units_over(briefing, tasks, frames)
    return _with_sums(replace(briefing, **frames), briefing, unit, units)


def _units(briefing: Briefing, group: str | None, unit: str | None) -> frozenset[str]:
    """Codes of the units selected."""
    rows = briefing.units
    chosen = (rows["group"] == group if group is not None else True) & (
        rows["unit_id"] == unit if unit is not None else rows["unit_id"].notna()
    )
    return frozenset(rows.loc[chosen, "unit_id"])


def _tasks(
    tasks: pd.DataFrame, units: frozenset[str], unit: str | None, dimension: str | None
) -> pd.DataFrame:
    """Tasks selected: led by the units, or joined by the one unit asked for."""
    chosen = tasks["lead_unit"].isin(units)
    if unit in units:
        chosen |= pd.Series(
            [unit in codes for codes in tasks["joint_units"]], index=tasks.index, dtype="bool"
        )
    return _of_dimension(tasks.loc[chosen], dimension).reset_index(drop=True)


def _task_frames(briefing: Briefing, tasks: pd.DataFrame, units: frozenset[str]) -> dict[str, Any]:
    """Frames of tasks; needs are those that the selected units voiced about them."""
    codes = frozenset(tasks["task_id"])
    needs = _within(briefing.needs, "task_id", codes)
    return {
        "tasks": tasks,
        "history": _within(briefing.history, "task_id", codes),
        "joint_notes": _within(briefing.joint_notes, "task_id", codes),
        "needs": _within(needs, "unit_id", units),
    }


def _project_frames(briefing: Briefing, tasks: pd.DataFrame, units: frozenset[str]) -> dict[str, Any]:
    """Frames of projects that the units lead and of milestones of selected tasks, and what speaks of both."""
    projects = _within(briefing.projects, "lead_unit", units)
    owners = frozenset(projects["project_id"]) | frozenset(tasks["task_id"])
    milestones = _within(briefing.milestones, "project_id", owners)
    items = frozenset(milestones["milestone_id"]) | frozenset(tasks["task_id"])
    return {
        "projects": projects,
        "milestones": milestones,
        "milestone_history": _within(briefing.milestone_history, "milestone_id", items),
        "changes": _within(briefing.changes, "item_id", items),
        "due_soon": _within(briefing.due_soon, "item_id", items),
    }


def _units_over(briefing: Briefing, tasks: pd.DataFrame, frames: dict[str, Any]) -> dict[str, Any]:
    """Units and their history with the sums made over the selected tasks alone."""
    shares = plan_tables(briefing.plan).shares[["task_id", "unit_id", "share"]]
    rows = summaries.summed(frames["history"]).merge(shares, on="task_id")
    sums = totals(rows.assign(pull=rows["weight"] * rows["share"]), ["unit_id", "period"])
    now = sums.xs(briefing.period.code, level="period") if len(sums) else sums.droplevel("period")
    led = light_counts(tasks, "lead_unit").assign(
        lead_count=tasks.groupby("lead_unit").size(),
        carried_count=tasks.groupby("lead_unit")["carried"].sum(),
    )
    units = frames["units"].drop(columns=[*_SUMS, "task_count", *led.columns])
    units = units.join(now, on="unit_id").join(led, on="unit_id")
    counts = ["task_count", "lead_count", "carried_count", *_LIGHTS]
    units[counts] = units[counts].fillna(0)
    past = frames["unit_history"].drop(columns=["completion", "schedule", "gap"])
    past = past.join(sums[["completion", "schedule", "gap"]], on=["unit_id", "period"])
    return {"units": shaped("units", units), "unit_history": shaped("unit_history", past)}


def _with_sums(chosen: Briefing, whole: Briefing, unit: str | None, units: frozenset[str]) -> Briefing:
    """The selection with its headlines, dimensions and curve."""
    tables = plan_tables(chosen.plan)
    shares = tables.shares.loc[tables.shares["unit_id"] == unit].set_index("task_id")["share"]
    history = summaries.summed(chosen.history, shares if unit is not None else None)
    period = chosen.period.code
    first, last = summaries.headlines(
        history,
        chosen.projects,
        chosen.reports,
        chosen.inspections,
        periods=(period, chosen.previous),
        need_counts=(len(chosen.needs), _previous_needs(chosen, whole, units)),
    )
    return replace(
        chosen,
        headline=first,
        previous_headline=last,
        submission_count=int(chosen.reports["submission_id"].notna().sum()),
        dimensions=summaries.dimension_frame(history, period, chosen.previous),
        curve=summaries.curve_frame(history, chosen.plan, tables, whole.curve[["period", "as_of"]], period),
    )


def _previous_needs(chosen: Briefing, whole: Briefing, units: frozenset[str]) -> int:
    """How many needs the selected units voiced last period."""
    led = chosen.history.loc[chosen.history["lead_unit"].isin(units)]
    joint = _within(whole.joint_notes, "task_id", frozenset(chosen.tasks["task_id"]))
    joint = _within(joint, "unit_id", units)
    return sum(
        int(((rows["period"] == chosen.previous) & (rows["need"] != "")).sum()) for rows in (led, joint)
    )


def _within(frame: pd.DataFrame, column: str, codes: frozenset[str]) -> pd.DataFrame:
    return frame.loc[frame[column].isin(codes)].reset_index(drop=True)


def _of_units(decisions: pd.DataFrame, units: frozenset[str]) -> pd.DataFrame:
    """Decisions that one of the units is to carry out."""
    theirs = pd.Series(
        [bool(units & set(codes)) for codes in decisions["units"]], index=decisions.index, dtype="bool"
    )
    return decisions.loc[theirs].reset_index(drop=True)


def _of_dimension(frame: pd.DataFrame, dimension: str | None) -> pd.DataFrame:
    return frame if dimension is None else frame.loc[frame["dimension"] == dimension].reset_index(drop=True)
