"""填报: download the period's workbook, drop it filled in, see at once what is found and changes, send it in."""

import streamlit as st

from accounts.roles import Action, can
from locales import _
from panels import cards, reads, session
from panels.upload_choice import chosen, draw_choice
from panels.upload_drop import Dropped, draw_drop, looked_at
from panels.upload_found import draw_found, draw_verdict
from panels.upload_head import draw_step, page_head
from panels.upload_send import draw_changes, draw_outcome, draw_receipts, draw_send
from panels.upload_who import acting


def render() -> None:
    """Draw the page."""
    plan = reads.plan()
    if plan is None:
        cards.no_plan()
        return
    viewer, now, engine = session.viewer(plan), reads.now(), session.store().engine
    actor = acting(viewer)
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
        _third(dropped)
        draw_send(engine, plan, dropped, choice, actor, now)
        if not dropped:
            draw_receipts(plan)
    _below(dropped)


def _third(dropped: list[Dropped]) -> None:
    if len(dropped) == 1:
        draw_outcome(dropped[0].shown)
    elif not dropped:
        st.caption(_("What the file would change, and the button to submit it, appear here."))


def _below(dropped: list[Dropped]) -> None:
    for one in dropped:
        draw_verdict(one.shown.checked, can_submit=one.shown.can_submit)
        left, right = st.columns([8, 4], gap="large")
        with left:
            draw_found(one.shown.checked)
        with right:
            draw_changes(one.shown)
