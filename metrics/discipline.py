"""Reporting discipline 报送纪律: on time, late or missing, and the average of the year so far."""

import numpy as np
import pandas as pd

ON_TIME, LATE, MISSING, OPEN = "on_time", "late", "missing", "open"
VALUES = {ON_TIME: 1.0, LATE: 0.5, MISSING: 0.0}


def report_state(reports: pd.DataFrame, now: pd.Timestamp) -> pd.Series:
    """State of each expected report: on_time, late, missing, or open while its deadline is ahead.

    reports: ``first_received_at`` [UTC, first version that was not returned, NaT = none], ``due_at`` [UTC].
    The minute of the deadline is on time. A correction handed in later does not make a report late.
    """
    arrived = reports["first_received_at"].notna()
    states = np.select(
        [arrived & (reports["first_received_at"] <= reports["due_at"]), arrived, reports["due_at"] < now],
        [ON_TIME, LATE, MISSING],
        OPEN,
    )
    return pd.Series(states, index=reports.index, name="state", dtype="str")


def discipline(reports: pd.DataFrame) -> pd.Series:
    """Average of on time 1, late 0.5, missing 0 over each unit's periods up to and with each row, 0–1.

    reports: ``unit_id``, ``state``, in time order within a unit. Open reports are left out; NaN = none judged yet.
    On time, late, missing gives 1, 0.75, 0.5. Source: docs/terms/discipline.md.
    """
    value = reports["state"].map(VALUES).astype("float64")
    sums = value.fillna(0.0).groupby(reports["unit_id"]).cumsum()
    counts = value.notna().astype("int64").groupby(reports["unit_id"]).cumsum()
    return (sums / counts.where(counts > 0)).rename("discipline")
