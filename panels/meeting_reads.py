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
from services.decision_ledger import decisions_on
from services.meeting_desk import meeting_for, meetings_of
from services.publishing import fetch_published
from services.slides.decisions import of_meeting
from store.meetings import Meeting
from store.oversight import fetch_oversight
from store.queries import fetch_revision
from store.snapshots import Snapshot, fetch_snapshots

MEETING_KEY, VERSION_KEY = "meeting", "version"
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
    """The period of the meeting: the one in the address, else the newest this viewer may see."""
    chosen, open_to = session.filters().period, reads.periods()
    return chosen if chosen in open_to else next(reversed(open_to), None)


def stage() -> Stage | None:
    """What this browser shows; None = there is nothing that this viewer may see yet."""
    code = period()
    if code is None:
        return None
    engine = session.store().engine
    meeting = meeting_for(meetings_of(engine, code), code, st.query_params.get(MEETING_KEY), today())
    snapshot = _pinned(engine, code)
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
    if newest is None or str(newest.version) == st.query_params.get(VERSION_KEY):
        return None
    return newest


def take_newest() -> None:
    """Let the wall stand on the newest snapshot, or on live figures as they are now."""
    st.session_state.pop(_LIVE, None)
    code = period()
    newest = None if code is None else reads.snapshots().get(code)
    if newest is not None:
        st.query_params[VERSION_KEY] = str(newest.version)


def today() -> date:
    """The day it is in Shanghai."""
    return reads.now().astimezone(SHANGHAI).date()


def taken(meeting: Meeting) -> pd.DataFrame:
    """The decisions of this very meeting as they stand in the store, as frame ``decisions``."""
    plan, engine = reads.plan(), session.store().engine
    stored = _decisions(engine, str(engine.url), fetch_revision(engine))
    labels = {} if plan is None else {unit.unit_id: unit.label for unit in plan.units}
    rows = decisions_on(stored, labels, max(today(), meeting.held_on))
    return of_meeting(rows, meeting.name, pd.Timestamp(meeting.held_on))


def _pinned(engine: Engine, code: str) -> Snapshot | None:
    """The snapshot that the address names, else the newest; None where this viewer sees none."""
    newest = reads.snapshots().get(code)
    asked = st.query_params.get(VERSION_KEY)
    if newest is None or asked == str(newest.version):
        return newest
    if asked is None:  # published while live figures were on the wall: they stay until somebody takes it
        kept = st.session_state.get(_LIVE)
        return None if isinstance(kept, _Taken) and kept.period == code else newest
    all_versions = (one for one in fetch_snapshots(engine) if one.period == code)
    return next((one for one in all_versions if str(one.version) == asked), newest)


def _remember(snapshot: Snapshot) -> None:
    """Keep the version in the address, so that a reload or a new session shows the same."""
    if st.query_params.get(VERSION_KEY) != str(snapshot.version):
        st.query_params[VERSION_KEY] = str(snapshot.version)


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
