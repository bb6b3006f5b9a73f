"""交办事项: what meetings decided, open ones first; units' requests become decisions; what came of each."""

import streamlit as st

from accounts.roles import Action, can
from domain import figures
from locales import _
from panels import cards, reads, session
from panels.absence import draw_absence
from panels.decision_forms import draw_entry
from panels.decision_needs import draw_needs
from panels.decision_reads import sight
from panels.decision_rows import draw_decisions_style, draw_done, draw_open
from panels.desk_outcome import draw_outcome
from services.findings import decisions as findings


def render() -> None:
    """Draw the page."""
    plan = reads.plan()
    seen = None if plan is None else sight(plan)
    if plan is None or seen is None:
        draw_absence()
        return
    draw_decisions_style()
    viewer = session.viewer(plan)
    can_write = seen.is_newest and can(viewer.role, Action.KEEP_OVERSIGHT)
    cards.page_head(_("Decisions"), findings.head(seen.decisions))
    draw_outcome()
    briefing = reads.current_briefing()
    left, right = st.columns([9, 5], gap="large")
    with left:
        draw_open(plan, seen, can_write=can_write)
    with right:
        if can_write:
            draw_entry(plan, seen.day)
        if briefing is not None:
            draw_needs(briefing, seen.every, viewer.unit_id, can_write=can_write)
    draw_done(seen)
    st.divider()
    st.caption(_("As it stands on {day}.", day=figures.day(seen.day)))
