"""Slide: projects on a line of time, the worst slips on top."""

from datetime import date
from typing import Any

import pandas as pd

from domain import figures
from domain.light import Light
from domain.states import MilestoneState
from locales import _
from services.briefing import Briefing
from services.findings import projects as findings
from services.slides.model import NAMED, Node, Slide, Timeline, Track

_LIGHTS = {
    MilestoneState.DONE: Light.DONE,
    MilestoneState.LATE_DONE: Light.DONE,
    MilestoneState.DUE_MISSED: Light.CRITICAL,
    MilestoneState.SLIPPING: Light.BEHIND,
    MilestoneState.ON_PLAN: Light.ON_TRACK,
}


def slide(briefing: Briefing) -> Slide:
    """The projects that still can slip, worst slip first, with their milestones as planned and as expected."""
    projects = briefing.projects.sort_values(
        "state", key=lambda states: states == MilestoneState.DONE, kind="stable"
    )
    shown = projects.head(NAMED)
    return Slide(
        key="projects",
        name=_("Projects"),
        finding=findings.headline(briefing),
        blocks=(_timeline(briefing, shown, projects.iloc[NAMED:]),),
        footnote=_("Hollow: planned. Solid: reached. Ring: expected. Line between: the slip."),
        sources=(
            _(
                "Slip: forecast or actual finish minus the plan's, in days; the project's worst open milestone."
            ),
        ),
    )


def _timeline(briefing: Briefing, shown: pd.DataFrame, rest: pd.DataFrame) -> Timeline:
    nodes = briefing.milestones.loc[briefing.milestones["project_id"].isin(shown["project_id"])]
    days = pd.concat([nodes["baseline_finish"], nodes["finish"]]).dropna()
    as_of = pd.Timestamp(briefing.as_of)
    zero = briefing.plan.rules.milestone_zero_days
    return Timeline(
        tracks=tuple(
            _track(project, nodes.loc[nodes["project_id"] == project["project_id"]], zero)
            for project in shown.to_dict("records")
        ),
        starts_on=min([as_of, *days]).date(),
        ends_on=max([as_of, *days]).date(),
        as_of=briefing.as_of,
        rest=_rest(rest),
    )


def _track(project: dict[Any, Any], nodes: pd.DataFrame, zero_days: int) -> Track:
    text, more = _words(project)
    return Track(
        label=project["name"],
        note=project["lead_label"],
        text=text,
        more=more,
        light=_light(project, zero_days),
        nodes=tuple(_node(node) for node in nodes.sort_values("baseline_finish").to_dict("records")),
    )


def _light(project: dict[Any, Any], zero_days: int) -> Light:
    slip = project["worst_slip_days"]
    if project["state"] == MilestoneState.DONE:
        return Light.DONE
    if not slip > 0:
        return Light.ON_TRACK
    return Light.CRITICAL if slip > zero_days else Light.BEHIND


def _words(project: dict[Any, Any]) -> tuple[str, str]:
    """The slip, and how it moved with the milestone it is of."""
    slip, before = project["worst_slip_days"], project["previous_worst_slip_days"]
    if project["state"] == MilestoneState.DONE:
        return _("all reached"), ""
    if not slip > 0:
        return _("on plan"), ""
    more = slip - before
    text = _("{days} days late", days=figures.days(slip))
    if pd.isna(before) or not more:
        return text, project["worst_milestone"]
    return text, _(
        "{moved} since last period · {milestone}",
        milestone=project["worst_milestone"],
        moved=f"{'▲' if more > 0 else '▼'}{figures.days(abs(more))}",
    )


def _node(row: dict[Any, Any]) -> Node:
    state = MilestoneState(row["state"])
    return Node(
        name=row["name"],
        baseline=row["baseline_finish"].date(),
        finish=_day(row["finish"]),
        is_reached=state in findings.REACHED,
        light=_LIGHTS[state],
    )


def _day(value: pd.Timestamp) -> date | None:
    return None if pd.isna(value) else value.date()


def _rest(projects: pd.DataFrame) -> str:
    if projects.empty:
        return ""
    late = int((projects["state"] == MilestoneState.SLIPPING).sum())
    done = int((projects["state"] == MilestoneState.DONE).sum())
    return _(
        "{count} other projects: {late} slipping, {plan} on plan, {done} all reached",
        count=len(projects),
        late=late,
        plan=len(projects) - late - done,
        done=done,
    )
