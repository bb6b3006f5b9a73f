"""The oversight workbooks kept so far, newest first."""

import pandas as pd
import streamlit as st

from locales import _
from panels import cards
from panels.paper_table import paper_table
from services.findings.oversight import book_rows

_AT_ONCE = 12


def draw_books(books: pd.DataFrame) -> None:
    """Draw who kept what when; a click on the selector leads to the file as it came."""
    st.divider()
    files = books.loc[books["file_name"] != ""]
    cards.part_title(_("Kept so far: {count} workbooks", count=len(files)))
    if files.empty:
        return
    left, right = st.columns([8, 4], gap="large")
    newest = files.iloc[::-1]
    with left:
        paper_table(pd.DataFrame(book_rows(newest.head(_AT_ONCE))))
    with right:
        names = {
            int(row["book_id"]): f"{row['book_id']} · {row['file_name']}" for row in newest.to_dict("records")
        }
        chosen = st.selectbox(
            _("Fetch a workbook"), list(names), format_func=names.__getitem__, key="oversight_book"
        )
        st.link_button(_("Download the original"), f"/files/oversight/{chosen}", icon=":material/download:")
