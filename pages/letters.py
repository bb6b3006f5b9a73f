"""督办函件: what the rules propose, confirmed or dismissed by the office; letters issued, tracked until they are closed."""

import streamlit as st

from accounts.roles import Action, can
from domain import figures
from locales import _
from panels import cards, links, reads, session
from panels.absence import draw_absence
from panels.desk_outcome import draw_outcome
from panels.letter_proposals import draw_letters_style, draw_proposals
from panels.letter_reads import sight
from panels.letter_rows import draw_closed, draw_idle, draw_open
from services.findings import letters as findings


def render() -> None:
    """Draw the page."""
    plan = reads.plan()
    if plan is None:
        draw_absence()
        return
    draw_letters_style()
    viewer, seen = session.viewer(plan), sight(plan)
    can_issue = can(viewer.role, Action.ISSUE_LETTERS)
    first = findings.head(seen.letters, seen.proposed, seen.idle)
    cards.page_head(_("Letters"), findings.own_head(seen.letters) if viewer.unit_id else first)
    with st.container(key="outcome"):  # keeps its place, so that what is open below stays open when it goes
        draw_outcome()
    draw_open(seen, can_issue=can_issue, can_answer=can(viewer.role, Action.ANSWER_LETTERS))
    if viewer.unit_id is None:
        left, right = st.columns([8, 6], gap="large")
        with left:
            draw_proposals(plan, seen, can_issue=can_issue and seen.is_newest)
        with right:
            draw_idle(seen.idle, plan.rules)
            links.link(
                _("The whole report of the period on paper"),
                "papers",
                key="letters_papers",
                icon=":material/description:",
            )
    draw_closed(seen)
    st.divider()
    st.caption(_("As it stands on {day}.", day=figures.day(seen.day)))
