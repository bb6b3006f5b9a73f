"""填报: download the period's workbook, drop it filled in, see at once what is found and changes, send it in."""

import streamlit as st
from sqlalchemy import Engine

from accounts.roles import Action, can
from domain.plan import Plan
from locales import _
from panels import cards, reads, session
from panels.paper_table import plain
from panels.upload_choice import chosen, draw_choice
from panels.upload_drop import Dropped, draw_drop, looked_at
from panels.upload_found import draw_found, draw_taking_back, draw_verdict, verdict_words
from panels.upload_head import draw_step, draw_upload_style, page_head
from panels.upload_history import draw_history
from panels.upload_send import draw_changes, draw_outcome, draw_receipts, draw_send, draw_whose
from services.findings.upload import is_to_mend


def render() -> None:
    """Draw the page."""
    plan = reads.plan()
    if plan is None:
        cards.no_plan()
        return
    draw_upload_style()
    viewer, now, engine = session.viewer(plan), reads.now(), session.store().engine
    actor = session.actor()
    choice, windows = chosen(engine, plan, viewer, now)
    page_head(engine, plan, choice, now)
    first, second, third = st.columns([4, 6, 4], gap="large")
    with first:
        draw_step(1, _("Get the workbook"))
        draw_choice(engine, plan, viewer, choice, windows, now)
    with second:
        draw_step(2, _("Drop it filled in"))
        files = draw_drop(several=can(viewer.role, Action.UPLOAD_ANY))
        dropped = looked_at(engine, files, choice, actor, now)
    with third:
        draw_step(3, _("Check and submit"))
        _third(plan, dropped)
        draw_send(engine, plan, dropped, choice, actor, now)
        if not dropped:
            draw_receipts(plan)
    for one in dropped:
        _below(engine, one, alone=len(dropped) == 1)
    if choice.unit_id is not None:
        draw_history(engine, choice.unit_id, actor)


def _third(plan: Plan, dropped: list[Dropped]) -> None:
    if len(dropped) == 1:
        draw_whose(plan, dropped[0].shown)
        draw_outcome(dropped[0].shown)
    if any(is_to_mend(one.shown) for one in dropped) and not any(one.shown.can_submit for one in dropped):
        st.caption(_("Nothing can be submitted yet; what is to be done stands below."))
    if not dropped:
        st.caption(_("What the file would change, and the button to submit it, appear here."))


def _below(engine: Engine, one: Dropped, *, alone: bool) -> None:
    """All that was found in a file: open where it is the only one, folded under its verdict among several."""
    if alone:
        draw_verdict(one.shown)
        _details(engine, one)
        return
    with st.expander(f"{plain(one.name)} · {verdict_words(one.shown)}"):
        draw_outcome(one.shown)
        _details(engine, one)


def _details(engine: Engine, one: Dropped) -> None:
    left, right = st.columns([8, 4], gap="large")
    with left:
        draw_found(one.shown.checked)
        draw_taking_back(engine, one.content, one.shown.checked)
    with right:
        draw_changes(one.shown)
