"""The first lines of the upload page and the titles of its three steps."""

from datetime import datetime

import streamlit as st
from sqlalchemy import Engine

from domain.plan import Plan
from locales import _
from panels import cards
from panels.upload_choice import Choice
from services.findings.upload import standing
from store.versions import fetch_last_version


def page_head(engine: Engine, plan: Plan, choice: Choice, now: datetime) -> None:
    """Draw where the unit stands in the period, in one sentence."""
    title, unit = _("Report"), plan.unit(choice.unit_id) if choice.unit_id else None
    if choice.window is None:
        cards.page_head(title, _("No period is open for reports"))
    elif unit is None:
        cards.page_head(title, _("Drop the reports of any units for {period}", period=choice.window.period))
    else:
        version = fetch_last_version(engine, unit.unit_id, choice.window.period)
        cards.page_head(title, standing(unit.label, choice.window, version, now))


def draw_step(number: int, title: str) -> None:
    """Draw the number and title of a step."""
    with st.container(key=f"upload_step_{number}"):
        st.subheader(f"{'①②③'[number - 1]} {title}", anchor=False)
