"""单位排名: where each unit stands in its group, how that changed, and why a unit has the score it has."""

import streamlit as st

from domain.rules import Display
from locales import _
from panels import cards, reads, session
from panels.absence import draw_absence
from panels.beside import draw_beside_board
from panels.filters import UNIT_KEY, Filters
from panels.standing_board import draw_board, draw_key
from panels.statement import draw_losses, draw_statement
from services.briefing import Briefing
from services.findings import ranking
from services.narrowing import narrowed
from services.statement import statement
from services.unit_sheet import unit_row


def render() -> None:
    """Draw the page: all groups, or one unit's statement beside its group."""
    chosen = session.filters()
    whole = reads.ranked_briefing(Filters(period=chosen.period))
    if whole is None:
        draw_absence()
        return
    briefing = narrowed(whole, group=chosen.group, unit=None, dimension=None)
    viewer = session.viewer(briefing.plan)
    if chosen.period not in (None, briefing.period.code):
        st.caption(
            _(
                "{period} is not published yet; this is the ranking of {shown}.",
                period=chosen.period,
                shown=briefing.period.code,
            )
        )
    subject = viewer.unit_id or chosen.unit or ""
    known = subject in set(briefing.units["unit_id"])
    own = viewer.unit_id is not None and viewer.unit_id == subject
    cards.page_head(ranking.title(briefing), ranking.head(briefing, subject, own=own))
    if briefing.units.empty:
        cards.nothing(_("There is no unit in this selection."))
    elif known:
        _one_unit(whole, subject, own=own)
    else:
        draw_board(briefing, with_key=True)
        if viewer.unit_id is None:
            draw_beside_board(briefing)
    cards.footnote(briefing)


def _one_unit(briefing: Briefing, subject: str, *, own: bool) -> None:
    """Its group on the left, its statement on the right; the board alone where its score is not shown."""
    if not own:
        st.button(
            _("Back to all units"),
            key="all_units",
            type="tertiary",
            icon=":material/arrow_back:",
            on_click=_all,
        )
    left, right = st.columns([5, 6], gap="large")
    with left:
        draw_board(_group_of(briefing, subject), subject)
    with right:
        if briefing.plan.rules.display is Display.NONE and not own:
            cards.nothing(_("Scores are shown to the unit itself only."))
            return
        told = statement(briefing, subject)
        draw_statement(briefing, told)
    draw_losses(briefing, told)
    draw_key(briefing)


def _group_of(briefing: Briefing, unit_id: str) -> Briefing:
    group = str(unit_row(briefing, unit_id)["group"])
    return narrowed(briefing, group=group, unit=None, dimension=None)


def _all() -> None:
    st.session_state[UNIT_KEY] = _("All units")
