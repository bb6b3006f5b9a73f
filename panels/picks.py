"""One item of many, chosen in a box, in a table or by a link, and kept in the URL by its name."""

from typing import Any

import pandas as pd
import streamlit as st

from domain import figures
from panels import links
from panels.filters import settle

_ROW = 36


def item_words(rows: pd.DataFrame, code: str) -> dict[str, str]:
    """Name shown and linked to → code, of rows with ``name`` and the code column; alike names carry their code."""
    names = rows["name"].tolist()
    twice = set(rows.loc[rows["name"].duplicated(keep=False), "name"])
    return {
        (f"{name} {item}" if name in twice else name): item
        for name, item in zip(names, rows[code], strict=True)
    }


def pick(label: str, words: dict[str, str], key: str) -> str:
    """Draw the box and give the chosen code; the first one until something is chosen. words: not empty."""
    settle(key, list(words))
    chosen = st.selectbox(label, list(words), key=key, bind="query-params", width=520)
    return words[str(chosen)]


def pick_table(
    cells: pd.DataFrame, columns: dict[str, Any], names: list[str], *, key: str, table_key: str, shown: int
) -> None:
    """Draw a table whose row chosen sets ``key`` to its name. names: of its rows; shown: rows before it scrolls."""
    st.dataframe(
        cells,
        key=table_key,
        hide_index=True,
        height=min(len(cells) + 1, shown + 1) * _ROW + 2,
        row_height=_ROW,
        column_config=columns,
        selection_mode="single-row",
        placeholder=figures.NONE,
        on_select=lambda: _pick_from_table(key, table_key, names),
    )


def signed(cells: pd.DataFrame, column: str) -> Any:
    """The cells of a short table, this column written with its sign as everywhere and sorted as the number it is."""

    def written(value: object) -> str:
        return figures.points(value if isinstance(value, float) else None)

    return cells.style.format({column: written})


def _pick_from_table(key: str, table_key: str, names: list[str]) -> None:
    """For a table's on_select: what its selected row is called becomes the choice. names: of its rows, in order."""
    selected = st.session_state[table_key].selection.rows
    if selected:
        links.let_go()
        st.session_state[key] = names[selected[0]]
