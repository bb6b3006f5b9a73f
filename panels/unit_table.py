"""Units by name with how far each is: for choosing one, and where nothing is ranked."""

import numpy as np
import pandas as pd
import streamlit as st

from domain import figures
from domain.light import Light
from locales import _
from panels.filters import UNIT_KEY, unit_words
from services.briefing import Briefing
from services.findings.verification import honesty_note

COLUMN, WIDE_COLUMN, SHORT_NAME = 390, 460, 8  # pixels; letters of a name that fits the narrow one


def column_width(labels: pd.Series) -> int:
    """Pixels a column of units needs, by its longest name: three stand side by side on a small screen if they can."""
    return COLUMN if labels.str.len().max() <= SHORT_NAME else WIDE_COLUMN


def by_name(units: pd.DataFrame) -> list[tuple[str, str]]:
    """(label, code) in the order of a Chinese name list: common characters by their sound, as GB 18030 has them."""
    pairs = zip(units["label"], units["unit_id"], strict=True)
    return sorted(pairs, key=lambda pair: (pair[0].encode("gb18030"), pair[1]))


def unit_table(briefing: Briefing, units: pd.DataFrame, *, key: str) -> None:
    """Draw the units; a click on a row makes its unit the chosen one. units: rows of ``Briefing.units``."""
    codes = [unit_id for _label, unit_id in by_name(units)]
    rows = units.set_index("unit_id").loc[codes]
    words = unit_words(briefing.plan)
    frame = pd.DataFrame(
        {
            _("Unit"): rows["label"],
            _("Completion"): np.floor((rows["completion"] * 1000).round(6)) / 10,
            _("Gap"): [figures.points(value) for value in rows["gap"]],
            Light.CRITICAL.label: rows["critical"],
            _("Honesty gap"): [figures.points(value) for value in rows["honesty"]],
        }
    )
    st.dataframe(
        frame,
        hide_index=True,
        key=key,
        height=35 * (len(frame) + 1) + 3 if len(frame) <= 20 else 740,
        selection_mode="single-cell",
        on_select=lambda: _choose(key, [words[code] for code in codes]),
        column_config={
            _("Unit"): st.column_config.TextColumn(
                width=104 if rows["label"].str.len().max() <= SHORT_NAME else 174
            ),
            _("Completion"): st.column_config.ProgressColumn(
                format="%.1f%%", min_value=0, max_value=100, width=80
            ),
            _("Gap"): st.column_config.TextColumn(width=54, alignment="right"),
            Light.CRITICAL.label: st.column_config.NumberColumn(width=84),
            _("Honesty gap"): st.column_config.TextColumn(width=68, alignment="right", help=honesty_note()),
        },
    )


def _choose(key: str, names: list[str]) -> None:
    cells = st.session_state[key].selection.cells
    if cells:
        st.session_state[UNIT_KEY] = names[cells[0][0]]
