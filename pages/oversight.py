"""督查评价: the office's own data: download the workbook, drop it filled in, see what is found and added, keep it."""

import streamlit as st

from accounts.roles import Action, can
from locales import _
from panels import cards, reads, session
from panels.oversight_books import draw_books
from panels.oversight_drop import draw_drop, draw_kept, looked_at
from panels.oversight_found import draw_book_found, draw_book_send, draw_template
from panels.upload_head import draw_step, draw_upload_style
from services.findings.oversight import standing
from store.oversight import fetch_books


def render() -> None:
    """Draw the page."""
    plan = reads.plan()
    if plan is None:
        cards.no_plan()
        return
    draw_upload_style()
    engine, actor, now = session.store().engine, session.actor(), reads.now()
    if not can(actor.role, Action.KEEP_OVERSIGHT):
        cards.nothing(_("Only the supervision office keeps this data."))
        return
    books = fetch_books(engine)
    cards.page_head(_("Oversight data"), standing(books))
    first, second, third = st.columns([4, 6, 4], gap="large")
    with first:
        draw_step(1, _("Get the workbook"))
        draw_template(plan)
    with second:
        draw_step(2, _("Drop it filled in"))
        file = draw_drop()
        shown = looked_at(engine, file, actor)
    with third:
        draw_step(3, _("Check and keep"))
        draw_kept()
        if file is not None and shown is not None:
            draw_book_send(engine, file, shown, actor, now)
    if shown is not None:
        draw_book_found(engine, shown, now)
    draw_books(books)
