"""The table of late milestones: baseline, forecast or actual, slip, its change, its past, and the unit's words."""

from typing import Any

import pandas as pd
import streamlit as st

from domain import figures
from domain.states import MilestoneState
from locales import _
from panels.picks import pick_table

TABLE_KEY = "late_milestones"
_SHOWN = 12


def draw_milestone_table(
    late: pd.DataFrame, history: pd.DataFrame, words: dict[str, str], project_key: str
) -> None:
    """Draw the rows; a click sets ``project_key`` to the project's name.

    late: rows of ``Briefing.milestones``. history: ``Briefing.milestone_history``. words: project's name → code.
    """
    names = {code: word for word, code in words.items()}
    rows = [names[code] for code in late["project_id"]]
    pick_table(_cells(late, history), _columns(), rows, key=project_key, table_key=TABLE_KEY, shown=_SHOWN)


def _cells(late: pd.DataFrame, history: pd.DataFrame) -> pd.DataFrame:
    past = (
        history.dropna(subset="slip_days").sort_values("as_of").groupby("milestone_id")["slip_days"].agg(list)
    )
    past = past[past.map(len) > 1]  # one value is no trend
    more = late["slip_days"] - late["previous_slip_days"]
    return pd.DataFrame(
        {
            "state": [MilestoneState(value).label for value in late["state"]],
            "project": late["project_name"],
            "name": late["name"],
            "unit": late["lead_label"],
            "baseline": late["baseline_finish"].dt.date,
            "finish": late["finish"].dt.date,
            "slip": late["slip_days"],
            "more": [_moved(value) for value in more],
            "trend": late["milestone_id"].map(past),
            "note": late["note"],
        }
    )


def _moved(more: float) -> str:
    if pd.isna(more):
        return figures.NONE
    if more == 0:
        return _("unchanged")
    return f"{'▲' if more > 0 else '▼'} {figures.days(abs(more))}"


def _columns() -> dict[str, Any]:
    column = st.column_config
    return {
        "state": column.TextColumn(_("State"), width=115),
        "project": column.TextColumn(_("Project"), width=200),
        "name": column.TextColumn(_("Milestone"), width=110),
        "unit": column.TextColumn(_("Lead unit"), width=125),
        "baseline": column.DateColumn(_("Baseline"), format="YYYY-MM-DD", width=100),
        "finish": column.DateColumn(_("Forecast or actual"), format="YYYY-MM-DD", width=110),
        "slip": column.NumberColumn(_("Late, days"), format="%d", width=85),
        "more": column.TextColumn(_("Since last period"), width=85, alignment="right"),
        "trend": column.LineChartColumn(_("Trend"), width=100),
        "note": column.TextColumn(_("The unit's words"), width=240),
    }
