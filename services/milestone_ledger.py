"""The ledger of milestones: one row a milestone and period of the year, with the dates that stood then."""

import numpy as np
import pandas as pd

from metrics.carry import last_known
from metrics.milestones import milestones
from services.own_lines import follow, own_lines, taken
from services.timeline import Timeline

_DATES = ("forecast_finish", "actual_finish")


def milestone_ledger(year: Timeline, lines: pd.DataFrame) -> pd.DataFrame:
    """One row a milestone and period up to the chosen one, by milestone and in time order; index 0, 1, 2…

    lines: milestone_lines of the submissions that count; only the project's (or task's) lead unit speaks.
    A forecast or actual date once given stands until another one is given. Returns the columns of
    ``plan_tables.milestone_table``, ``at``, ``item``, ``as_of``, ``word_line`` [position in lines of the newest row,
    −1 = none], ``forecast_finish``, ``actual_finish`` and what ``metrics.milestones`` returns.
    """
    rows = _expected(year)
    own = own_lines(rows, year, lines, "milestone_id")
    items = rows["item"].to_numpy()
    for column in _DATES:
        given = np.append(lines[column].notna().to_numpy(bool), False)
        standing = pd.Series(follow(own, last_known(items, given[own])), index=rows.index)
        rows[column] = taken(lines[column].astype("datetime64[us]"), standing, pd.NaT)
    rows["word_line"] = follow(own, last_known(items, own >= 0))
    parts = [
        milestones(part.of(rows[["at", "as_of", "baseline_finish", *_DATES]]), part.plan.rules)
        for part in year.stretches
    ]
    return rows.join(pd.concat(parts))


def _expected(year: Timeline) -> pd.DataFrame:
    """Every milestone in every period whose plan has it."""
    parts = []
    for stretch in year.stretches:
        nodes = stretch.tables.milestones
        count = stretch.stop - stretch.start
        rows = nodes.take(np.repeat(np.arange(len(nodes)), count)).reset_index(drop=True)
        at = np.tile(np.arange(stretch.start, stretch.stop), len(nodes))
        parts.append(rows.assign(at=at, as_of=year.ends.to_numpy()[at]))
    rows = pd.concat(parts, ignore_index=True)
    rows["item"] = pd.Index(rows["milestone_id"].unique()).get_indexer(rows["milestone_id"])
    return rows.sort_values(["item", "at"], ignore_index=True)
