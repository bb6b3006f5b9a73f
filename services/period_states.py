"""Where each period stands in its life: ahead, open, past its deadline, closed, published, opened again."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from sqlalchemy import Engine

from domain.figures import SHANGHAI
from domain.marked import Marked
from domain.plan import PlanVersion, Window
from locales import N_
from services.timeline import plan_in_force
from store.periods import PeriodChange, fetch_period_changes
from store.queries import fetch_plans, fetch_submissions
from store.snapshots import Snapshot, fetch_newest_snapshots


class PeriodState(Marked):
    """A station in a period's life."""

    AHEAD = "ahead", N_("Not begun"), "○"
    OPEN = "open", N_("Open"), "●"
    PAST_DUE = "past_due", N_("Past its deadline, late reports taken"), "▲"
    CLOSED = "closed", N_("Closed, not published"), "□"
    PUBLISHED = "published", N_("Published"), "■"
    REOPENED = "reopened", N_("Opened again, to be published again"), "◆"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodStanding:
    """One period: days and deadline in force, state, how many units have reported of how many, its newest snapshot.

    has_moved: what the snapshot counted is no longer what would count now, so it should be published again.
    """

    window: Window
    state: PeriodState
    reported: int
    expected: int
    snapshot: Snapshot | None
    change: PeriodChange | None
    has_moved: bool

    @property
    def code(self) -> str:
        """The period's code."""
        return self.window.period

    @property
    def is_closed(self) -> bool:
        """Whether it takes no more reports."""
        return self.change is not None and self.change.is_closed

    def can_publish(self, now: datetime) -> bool:
        """Whether it is closed or past its deadline."""
        return self.is_closed or now > self.window.due_at


def period_state(window: Window, *, is_closed: bool, is_published: bool, now: datetime) -> PeriodState:
    """The state of a period at an aware moment; its days are those of Shanghai."""
    if is_published:
        return PeriodState.PUBLISHED if is_closed else PeriodState.REOPENED
    if is_closed:
        return PeriodState.CLOSED
    if now > window.due_at:
        return PeriodState.PAST_DUE
    begun = now.astimezone(SHANGHAI).date() >= window.starts_on
    return PeriodState.OPEN if begun else PeriodState.AHEAD


def fetch_period_standings(engine: Engine, now: datetime) -> tuple[PeriodStanding, ...]:
    """Return every period of the plans and of the office, in time order; empty while there is no plan."""
    plans = fetch_plans(engine)
    with engine.connect() as connection:
        changes = fetch_period_changes(connection)
    snapshots, sent = fetch_newest_snapshots(engine), fetch_submissions(engine)
    counting = sent.loc[sent["counts"]]
    standings = []
    for window in all_windows(plans):
        change, snapshot = changes.get(window.period), snapshots.get(window.period)
        units = {unit.unit_id for unit in plan_in_force(plans, window.period).units}
        reporters = set(counting.loc[counting["period"] == window.period, "unit_id"])
        is_closed = change is not None and change.is_closed
        state = period_state(window, is_closed=is_closed, is_published=snapshot is not None, now=now)
        standings.append(
            PeriodStanding(
                window=window,
                state=state,
                reported=len(units & reporters),
                expected=len(units),
                snapshot=snapshot,
                change=change,
                has_moved=snapshot is not None and _has_moved(snapshot, window, plans, counting),
            )
        )
    return tuple(standings)


def all_windows(plans: tuple[PlanVersion, ...]) -> tuple[Window, ...]:
    """Every period that the plan in force then has, in time order."""
    codes = {window.period for version in plans for window in version.plan.windows}
    judged = (plan_in_force(plans, code).window(code) for code in codes)
    known = [window for window in judged if window is not None]
    return tuple(sorted(known, key=lambda window: (window.ends_on, window.starts_on, window.period)))


def year_up_to(plans: tuple[PlanVersion, ...], last: Window) -> frozenset[str]:
    """Codes of the periods whose reports a period's figures rest on: of its plan or its calendar year, up to it."""
    own = {window.period for window in plan_in_force(plans, last.period).windows}
    windows = {window.period: window for version in plans for window in version.plan.windows}
    return frozenset(
        code
        for code, window in windows.items()
        if window.ends_on <= last.ends_on and (code in own or code[:4] == last.period[:4])
    )


def current_period(standings: tuple[PeriodStanding, ...], now: datetime) -> str | None:
    """The period that the office works on; None = there is none.

    After the newest published one, the first that has begun; while none is published, the first that has begun and
    whose deadline is ahead; else the last that has begun.
    """
    today = now.astimezone(SHANGHAI).date()
    begun = [one for one in standings if one.window.starts_on <= today] or list(standings[:1])
    published = [at for at, one in enumerate(begun) if one.snapshot is not None]
    ahead = [one for one in begun if now <= one.window.due_at]
    open_ones = begun[published[-1] + 1 :] if published else ahead
    chosen = next(iter([*open_ones, *reversed(begun)]), None)
    return None if chosen is None else chosen.code


def _has_moved(
    snapshot: Snapshot, window: Window, plans: tuple[PlanVersion, ...], counting: pd.DataFrame
) -> bool:
    """Whether another plan, or other submissions of the year up to then, would count today."""
    plan = plan_in_force(plans, window.period)
    if next(version.plan_id for version in plans if version.plan is plan) != snapshot.plan_id:
        return True
    expected = {
        (unit.unit_id, code)
        for code in year_up_to(plans, window)
        for unit in plan_in_force(plans, code).units
    }
    rows = zip(counting["submission_id"], counting["unit_id"], counting["period"], strict=True)
    now_counting = {int(number) for number, unit_id, code in rows if (unit_id, code) in expected}
    return now_counting != {number for number, _digest in snapshot.counted}
