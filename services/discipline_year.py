"""Reporting discipline over a year: by unit, by month of the deadline's period, and both together."""

from collections.abc import Sequence

import pandas as pd

from domain.period import Period
from domain.states import ReportState

STATES = (ReportState.ON_TIME, ReportState.LATE, ReportState.MISSING)


def by_unit(reports: pd.DataFrame) -> pd.DataFrame:
    """One row a unit, worst share first, then in the plan's order.

    reports: ``Briefing.reports`` of one year. Returns ``unit_id``, ``label``, ``group``, ``on_time``, ``late``,
    ``missing``, ``due`` [counts of reports judged], ``share`` [0–1 on time of those due, NaN = none due].
    """
    marks = _marks(reports)
    columns = [state.value for state in STATES]
    units = marks.groupby("unit_id", sort=False, as_index=False).agg(
        label=("label", "last"), group=("group", "last"), **{name: (name, "sum") for name in columns}
    )
    units["due"] = units[columns].sum(axis=1)
    units["share"] = units["on_time"] / units["due"].where(units["due"] > 0)
    return units.sort_values(["share", "late"], ascending=[True, False], kind="stable", ignore_index=True)


def by_month(reports: pd.DataFrame) -> pd.DataFrame:
    """One row a month in which a period ended and a state, in time order: ``month`` [``2022-09``], ``state``, ``count``."""
    judged = reports.loc[reports["state"].isin(STATES)]
    months = [_month(code) for code in judged["period"]]
    counts = judged.groupby([pd.Series(months, index=judged.index, dtype="str"), "state"]).size()
    rows = counts.rename("count").rename_axis(["month", "state"]).reset_index()
    place = {state.value: at for at, state in enumerate(STATES)}
    order = rows.assign(at=rows["state"].map(place)).sort_values(["month", "at"], ignore_index=True)
    return order.drop(columns="at")


def unit_months(reports: pd.DataFrame, months: Sequence[str]) -> pd.DataFrame:
    """Per unit (index) and month (columns, as given), what came: ``●`` or, of several periods, ``●3 ▲1``; "" = none due."""
    judged = reports.loc[reports["state"].isin(STATES)]
    cells = judged.assign(month=[_month(code) for code in judged["period"]])
    texts = cells.groupby(["unit_id", "month"])["state"].agg(_shapes)
    return texts.unstack("month").reindex(columns=list(months)).fillna("") if len(texts) else pd.DataFrame()


def months_of(reports: pd.DataFrame) -> tuple[str, ...]:
    """The months in which judged periods ended, in time order."""
    return tuple(dict.fromkeys(by_month(reports)["month"]))


def _marks(reports: pd.DataFrame) -> pd.DataFrame:
    flags = {state.value: (reports["state"] == state).astype("int64") for state in STATES}
    return reports.assign(**flags)


def _month(code: str) -> str:
    return f"{Period.parse(code).ends_on:%Y-%m}"


def _shapes(states: "pd.Series[str]") -> str:
    if len(states) == 1:
        return ReportState(states.iloc[0]).shape
    counts = states.value_counts()
    return " ".join(f"{state.shape}{counts[state]}" for state in STATES if state in counts)
