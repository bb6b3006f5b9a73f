"""Tables of the submissions page: how each unit reported over the year, and what the checker found by period."""

import pandas as pd

from domain.period import Period
from domain.states import ReportState
from domain.unit_group import UnitGroup
from metrics.discipline import VALUES


def unit_discipline(reports: pd.DataFrame) -> pd.DataFrame:
    """How each unit reported over the year so far; by group, within it the worst first, then in the plan's order.

    reports: ``Briefing.reports``. Returns one row a unit: ``unit_id``, ``label``, ``group``, ``on_time``, ``late``,
    ``missing`` [counts], ``due`` [periods past their deadline or reported], ``share`` [0–1 on time of those due,
    NaN = none due], ``discipline`` [0–1 as metrics.discipline has it, NaN = none due], ``last`` [state in the last
    period].
    """
    states = [state for state in ReportState if state is not ReportState.OPEN]
    marks = reports.assign(
        value=reports["state"].map(VALUES).astype("float64"),
        **{state.value: (reports["state"] == state).astype("int64") for state in states},
    )
    columns = {state.value: (state.value, "sum") for state in states}
    units = marks.groupby("unit_id", sort=False, as_index=False).agg(
        label=("label", "last"),
        group=("group", "last"),
        discipline=("value", "mean"),
        last=("state", "last"),
        **columns,
    )
    units["due"] = units[list(columns)].sum(axis=1)
    units["share"] = units["on_time"] / units["due"].where(units["due"] > 0)
    places = {group.value: place for place, group in enumerate(UnitGroup)}
    return (
        units.assign(place=units["group"].map(places))
        .sort_values(
            ["place", "share", "discipline"],
            ascending=True,
            kind="stable",
            ignore_index=True,
        )
        .drop(columns="place")
    )


def worst_units(units: pd.DataFrame, limit: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The ``limit`` units to be seen first, and the others, each still by group and worst first.

    First come those that are missing or late in the last period, then those least on time. units: as
    ``unit_discipline`` gives them.
    """
    first = units.index.isin(_first_to_be_seen(units).index[:limit])
    return units.loc[first], units.loc[~first]


def _first_to_be_seen(units: pd.DataFrame) -> pd.DataFrame:
    here = units["last"].isin([ReportState.ON_TIME, ReportState.OPEN])
    return units.assign(here=here).sort_values(["here", "share", "discipline"], kind="stable")


def found_by_period(reports: pd.DataFrame) -> pd.DataFrame:
    """What the checker found in the reports that count: one row a period with reports, newest first.

    reports: ``Briefing.reports``. Returns ``period``, ``files``, ``questions``, ``notices``, ``clean`` [files with neither].
    """
    came = reports.loc[reports["submission_id"].notna()]
    rows = came.assign(clean=(came["question_count"] + came["notice_count"]).eq(0).astype("int64"))
    periods = rows.groupby("period", sort=True, as_index=False).agg(
        files=("unit_id", "size"),
        questions=("question_count", "sum"),
        notices=("notice_count", "sum"),
        clean=("clean", "sum"),
    )
    order = {code: Period.parse(code) for code in periods["period"]}
    return periods.loc[sorted(periods.index, key=lambda at: order[periods["period"][at]], reverse=True)]


def most_found(reports: pd.DataFrame, period: str) -> str:
    """Code of the unit whose report of this period has most to settle; of equals, and of none, the worst reporter.

    reports: ``Briefing.reports``, not empty.
    """
    order = pd.Index(_first_to_be_seen(unit_discipline(reports))["unit_id"])
    rows = reports.loc[reports["period"] == period]
    ordered = rows.assign(came=rows["submission_id"].notna(), worst=order.get_indexer(rows["unit_id"]))
    by = ["came", "question_count", "notice_count", "worst"]
    ordered = ordered.sort_values(by, ascending=[False, False, False, True], kind="stable")
    return str(ordered["unit_id"].iloc[0]) if len(ordered) else str(order[0])
