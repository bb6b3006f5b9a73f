"""What enterprises and the public said of units 企业群众评价: all of a voter group together, over time, and what was done."""

import pandas as pd

from metrics.rating import GRADES, votes

_COUNTS = list(GRADES)


def whole(rows: pd.DataFrame) -> pd.Series:
    """All votes of these rows together: the five grades, valid, negative, raw [0–100, NaN without votes].

    rows: of frame ``ratings`` or ``voices``, of one voter group.
    """
    sums = rows[_COUNTS].sum().to_frame().T
    result: pd.Series = sums.join(votes(sums)).iloc[0]
    return result


def over_time(ratings: pd.DataFrame) -> pd.DataFrame:
    """One row a voter group and period in which somebody voted: voters, period, the grades, valid, negative, raw.

    ratings: frame ``ratings``; periods in the order they stand there.
    """
    order = list(dict.fromkeys(ratings["period"]))
    sums = ratings.groupby(["voters", "period"], sort=False)[_COUNTS].sum().reset_index()
    rows = sums.join(votes(sums))
    rows = rows.loc[rows["valid"] > 0]
    return rows.sort_values(
        "period", key=lambda periods: periods.map(order.index), kind="stable", ignore_index=True
    )


def negatives(ratings: pd.DataFrame, period: str | None) -> pd.DataFrame:
    """Rows of frame ``ratings`` with votes against, of one period (None = of all, newest first).

    Those about which nothing is written come first, then the most votes against; index 0, 1, 2…
    """
    rows = ratings.loc[ratings["negative"] > 0]
    if period is not None:
        rows = rows.loc[rows["period"] == period]
        return rows.assign(told=rows["measures"] != "").sort_values(
            ["told", "negative"], ascending=[True, False], kind="stable", ignore_index=True
        )
    return rows.iloc[::-1].assign(told=rows["measures"] != "").reset_index(drop=True)
