"""Totals 加权汇总: completion, schedule, gap and attainment of many tasks, by unit, dimension or district."""

import numpy as np
import pandas as pd

from metrics.schedule import gap


def totals(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Weight-averaged measures of the tasks in each group.

    rows: one row a task (in a unit's total: a unit and task; in a district's: each task once) with
    ``effective`` [0–1, NaN unknown], ``schedule``, ``attainment`` [0–1, NaN none], ``scored`` [bool], ``pull``
    [weight × share] and the columns of ``by``.
    Returns, indexed by ``by``: ``completion``, ``schedule``, ``attainment`` [0–1], ``gap`` [points], ``task_count``.
    Tasks that are not scored are left out; scored ones never reported count 0, but where nothing at all is
    known completion, gap and attainment are NaN: no data is not no work. Source: docs/terms/completion.md.
    """
    sums = _sums(rows).groupby([rows[key] for key in by]).sum()
    known = sums["known"] > 0
    frame = pd.DataFrame(
        {
            "completion": _average(sums, "completion").where(known),
            "schedule": _average(sums, "schedule"),
            "attainment": _average(sums, "attainment").where(known),
        }
    )
    points = gap(frame["completion"], frame["schedule"])
    return frame.assign(gap=points, task_count=sums["task_count"].astype("int64"))


def _sums(rows: pd.DataFrame) -> pd.DataFrame:
    """What each row adds to its group: for every measure pull × value, and the pull of rows that have a value."""
    scored = rows["scored"].to_numpy(bool)
    pull = np.where(scored, rows["pull"].to_numpy(float), 0.0)
    effective = rows["effective"].to_numpy(float)
    known = ~np.isnan(effective)
    parts = {"known": known & scored, "task_count": np.ones(len(rows))}
    values = {"completion": np.where(known, effective, 0.0)}
    values |= {name: rows[name].to_numpy(float) for name in ("schedule", "attainment")}
    for name, value in values.items():
        parts |= {name: np.nan_to_num(pull * value), f"{name}_pull": np.where(np.isnan(value), 0.0, pull)}
    return pd.DataFrame({name: part.astype(float) for name, part in parts.items()}, index=rows.index)


def _average(sums: pd.DataFrame, name: str) -> pd.Series:
    """Σ pull × value / Σ pull; NaN where nothing weighs."""
    pull = sums[f"{name}_pull"]
    return sums[name] / pull.where(pull > 0)
