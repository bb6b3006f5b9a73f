"""What a unit says of each milestone of a project: words, proof, and the cell they stand in."""

import pandas as pd
import streamlit as st

from domain import figures
from locales import _

_ROW = 36


def draw_milestone_words(milestones: pd.DataFrame) -> None:
    """Draw the table. milestones: rows of ``Briefing.milestones`` of one project."""
    column = st.column_config
    rows = milestones.sort_values("baseline_finish")
    st.dataframe(
        pd.DataFrame(
            {
                "name": rows["name"],
                "note": rows["note"],
                "proof": rows["proof"].where(rows["proof"] != "", rows["evidence"]),
                "source": [
                    " · ".join(part for part in parts if part)
                    for parts in zip(rows["place"], rows["file_name"], strict=True)
                ],
            }
        ),
        hide_index=True,
        row_height=_ROW,
        placeholder=figures.NONE,
        column_config={
            "name": column.TextColumn(_("Milestone"), width=95),
            "note": column.TextColumn(_("The unit's words"), width=200),
            "proof": column.TextColumn(_("Proof, or what is asked for"), width=130),
            "source": column.TextColumn(_("Source"), width=175),
        },
    )
