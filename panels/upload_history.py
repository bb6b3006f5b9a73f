"""What the unit has sent in before: every version, what changed between two, and the originals."""

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Forbidden
from domain import figures
from locales import _
from panels import cards
from panels.original_link import draw_original
from panels.paper_table import paper_table
from services.findings.upload import difference_rows, sent_row, sent_title
from services.submission_history import Sent, differences, history


def draw_history(engine: Engine, unit_id: str, actor: Actor) -> None:
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
        _one(engine, sent, actor)


def _one(engine: Engine, sent: tuple[Sent, ...], actor: Actor) -> None:
    chosen = st.selectbox(_("Look into a version"), sent, format_func=sent_title, key="upload_version")
    if chosen is None:
        return
    draw_original(chosen.submission_id)
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
