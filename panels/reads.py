"""Cached reads: a Briefing is computed once for each state of the store and kept until the store changes.

What is read is what the person in front may see (services.viewing): snapshots of published periods, live figures
of others.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st
from sqlalchemy import Engine

from domain.plan import Plan, PlanVersion
from panels.filters import Filters
from panels.session import Viewer, filters, language, store, viewer
from services import viewing
from services.briefing import Briefing, briefing
from services.narrowing import narrowed
from services.publishing import fetch_published
from services.viewing import Reach, Source
from store.queries import fetch_plans, fetch_revision, fetch_submissions
from store.snapshots import Snapshot, fetch_newest_snapshots


def now() -> datetime:
    """The moment of this run, aware, UTC."""
    return datetime.now(UTC)


@st.cache_resource(show_spinner=False, max_entries=4)  # frozen all through: shared, not copied at each call
def _plans(_engine: Engine, name: str, revision: int) -> tuple[PlanVersion, ...]:
    return fetch_plans(_engine)


def plan() -> Plan | None:
    """The newest plan of the store in use; None while there is none."""
    engine = store().engine
    versions = _plans(engine, str(engine.url), fetch_revision(engine))
    return versions[-1].plan if versions else None


@st.cache_data(show_spinner=False, max_entries=32)
def _live(
    _engine: Engine, name: str, revision: int, period: str | None, words: str, deadlines_passed: int
) -> Briefing | None:
    return briefing(_engine, period, now())


@st.cache_data(show_spinner=False, max_entries=32)
def _frozen(_engine: Engine, name: str, _snapshot: Snapshot, snapshot_id: int, words: str) -> Briefing:
    return fetch_published(_engine, _snapshot, words)


@st.cache_resource(show_spinner=False, max_entries=4)  # as above
def _reach(_engine: Engine, name: str, revision: int) -> tuple[Reach, dict[str, Snapshot]]:
    snapshots = fetch_newest_snapshots(_engine)
    sent = fetch_submissions(_engine)
    counting = sent.loc[sent["counts"]]
    reported = {str(code): frozenset(units) for code, units in counting.groupby("period")["unit_id"]}
    versions = fetch_plans(_engine)
    windows = {window.period: window for version in versions for window in version.plan.windows}
    ordered = sorted(windows.values(), key=lambda window: (window.ends_on, window.starts_on, window.period))
    codes = tuple(window.period for window in ordered)
    return Reach(periods=codes, reported=reported, published=frozenset(snapshots)), snapshots


@dataclass(frozen=True, slots=True)
class _Sight:
    """All that decides what this viewer sees in this run, asked of the store once."""

    engine: Engine
    revision: int
    plan: Plan
    eyes: Viewer
    reach: Reach
    snapshots: dict[str, Snapshot]

    def open_to(self) -> tuple[str, ...]:
        return viewing.visible_periods(self.eyes.role, self.reach, self.eyes.unit_id)

    def source(self, period: str, *, live: bool = False) -> Source:
        return viewing.source(
            self.eyes.role, period, self.reach.published, live=live, unit_id=self.eyes.unit_id
        )


def _sight() -> _Sight | None:
    """None while there is no plan."""
    engine = store().engine
    name, revision = str(engine.url), fetch_revision(engine)
    versions = _plans(engine, name, revision)
    if not versions:
        return None
    known = versions[-1].plan
    return _Sight(engine, revision, known, viewer(known), *_reach(engine, name, revision))


def snapshots() -> dict[str, Snapshot]:
    """The snapshot that stands for each published period."""
    seen = _sight()
    return {} if seen is None else seen.snapshots


def periods() -> tuple[str, ...]:
    """Codes of the periods that this viewer can choose, in time order."""
    seen = _sight()
    return () if seen is None else seen.open_to()


def current_briefing(chosen: Filters | None = None) -> Briefing | None:
    """The Briefing of the chosen period as this viewer may see it, narrowed to the chosen group, unit, dimension.

    chosen: other filters than those of the row on top, where a page needs them. None = there is no plan, or
    nothing that this viewer may see yet (panels.absence tells which).
    """
    seen, chosen = _sight(), chosen or filters()
    if seen is None:
        return None
    open_to = seen.open_to()
    period = chosen.period if chosen.period in open_to else next(reversed(open_to), None)
    if period is None:
        return _narrowed(_before_any_report(seen), chosen)
    return _narrowed(_of(seen, period, seen.source(period, live=filters().live)), chosen)


def ranked_briefing(chosen: Filters) -> Briefing | None:
    """As current_briefing; for a unit's staff the newest published ranking up to the chosen period."""
    seen = _sight()
    if seen is None or seen.eyes.unit_id is None:
        return current_briefing(chosen)
    period = viewing.ranked_period(chosen.period, seen.reach)
    return None if period is None else _narrowed(_of(seen, period, Source.SNAPSHOT), chosen)


def live_briefing() -> Briefing | None:
    """The newest period as the store stands, for the office's desk alone; None while there is no plan."""
    seen = _sight()
    return None if seen is None else _of(seen, None, Source.LIVE)


def _narrowed(whole: Briefing | None, chosen: Filters) -> Briefing | None:
    return whole and narrowed(whole, group=chosen.group, unit=chosen.unit, dimension=chosen.dimension)


def _before_any_report(seen: _Sight) -> Briefing | None:
    """Live figures while nobody has reported, for those who see live ones: the plan and who is to report."""
    source = seen.source(next(reversed(seen.reach.periods), ""))
    return None if source is Source.NONE else _of(seen, None, source)


def _of(seen: _Sight, period: str | None, source: Source) -> Briefing | None:
    """The cache key holds all that a Briefing depends on; it needs no age.

    Of a snapshot: its number and the language. Of live figures: the store and its revision, the period, the
    language of its sentences, and how many deadlines have passed.
    """
    name, words = str(seen.engine.url), language()
    if source is Source.SNAPSHOT and period is not None:
        snapshot = seen.snapshots[period]
        return _frozen(seen.engine, name, snapshot, snapshot.snapshot_id, words)
    passed = sum(window.due_at <= now() for window in seen.plan.windows)
    live = _live(seen.engine, name, seen.revision, period, words, passed)
    own = seen.eyes.unit_id
    return viewing.own_figures(live, own) if live is not None and source is Source.OWN and own else live
