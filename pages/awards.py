"""典型与评选: positive and negative examples, entered and approved by people; who may stand for an award, decided by people."""

import streamlit as st

from accounts.roles import Action, can
from domain.figures import SHANGHAI
from domain.plan import Plan
from locales import _
from panels import cards, reads, session
from panels.absence import draw_absence
from panels.award_forms import draw_award_entry, draw_example_entry
from panels.award_reads import Awards, sight
from panels.award_tables import draw_award, draw_examples
from panels.desk_outcome import draw_outcome
from services.findings import awards as findings


def _draw_forms(plan: Plan, seen: Awards) -> None:
    """What the office enters: an example, and what people decided on an award."""
    today = reads.now().astimezone(SHANGHAI).date()
    left, right = st.columns(2, gap="large")
    with left:
        draw_example_entry(plan, min(today, seen.briefing.as_of) if seen.briefing else today)
    with right:
        draw_award_entry(plan, seen)


def render() -> None:
    """Draw the page."""
    plan = reads.plan()
    if plan is None:
        draw_absence()
        return
    viewer, seen = session.viewer(plan), sight(plan)
    counts = {kind: int(units["is_eligible"].sum()) for kind, (_met, units) in seen.lists.items()}
    own = viewer.unit_id is not None
    cards.page_head(
        _("Examples and awards"), findings.head(seen.examples, None if own or not counts else counts)
    )
    with st.container(key="outcome"):  # keeps its place, so that what is open below stays open when it goes
        draw_outcome()
    draw_examples(seen.examples)
    for kind in seen.lists:
        draw_award(kind, seen, plan.rules)
    if can(viewer.role, Action.DECIDE_AWARDS):
        _draw_forms(plan, seen)
    if seen.briefing is None:
        cards.nothing(_("Who may stand for an award is seen when a period is published."))
        return
    st.caption(
        _(
            "The lists are computed by the plan's rules; who is awarded is decided by people. ✓ met, ✕ not met, — no data."
        )
    )
    cards.footnote(seen.briefing)
