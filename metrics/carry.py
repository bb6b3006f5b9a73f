"""Carry forward 沿用: what was last known stands until it is reported anew."""

from typing import Any

import numpy as np
import numpy.typing as npt

Positions = npt.NDArray[np.integer[Any]]


def last_known(items: Positions, known: npt.NDArray[np.bool_]) -> Positions:
    """Row whose value stands in each row: the newest known one of the same item up to there, −1 = none yet.

    items: an item's number by row, rows of an item together and in time order; known: whether the row
    brings a value of its own. Rows ``[a, a, a, b]`` known ``[yes, no, no, no]`` give ``[0, 0, 0, −1]``.
    """
    rows = np.arange(len(items))
    if not len(rows):
        return rows
    first = np.maximum.accumulate(np.where(np.r_[True, items[1:] != items[:-1]], rows, 0))
    newest = np.maximum.accumulate(np.where(known, rows, -1))
    return np.where(newest >= first, newest, -1)


def age(standing: Positions) -> Positions:
    """Rows (periods) since the standing value was reported: 0 = in this very row, −1 = never reported."""
    return np.where(standing >= 0, np.arange(len(standing)) - standing, -1)
