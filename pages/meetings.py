"""会议准备: the office chooses and orders the slides of a meeting."""

import streamlit as st

from locales import _
from panels import cards, meeting_reads, reads
from panels.absence import draw_absence
from panels.meeting_plan import draw_plan, kept


def render() -> None:
    """Draw the page."""
    period, plan = meeting_reads.period(), reads.plan()
    if plan is None or period is None:
        draw_absence()
        return
    known = kept(period)
    cards.page_head(_("Prepare meetings"), _finding(period, len(known)))
    draw_plan(period, known, plan.rules)
    st.divider()
    st.caption(
        _(
            "In the room: ← → turn slides, two digits call up a unit, P turns by itself, F full screen, H all keys."
        )
    )


def _finding(period: str, count: int) -> str:
    if not count:
        return _(
            "No meeting on {period} is prepared: all slides would be shown in the usual order", period=period
        )
    return _("Meetings prepared on {period}: {count}", period=period, count=count)
