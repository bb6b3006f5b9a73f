"""The way to a unit's file as it came: an address of our own, which asks again who wants it and writes it down."""

import streamlit as st

from locales import _


def draw_original(submission_id: int) -> None:
    """Draw the button that fetches the original of a submission."""
    st.link_button(
        _("Download the original"), f"/files/submission/{submission_id}", icon=":material/download:"
    )
