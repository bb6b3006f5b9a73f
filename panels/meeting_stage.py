"""The meeting on the wall: the deck, the slide of decisions with its form, the notice of a newer snapshot, the keys."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from domain import figures
from locales import _
from panels import links, meeting_reads, session
from panels.meeting_deck import colours, decisions_html, kept_deck, wrapped
from panels.meeting_entry import draw_entry
from panels.meeting_reads import Stage
from services.slides.deck import DECISIONS

_SHEET = Path(__file__).with_name("meeting.css")
_SCRIPT = '<script src="/app/static/meeting.js"></script>'
_ASKED_EVERY = 5  # seconds between looks for a newer snapshot


def draw_stage(stage: Stage, *, can_write: bool) -> None:
    """Draw everything; the script (static/meeting.js) shows one slide of it at a time."""
    label = stage.briefing.period.label
    slides, order = kept_deck(stage.briefing, stage.name, stage.meeting.slides, label, stage.source)
    st.html(_SHEET)
    st.html(colours(night=st.context.theme.type == "dark"))
    with st.container(key="meeting"):
        st.html(wrapped(slides, order, stage.meeting))
        if DECISIONS in order:
            _decisions(stage, order, can_write=can_write)
        _notice()
        with st.container(key="meeting_leaving"):
            st.button(_("Leave the meeting"), key="meeting_leave", on_click=_leave)
    st.html(_SCRIPT, unsafe_allow_javascript=True)


@st.fragment
def _decisions(stage: Stage, order: Sequence[str], *, can_write: bool) -> None:
    """The slide of decisions: drawn again by itself when one is entered."""
    with st.container(key="meeting_decisions"):
        taken = meeting_reads.taken(stage.meeting)
        label = stage.briefing.period.label
        st.html(decisions_html(stage.briefing, taken, order, label, stage.source, with_entry=can_write))
    if can_write:
        draw_entry(stage.meeting)


@st.fragment(run_every=_ASKED_EVERY)
def _notice() -> None:
    """Say that there is a newer snapshot; taken over only when somebody asks for it."""
    try:
        found = meeting_reads.newer()
    except session.SignedOut:  # the page's own script leads to the sign-in page
        return
    if found is None:
        return
    words = _(
        "New snapshot v{version} ({at}): press R to take it",
        version=found.version,
        at=figures.moment(found.published_at)[5:],
    )
    st.html(f'<p class="notice" role="status">{words}</p>')
    with st.container(key="meeting_taking"):
        if st.button(_("Take the new snapshot"), key="meeting_take"):
            meeting_reads.take_newest()
            st.rerun()


def _leave() -> None:
    meeting_reads.forget()
    links.turn_to("overview")
