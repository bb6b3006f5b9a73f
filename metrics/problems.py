"""Problem handling 问题办理: were raised problems solved within the promised date?"""

import numpy as np
import pandas as pd

SOLVED_IN_TIME, SOLVED_LATE, OPEN, OVERDUE = "solved_in_time", "solved_late", "open", "overdue"


def problem_state(rows: pd.DataFrame) -> pd.Series:
    """State of each problem: solved_in_time, solved_late, open, overdue.

    rows: ``promised_on``, ``solved_on``, ``as_of`` [Timestamp, NaT unknown]. Solved after as_of is not solved yet.
    The promised day itself is in time; unsolved at the end of it is overdue. Without a promised date nothing was
    broken: solved counts in time, unsolved stays open.
    """
    solved = rows["solved_on"] <= rows["as_of"]
    late = rows["solved_on"] > rows["promised_on"]
    due = rows["promised_on"] <= rows["as_of"]
    states = np.select([solved & ~late, solved, due], [SOLVED_IN_TIME, SOLVED_LATE, OVERDUE], OPEN)
    return pd.Series(states, index=rows.index, name="state", dtype="str")


def age_days(rows: pd.DataFrame) -> pd.Series:
    """Days from ``raised_on`` to ``solved_on``, or to ``as_of`` while open; NaN = day raised unknown."""
    until = rows["solved_on"].where(rows["solved_on"] <= rows["as_of"], rows["as_of"])
    return (until - rows["raised_on"]).dt.days.astype("float64").rename("age_days")


def handled(states: pd.Series) -> pd.Series:
    """What each problem counts: 1 solved in time, 0 solved late or overdue, NaN open and not due."""
    return (
        states.map({SOLVED_IN_TIME: 1.0, SOLVED_LATE: 0.0, OVERDUE: 0.0}).astype("float64").rename("handled")
    )


def handling(rows: pd.DataFrame, by: list[str]) -> pd.Series:
    """Of the problems solved or due, the share solved within the promised date, 0–1 by ``by``.

    rows: ``state`` and the columns of ``by``. A group with none solved or due is NaN.
    Three in time, one late, one overdue, two open gives 3 / 5. Source: docs/terms/problems.md.
    """
    return handled(rows["state"]).groupby([rows[key] for key in by]).mean().rename("handling")
