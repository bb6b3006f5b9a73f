"""Rating 评价: what enterprises and the public say of a unit, from votes in five grades."""

import pandas as pd

from domain.rules import Rules

GRADES = ("very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied")
GRADE_POINTS = (100.0, 80.0, 60.0, 30.0, 0.0)
NEGATIVE = ("dissatisfied", "very_dissatisfied")


def votes(rows: pd.DataFrame) -> pd.DataFrame:
    """Valid votes, negatives and raw score by row.

    rows: the five grades [counts]. Returns ``valid`` [count], ``negative`` [count of the two lowest grades],
    ``raw`` [0–100, Σ votes × (100, 80, 60, 30, 0) / valid; NaN without votes].
    10, 5, 3, 1, 1: (1000 + 400 + 180 + 30) / 20 = 80.5, negative 2. Source: docs/terms/rating.md.
    """
    counts = rows[list(GRADES)].astype("float64")
    valid = counts.sum(axis=1)
    raw = counts.mul(list(GRADE_POINTS)).sum(axis=1) / valid.where(valid > 0)
    return pd.DataFrame(
        {
            "valid": valid.astype("int64"),
            "negative": counts[list(NEGATIVE)].sum(axis=1).astype("int64"),
            "raw": raw,
        }
    )


def rating(rows: pd.DataFrame, rules: Rules, by: list[str]) -> pd.DataFrame:
    """Score of one voter group of each unit, small samples drawn to the mean of their peers.

    rows: the five grades and the columns of ``by``, whose rows are peers (unit group, voters, period).
    Returns the columns of ``votes`` and ``mean`` [0–100: of all votes of the peers], ``shrunk`` [0–100:
    (n·raw + m·mean) / (n + m), m = ``rating_shrinkage``], ``scored`` [bool: n ≥ ``rating_minimum``].
    n 20 at 90 among peers at 80, m 20: 85. Source: docs/terms/rating.md.
    """
    found = votes(rows)
    keys = [rows[key] for key in by]
    points = (found["raw"] * found["valid"]).fillna(0.0)
    total = found["valid"].groupby(keys).transform("sum")
    mean = points.groupby(keys).transform("sum") / total.where(total > 0)
    weight = rules.rating_shrinkage
    shrunk = (points + weight * mean) / (found["valid"] + weight)
    return found.assign(mean=mean, shrunk=shrunk, scored=found["valid"] >= rules.rating_minimum)
