"""Everything a Briefing holds about one unit, as its page, a letter or a slide takes it."""

from dataclasses import dataclass

import pandas as pd

from domain.states import IssueState, MilestoneState
from services.briefing import Briefing
from services.check_tables import pairs

_NODE_ORDER = (
    MilestoneState.DUE_MISSED,
    MilestoneState.SLIPPING,
    MilestoneState.ON_PLAN,
    MilestoneState.LATE_DONE,
    MilestoneState.DONE,
)
_ISSUE_ORDER = (IssueState.OVERDUE, IssueState.OPEN, IssueState.SOLVED_LATE, IssueState.SOLVED_IN_TIME)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSheet:
    """One unit's rows of the frames of a Briefing, columns as there.

    row — its row of units; led, joint — tasks it leads and takes part in, worst first; milestones — of its projects
    and tasks: missed, slipping, ahead, reached; issues — open ones first, longest waiting on top; needs, history, reports; checks — the newest of each
    task it leads, the widest claim first.
    """

    row: pd.Series
    led: pd.DataFrame
    joint: pd.DataFrame
    milestones: pd.DataFrame
    issues: pd.DataFrame
    needs: pd.DataFrame
    history: pd.DataFrame
    reports: pd.DataFrame
    checks: pd.DataFrame


def unit_sheet(briefing: Briefing, unit_id: str) -> UnitSheet:
    """The rows of one unit; raises KeyError where the briefing has no such unit."""
    tasks = briefing.tasks
    joins = pd.Series([unit_id in units for units in tasks["joint_units"]], index=tasks.index, dtype="bool")
    return UnitSheet(
        row=unit_row(briefing, unit_id),
        led=tasks.loc[tasks["lead_unit"] == unit_id],
        joint=tasks.loc[joins],
        milestones=_milestones(briefing.milestones.loc[briefing.milestones["lead_unit"] == unit_id]),
        issues=_issues(_of(briefing.issues, unit_id)),
        needs=_of(briefing.needs, unit_id),
        history=_of(briefing.unit_history, unit_id),
        reports=_of(briefing.reports, unit_id),
        checks=pairs(_of(briefing.inspections, unit_id)),
    )


def unit_row(briefing: Briefing, unit_id: str) -> pd.Series:
    """The row of ``Briefing.units`` of a unit; raises KeyError where there is none."""
    rows = briefing.units.loc[briefing.units["unit_id"] == unit_id]
    if rows.empty:
        raise KeyError(unit_id)
    return rows.iloc[0]


def _of(frame: pd.DataFrame, unit_id: str) -> pd.DataFrame:
    return frame.loc[frame["unit_id"] == unit_id]


def _milestones(rows: pd.DataFrame) -> pd.DataFrame:
    order = rows["state"].map({state.value: place for place, state in enumerate(_NODE_ORDER)})
    return rows.assign(order=order).sort_values(["order", "finish"]).drop(columns="order")


def _issues(rows: pd.DataFrame) -> pd.DataFrame:
    order = rows["state"].map({state.value: place for place, state in enumerate(_ISSUE_ORDER)})
    sorted_rows = rows.assign(order=order).sort_values(["order", "age_days"], ascending=[True, False])
    return sorted_rows.drop(columns="order")
