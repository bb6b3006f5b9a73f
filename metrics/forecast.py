"""Forecast finish 预测完成 of a task by earned schedule (Lipke)."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.light import COMPLETE
from metrics.schedule import schedule

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.integer[Any]]
_LONGEST_DAYS = 36_500  # beyond a hundred years a forecast says nothing
_MOST_PERIODS = 520  # how far the periods are continued before the first and after the last
_TINY = 1e-9


def estimated_finish(tasks: pd.DataFrame, nodes: pd.DataFrame, ends: pd.DatetimeIndex) -> pd.Series:
    """When each task will be finished at its pace so far, Timestamp by row.

    tasks: ``task_id``, ``start_on``, ``due_on``, ``effective`` [0–1], ``report_count`` [periods with data],
    ``completed_on`` [end of the period that completed it, NaT]; nodes: as for ``schedule``;
    ends: last days of the periods up to now, the last one is now.
    ES = C + (EV − PV_C) / (PV_{C+1} − PV_C), SPI(t) = ES / AT, finish = start + planned days / SPI(t); C, AT count
    periods since the task began. Complete: ``completed_on``. NaT = 无法预测: under two periods with data, SPI(t) 0,
    no dates, not started, or over a hundred years. Source: Lipke, Schedule is Different (2003); docs/terms/forecast.md.
    """
    finish = planned_finish(tasks, nodes)
    index = schedule_index(tasks, nodes, ends)
    days = (finish - tasks["start_on"]).dt.days + 1
    needed = pd.Series(np.ceil((days / index.where(index > _TINY)).round(6)), index=tasks.index)
    fit = (tasks["report_count"] >= 2) & (needed <= _LONGEST_DAYS)
    ahead = pd.to_timedelta(needed.where(fit) - 1, unit="D")
    estimate: pd.Series = (tasks["start_on"] + ahead).astype("datetime64[us]")
    done = tasks["effective"] >= COMPLETE
    return estimate.where(~done, tasks["completed_on"]).rename("estimated_finish")


def planned_finish(tasks: pd.DataFrame, nodes: pd.DataFrame) -> pd.Series:
    """Due date, else the last milestone's baseline; NaT = neither."""
    last = nodes.groupby("project_id")["baseline_finish"].max()
    own = pd.Series(last.reindex(tasks["task_id"]).to_numpy(), index=tasks.index)
    return tasks["due_on"].fillna(own).astype("datetime64[us]")


def schedule_index(tasks: pd.DataFrame, nodes: pd.DataFrame, ends: pd.DatetimeIndex) -> pd.Series:
    """SPI(t) = ES / AT by row; 1 = at the planned pace; NaN = not started, no schedule or no value.

    Arguments as for ``estimated_finish``. January to December, 50 % at the end of September: ES = 6 + (182.5 −
    181) / 31 = 6.05 months of AT = 9, SPI(t) 0.672. Where the plan stands still between two milestones, ES is the
    point of that stretch nearest to AT: nothing due, nothing missed.
    """
    grid = _grid(ends, tasks["start_on"].min(), planned_finish(tasks, nodes).max())
    planned = schedule(tasks, nodes, grid).to_numpy()
    before = grid.searchsorted(tasks["start_on"].to_numpy())
    elapsed = (
        grid.searchsorted(ends[-1], side="right") - before
        if len(ends)
        else np.zeros(len(tasks), dtype=np.int64)
    )
    earned = _earned(planned, tasks["effective"].to_numpy(float), before, elapsed)
    with np.errstate(invalid="ignore", divide="ignore"):
        return pd.Series(np.where(elapsed > 0, earned / elapsed, np.nan), index=tasks.index)


def _earned(planned: Numbers, value: Numbers, before: Counts, elapsed: Counts) -> Numbers:
    """ES in periods since each task's start."""
    below = (planned < value[:, None] - _TINY).sum(axis=1)
    upto = (planned <= value[:, None] + _TINY).sum(axis=1)
    padded = np.hstack([np.zeros((len(planned), 1)), planned, np.full((len(planned), 1), np.nan)])
    rows = np.arange(len(planned))
    low, high = padded[rows, upto], padded[rows, upto + 1]
    between = upto - before + (value - low) / (high - low)
    level_from = np.where(value <= _TINY, 0, below + 1 - before)
    level = np.clip(elapsed, level_from, np.maximum(upto - before, level_from))
    earned = np.where((upto > below) | (value <= _TINY), level, between)
    return np.where(np.isnan(planned).all(axis=1) | np.isnan(value), np.nan, np.maximum(earned, 0))


def _grid(ends: pd.DatetimeIndex, first: pd.Timestamp, last: pd.Timestamp) -> pd.DatetimeIndex:
    """Period ends continued backwards to the first start and forwards to the last finish."""
    if not len(ends):
        return ends
    step = _step(ends)
    days = list(ends)
    for _count in range(_MOST_PERIODS):
        if pd.isna(first) or days[0] < first:
            break
        days.insert(0, days[0] - step)
    for _count in range(_MOST_PERIODS):
        if pd.isna(last) or days[-1] >= last:
            break
        days.append(days[-1] + step)
    return pd.DatetimeIndex(days)


def _step(ends: pd.DatetimeIndex) -> "pd.offsets.MonthEnd | pd.DateOffset":
    """Length of a period: a week, a month or a quarter, told by the distance of the first two ends."""
    apart = (ends[1] - ends[0]).days if len(ends) > 1 else 30
    if apart <= 20:
        return pd.DateOffset(days=apart)
    months = 1 if apart <= 45 else 3
    return pd.offsets.MonthEnd(months) if ends[-1].is_month_end else pd.DateOffset(months=months)
