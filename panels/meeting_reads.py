"""What a meeting shows: the meeting as prepared, and the one snapshot it stands on until somebody takes a newer one."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from domain import figures
from domain.figures import SHANGHAI
from locales import _, language
from panels import reads, session
from panels.filters import Filters
from services.briefing import Briefing
from services.meeting_desk import decided_of, meeting_for, meetings_of
from services.publishing import fetch_published
from store.meetings import Meeting
from store.oversight import fetch_oversight
from store.queries import fetch_revision
from store.snapshots import Snapshot, fetch_snapshots

MEETING_KEY, SNAPSHOT_KEY = "meeting", "snapshot"
_LIVE = "_meeting_live"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What is on the wall. name: tells one state from another; source: the snapshot's name and time, for the footer."""

    meeting: Meeting
    briefing: Briefing
    name: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """Live figures as they were when the meeting was opened, for a period that is not published."""

    period: str
    words: str
    briefing: Briefing
    at: str


def period() -> str | None:
    """The period of the meeting: the pinned snapshot's, else the one chosen, else the newest this viewer may see."""
    asked, open_to = _asked(), reads.periods()
    chosen = session.filters().period if asked is None else asked.period
    return chosen if chosen in open_to else next(reversed(open_to), None)


def stage() -> Stage | None:
    """What this browser shows; None = there is nothing that this viewer may see yet."""
    code = period()
    if code is None:
        return None
    engine = session.store().engine
    meeting = meeting_for(meetings_of(engine, code), code, st.query_params.get(MEETING_KEY), today())
    snapshot = _pinned(code)
    if snapshot is None:
        return _live(code, meeting)
    _remember(snapshot)
    briefing = _frozen(engine, str(engine.url), snapshot, snapshot.snapshot_id, language())
    source = _(
        "Published v{version} · {at}", version=snapshot.version, at=figures.moment(snapshot.published_at)
    )
    return Stage(
        meeting=meeting,
        briefing=briefing,
        name=f"{engine.url} {snapshot.snapshot_id} {language()}",
        source=source,
    )


def newer() -> Snapshot | None:
    """A snapshot of the meeting's period that is newer than the one on the wall; None = there is none."""
    code = period()
    newest = None if code is None else reads.snapshots().get(code)
    if newest is None or str(newest.snapshot_id) == st.query_params.get(SNAPSHOT_KEY):
        return None
    return newest


def take_newest() -> None:
    """Let the wall stand on the newest snapshot, or on live figures as they are now."""
    st.session_state.pop(_LIVE, None)
    code = period()
    newest = None if code is None else reads.snapshots().get(code)
    if newest is not None:
        st.query_params[SNAPSHOT_KEY] = str(newest.snapshot_id)


def today() -> date:
    """The day it is in Shanghai."""
    return reads.now().astimezone(SHANGHAI).date()


def taken(meeting: Meeting) -> pd.DataFrame:
    """The decisions of this very meeting as they stand in the store, as frame ``decisions``."""
    plan, engine = reads.plan(), session.store().engine
    stored = _decisions(engine, str(engine.url), fetch_revision(engine))
    labels = {} if plan is None else {unit.unit_id: unit.label for unit in plan.units}
    return decided_of(stored, meeting, labels, today=today())


def _asked() -> Snapshot | None:
    """The snapshot that the address names; None = it names none that there is."""
    asked = st.query_params.get(SNAPSHOT_KEY)
    if asked is None:
        return None
    known = {str(one.snapshot_id): one for one in reads.snapshots().values()}
    if asked in known:
        return known[asked]
    return next(
        (one for one in fetch_snapshots(session.store().engine) if str(one.snapshot_id) == asked), None
    )


def _pinned(code: str) -> Snapshot | None:
    """The snapshot that the address names, else the newest; None where this viewer sees none."""
    newest, asked = reads.snapshots().get(code), _asked()
    if newest is None or (asked is not None and asked.period == code):
        return None if newest is None else asked
    kept = st.session_state.get(
        _LIVE
    )  # published while live figures stood on the wall: they stay until it is taken
    return None if isinstance(kept, _Taken) and kept.period == code else newest


def _remember(snapshot: Snapshot) -> None:
    """Keep the snapshot in the address, so that a reload or a new session shows the same."""
    if st.query_params.get(SNAPSHOT_KEY) != str(snapshot.snapshot_id):
        st.query_params[SNAPSHOT_KEY] = str(snapshot.snapshot_id)


def _live(code: str, meeting: Meeting) -> Stage | None:
    kept = st.session_state.get(_LIVE)
    if not isinstance(kept, _Taken) or (kept.period, kept.words) != (code, language()):
        briefing = reads.current_briefing(Filters(period=code))
        if briefing is None:
            return None
        kept = _Taken(period=code, words=language(), briefing=briefing, at=figures.moment(reads.now()))
        st.session_state[_LIVE] = kept
    return Stage(
        meeting=meeting,
        briefing=kept.briefing,
        name=f"live {kept.at} {kept.words} {kept.briefing.revision}",
        source=_("Live, not published · as of {at}", at=kept.at),
    )


@st.cache_data(show_spinner=False, max_entries=4)
def _frozen(
    _engine: Engine,
    name: str,  # noqa: ARG001 - the cache's key, as the two below
    _snapshot: Snapshot,
    snapshot_id: int,  # noqa: ARG001
    words: str,
) -> Briefing:
    return fetch_published(_engine, _snapshot, words)


@st.cache_data(show_spinner=False, max_entries=4)
def _decisions(_engine: Engine, name: str, revision: int) -> pd.DataFrame:  # noqa: ARG001 - the cache's key
    return fetch_oversight(_engine)["decisions"]


def forget() -> None:
    """For leaving: live figures are taken anew next time."""
    st.session_state.pop(_LIVE, None)
