"""Puts style.css on the page."""

from pathlib import Path

import streamlit as st

_SHEET = Path(__file__).with_name("style.css")


def draw_style() -> None:
    """Add the style sheet to this run."""
    st.html(_SHEET)
