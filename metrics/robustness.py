"""Robustness 稳健性: how often a unit keeps its rank or band when the weights are shaken at random."""

import numpy as np
import pandas as pd

from domain.rules import Component, Rules
from metrics.rank import band, shown_score
from metrics.score import VALUE_COLUMNS, score

DRAWS = 1_000
SWING = 0.20
_SEED = 20221001


def weightings(rules: Rules, *, draws: int = DRAWS, swing: float = SWING, seed: int = _SEED) -> np.ndarray:
    """Random weights [draws × 6, each row Σ 100]: every weight of the rules times 1 ± swing, drawn evenly.

    The seed is fixed, so that the same rules give the same weightings everywhere. A weight of 0 stays 0.
    """
    nominal = np.array([rules.weight(part) for part in Component])
    shaken = nominal * np.random.default_rng(seed).uniform(1 - swing, 1 + swing, (draws, len(nominal)))
    hundred: np.ndarray = shaken * 100 / shaken.sum(axis=1, keepdims=True)
    return hundred


def scores_under(values: pd.DataFrame, weights: np.ndarray, adjustments: pd.Series, cap: float) -> np.ndarray:
    """Scores [draws × units], by the formula of metrics.score; NaN = no component of weight has data.

    values: ``<component>_value`` [0–100, NaN = no data] of every Component; adjustments: points by row.
    """
    known = values[list(VALUE_COLUMNS)].to_numpy(float).T
    there = ~np.isnan(known)
    below = weights @ there
    means = np.divide(
        weights @ np.where(there, known, 0), below, out=np.full(below.shape, np.nan), where=below > 0
    )
    extra = adjustments.fillna(0).clip(-cap, cap).to_numpy(float)
    scores: np.ndarray = np.clip(means + extra, 0, 100)
    return scores


def kept(units: pd.DataFrame, rules: Rules, weights: np.ndarray) -> pd.DataFrame:
    """Share of the weightings [0–1] under which a unit stands where it stands by the rules.

    units: ``group``, ``adjustment`` [points], and the columns of VALUE_COLUMNS; each row is a unit with a score.
    Returns ``rank_kept`` and ``band_kept`` on the rows of units. Ranks are 1-2-2-4 by the score rounded to 0.01.
    """
    now = shown_score(score(units, rules, units["adjustment"]))
    drawn = scores_under(units, weights, units["adjustment"], rules.adjustment_cap)
    drawn = np.floor(drawn * 100 + 0.5 + 1e-9) / 100
    ranks = pd.Series(np.nan, index=units.index)
    for _group, rows in units.groupby("group").indices.items():
        places = _places(drawn[:, rows])
        ranks.iloc[rows] = (places == _places(now.to_numpy(float)[None, rows])).mean(axis=0)
    limits = (rules.fair, rules.good, rules.excellent)
    same = np.digitize(drawn, limits) == np.digitize(now.to_numpy(float), limits)
    return pd.DataFrame({"rank_kept": ranks, "band_kept": same.mean(axis=0)}).where(band(now, rules) != "")


def _places(scores: np.ndarray) -> np.ndarray:
    """Rank of every column within its row: one more than there are better ones."""
    places: np.ndarray = 1 + (scores[:, None, :] > scores[:, :, None]).sum(axis=2)
    return places
