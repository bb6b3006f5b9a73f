"""Adjustments 加减分: points for and against, each with basis and approver, capped together."""

import pandas as pd


def adjustments(rows: pd.DataFrame, cap: float, by: list[str]) -> pd.Series:
    """Sum of points by ``by``, within ± cap.

    rows: ``points`` and the columns of ``by``. +3, +4, −1 under a cap of 5 make 5. Source: docs/terms/score.md.
    """
    return rows["points"].groupby([rows[key] for key in by]).sum().clip(-cap, cap).rename("adjustment")
