"""材料: the circular, the meeting's slides, the data tables and a unit's report, made of the figures on screen."""

import streamlit as st

from locales import _
from panels import cards, reads, session
from panels.absence import draw_absence
from panels.filters import Filters
from panels.paper_preview import draw_made
from panels.paper_shelf import draw_shelf, kept, offered
from services.findings import papers as findings


def render() -> None:
    """Draw the page: what can be made of the chosen period, and what was made."""
    chosen, plan = session.filters(), reads.plan()
    briefing = reads.current_briefing(Filters(chosen.period))
    if briefing is None:
        draw_absence()
        return
    unit_id = session.viewer(plan).unit_id or chosen.unit
    papers = offered(briefing, unit_id)
    cards.page_head(_("Papers"), findings.head(briefing, tuple(_(paper.title) for paper in papers)))
    draw_shelf(papers, briefing, unit_id)
    made = kept(briefing, unit_id)
    if made is not None:
        draw_made(made)
    else:
        st.caption(_("What is made can be looked at here before it is downloaded."))
    cards.footnote(briefing)
