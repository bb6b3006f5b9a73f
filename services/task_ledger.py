"""The ledger of tasks: one row a task and period of the year, with what stood then and how it was judged."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.attainment import attainment
from metrics.carry import age, last_known
from metrics.completion import completion, over, scored
from metrics.light import light, overdue_days
from metrics.schedule import gap, schedule
from services.own_lines import follow, own_lines, taken
from services.timeline import Stretch, Timeline

_OF_TASK = (
    "task_id",
    "dimension",
    "lead_unit",
    "weight",
    "kind",
    "base",
    "target",
    "direction",
    "start_on",
    "due_on",
)
WORDS = ("note", "problem", "next_step", "need")


def task_ledger(year: Timeline, lines: pd.DataFrame, verified: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row a task and period up to the chosen one, by task and in time order; index 0, 1, 2…

    lines: task_lines of the submissions that count; only the lead unit's line is a task's value.
    verified: ``oversight_ledger.verified_values``; such a value counts in its period in place of the reported one.
    Returns the plan's task columns, ``at`` [position of the period], ``item`` [number of the task], ``as_of``,
    ``line``, ``value_line``, ``word_line`` [positions in lines of this period's own row, of the row whose value stands,
    of the newest row; −1 = none], ``reported``, ``actual``, ``completion``, ``verified``, ``over``, ``scored``, ``effective``,
    ``schedule``, ``gap``, ``light``, ``attainment``, ``carried``, ``age``, ``overdue_days``, ``forecast_finish``.
    """
    rows = _expected(year)
    rows["line"] = own_lines(rows, year, lines, "task_id")
    items, line = rows["item"].to_numpy(), rows["line"].to_numpy()
    valued = np.append((lines["reported"].notna() | lines["actual"].notna()).to_numpy(bool), False)
    value_row = last_known(items, valued[line])
    word_row = last_known(items, line >= 0)
    rows["value_line"] = follow(line, value_row)
    rows["word_line"] = follow(line, word_row)
    rows["age"] = age(value_row)
    rows["carried"] = rows["age"] > 0
    for column in ("reported", "actual"):
        rows[column] = taken(lines[column].astype("float64"), rows["value_line"], np.nan)
    rows["forecast_finish"] = taken(
        lines["forecast_finish"].astype("datetime64[us]"), rows["word_line"], pd.NaT
    )
    rows["verified"] = _verified(rows, verified)
    return _judged(rows, year)


def _verified(rows: pd.DataFrame, verified: pd.DataFrame | None) -> pd.Series:
    """The verified value of each row's task in its period, NaN where it was not inspected."""
    if verified is None or verified.empty:
        return pd.Series(np.nan, index=rows.index)
    found = verified.set_index(["task_id", "at"])["verified"]
    keys = pd.MultiIndex.from_frame(rows[["task_id", "at"]])
    return pd.Series(found.reindex(keys).to_numpy(float), index=rows.index)


def _judged(rows: pd.DataFrame, year: Timeline) -> pd.DataFrame:
    """The measures of each row; lights by the rules of the plan that judges the period."""
    rows["scored"] = scored(rows)
    rows["completion"] = completion(rows)
    rows["over"] = over(rows)
    rows["effective"] = rows["verified"].where(rows["scored"]).fillna(rows["completion"])
    rows["gap"] = gap(rows["effective"], rows["schedule"])
    rows["attainment"] = attainment(rows)
    rows["overdue_days"] = overdue_days(rows)
    seen = rows[["at", "effective", "schedule", "gap", "as_of", "due_on", "forecast_finish"]]
    rows["light"] = pd.concat([light(part.of(seen), part.plan.rules) for part in year.stretches])
    return rows


def _expected(year: Timeline) -> pd.DataFrame:
    """Every task in every period whose plan has it, with its schedule."""
    rows = pd.concat([_stretch_rows(stretch, year) for stretch in year.stretches], ignore_index=True)
    names = pd.Index(rows["task_id"].unique())
    rows["item"] = names.get_indexer(rows["task_id"])
    return rows.sort_values(["item", "at"], ignore_index=True)


def _stretch_rows(stretch: Stretch, year: Timeline) -> pd.DataFrame:
    tasks = stretch.tables.tasks[list(_OF_TASK)]
    ends = year.ends[stretch.start : stretch.stop]
    planned = schedule(tasks, stretch.tables.nodes, ends).to_numpy()
    rows = tasks.take(np.repeat(np.arange(len(tasks)), len(ends))).reset_index(drop=True)
    at = np.tile(np.arange(stretch.start, stretch.stop), len(tasks))
    return rows.assign(at=at, as_of=year.ends.to_numpy()[at], schedule=planned.ravel())


@dataclass(frozen=True, slots=True)
class Ledger:
    """Rows of ``task_ledger`` with the lines they point into."""

    rows: pd.DataFrame
    lines: pd.DataFrame

    def text(self, column: str, positions: pd.Series) -> pd.Series:
        """A text column of the lines at these positions, "" where there is none."""
        return taken(self.lines[column].astype("str"), positions, "").fillna("")

    def at(self, position: int) -> pd.DataFrame:
        """The rows of one period, by task_id; none for a position before the first."""
        return self.rows.loc[self.rows["at"] == position].set_index("task_id", drop=False)
