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
    pull = rows["pull"].where(rows["scored"], 0.0)
    known = rows["effective"].notna()
    parts = {"known": (known & rows["scored"]).astype("int64"), "task_count": 1}
    values = {"completion": rows["effective"].where(known, 0.0)} | {
        name: rows[name] for name in ("schedule", "attainment")
    }
    for name, value in values.items():
        parts |= {name: (pull * value).fillna(0.0), f"{name}_pull": pull.where(value.notna(), 0.0)}
    return pd.DataFrame(parts, index=rows.index)


def _average(sums: pd.DataFrame, name: str) -> pd.Series:
    """Σ pull × value / Σ pull; NaN where nothing weighs."""
    pull = sums[f"{name}_pull"]
    return sums[name] / pull.where(pull > 0)
