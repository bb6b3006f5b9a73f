"""企业群众评价: what enterprises and the public think of each unit, apart from each other, and what is done about it."""

import streamlit as st

from domain.oversight import Voter
from locales import _
from panels import cards, links, reads, session
from panels.absence import draw_absence
from panels.filters import Filters
from panels.rating_parts import draw_key, draw_negatives, draw_voters, draw_votes
from services.findings import ratings as findings

_COLUMN = 760  # pixels that bars beside five columns of counts need


def render() -> None:
    """Draw the page: of all units, or of one; a unit's staff see their own."""
    chosen, viewer = session.filters(), session.viewer(reads.plan())
    unit = viewer.unit_id or chosen.unit
    group = None if viewer.unit_id else chosen.group
    briefing = reads.current_briefing(Filters(chosen.period, group, unit, None))
    if briefing is None:
        draw_absence()
        return
    label = str(briefing.voices["label"].iloc[0]) if unit and len(briefing.voices) else ""
    cards.page_head(_("Ratings by enterprises and the public"), findings.head(briefing.voices, label))
    if briefing.voices.empty:
        cards.nothing(
            _("The supervision office supplies the votes in the oversight workbook, sheet of ratings.")
        )
        links.link(
            _("Hand in the oversight workbook"),
            "oversight",
            key="to_oversight",
            icon=":material/arrow_forward:",
        )
        cards.footnote(briefing)
        return
    with st.grid(2, min_column_width=_COLUMN, gap="large", key="voter_groups") as grid:
        for voter in Voter:
            with grid.cell():
                draw_voters(briefing, voter)
    draw_key(briefing)
    draw_negatives(briefing, of_one=unit is not None)
    if unit is not None:
        draw_votes(briefing)
    cards.footnote(briefing)
