"""督查核验: do the reports hold up? Reported against found, coverage of the units, the register, the random draw."""

import streamlit as st

from accounts.roles import Action, can
from locales import _
from panels import cards, reads, session
from panels.absence import draw_absence
from panels.check_charts import draw_check_figures, draw_coverage, draw_fields, draw_pairs
from panels.check_register import draw_register
from panels.draw_form import draw_form
from panels.draw_results import draw_results, has_drawn
from panels.filters import settle
from services.briefing import Briefing
from services.findings import verification as findings

VIEW_KEY = "view"


def render() -> None:
    """Draw the page; units and viewing links don't learn who is drawn."""
    briefing = reads.current_briefing()
    if briefing is None:
        draw_absence()
        return
    role = session.viewer(briefing.plan).role
    cards.page_head(_("Verification"), findings.head(briefing))
    views = {_("Reported and found"): _outcome, _("Register of checks"): draw_register}
    if can(role, Action.SEE_DRAWS):
        views[_("Random draw")] = _draw
    settle(VIEW_KEY, list(views))
    chosen = st.segmented_control(
        _("View"),
        list(views),
        key=VIEW_KEY,
        default=next(iter(views)),
        required=True,
        label_visibility="collapsed",
        bind="query-params",
    )
    views[str(chosen)](briefing)
    cards.footnote(briefing)


def _outcome(briefing: Briefing) -> None:
    """Figures on top; pairs and fields on the left, the map of coverage on the right."""
    if briefing.units.empty:
        return
    draw_check_figures(briefing)
    left, right = st.columns([7, 5], gap="large")
    with left:
        draw_pairs(briefing)
        draw_fields(briefing)
    with right:
        draw_coverage(briefing)


def _draw(briefing: Briefing) -> None:
    """The office draws on top; below, and alone once it has drawn, the list that everybody reads."""
    can_draw = can(session.viewer(briefing.plan).role, Action.DRAW_UNITS)
    if can_draw and not has_drawn():
        draw_form(briefing)
    draw_results(can_draw=can_draw)
