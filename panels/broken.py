"""What a person sees when a page fails: that it did, a number to tell the keeper by, and the way on."""

import logging
from secrets import token_hex

import streamlit as st

from locales import _

KEY = "broken"
_LOG = logging.getLogger("board.page")


def draw_broken(fault: Exception) -> bool:
    """Write the fault with a number into the server's log and that number, no more, on the screen.

    Always True: Streamlit's own message, in English and without a number, is not wanted beside it.
    """
    number = token_hex(3).upper()
    _LOG.error("page failed, number %s", number, exc_info=fault)
    with st.container(border=True, key=KEY):
        st.header(_("This page could not be drawn."), anchor=False)
        st.markdown(
            _(
                "What was stored stays stored. Load the page again; should it fail once more, tell the system "
                "keeper the number **{number}**: the server's log says more under it.",
                number=number,
            )
        )
    return True
