"""What the office writes on the page of decisions: a new one, and that one is done."""

from datetime import date
from typing import Any
from uuid import uuid4

import pandas as pd
import streamlit as st

from domain.oversight import Decision
from domain.plan import Plan
from locales import _
from panels import reads, session
from panels.desk_outcome import attempt, typed
from panels.filters import unit_names
from services.decision_desk import decide, finish
from services.decision_ledger import Need

_NUMBER, _NEED = "_decision_number", "_decision_need"
_MEETING, _HELD, _CONTENT = "decision_meeting", "decision_held", "decision_content"
_UNITS, _DUE = "decision_units", "decision_due"
_LONGEST = 500


def draw_entry(plan: Plan, day: date) -> None:
    """Draw the form of a new decision; it empties when it is stored."""
    st.session_state.setdefault(_NUMBER, uuid4().hex)
    st.session_state.setdefault(_HELD, day)
    need = chosen_need()
    with st.container(border=True, key="decision_entry"):
        st.markdown(f"**{_('Enter a decision')}**")
        meeting, held = st.columns([3, 2])
        meeting.text_input(_("Meeting"), key=_MEETING, max_chars=60, placeholder=_("e.g. September review"))
        held.date_input(_("Held on"), key=_HELD)
        st.text_area(_("What was decided"), key=_CONTENT, max_chars=_LONGEST, height=100)
        if need is not None:
            st.caption(_("Answers the request: {mark}", mark=need.mark))
            st.button(
                _("Not an answer to this request"), key="decision_free", type="tertiary", on_click=_let_go
            )
        units, due = st.columns([3, 2])
        units.multiselect(_("Units"), list(unit_names(plan)), key=_UNITS, placeholder=_("Choose units"))
        due.date_input(_("Due on"), key=_DUE, value=None)
        st.button(
            _("Store the decision"),
            key="decision_store",
            type="primary",
            icon=":material/save:",
            on_click=lambda: attempt(lambda: _store(plan)),
        )


def chosen_need() -> Need | None:
    """The request that the form answers."""
    kept = st.session_state.get(_NEED)
    return kept if isinstance(kept, Need) else None


def take_up(need: Need, words: str) -> None:
    """For callbacks: put a unit's request into the form."""
    st.session_state[_NEED], st.session_state[_CONTENT] = need, words
    st.session_state[_NUMBER] = uuid4().hex


def _let_go() -> None:
    st.session_state.pop(_NEED, None)


def _store(plan: Plan) -> str:
    names = unit_names(plan)
    decision = Decision(
        assigned_on=st.session_state[_HELD],
        meeting=typed(_MEETING),
        content=typed(_CONTENT),
        units=tuple(names[name] for name in st.session_state.get(_UNITS, []) if name in names),
        due_on=st.session_state.get(_DUE),
    )
    decide(
        session.store().engine,
        plan,
        decision,
        need=chosen_need(),
        actor=session.actor(),
        now=reads.now(),
        key=st.session_state[_NUMBER],
    )
    st.session_state[_NUMBER], st.session_state[_CONTENT] = uuid4().hex, ""
    st.session_state[_UNITS], st.session_state[_DUE] = [], None
    _let_go()
    return _("The decision is stored.")


def draw_finish(row: dict[Any, Any], number: int, day: date) -> None:
    """Draw the button that says a decision is done, with its day and what came of it."""
    done_key, result_key = f"decision_done_{number}", f"decision_result_{number}"
    with st.popover(_("Done"), key=f"decision_sheet_{number}"):
        st.date_input(_("Done on"), key=done_key, value=day)
        st.text_area(_("What came of it"), key=result_key, max_chars=_LONGEST, height=90)

        def go() -> None:
            attempt(lambda: _finished(row, st.session_state[done_key], typed(result_key)))

        st.button(_("Record it as done"), key=f"decision_finish_{number}", type="primary", on_click=go)


def _finished(row: dict[Any, Any], done_on: date, result: str) -> str:
    decision = Decision(
        assigned_on=row["assigned_on"].date(),
        meeting=row["meeting"],
        content=row["content"],
        units=tuple(row["units"]),
        due_on=None if pd.isna(row["due_on"]) else row["due_on"].date(),
    )
    finish(session.store().engine, decision, done_on, result, actor=session.actor(), now=reads.now())
    for key in [name for name in st.session_state if str(name).startswith("decision_result_")]:
        del st.session_state[key]
    return _("Recorded as done.")
