"""Cached reads: a Briefing is computed once for each state of the store and kept until the store changes."""

from datetime import UTC, datetime

import streamlit as st
from sqlalchemy import Engine

from domain.plan import Plan, PlanVersion
from panels.filters import Filters
from panels.session import filters, language, store
from services.briefing import Briefing, briefing
from services.narrowing import narrowed
from store.queries import fetch_plans, fetch_revision, fetch_submissions


def now() -> datetime:
    """The moment of this run, aware, UTC."""
    return datetime.now(UTC)


@st.cache_data(show_spinner=False, max_entries=4)
def _plans(_engine: Engine, name: str, revision: int) -> tuple[PlanVersion, ...]:
    return fetch_plans(_engine)


def plan() -> Plan | None:
    """The newest plan of the store in use; None while there is none."""
    engine = store().engine
    versions = _plans(engine, str(engine.url), fetch_revision(engine))
    return versions[-1].plan if versions else None


@st.cache_data(show_spinner=False, max_entries=32)
def _briefing(
    _engine: Engine, name: str, revision: int, period: str | None, words: str, deadlines_passed: int
) -> Briefing | None:
    return briefing(_engine, period, now())


def periods() -> tuple[str, ...]:
    """Codes of the periods in which somebody has reported, in time order."""
    engine = store().engine
    return _reported_periods(engine, str(engine.url), fetch_revision(engine))


@st.cache_data(show_spinner=False, max_entries=4)
def _reported_periods(_engine: Engine, name: str, revision: int) -> tuple[str, ...]:
    reported = fetch_submissions(_engine)
    known = [window.period for version in fetch_plans(_engine)[-1:] for window in version.plan.windows]
    return tuple(code for code in known if code in set(reported["period"]))


def current_briefing(chosen: Filters | None = None) -> Briefing | None:
    """The Briefing of the chosen period, narrowed to the chosen group, unit and dimension.

    chosen: other filters than those of the row on top, where a page needs them.
    The cache key holds all that a Briefing depends on: the store and its revision, the period, the
    language of its sentences, and how many deadlines have passed; it needs no age.
    """
    engine, known = store().engine, plan()
    if known is None:
        return None
    passed = sum(window.due_at <= now() for window in known.windows)
    chosen = chosen or filters()
    whole = _briefing(engine, str(engine.url), fetch_revision(engine), chosen.period, language(), passed)
    if whole is None:
        return None
    return narrowed(whole, group=chosen.group, unit=chosen.unit, dimension=chosen.dimension)
