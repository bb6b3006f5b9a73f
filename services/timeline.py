"""Which plan judges which period: the newest version that was in force."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from domain.period import Period
from domain.plan import Plan, PlanVersion, Window
from services.plan_tables import PlanTables, days_of, plan_tables


@dataclass(frozen=True, slots=True)
class Stretch:
    """Periods in a row, by position from ``start`` up to but without ``stop``, that one plan judges."""

    plan: Plan
    tables: PlanTables
    start: int
    stop: int

    def of(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows of a ledger whose period, by position ``at``, this plan judges."""
        inside = (rows["at"] >= self.start) & (rows["at"] < self.stop)
        return rows if inside.all() else rows.loc[inside]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The year up to the chosen period: its windows, the plan of each, and the windows still ahead.

    codes, ends: codes and last days of the periods up to the chosen one, in time order.
    """

    plan: Plan
    tables: PlanTables
    windows: tuple[Window, ...]
    ahead: tuple[Window, ...]
    stretches: tuple[Stretch, ...]
    codes: pd.Index
    ends: pd.DatetimeIndex

    @property
    def last(self) -> int:
        """Position of the chosen period."""
        return len(self.windows) - 1

    @property
    def calendar(self) -> pd.DataFrame:
        """The whole year, periods ahead too: period, as_of."""
        windows = (*self.windows, *self.ahead)
        codes = pd.Series([window.period for window in windows], dtype="str")
        return pd.DataFrame({"period": codes, "as_of": days_of([window.ends_on for window in windows])})


def plan_in_force(plans: tuple[PlanVersion, ...], period: str) -> Plan:
    """The newest version valid from this period or before; the earliest where all begin later.

    Raises ValueError where there is no plan at all.
    """
    if not plans:
        raise ValueError("there is no plan")
    ordered = sorted(plans, key=lambda version: (_since(version), version.plan_id))
    start = Period.parse(period).starts_on
    in_force = [
        version for version in ordered if _since(version) == "" or _since(version) <= start.isoformat()
    ]
    return (in_force or ordered[:1])[-1].plan


def timeline(plans: tuple[PlanVersion, ...], period: str) -> Timeline:
    """The year of a period; raises ValueError where the plan in force does not have that period.

    The year is every period of the plan in force, and of other versions in the same calendar year: a new year's
    plan may use an old code for a new task, so nothing is carried over from the year before.
    """
    plan = plan_in_force(plans, period)
    chosen = plan.window(period)
    if chosen is None:
        raise ValueError(f"the plan has no period {period!r}")
    past = [pair for pair in _judged(plans, plan, period) if _order(pair[0]) <= _order(chosen)]
    windows = tuple(window for window, _plan in past)
    ahead = tuple(sorted((w for w in plan.windows if _order(w) > _order(chosen)), key=_order))
    stretches = _stretches([judge for _window, judge in past])
    codes = pd.Index([window.period for window in windows], dtype="str")
    ends = days_of([window.ends_on for window in windows])
    return Timeline(plan, stretches[-1].tables, windows, ahead, stretches, codes, ends)


def newest_period(plans: tuple[PlanVersion, ...], submissions: pd.DataFrame, today: date) -> str | None:
    """The newest period with an accepted submission; without any the one of today, else the first; None = no period."""
    windows = {w.period: w for version in plans for w in version.plan.windows}
    filed = set(submissions.loc[submissions["counts"].astype(bool), "period"])
    judged = [w for code, w in windows.items() if plan_in_force(plans, code).window(code) is not None]
    ordered = sorted(judged, key=_order)
    with_reports = [window.period for window in ordered if window.period in filed]
    begun = [window.period for window in ordered if window.starts_on <= today]
    first = [window.period for window in ordered[:1]]
    return next(iter([*with_reports[-1:], *begun[-1:], *first]), None)


def _judged(plans: tuple[PlanVersion, ...], plan: Plan, period: str) -> list[tuple[Window, Plan]]:
    """Every period of the year with the plan that judges it, in time order."""
    own = {window.period for window in plan.windows}
    others = {window.period for version in plans for window in version.plan.windows}
    codes = own | {code for code in others if code[:4] == period[:4]}
    judges = {code: plan_in_force(plans, code) for code in codes}
    pairs = [(window, judge) for code, judge in judges.items() if (window := judge.window(code)) is not None]
    return sorted(pairs, key=lambda pair: _order(pair[0]))


def _stretches(judges: list[Plan]) -> tuple[Stretch, ...]:
    starts = [at for at, judge in enumerate(judges) if at == 0 or judge is not judges[at - 1]]
    return tuple(
        Stretch(judges[start], plan_tables(judges[start]), start, stop)
        for start, stop in zip(starts, [*starts[1:], len(judges)], strict=True)
    )


def _since(version: PlanVersion) -> str:
    return Period.parse(version.valid_from).starts_on.isoformat() if version.valid_from else ""


def _order(window: Window) -> tuple[object, ...]:
    return (window.ends_on, window.starts_on, window.period)
