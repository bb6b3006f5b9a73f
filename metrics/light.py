"""Light 亮灯: the state of a task, or of a sum of tasks, at a period's end."""

import numpy as np
import pandas as pd

from domain.light import Light
from domain.rules import LightRule, Rules

COMPLETE = 1 - 1e-9


def light(rows: pd.DataFrame, rules: Rules) -> pd.Series:
    """Light value by row under the rule in force.

    rows: ``effective`` [0–1, NaN = never reported or not scored], ``schedule`` [0–1, NaN = no dates], ``gap``
    [points], ``as_of``, ``due_on``, ``forecast_finish`` [Timestamp, NaT unknown].
    done when complete; critical when overdue or far behind; behind when behind or the forecast lies after the
    due date; else on track. Unknown when never reported: an overdue task nobody reported stays unknown and shows
    its overdue days. Gap rule: critical below −20, behind below −5, so exactly −20 is behind and −5 on track.
    Ratio rule: completion / schedule below 60 %, 80 %. Source: docs/terms/light.md.
    """
    far, near = _behind(rows, rules)
    late = (rows["as_of"] > rows["due_on"]) | far
    slow = (rows["forecast_finish"] > rows["due_on"]) | near
    done = rows["effective"] >= COMPLETE
    states = np.select(
        [rows["effective"].isna(), done, late, slow],
        [Light.UNKNOWN.value, Light.DONE.value, Light.CRITICAL.value, Light.BEHIND.value],
        Light.ON_TRACK.value,
    )
    return pd.Series(states, index=rows.index, name="light", dtype="str")


def overdue_days(rows: pd.DataFrame) -> pd.Series:
    """Whole days past ``due_on`` of a task that is not complete; 0 = not overdue or no date.

    rows: ``effective``, ``as_of``, ``due_on``. The due day itself is not overdue.
    """
    days = (rows["as_of"] - rows["due_on"]).dt.days
    late = (days > 0) & ~(rows["effective"] >= COMPLETE)
    return days.where(late, 0).astype("int64").rename("overdue_days")


def _behind(rows: pd.DataFrame, rules: Rules) -> tuple[pd.Series, pd.Series]:
    """Far behind, and behind, by the rule in force; neither where there is no schedule."""
    if rules.light_rule is LightRule.GAP:
        return rows["gap"] < rules.red_gap, rows["gap"] < rules.amber_gap
    planned = rows["schedule"]
    ratio = (rows["effective"] / planned.where(planned > 0)).round(9)
    return ratio < rules.red_ratio, ratio < rules.amber_ratio
