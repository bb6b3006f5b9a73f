"""What the rules propose, by kind: whom, with rule and figures; the office words a letter of it or dismisses it."""

from datetime import date
from pathlib import Path

import streamlit as st

from domain.letters import Ground, LetterKind
from domain.plan import Plan
from locales import _
from panels import cards, reads, session
from panels.desk_outcome import attempt, typed
from panels.letter_draft import chosen_key, draw_draft, take_up
from panels.letter_reads import Letters
from panels.paper_table import plain
from services.findings import letters as findings
from services.letter_desk import dismiss
from services.letter_proposals import Proposal
from services.letter_words import all_units, ground_words, rule_words

_SHEET = Path(__file__).with_name("letters.css")
_AT_ONCE, _GROUNDS = 6, 4


def draw_letters_style() -> None:
    """Add this page's own style."""
    st.html(_SHEET)


def draw_proposals(plan: Plan, seen: Letters, *, can_issue: bool) -> None:
    """Draw what is proposed, gravest first, a part for each kind."""
    if seen.proposed is None:
        return
    proposals = seen.proposed.proposals
    if not proposals:
        cards.part_title(_("The figures of the period call for no further letter"))
    for kind in dict.fromkeys(one.kind for one in proposals):
        cards.part_title(findings.proposals_title(proposals, kind))
        _draw_kind(plan, [one for one in proposals if one.kind is kind], seen.day, can_issue)
    if seen.proposed.covered:
        st.caption(findings.covered_words(seen.proposed.covered))


def _draw_kind(plan: Plan, proposals: list[Proposal], day: date, can_issue: bool) -> None:
    for one in proposals[:_AT_ONCE]:
        _draw_one(plan, one, day, can_issue)
    if len(proposals) > _AT_ONCE:
        with st.expander(_("{count} more", count=len(proposals) - _AT_ONCE)):
            for one in proposals[_AT_ONCE:]:
                _draw_one(plan, one, day, can_issue)


def _draw_one(plan: Plan, proposal: Proposal, day: date, can_issue: bool) -> None:
    with st.container(key=f"proposal_row_{proposal.key.replace(':', '_')}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(proposal.label or all_units())}**", width="stretch")
            if can_issue:
                _draw_deeds(plan, proposal, day)
        st.markdown(_grounds(plan, proposal))
        if can_issue and chosen_key() == proposal.key:
            draw_draft(proposal)


def _grounds(plan: Plan, proposal: Proposal) -> str:
    """Markdown of the first grounds, a line each, and in grey the rules that they meet."""
    lines = [plain(ground_words(one)) for one in proposal.cited[:_GROUNDS]]
    if len(proposal.cited) > _GROUNDS:
        more = _("and {count} more grounds, all in the letter", count=len(proposal.cited) - _GROUNDS)
        lines.append(f":gray[{plain(more)}]")
    if proposal.kind is not LetterKind.CIRCULAR:
        met = dict.fromkeys(Ground(one.ground) for one in proposal.cited)
        rules = _("; ").join(rule_words(ground, plan.rules) for ground in met)
        lines.append(f":gray[{plain(_('Rule: {rule}', rule=rules))}]")
    return "  \n".join(lines)


def _draw_deeds(plan: Plan, proposal: Proposal, day: date) -> None:
    key = proposal.key.replace(":", "_")
    st.button(
        _("Word the letter"),
        key=f"letter_take_{key}",
        type="primary" if chosen_key() == proposal.key else "secondary",
        on_click=take_up,
        args=(plan, proposal, day),
    )
    reason_key = f"letter_reason_{key}"
    with st.popover(_("Dismiss"), key=f"letter_dismissal_{key}"):
        st.text_area(_("Why it is not issued"), key=reason_key, max_chars=300, height=90)
        st.button(
            _("Dismiss the proposal"),
            key=f"letter_dismiss_{key}",
            type="primary",
            on_click=lambda: attempt(lambda: _dismissed(proposal, typed(reason_key))),
        )


def _dismissed(proposal: Proposal, reason: str) -> str:
    dismiss(session.store().engine, proposal, reason, actor=session.actor(), now=reads.now())
    return _("The proposal is dismissed.")
