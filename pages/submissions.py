"""报送情况: who has reported in which period, and what the checker found in each file."""

import streamlit as st

from accounts.roles import Action, Forbidden, check_can, check_can_see_reports
from locales import _
from panels import cards, reads, session
from panels.absence import draw_absence
from panels.filters import Filters
from panels.report_detail import chosen_report, draw_report
from panels.report_grid import draw_found, draw_grid
from services.briefing import Briefing
from services.findings import submissions as findings


def render() -> None:
    """Draw the page: of every unit for those who see the district, of the own unit for its staff."""
    chosen, viewer = session.filters(), session.viewer(reads.plan())
    unit = viewer.unit_id or chosen.unit
    group = None if viewer.unit_id else chosen.group
    briefing = reads.current_briefing(Filters(chosen.period, group, unit, None))
    if briefing is None:
        draw_absence()
        return
    title = _("Submissions")
    try:
        check_can(viewer.role, Action.SEE_REPORTS)
        for unit_id in briefing.units["unit_id"]:
            check_can_see_reports(viewer.role, viewer.unit_id, unit_id)
    except Forbidden as refusal:
        cards.page_head(title, str(refusal))
        return
    cards.page_head(title, findings.head(briefing))
    if chosen.dimension:
        st.caption(_("A report covers all dimensions, so the dimension chosen above changes nothing here."))
    if briefing.reports.empty:
        cards.nothing(_("There is no unit in this selection."))
    else:
        _reports(briefing, viewer)
    cards.footnote(briefing)


def _reports(briefing: Briefing, viewer: session.Viewer) -> None:
    """The matrix on the left, the report chosen in it on the right."""
    report = chosen_report(briefing)
    left, right = st.columns([5, 3], gap="large")
    with left:
        draw_grid(briefing, report)
        draw_found(briefing)
    with right:
        draw_report(session.store().engine, briefing, viewer, report)
