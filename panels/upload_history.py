"""What the unit has sent in before: every version, what changed between two, and the originals."""

from datetime import datetime

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Forbidden
from domain import figures
from locales import _
from panels import cards
from panels.paper_table import paper_table
from panels.upload_choice import XLSX
from services.findings.upload import difference_rows, sent_row, sent_title
from services.submission_history import Sent, differences, history, original


def draw_history(engine: Engine, unit_id: str, actor: Actor, now: datetime) -> None:
    """Draw the versions of the unit, newest first, and beside them one to look into."""
    try:
        sent = history(engine, unit_id, actor=actor)
    except Forbidden:
        return
    st.divider()
    cards.part_title(_("Sent in so far: {count}", count=len(sent)))
    if not sent:
        return
    left, right = st.columns([7, 5], gap="large")
    with left:
        paper_table(pd.DataFrame([sent_row(one) for one in sent[:12]]))
    with right:
        _one(engine, sent, actor, now)


def _one(engine: Engine, sent: tuple[Sent, ...], actor: Actor, now: datetime) -> None:
    chosen = st.selectbox(_("Look into a version"), sent, format_func=sent_title, key="upload_version")
    if chosen is None:
        return
    st.download_button(
        _("Download the file as it was sent"),
        lambda: original(engine, chosen.submission_id, actor=actor, now=now)[1],
        file_name=chosen.file_name,
        mime=XLSX,
        key=f"upload_original_{chosen.submission_id}",
        icon=":material/download:",
        on_click="ignore",
    )
    st.caption(figures.bytes_size(chosen.size))
    earlier = [one for one in sent if one.period == chosen.period and one.version < chosen.version]
    if not earlier:
        cards.nothing(_("The first version of its period: nothing to compare it with."))
        return
    rows = difference_rows(differences(engine, earlier[0].submission_id, chosen.submission_id, actor=actor))
    cards.part_title(
        _("{count} differences from version {version}", count=len(rows), version=earlier[0].version)
    )
    if rows:
        paper_table(pd.DataFrame(rows))
