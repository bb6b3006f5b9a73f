"""Totals 加权汇总: completion, schedule, gap and attainment of many tasks, by unit, dimension or district."""

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
    scored = rows.loc[rows["scored"]]
    known = scored["effective"].notna().groupby([scored[key] for key in by]).any()
    parts = {
        "completion": _average(scored, scored["effective"].fillna(0.0), by),
        "schedule": _average(scored, scored["schedule"], by),
        "attainment": _average(scored, scored["attainment"], by),
    }
    frame = pd.DataFrame(parts).reindex(columns=["completion", "schedule", "attainment"])
    frame[["completion", "attainment"]] = frame[["completion", "attainment"]].where(known, axis=0)
    counts = rows.groupby(by, observed=True).size().rename("task_count")
    frame = frame.reindex(counts.index)
    return frame.assign(gap=gap(frame["completion"], frame["schedule"]), task_count=counts)


def _average(rows: pd.DataFrame, values: pd.Series, by: list[str]) -> pd.Series:
    """Σ pull × value / Σ pull over the rows that have a value; NaN where none weighs."""
    pull = rows["pull"].where(values.notna())
    sums = pd.DataFrame({"up": pull * values, "down": pull}).groupby([rows[key] for key in by]).sum()
    return sums["up"] / sums["down"].where(sums["down"] > 0)
