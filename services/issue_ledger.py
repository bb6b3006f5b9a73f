"""The ledger of problems 问题台账: one row a problem and period from the first report of it on."""

import numpy as np
import pandas as pd

from metrics.carry import last_known
from metrics.problems import age_days, problem_state
from services.timeline import Timeline


def issue_ledger(year: Timeline, lines: pd.DataFrame) -> pd.DataFrame:
    """One row a problem and period up to the chosen one in which it stands, with its newest words.

    lines: issue_lines of the submissions that count. A problem is known by its unit and number (where it has
    none: by its description) and stands on when a later sheet omits it. Returns the columns of lines,
    ``at``, ``as_of``, ``state`` and ``age_days`` of metrics.problems; index 0, 1, 2…
    """
    at = year.codes.get_indexer(pd.Index(lines["period"]))
    known = lines.loc[at >= 0].assign(at=at[at >= 0])
    name = known["problem_id"].where(known["problem_id"] != "", known["description"])
    known = known.assign(item=known["unit_id"].str.cat(name, sep="\x00")).drop_duplicates(
        ["item", "at"], keep="last"
    )
    items = pd.Index(known["item"].unique())
    wide = len(year.windows)
    own = np.full(len(items) * wide, -1)
    own[items.get_indexer(pd.Index(known["item"])) * wide + known["at"].to_numpy()] = np.arange(len(known))
    newest = last_known(np.repeat(np.arange(len(items)), wide), own >= 0)
    line = np.append(own, -1)[newest]
    periods = np.tile(np.arange(wide), len(items))[line >= 0]
    rows = known.take(line[line >= 0]).drop(columns="item").reset_index(drop=True)
    rows = rows.assign(at=periods, as_of=year.ends.to_numpy()[periods])
    return rows.assign(state=problem_state(rows), age_days=age_days(rows))
