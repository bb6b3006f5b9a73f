"""S-curve 总体进度曲线: planned, actual, and where the pace so far leads."""

import pandas as pd


def curve(planned: pd.Series, actual: pd.Series, starts_on: pd.Timestamp) -> pd.DataFrame:
    """The district's course: one row a period, future ones too.

    planned: schedule [0–1] by period end, in time order; actual: completion [0–1], NaN where nothing is known yet;
    starts_on: first day of the first period. Returns ``as_of``, ``planned``, ``actual``, ``projected`` [0–1: from the
    last actual on in a straight line at the pace so far, NaN before]. 60 % in 240 days is 0.25 points a day, so
    that 30 days later 67.5 % are projected.
    """
    frame = pd.DataFrame({"as_of": planned.index, "planned": planned.to_numpy(), "actual": actual.to_numpy()})
    known = frame["actual"].notna()
    if not known.any():
        return frame.assign(projected=float("nan"))
    last = frame.loc[known].iloc[-1]
    days = (frame["as_of"] - starts_on).dt.days + 1
    elapsed = max((last["as_of"] - starts_on).days + 1, 1)
    projected = (last["actual"] * days / elapsed).clip(upper=1.0)
    return frame.assign(projected=projected.where(frame["as_of"] >= last["as_of"]))
