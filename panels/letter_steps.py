"""The next step of an open letter: what the unit did, what a check found, and closing it."""

from datetime import date
from typing import Any

import streamlit as st

from domain.letters import LetterState
from locales import _
from panels import reads, session
from panels.desk_outcome import attempt, typed
from services.letter_desk import answer, check_letter, close

_OFFICE = (LetterState.ANSWERED, LetterState.CHECKED, LetterState.CLOSED)


def draw_steps_form(row: dict[Any, Any], day: date, *, can_issue: bool) -> None:
    """Draw the button that records a step. can_issue: the office checks and closes too; a unit only answers."""
    key = int(row["letter_id"])
    label = _("Next step") if can_issue else _("Answer the letter")
    with st.popover(label, width="stretch", key=f"letter_steps_{key}"):
        state = _chosen(key) if can_issue else LetterState.ANSWERED
        st.date_input(_("Day"), key=f"letter_on_{key}", value=day)
        is_met = True
        if state is LetterState.CHECKED:
            is_met = st.checkbox(_("The check found it put right"), key=f"letter_met_{key}", value=True)
        if state is not LetterState.CLOSED:
            label = _("What the check found") if state is LetterState.CHECKED else _("What was done")
            st.text_area(label, key=f"letter_words_{key}", max_chars=500, height=90)
        st.button(
            _("Record it"),
            key=f"letter_record_{key}",
            type="primary",
            on_click=lambda: attempt(lambda: _recorded(key, state, is_met)),
        )


def _chosen(key: int) -> LetterState:
    words = {
        LetterState.ANSWERED: _("Record an answer"),
        LetterState.CHECKED: _("Record a check"),
        LetterState.CLOSED: _("Close the letter"),
    }
    found = st.segmented_control(
        _("What happened"),
        _OFFICE,
        key=f"letter_next_{key}",
        default=LetterState.ANSWERED,
        required=True,
        format_func=lambda one: words[one],
    )
    return LetterState(found or LetterState.ANSWERED)


def _recorded(key: int, state: LetterState, is_met: bool) -> str:
    engine, actor, now = session.store().engine, session.actor(), reads.now()
    on, words_key = st.session_state[f"letter_on_{key}"], f"letter_words_{key}"
    if state is LetterState.ANSWERED:
        answer(engine, key, typed(words_key), on, actor=actor, now=now)
    elif state is LetterState.CHECKED:
        check_letter(engine, key, typed(words_key), on, is_met=is_met, actor=actor, now=now)
    else:
        close(engine, key, on, actor=actor, now=now)
    st.session_state.pop(words_key, None)
    return _("The letter is closed.") if state is LetterState.CLOSED else _("Recorded.")
