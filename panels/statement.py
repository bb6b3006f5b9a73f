"""得分说明: how one unit came to its score, from 100 points down, and each item that cost it points."""

import pandas as pd
import streamlit as st

from charts.waterfall import waterfall
from domain import figures
from domain.rules import Component
from locales import _
from panels import cards, links
from panels.filters import unit_words
from panels.paper_table import paper_table
from panels.pictures import picture
from services.briefing import Briefing
from services.findings import standing
from services.statement import Statement, statement
from services.unit_sheet import unit_row

_TABLE = "losses"
_PAGES = {
    "task": "tasks",
    "milestone": "projects",
    "report": "data",
    "problem": "unit",
    "rating": "unit",
    "inspection": "tasks",
}
_SHOWN_ROWS = 12


def draw_statement(briefing: Briefing, unit_id: str) -> None:
    """The waterfall, then component by component; the reason where the unit has no score."""
    row = unit_row(briefing, unit_id)
    if pd.isna(row["score"]):
        cards.empty(
            _("{unit} has no score: {reason}", unit=row["label"], reason=row["unranked_reason"]),
            _("A score needs one accepted report and one task that can be measured."),
        )
        return
    lines = briefing.score_lines.loc[briefing.score_lines["unit_id"] == unit_id]
    cards.chart(
        standing.statement_title(briefing, unit_id),
        picture(waterfall, lines, float(row["score"]), cards.look()),
        key=f"waterfall_{unit_id}",
    )
    told = statement(briefing, unit_id)
    paper_table(_component_rows(told))
    if len(told.adjustments):
        cards.part_title(
            _("Points for and against: {points}, within the cap", points=figures.points(told.adjustment))
        )
        paper_table(_adjustment_rows(told.adjustments))


def _component_rows(told: Statement) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Component"): [part.component.word for part in told.parts],
            _("How it is reckoned"): [f"{part.formula} = {part.inputs}" for part in told.parts],
            _("Result (0–100)"): [figures.score(part.value) for part in told.parts],
            _("Weight here"): [figures.score(part.weight) for part in told.parts],
            _("Points"): [figures.score(part.points) for part in told.parts],
            _("Lost"): [figures.score(part.lost) for part in told.parts],
        }
    )


def _adjustment_rows(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Date"): [figures.day(day) for day in rows["happened_on"]],
            _("Points"): [figures.points(value) for value in rows["points"]],
            _("Reason"): rows["reason"],
            _("Document"): rows["document"],
            _("Approved by"): rows["approved_by"],
            _("Where it stands"): rows["file_name"].str.cat(rows["place"], sep=" "),
        }
    )


def draw_losses(briefing: Briefing, unit_id: str) -> None:
    """Every item that cost points with its cause and where it stands; a selected row leads to its page."""
    rows = briefing.losses.loc[briefing.losses["unit_id"] == unit_id]
    if rows.empty:
        return
    cards.part_title(_("What cost points, item by item"))
    name = unit_words(briefing.plan)[unit_id]
    st.dataframe(
        _loss_rows(rows),
        hide_index=True,
        key=_TABLE,
        height=_height(len(rows)),
        selection_mode="single-cell",
        on_select=lambda: _turn(rows["kind"].tolist(), name),
        column_config={
            _("Lost"): st.column_config.NumberColumn(format="%.2f", width=80),
            _("Item"): st.column_config.TextColumn(width="large"),
            _("Cause"): st.column_config.TextColumn(width="large"),
        },
    )
    st.caption(_("Click a row to see the item on its own page."))


def _loss_rows(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Lost"): rows["lost"],
            _("Component"): [Component(component).word for component in rows["component"]],
            _("Item"): rows["item_name"],
            _("Cause"): rows["cause"],
            _("Period"): rows["period"],
            _("Where it was reported"): rows["place"],
        }
    )


def _height(count: int) -> int:
    return 35 * (min(count, _SHOWN_ROWS) + 1) + 3


def _turn(kinds: list[str], unit_name: str) -> None:
    """For the table's callback: to the page of the clicked row's item, with this unit chosen."""
    cells = st.session_state[_TABLE].selection.cells
    if cells:
        links.turn_to(_PAGES[kinds[cells[0][0]]], unit=unit_name)
