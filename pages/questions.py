"""四问: are the problems solved, the promised cuts paid, approvals faster, services quicker; and the six cost lines."""

import streamlit as st

from locales import _
from panels import cards, reads, session
from panels.absence import draw_absence
from panels.filters import Filters
from panels.question_parts import (
    draw_costs,
    draw_cuts,
    draw_problems,
    draw_questions_style,
    draw_sources,
    draw_times,
)
from services.findings import questions as findings
from services.four_questions import four_questions


def render() -> None:
    """Draw the page: problems of the chosen units, promises of the whole district."""
    chosen = session.filters()
    briefing = reads.current_briefing(Filters(chosen.period, chosen.group, chosen.unit, None))
    if briefing is None:
        draw_absence()
        return
    found = four_questions(briefing)
    draw_questions_style()
    cards.page_head(_("Four questions"), findings.head(found))
    if chosen.group or chosen.unit:
        st.caption(_("The unit chosen above narrows the first question; promises are those of the district."))
    left, right = st.columns(2, gap="large")
    with left:
        draw_problems(briefing.plan, found)
    with right:
        draw_cuts(found)
        draw_times(found)
        draw_costs(found)
    draw_sources(found)
    cards.footnote(briefing)
