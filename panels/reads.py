"""Cached reads: a Briefing is computed once for each state of the store and kept until the store changes.

What is read is what the person in front may see (services.viewing): snapshots of published periods, live figures
of others.
"""

from datetime import UTC, datetime

import streamlit as st
from sqlalchemy import Engine

from domain.plan import Plan, PlanVersion
from panels.filters import Filters
from panels.session import filters, language, store, viewer
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


def reach() -> Reach:
    """Which periods there are, who has reported in them, and which are published."""
    return _standing()[0]


def snapshots() -> dict[str, Snapshot]:
    """The snapshot that stands for each published period."""
    return _standing()[1]


def _standing() -> tuple[Reach, dict[str, Snapshot]]:
    engine = store().engine
    return _reach(engine, str(engine.url), fetch_revision(engine))


def periods() -> tuple[str, ...]:
    """Codes of the periods that this viewer can choose, in time order."""
    eyes = viewer(plan())
    return viewing.visible_periods(eyes.role, reach(), eyes.unit_id)


def current_briefing(chosen: Filters | None = None) -> Briefing | None:
    """The Briefing of the chosen period as this viewer may see it, narrowed to the chosen group, unit, dimension.

    chosen: other filters than those of the row on top, where a page needs them. None = there is no plan, or
    nothing that this viewer may see yet (panels.absence tells which).
    """
    known, chosen = plan(), chosen or filters()
    if known is None:
        return None
    eyes = viewer(known)
    open_to = viewing.visible_periods(eyes.role, reach(), eyes.unit_id)
    period = chosen.period if chosen.period in open_to else next(reversed(open_to), None)
    if period is None:
        whole = _before_any_report(known)
    else:
        wish = filters().live
        seen = viewing.source(eyes.role, period, reach().published, live=wish, unit_id=eyes.unit_id)
        whole = _of(period, seen, known)
    if whole is None:
        return None
    return narrowed(whole, group=chosen.group, unit=chosen.unit, dimension=chosen.dimension)


def ranked_briefing(chosen: Filters) -> Briefing | None:
    """As current_briefing; for a unit's staff the newest published ranking up to the chosen period."""
    known = plan()
    if known is None or viewer(known).unit_id is None:
        return current_briefing(chosen)
    period = viewing.ranked_period(chosen.period, reach())
    whole = None if period is None else _of(period, Source.SNAPSHOT, known)
    return whole and narrowed(whole, group=chosen.group, unit=chosen.unit, dimension=chosen.dimension)


def _before_any_report(known: Plan) -> Briefing | None:
    """Live figures while nobody has reported, for those who see live ones: the plan and who is to report."""
    eyes = viewer(known)
    period = next(reversed(reach().periods), "")
    seen = viewing.source(eyes.role, period, reach().published, unit_id=eyes.unit_id)
    return None if seen is Source.NONE else _of(None, seen, known)


def _of(period: str | None, seen: Source, known: Plan) -> Briefing | None:
    """The cache key holds all that a Briefing depends on; it needs no age.

    Of a snapshot: its number and the language. Of live figures: the store and its revision, the period, the
    language of its sentences, and how many deadlines have passed.
    """
    engine = store().engine
    if seen is Source.SNAPSHOT and period is not None:
        snapshot = snapshots()[period]
        return _frozen(engine, str(engine.url), snapshot, snapshot.snapshot_id, language())
    passed = sum(window.due_at <= now() for window in known.windows)
    live = _live(engine, str(engine.url), fetch_revision(engine), period, language(), passed)
    own = viewer(known).unit_id
    return viewing.own_figures(live, own) if live is not None and seen is Source.OWN and own else live


def live_briefing() -> Briefing | None:
    """The newest period as the store stands, for the office's desk alone; None while there is no plan."""
    known = plan()
    return None if known is None else _of(None, Source.LIVE, known)
