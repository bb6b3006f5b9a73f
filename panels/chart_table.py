"""The table under a chart, folded: plain HTML, so that it opens without the server and reads with any aid."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from charts.data_table import DataTable
from locales import _


def draw_table(title: str, table: DataTable | None) -> None:
    """Draw what the chart shows as a table; nothing for a chart that carries none."""
    if table is not None and table.rows:
        st.html(_html(title, table))


def _html(title: str, table: DataTable) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in table.rows)
    return (
        f'<details class="chart-table"><summary aria-label="{escape(_("Table: {title}", title=title))}">'
        f'{escape(_("Table"))}</summary><div role="region" tabindex="0" aria-label="{escape(title)}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )


def _cells(row: Iterable[str]) -> str:
    first, *rest = row
    return f'<th scope="row">{escape(first)}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
