"""The form beside the slide of decisions: what the meeting decides is stored at once."""

from uuid import uuid4

import streamlit as st

from domain.oversight import Decision
from locales import _
from panels import reads, session
from panels.desk_outcome import attempt, draw_outcome, typed
from panels.filters import unit_names
from services.decision_desk import decide
from store.meetings import Meeting

_NUMBER, _CONTENT, _UNITS, _DUE = "_meeting_number", "meeting_content", "meeting_units", "meeting_due"
_LONGEST = 500


def draw_entry(meeting: Meeting) -> None:
    """Draw the form; it empties when the decision is stored."""
    plan = reads.plan()
    if plan is None:
        return
    st.session_state.setdefault(_NUMBER, uuid4().hex)
    with st.container(key="meeting_entry"):
        draw_outcome()
        st.text_area(_("What was decided"), key=_CONTENT, max_chars=_LONGEST, height=150)
        st.multiselect(_("Units"), list(unit_names(plan)), key=_UNITS, placeholder=_("Choose units"))
        st.date_input(_("Due on"), key=_DUE, value=None)
        st.button(
            _("Store the decision"),
            key="meeting_store",
            type="primary",
            icon=":material/save:",
            on_click=lambda: attempt(lambda: _stored(meeting)),
        )


def _stored(meeting: Meeting) -> str:
    plan = reads.plan()
    if plan is None:
        return ""
    names = unit_names(plan)
    decision = Decision(
        assigned_on=meeting.held_on,
        meeting=meeting.name,
        content=typed(_CONTENT),
        units=tuple(names[name] for name in st.session_state.get(_UNITS, []) if name in names),
        due_on=st.session_state.get(_DUE),
    )
    decide(
        session.store().engine,
        plan,
        decision,
        actor=session.actor(),
        now=reads.now(),
        key=st.session_state[_NUMBER],
    )
    st.session_state[_NUMBER], st.session_state[_CONTENT] = uuid4().hex, ""
    st.session_state[_UNITS], st.session_state[_DUE] = [], None
    return _("The decision is stored.")
