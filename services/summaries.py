"""Sums of a Briefing over tasks: headlines, dimensions, units by dimension, S-curve; of the whole or of a selection."""

import numpy as np
import pandas as pd

from domain.dimension import Dimension
from domain.plan import Plan
from metrics.curve import curve
from metrics.light import light
from metrics.schedule import schedule
from metrics.totals import totals
from services.frames import shaped
from services.headline import Headline, headline
from services.plan_tables import PlanTables, days_of
from services.unit_frames import light_counts

_OF_HISTORY = ["task_id", "period", "effective", "schedule", "attainment", "scored", "light"]
_KEYS = ["dimension", "lead_unit", "weight"]


def summed(history: pd.DataFrame, shares: pd.Series | None = None) -> pd.DataFrame:
    """What the sums need of frame ``history``, with ``pull`` [weight × share; share by task_id, 1 without shares]."""
    rows = history[_OF_HISTORY + _KEYS]
    share = 1.0 if shares is None else rows["task_id"].map(shares).astype("float64")
    return rows.assign(pull=rows["weight"] * share)


def headlines(
    history: pd.DataFrame,
    projects: pd.DataFrame,
    reports: pd.DataFrame,
    checks: pd.DataFrame,
    *,
    periods: tuple[str, str | None],
    need_counts: tuple[int, int],
) -> tuple[Headline, Headline | None]:
    """Headline of this period and of the one before (None = there is none).

    history: ``summed``; projects, reports, checks (inspections): frames of the same name; periods: this and previous.
    """
    now = headline(history, projects, reports, checks, period=periods[0], need_count=need_counts[0])
    if periods[1] is None:
        return now, None
    columns = {"previous_state": "state", "previous_worst_slip_days": "worst_slip_days"}
    before = projects[["name", *columns]].rename(columns=columns)
    return now, headline(history, before, reports, checks, period=periods[1], need_count=need_counts[1])


def dimension_frame(history: pd.DataFrame, period: str, previous: str | None) -> pd.DataFrame:
    """Frame ``dimensions``: all five in the speech's order. history: ``summed``."""
    rows = history.loc[history["period"] == period]
    before = totals(history.loc[history["period"] == previous], ["dimension"])["completion"]
    frame = totals(rows, ["dimension"]).join(light_counts(rows, "dimension"))
    frame = frame.join(before.rename("previous_completion")).reindex(
        [dimension.value for dimension in Dimension]
    )
    counts = ["task_count", "critical", "behind", "on_track", "done", "unknown"]
    frame[counts] = frame[counts].fillna(0).astype("int64")
    return shaped("dimensions", frame.rename_axis("dimension").reset_index())


def unit_dimension_frame(history: pd.DataFrame, plan: Plan, period: str) -> pd.DataFrame:
    """Frame ``unit_dimensions``: the tasks that each unit leads, by dimension; its light follows the sums."""
    rows = history.loc[history["period"] == period].assign(pull=history["weight"])
    keys = ["lead_unit", "dimension"]
    frame = totals(rows, keys).reset_index().rename(columns={"lead_unit": "unit_id"})
    undated = pd.Series(pd.NaT, index=frame.index, dtype="datetime64[us]")
    frame = frame.assign(
        effective=frame["completion"], as_of=undated, due_on=undated, forecast_finish=undated
    )
    frame["light"] = light(frame, plan.rules)
    units = pd.DataFrame(
        [(u.unit_id, u.label, u.group.value) for u in plan.units], columns=["unit_id", "label", "group"]
    )
    merged = units.assign(place=range(len(units))).astype({"unit_id": "str"}).merge(frame, on="unit_id")
    merged["order"] = merged["dimension"].map({dimension.value: at for at, dimension in enumerate(Dimension)})
    return shaped("unit_dimensions", merged.sort_values(["place", "order"]))


def curve_frame(
    history: pd.DataFrame, plan: Plan, tables: PlanTables, periods: pd.DataFrame, period: str
) -> pd.DataFrame:
    """Frame ``curve``: past periods from the history, later ones from the plan.

    history: ``summed``; tables: of the plan; periods: ``period``, ``as_of`` of the whole year in time order; period: the chosen one.
    """
    sums = totals(history, ["period"])
    codes = periods["period"]
    ahead = codes.index > codes.index[codes == period][0]
    planned = codes.map(sums["schedule"]).astype("float64").to_numpy(copy=True)
    planned[ahead] = _planned(history, tables, period, pd.DatetimeIndex(periods.loc[ahead, "as_of"]))
    ends = pd.DatetimeIndex(periods["as_of"])
    actual = codes.map(sums["completion"]).astype("float64").where(~ahead)
    course = curve(
        pd.Series(planned, index=ends), pd.Series(actual.to_numpy(), index=ends), _first_day(plan, ends)
    )
    return shaped("curve", course.assign(period=codes.to_numpy()))


def _planned(history: pd.DataFrame, tables: PlanTables, period: str, ends: pd.DatetimeIndex) -> np.ndarray:
    """Weighted schedule of the tasks of this period's plan at later period ends."""
    now = history.loc[(history["period"] == period) & history["scored"]].set_index("task_id")["pull"]
    chosen = tables.tasks.loc[tables.tasks["task_id"].isin(now.index)]
    course = schedule(chosen, tables.nodes, ends)
    pull = now.reindex(course.index)
    dated = course.notna()
    weight = dated.mul(pull, axis=0).sum()
    return (course.mul(pull, axis=0).sum() / weight.where(weight > 0)).to_numpy(float)


def _first_day(plan: Plan, ends: pd.DatetimeIndex) -> pd.Timestamp:
    starts = days_of([window.starts_on for window in plan.windows])
    return min(starts.min(), ends.min())
