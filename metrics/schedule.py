"""Schedule 序时进度 of tasks and how far completion is from it: gap 进度差."""

import numpy as np
import numpy.typing as npt
import pandas as pd

_DAY = np.timedelta64(1, "D")


def schedule(tasks: pd.DataFrame, nodes: pd.DataFrame, ends: pd.DatetimeIndex) -> pd.DataFrame:
    """Share of each task that should be done by the end of each day of ``ends``, 0–1.

    tasks: ``task_id`` [unique], ``start_on``, ``due_on`` [Timestamp, NaT = no date].
    nodes: milestones, ``project_id`` [a task's code makes it that task's], ``baseline_finish``, ``weight``.
    Returns one row a task, one column a day. A task with milestones: their weights due by then; else linear
    by days with both ends counted: 1 January to 31 December is 31/365 on 31 January. 0 before the start.
    NaN = neither milestones nor a due date. Source: docs/terms/schedule.md.
    """
    stepped = _stepped(tasks, nodes, ends)
    values = np.where(np.isnan(stepped), _linear(tasks, ends), stepped)
    return pd.DataFrame(values, index=tasks["task_id"].to_numpy(), columns=ends)


def gap(effective: pd.Series, planned: pd.Series) -> pd.Series:
    """Completion − schedule in percentage points, rounded to 1e-9 so that 50 % against 70 % is exactly −20."""
    return ((effective - planned) * 100).round(9).rename("gap")


def _linear(tasks: pd.DataFrame, ends: pd.DatetimeIndex) -> npt.NDArray[np.float64]:
    start = tasks["start_on"].to_numpy("datetime64[D]")[:, None]
    due = tasks["due_on"].to_numpy("datetime64[D]")[:, None]
    days = np.maximum((due - start + _DAY) / _DAY, 1.0)
    passed: npt.NDArray[np.float64] = (ends.to_numpy("datetime64[D]")[None, :] - start + _DAY) / _DAY / days
    return np.clip(passed, 0.0, 1.0)


def _stepped(tasks: pd.DataFrame, nodes: pd.DataFrame, ends: pd.DatetimeIndex) -> npt.NDArray[np.float64]:
    """Milestones' share due by each end; a row of NaN where a task has none that weigh."""
    rows = pd.Index(tasks["task_id"]).get_indexer(nodes["project_id"])
    own, weights = rows >= 0, nodes["weight"].to_numpy(float)
    columns = ends.searchsorted(nodes["baseline_finish"].to_numpy())
    due = np.zeros((len(tasks), len(ends) + 1))
    np.add.at(due, (rows[own], columns[own]), weights[own])
    whole = due.sum(axis=1, keepdims=True)
    return due.cumsum(axis=1)[:, :-1] / np.where(whole > 0, whole, np.nan)
