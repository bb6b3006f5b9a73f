"""Which reported row speaks for which item in which period: the newest row of the unit that leads it."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from services.timeline import Timeline

Positions = npt.NDArray[np.integer[Any]]


def own_lines(rows: pd.DataFrame, year: Timeline, lines: pd.DataFrame, key: str) -> Positions:
    """Position in lines of the lead's row for each row of a ledger, −1 = none; the last one of doubles.

    rows: ``key``, ``item`` [its number], ``at`` [position of the period], ``lead_unit``;
    lines: ``key``, ``period``, ``unit_id``. Rows of other units, and of other years, speak for nothing.
    """
    names = pd.Index(rows[key].unique())
    wide = len(year.windows)
    item, at = names.get_indexer(pd.Index(lines[key])), year.codes.get_indexer(pd.Index(lines["period"]))
    place = pd.Index(rows["item"].to_numpy() * wide + rows["at"].to_numpy()).get_indexer(item * wide + at)
    found = np.flatnonzero((item >= 0) & (at >= 0) & (place >= 0))
    leads = rows["lead_unit"].to_numpy(dtype=object)[place[found]]
    found = found[leads == lines["unit_id"].to_numpy(dtype=object)[found]]
    own = np.full(len(rows), -1)
    own[place[found]] = found
    return own


def follow(line: Positions, rows: Positions) -> Positions:
    """The line of another row, −1 where there is none."""
    return np.append(line, -1)[rows]


def taken(values: pd.Series, positions: pd.Series, missing: object) -> pd.Series:
    """Values at positions, ``missing`` where the position is −1; on the index of positions."""
    found = values.array.take(positions.to_numpy(), allow_fill=True, fill_value=missing)
    return pd.Series(found, index=positions.index)
