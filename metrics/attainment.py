"""Attainment 序时完成度: what the score counts of a task during the year."""

import pandas as pd


def attainment(rows: pd.DataFrame) -> pd.Series:
    """min(1, completion / schedule) of each task that has started, 0–1 by row.

    rows: ``effective`` [0–1], ``schedule`` [0–1], ``scored`` [bool]. NaN = not started (schedule 0), without dates,
    or not scored. A started task that nobody ever reported attains 0: silence must not pay.
    30 % against 40 % makes 0.75; 50 % against 40 % makes 1. Source: docs/terms/attainment.md.
    """
    planned = rows["schedule"].where((rows["schedule"] > 0) & rows["scored"])
    return (rows["effective"].fillna(0.0) / planned).clip(upper=1.0).rename("attainment")
