"""Milestones 节点: state, slippage 延期天数 and points at a period's end."""

import numpy as np
import pandas as pd

from domain.rules import Rules

DONE, LATE_DONE, DUE_MISSED, SLIPPING, ON_PLAN = "done", "late_done", "due_missed", "slipping", "on_plan"


def milestones(rows: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """How each milestone stands.

    rows: ``baseline_finish``, ``forecast_finish``, ``actual_finish``, ``as_of`` [Timestamp, NaT unknown].
    Returns by row: ``reached`` [bool: actual not after as_of], ``finish`` [actual, else forecast, else baseline],
    ``slip_days`` [finish − baseline; while open at least as_of − baseline once that is due or the forecast has
    passed; NaN = open, not due and no forecast], ``state`` [done, late_done, due_missed, slipping, on_plan],
    ``points`` [done on time 1, late falling linearly to 0 at ``milestone_zero_days``, due and not done 0,
    NaN = not yet due]. The baseline day itself is on time; a date due on as_of and not reached is missed.
    Source: docs/terms/milestones.md.
    """
    reached = rows["actual_finish"] <= rows["as_of"]
    finish = rows["actual_finish"].fillna(rows["forecast_finish"]).fillna(rows["baseline_finish"])
    slip = _slip_days(rows, reached)
    due = rows["baseline_finish"] <= rows["as_of"]
    states = np.select(
        [reached & (slip <= 0), reached, due, slip > 0], [DONE, LATE_DONE, DUE_MISSED, SLIPPING], ON_PLAN
    )
    late = (1 - slip / rules.milestone_zero_days).clip(0, 1)
    points = late.where(reached, pd.Series(0.0, index=rows.index).where(due))
    return pd.DataFrame(
        {
            "reached": reached,
            "finish": finish,
            "slip_days": slip,
            "state": pd.Series(states, index=rows.index, dtype="str"),
            "points": points,
        }
    )


def _slip_days(rows: pd.DataFrame, reached: pd.Series) -> pd.Series:
    """Days late of what was reached, or of the soonest an open one can still be."""
    ahead = rows["actual_finish"].fillna(rows["forecast_finish"])
    stale = ahead < rows["as_of"]
    overdue = ahead.isna() & (rows["baseline_finish"] <= rows["as_of"])
    open_finish = ahead.where(~(stale | overdue), rows["as_of"])
    finish = rows["actual_finish"].where(reached, open_finish)
    return (finish - rows["baseline_finish"]).dt.days.astype("float64")


def project_slips(rows: pd.DataFrame) -> pd.DataFrame:
    """How each project stands, from its milestones.

    rows: ``project_id``, ``name``, ``baseline_finish`` and the columns that ``milestones`` returns.
    Returns by ``project_id``: ``milestone_count``, ``reached_count`` [int], ``worst_slip_days`` [of the open ones;
    of all when none is open; NaN = none known], ``worst_milestone``, ``next_milestone`` [open one with the earliest
    baseline, "" = none], ``next_on`` [its baseline], ``state`` [done when all are reached, slipping when the worst
    slip is positive, else on_plan].
    """
    counts = rows.groupby("project_id")["reached"].agg(milestone_count="size", reached_count="sum")
    finished = counts["milestone_count"] == counts["reached_count"]
    whole = rows["project_id"].map(finished).astype(bool)
    worst = _firsts(
        rows.loc[~rows["reached"] | whole].sort_values("slip_days", ascending=False, kind="stable")
    )
    ahead = _firsts(rows.loc[~rows["reached"]].sort_values("baseline_finish", kind="stable"))
    slip = worst["slip_days"].reindex(counts.index)
    states = np.select([finished, slip > 0], [DONE, SLIPPING], ON_PLAN)
    slips: pd.DataFrame = counts.assign(
        worst_slip_days=slip,
        worst_milestone=worst["name"].reindex(counts.index).where(slip.notna(), "").fillna(""),
        next_milestone=ahead["name"].reindex(counts.index).fillna(""),
        next_on=ahead["baseline_finish"].reindex(counts.index),
        state=pd.Series(states, index=counts.index, dtype="str"),
    )
    return slips


def _firsts(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.drop_duplicates("project_id").set_index("project_id")
