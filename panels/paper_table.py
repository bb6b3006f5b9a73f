"""A plain table of text that wraps, prints and is read aloud as it stands."""

import pandas as pd
import streamlit as st

_MARKS = "\\`*_{}[]()<>#+-.!|~$:"


def plain(text: str) -> str:
    """Text that Markdown shows as it is written, on one line: ``2022-09-30``, ``*`` and ``_`` stay themselves."""
    joined = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in _MARKS else sign for sign in joined)


def paper_table(rows: pd.DataFrame) -> None:
    """Draw text columns under their headers with thin rules between rows. rows: every cell is text."""
    st.table(rows.map(plain), border="horizontal", hide_index=True)
