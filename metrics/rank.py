"""Rank 名次 and band 档次 within the unit group."""

import numpy as np
import pandas as pd

from domain.rules import Rules

EXCELLENT, GOOD, FAIR, POOR = "excellent", "good", "fair", "poor"


def shown_score(score: pd.Series) -> pd.Series:
    """The score as it is ranked, banded and printed: rounded half up to 0.01."""
    shown: pd.Series = np.floor(score * 100 + 0.5 + 1e-9) / 100
    return shown


def rank(score: pd.Series, groups: list[pd.Series]) -> pd.Series:
    """Rank 1-2-2-4 by score rounded to 0.01 within each group; Int64, missing where there is no score.

    90.001, 90.004, 89.99 rank 1, 1, 3. Source: docs/terms/rank.md.
    """
    places = shown_score(score).groupby(groups).rank(method="min", ascending=False)
    return places.astype("Int64").rename("rank")


def behind_next(score: pd.Series, groups: pd.Series) -> pd.Series:
    """Points to the next better score of the group; NaN for the first, and without a score."""
    shown = shown_score(score)
    steps = pd.DataFrame({"group": groups, "score": shown}).dropna().drop_duplicates()
    steps = steps.sort_values("score", ascending=False)
    steps["ahead"] = steps.groupby("group")["score"].shift()
    keys = pd.MultiIndex.from_arrays([groups, shown])
    ahead = steps.set_index(["group", "score"])["ahead"].reindex(keys)
    return pd.Series(ahead.to_numpy(float) - shown.to_numpy(float), index=score.index).round(2)


def band(score: pd.Series, rules: Rules) -> pd.Series:
    """excellent, good, fair or poor by the printed score; "" without one. 90.00 is excellent, 89.99 good."""
    shown = shown_score(score)
    limits = [shown >= rules.excellent, shown >= rules.good, shown >= rules.fair, shown.notna()]
    bands = np.select(limits, [EXCELLENT, GOOD, FAIR, POOR], "")
    return pd.Series(bands, index=score.index, name="band", dtype="str")
