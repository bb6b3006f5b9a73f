"""The office words a letter before it is issued: title, text, who signs, by when; then it is numbered and frozen."""

from datetime import date, timedelta

import streamlit as st

from domain.letters import LetterKind
from domain.plan import Plan
from locales import _
from panels import reads, session
from panels.desk_outcome import attempt, typed
from reports.letter import letter_document
from services import letter_words
from services.letter_desk import Draft, issue
from services.letter_proposals import Proposal

_CHOSEN = "_letter_chosen"
_TITLE, _TO, _TEXT, _BY = "letter_title", "letter_to", "letter_text", "letter_by"
_ISSUED, _DUE = "letter_issued_on", "letter_due_on"


def chosen_key() -> str | None:
    """Key of the proposal that is being worded."""
    kept = st.session_state.get(_CHOSEN)
    return str(kept) if kept else None


def take_up(plan: Plan, proposal: Proposal, day: date) -> None:
    """For callbacks: put a proposal into the form, worded by its rules and figures."""
    unit = plan.unit(proposal.unit_id)
    due_on = day + timedelta(days=plan.rules.letter_days)
    state = st.session_state
    state[_CHOSEN] = proposal.key
    state[_TITLE] = letter_words.title(proposal)
    state[_TO] = unit.name if unit else letter_words.all_units()
    state[_TEXT] = letter_words.draft(proposal, plan.rules, due_on)
    state.setdefault(_BY, letter_words.issuer())
    state[_ISSUED], state[_DUE] = day, due_on


def let_go() -> None:
    """For callbacks: put the form away."""
    st.session_state.pop(_CHOSEN, None)


def draw_draft(proposal: Proposal) -> None:
    """Draw the form of the letter that is being worded."""
    is_circular = proposal.kind is LetterKind.CIRCULAR
    with st.container(border=True, key="letter_draft"):
        to = proposal.label or letter_words.all_units()
        st.markdown(f"**{_('{kind} to {unit}', kind=proposal.kind.word, unit=to)}**")
        st.text_input(_("Title"), key=_TITLE, max_chars=80)
        st.text_input(_("Addressed to"), key=_TO, max_chars=60)
        st.text_area(_("Text (a line is a paragraph)"), key=_TEXT, height=330, max_chars=4000)
        st.text_input(_("Signed by"), key=_BY, max_chars=40)
        issued, due = st.columns(2)
        issued.date_input(_("Issued on"), key=_ISSUED)
        if not is_circular:
            due.date_input(_("To be answered by"), key=_DUE)
        st.caption(_("It gets its number when it is issued; its words can't be changed after that."))
        with st.container(horizontal=True):
            st.button(
                _("Issue the letter"),
                key="letter_issue",
                type="primary",
                icon=":material/send:",
                on_click=lambda: attempt(lambda: _issued(proposal)),
            )
            st.button(_("Not now"), key="letter_let_go", type="tertiary", on_click=let_go)


def _issued(proposal: Proposal) -> str:
    state = st.session_state
    draft = Draft(
        title=typed(_TITLE),
        addressee=typed(_TO),
        text=typed(_TEXT),
        issuer=typed(_BY),
        issued_on=state[_ISSUED],
        due_on=None if proposal.kind is LetterKind.CIRCULAR else state.get(_DUE),
    )
    stored = issue(
        session.store().engine,
        proposal,
        draft,
        write=letter_document,
        actor=session.actor(),
        now=reads.now(),
    )
    let_go()
    return _("{number} is issued.", number=stored.number)
