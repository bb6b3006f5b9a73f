"""What checks, voters and the office said, placed in the periods of the year: the ledgers of oversight."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from metrics.adjustments import adjustments
from metrics.rating import GRADES, rating
from metrics.verification import honesty, verification
from services.timeline import Timeline
from store.frames import typed_frame
from store.oversight import TYPES

Parts = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What others make of units, by unit_id and at: rating, verification [0–1], adjustment [points]; absent = none."""

    rating: pd.Series
    verification: pd.Series
    adjustment: pd.Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Oversight of the year: its parts as stored, and the ledgers made of them.

    verified: ``verified_values``; voices: ``voice_ledger``; checks: ``inspection_ledger``, empty before ``beside``.
    """

    year: Timeline
    parts: Parts
    verified: pd.DataFrame
    voices: pd.DataFrame
    checks: pd.DataFrame

    def beside(self, tasks: pd.DataFrame) -> "Said":
        """The same with the checks beside what was reported. tasks: ``task_ledger``."""
        return replace(self, checks=inspection_ledger(self.year, self.parts["inspections"], tasks))

    @property
    def values(self) -> Outside:
        """What the score takes of it."""
        return Outside(
            rating=rating_values(self.voices),
            verification=verification_values(self.year, self.checks),
            adjustment=adjustment_values(self.year, self.parts["adjustments"]),
        )


def said(year: Timeline, parts: Parts | None) -> Said:
    """The oversight of a year; None = nothing was said yet."""
    given = parts or no_oversight()
    return Said(
        year=year,
        parts=given,
        verified=verified_values(year, given["inspections"]),
        voices=voice_ledger(year, given["ratings"]),
        checks=pd.DataFrame(),
    )


def no_oversight() -> dict[str, pd.DataFrame]:
    """Every part without rows, well typed: what a store without oversight data gives."""
    return {part: typed_frame((), types) for part, types in TYPES.items()}


def by_day(year: Timeline, rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Rows of the year up to the chosen period, with ``at`` [position of the period that the day falls in].

    A day in no period of the plan, or after the chosen period, is left out. Of overlapping periods the shortest.
    """
    days = rows[column].to_numpy("datetime64[D]")
    at = np.full(len(rows), -1)
    order = sorted(
        range(len(year.windows)),
        key=lambda place: year.windows[place].ends_on - year.windows[place].starts_on,
        reverse=True,
    )
    for place in order:
        window = year.windows[place]
        inside = (days >= np.datetime64(window.starts_on)) & (days <= np.datetime64(window.ends_on))
        at[inside] = place
    return rows.loc[at >= 0].assign(at=at[at >= 0]).reset_index(drop=True)


def by_period(year: Timeline, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows whose ``period`` is one of the year's up to the chosen one, with ``at``."""
    at = year.codes.get_indexer(pd.Index(rows["period"]))
    return rows.loc[at >= 0].assign(at=at[at >= 0]).reset_index(drop=True)


def verified_values(year: Timeline, inspections: pd.DataFrame) -> pd.DataFrame:
    """The verified value of each task in each period it was inspected in: task_id, at, verified, inspected_on.

    Of several checks in one period the newest counts; only those at the unit that leads the task then.
    """
    rows = _at_lead(year, by_day(year, inspections, "inspected_on"))
    rows = rows.sort_values("inspected_on", kind="stable").drop_duplicates(["task_id", "at"], keep="last")
    return rows[["task_id", "at", "verified", "inspected_on"]].reset_index(drop=True)


def inspection_ledger(year: Timeline, inspections: pd.DataFrame, tasks: pd.DataFrame) -> pd.DataFrame:
    """One row an inspection of the year up to the chosen period, newest first, beside what was reported then.

    tasks: ``task_ledger``. Returns the columns of inspections and ``at``, ``period``, ``is_lead`` [the inspected unit
    leads the task], ``reported`` [0–1, as it stood in that period], ``weight``, and ``claimed``, ``ratio``,
    ``flagged`` of metrics.verification.
    """
    rows = by_day(year, inspections, "inspected_on")
    told = tasks[["task_id", "at", "completion", "weight", "lead_unit"]]
    rows = rows.merge(told.rename(columns={"completion": "reported"}), on=["task_id", "at"], how="inner")
    rows["is_lead"] = rows["unit_id"] == rows["lead_unit"]
    rows["period"] = year.codes.to_numpy()[rows["at"]]
    rows = rows.join(honesty(rows))
    return rows.sort_values(
        ["inspected_on", "unit_id", "task_id"], ascending=[False, True, True], ignore_index=True
    )


def voice_ledger(year: Timeline, ratings: pd.DataFrame) -> pd.DataFrame:
    """What each voter group says of each unit, the votes of the year so far: one row a unit, voters and period.

    Only periods by whose end somebody has voted. Returns ``unit_id``, ``group``, ``voters``, ``at``, the five grades
    and the columns of ``metrics.rating.rating``; peers are the units of the same group, by the same voters.
    """
    rows = by_period(year, ratings)
    rows = rows.assign(group=rows["unit_id"].map(year.tables.groups)).dropna(subset="group")
    keys = ["unit_id", "group", "voters"]
    counts = rows.groupby([*keys, "at"])[list(GRADES)].sum()
    wide = counts.unstack("at", fill_value=0)
    parts = []
    for place in range(len(year.windows)):
        upto = [column for column in wide.columns.to_list() if int(column[1]) <= place]
        if upto:
            so_far = wide[upto].T.groupby(level=0).sum().T.reset_index().assign(at=place)
            parts.append(so_far.loc[so_far[list(GRADES)].sum(axis=1) > 0])
    if not parts:
        return _no_voices()
    voices = pd.concat(parts, ignore_index=True)
    judged = [rating(part.of(voices), part.plan.rules, ["group", "voters", "at"]) for part in year.stretches]
    return voices.join(pd.concat(judged))


def _no_voices() -> pd.DataFrame:
    columns = {
        **dict.fromkeys(("unit_id", "group", "voters"), "str"),
        "at": "int64",
        **dict.fromkeys((*GRADES, "valid", "negative"), "int64"),
        **dict.fromkeys(("raw", "mean", "shrunk"), "float64"),
        "scored": "bool",
    }
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})


def rating_values(voices: pd.DataFrame) -> pd.Series:
    """Component rating, 0–1 by unit_id and at: the mean of the voter groups that have enough votes."""
    scored = voices.loc[voices["scored"]]
    means: pd.Series = scored.groupby(["unit_id", "at"])["shrunk"].mean() / 100
    return means


def verification_values(year: Timeline, checks: pd.DataFrame) -> pd.Series:
    """Component verification, 0–1 by unit_id and at, over the checks of the year so far. checks: inspection_ledger."""
    parts = []
    judged = checks.loc[checks["is_lead"]]
    for place in range(len(year.windows)):
        so_far = verification(judged.loc[judged["at"] <= place], ["unit_id"]) / 100
        parts.append(so_far.rename_axis("unit_id").reset_index().assign(at=place))
    rows = pd.concat(parts, ignore_index=True)
    values: pd.Series = rows.set_index(["unit_id", "at"])["verification"]
    return values


def adjustment_values(year: Timeline, given: pd.DataFrame) -> pd.Series:
    """Points for and against each unit so far, capped by the rules, by unit_id and at; absent = none."""
    rows = by_day(year, given, "happened_on")
    parts = []
    for stretch in year.stretches:
        for place in range(stretch.start, stretch.stop):
            so_far = rows.loc[rows["at"] <= place]
            points = adjustments(so_far, stretch.plan.rules.adjustment_cap, ["unit_id"])
            parts.append(points.rename_axis("unit_id").reset_index().assign(at=place))
    whole = pd.concat(parts, ignore_index=True)
    values: pd.Series = whole.set_index(["unit_id", "at"])["adjustment"]
    return values


def _at_lead(year: Timeline, rows: pd.DataFrame) -> pd.DataFrame:
    """Only checks at the unit that led the task in that period."""
    parts = [
        part.of(rows).merge(
            part.tables.tasks[["task_id", "lead_unit"]].rename(columns={"lead_unit": "unit_id"}),
            on=["task_id", "unit_id"],
        )
        for part in year.stretches
    ]
    return pd.concat(parts, ignore_index=True)
