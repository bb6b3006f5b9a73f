"""Findings of the projects page: which projects slip, by how much, and whether it gets worse."""

import pandas as pd

from domain import figures
from domain.states import MilestoneState
from locales import _
from services.briefing import Briefing

REACHED = (MilestoneState.DONE, MilestoneState.LATE_DONE)
STEADY_REPORTS = 3


def headline(briefing: Briefing) -> str:
    """The first line: how many projects slip, the worst of them, and its change since last period."""
    projects = briefing.projects
    if projects.empty:
        return _("No projects in this selection")
    slipping = projects[projects["state"] == MilestoneState.SLIPPING]
    if slipping.empty:
        return _("None of {total} projects slips", total=len(projects))
    worst = slipping.nlargest(1, "worst_slip_days").iloc[0]
    return _(
        "{count} of {total} projects slip; worst: {name}, {days} days{change}",
        count=len(slipping),
        total=len(projects),
        name=worst["name"],
        days=figures.days(worst["worst_slip_days"]),
        change=_change(worst["worst_slip_days"] - worst["previous_worst_slip_days"]),
    )


def _change(more: float) -> str:
    """What was added since last period, in brackets; "" when there was none, or nothing to compare with."""
    if pd.isna(more) or more == 0:
        return ""
    if more > 0:
        return _(" ({days} more than last period)", days=figures.days(more))
    return _(" ({days} fewer than last period)", days=figures.days(-more))


def gantt_title(projects: pd.DataFrame) -> str:
    """Which slips grew since last period; how many are late, where there is no last period."""
    late = projects[projects["worst_slip_days"] > 0]
    more = late["worst_slip_days"] - late["previous_worst_slip_days"]
    if projects["previous_worst_slip_days"].isna().all():
        return _("{count} of {total} projects are late", count=len(late), total=len(projects))
    worse = late.assign(more=more)[more > 0].sort_values("more", ascending=False, kind="stable")
    if worse.empty:
        return _("No project slipped further since last period")
    return _(
        "{count} projects slipped further since last period, most of all {name} (+{days} days)",
        count=len(worse),
        name=worse["name"].iloc[0],
        days=figures.days(worse["more"].iloc[0]),
    )


def project_title(project: pd.Series) -> str:
    """Where one project stands: reached of all, and the next milestone.

    project: a row of ``Briefing.projects``.
    """
    reached = _(
        "{reached} of {total} milestones reached",
        reached=project["reached_count"],
        total=project["milestone_count"],
    )
    if not project["next_milestone"]:
        return reached
    return _(
        "{reached}; next: {name}, due {day}",
        reached=reached,
        name=project["next_milestone"],
        day=figures.day(project["next_on"]),
    )


def slip_title(history: pd.DataFrame, names: pd.Series) -> str:
    """What the slip chart shows: how far the worst open milestone moved, and whether it still moves.

    history: rows of ``Briefing.milestone_history`` of one project. names: ``milestone_id`` → name.
    """
    newest = history.sort_values("as_of").groupby("milestone_id").last()
    open_ones = newest.loc[~newest["reached"], "slip_days"].dropna()
    if open_ones.empty:
        return _("Every milestone reported so far is done")
    if not open_ones.max() > 0:
        return _("No open milestone slips")
    code = str(open_ones.idxmax())
    return _(
        "{name} is {days} days late {trend}",
        name=names.get(code, code),
        days=figures.days(open_ones.max()),
        trend=_trend(history[history["milestone_id"] == code].sort_values("as_of")["slip_days"]),
    )


def _trend(slips: pd.Series) -> str:
    """Whether the slip still grows over the newest reports."""
    moves = slips.dropna().diff().dropna().tail(STEADY_REPORTS)
    if moves.empty:
        return _("in its first report")
    if (moves > 0).all() and len(moves) == STEADY_REPORTS:
        return _("and slipped further in each of the last {count} reports", count=STEADY_REPORTS)
    if moves.iloc[-1] > 0:
        return _("and still slipping")
    return _("and catching up") if moves.iloc[-1] < 0 else _("and holding")


def late_milestones(milestones: pd.DataFrame) -> pd.DataFrame:
    """Milestones that are late or were, open ones first, then by slip; same columns."""
    late = milestones[milestones["slip_days"] > 0]
    reached = late["state"].isin([state.value for state in REACHED])
    return (
        late.assign(_reached=reached)
        .sort_values(["_reached", "slip_days"], ascending=[True, False])
        .drop(columns="_reached")
    )


def late_title(late: pd.DataFrame) -> str:
    """How many milestones the table lists: missed, slipping, reached late."""
    if late.empty:
        return _("No milestone is late")
    counts = late["state"].value_counts()
    return _(
        "{missed} milestones due and not done, {slipping} expected late, {done} reached late",
        missed=int(counts.get(MilestoneState.DUE_MISSED, 0)),
        slipping=int(counts.get(MilestoneState.SLIPPING, 0)),
        done=int(counts.get(MilestoneState.LATE_DONE, 0)),
    )


def worst_milestone(project: pd.Series) -> str:
    """The worst milestone of a project and its slip, for the line under its small chart."""
    return _(
        "{milestone}: {days} days late",
        milestone=project["worst_milestone"],
        days=figures.days(project["worst_slip_days"]),
    )
