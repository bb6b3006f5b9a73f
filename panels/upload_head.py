"""The first lines of the upload page and the titles of its three steps."""

from datetime import datetime
from pathlib import Path

import streamlit as st
from sqlalchemy import Engine

from domain.plan import Plan
from locales import _
from panels import cards
from panels.upload_choice import Choice
from services.findings.upload import standing
from store.versions import fetch_last_version, fetch_versions

_SHEET = Path(__file__).with_name("upload.css")


def draw_upload_style() -> None:
    """Add this page's own style: a large drop zone, rows with thin rules, the receipt alone on paper."""
    st.html(_SHEET)


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
        _draw_returned(engine, unit.unit_id, choice.window.period)


def _draw_returned(engine: Engine, unit_id: str, period: str) -> None:
    """Why the office sent the newest version back, where nothing newer has come since."""
    rows = fetch_versions(engine, unit_id, period)
    if len(rows) and rows["status"].iloc[0] == "returned":
        st.warning(_("The office has returned version {version}: {reason}. Correct it and send it again.",
                     version=int(rows["version"].iloc[0]), reason=rows["reason"].iloc[0]))  # fmt: skip


def draw_step(number: int, title: str) -> None:
    """Draw the number and title of a step."""
    with st.container(key=f"upload_step_{number}"):
        st.subheader(f"{'①②③'[number - 1]} {title}", anchor=False)
