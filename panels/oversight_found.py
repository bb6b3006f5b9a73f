"""What was found in an oversight workbook, what it would add and change, and the one button."""

from datetime import datetime

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from accounts.actor import Actor
from domain.oversight import Oversight
from domain.plan import Plan
from loaders.oversight_template import oversight_template
from locales import _
from panels import cards, reads
from panels.oversight_drop import keep_note
from panels.paper_table import paper_table, plain
from panels.upload_choice import XLSX
from panels.upload_found import draw_found, verdict_line
from panels.upload_session import answers_to
from services.findings import oversight as findings
from services.intake import NotStored
from services.oversight_desk import OversightPreview, submit_oversight
from services.oversight_effect import OversightEffect, oversight_effect
from services.reading_pool import reading
from store.queries import fetch_revision


def draw_template(plan: Plan) -> None:
    """The empty workbook; made when the button is pressed."""
    st.download_button(
        _("Download the oversight workbook"),
        lambda: oversight_template(plan),
        file_name=_("oversight.xlsx"),
        mime=XLSX,
        key="oversight_form",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )
    st.caption(
        _("Six sheets; fill in those you need. Of the same thing said twice the newest workbook counts.")
    )


@st.cache_data(show_spinner=False, max_entries=4)
def _effect(
    _engine: Engine, _book: Oversight, _now: datetime, key: tuple[object, ...]
) -> OversightEffect | None:
    """key: all that decides it: the store and its revision, the file and the answers given."""
    del key
    return oversight_effect(_engine, _book, _now, reads.live_briefing())


def _draw_effect(engine: Engine, shown: OversightPreview, now: datetime) -> None:
    """Draw which tasks and scores of the newest period would change."""
    checked = shown.checked
    if checked.oversight is None:
        return
    answers = tuple(sorted(answers_to(checked.sha256).items()))
    key = (str(engine.url), fetch_revision(engine), checked.sha256, answers)
    with st.spinner(_("Working out what would change …")):
        effect = _effect(engine, checked.oversight, now, key)
    if effect is None:
        return
    cards.part_title(findings.effect_title(effect))
    for rows in (findings.score_rows(effect), findings.task_rows(effect)):
        if rows:
            paper_table(pd.DataFrame(rows))


def draw_book_found(engine: Engine, shown: OversightPreview, now: datetime) -> None:
    """Draw the verdict, the problems and what would be added and changed."""
    checked = shown.checked
    st.header(verdict_line(checked, can_submit=shown.can_submit), anchor=False)
    left, right = st.columns([8, 4], gap="large")
    with right:
        rows = findings.effect_rows(shown.rows)
        if shown.can_submit and rows:
            cards.part_title(_("What it would add and change"))
            paper_table(pd.DataFrame(rows))
    with left:
        draw_found(checked)
        if shown.can_submit:
            _draw_effect(engine, shown, now)


def draw_book_send(
    engine: Engine, file: tuple[str, bytes], shown: OversightPreview, actor: Actor, now: datetime
) -> None:
    """Draw the button where the workbook can be kept, and keep it when it is pressed."""
    if not shown.can_submit:
        st.caption(_("Nothing can be kept yet; what is to be done stands below."))
        return
    name, content = file
    if not st.button(
        _("Keep {name}", name=name),
        key="oversight_keep",
        type="primary",
        icon=":material/save:",
        width="stretch",
    ):
        return
    try:
        stored, _checked = submit_oversight(
            engine,
            content,
            name,
            actor=actor,
            answers=answers_to(shown.checked.sha256),
            now=now,
            read=reading(),
        )
    except NotStored as refused:
        st.error(plain(str(refused)))
        return
    keep_note(name, stored.book_id, stored.received_at)
    st.rerun()
