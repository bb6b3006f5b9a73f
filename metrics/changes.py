"""Changes 本期变化: what turned since last period, most important first."""

import numpy as np
import pandas as pd

from domain.light import Light

TURNED_RED, NEW_SLIP, TURNED_AMBER = "turned_red", "new_slip", "turned_amber"
MILESTONE_REACHED, DONE, CAUGHT_UP, TURNED_GREEN = "milestone_reached", "done", "caught_up", "turned_green"
KINDS = (TURNED_RED, NEW_SLIP, TURNED_AMBER, MILESTONE_REACHED, DONE, CAUGHT_UP, TURNED_GREEN)


def task_changes(tasks: pd.DataFrame) -> pd.DataFrame:
    """Tasks whose light turned, with ``kind``, ``before``, ``after`` [Light value] and ``size`` [change of gap].

    tasks: ``light``, ``previous_light`` [missing = no last period], ``gap``, ``previous_gap``. From critical to behind
    is caught_up; a first report of an unknown task is a change only where it is done, behind or critical.
    """
    now, before = tasks["light"], tasks["previous_light"]
    turned = before.notna() & (now != before)
    red = before == Light.CRITICAL
    kinds = np.select(
        [
            turned & (now == Light.CRITICAL),
            turned & (now == Light.DONE),
            turned & (now == Light.BEHIND) & red,
            turned & (now == Light.BEHIND),
            turned & (now == Light.ON_TRACK) & (red | (before == Light.BEHIND)),
        ],
        [TURNED_RED, DONE, CAUGHT_UP, TURNED_AMBER, TURNED_GREEN],
        "",
    )
    size = (tasks["gap"] - tasks["previous_gap"]).abs().fillna(0.0)
    frame = tasks.assign(kind=kinds, before=before, after=now, size=size)
    return frame.loc[frame["kind"] != ""]


def milestone_changes(rows: pd.DataFrame) -> pd.DataFrame:
    """Milestones that slipped further, caught up or were reached, with ``kind``, ``before``, ``after`` [days, text], ``size``.

    rows: ``reached``, ``previous_reached`` [bool], ``slip_days``, ``previous_slip_days`` [NaN unknown].
    """
    slip, last = rows["slip_days"], rows["previous_slip_days"]
    reached = rows["reached"] & ~rows["previous_reached"]
    open_ = ~rows["reached"]
    late, was = slip.fillna(0.0).clip(lower=0), last.fillna(0.0).clip(lower=0)
    kinds = np.select(
        [reached, open_ & (late > was), open_ & slip.notna() & (late < was)],
        [MILESTONE_REACHED, NEW_SLIP, CAUGHT_UP],
        "",
    )
    frame = rows.assign(kind=kinds, before=_days(last), after=_days(slip), size=(late - was).abs())
    return frame.loc[frame["kind"] != ""]


def by_importance(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows in the order of KINDS, the largest change first within a kind."""
    order = rows["kind"].map({kind: place for place, kind in enumerate(KINDS)})
    ordered = rows.assign(order=order).sort_values(["order", "size"], ascending=[True, False], kind="stable")
    return ordered.drop(columns="order")


def _days(days: pd.Series) -> pd.Series:
    """Whole days as text, "" = unknown."""
    return days.astype("Int64").astype("str").where(days.notna(), "")
