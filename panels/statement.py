"""得分说明: how one unit came to its score, from 100 points down, and each item that cost it points."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from charts.waterfall import waterfall
from domain import figures
from domain.rules import Component
from locales import _
from panels import cards, links, session
from panels.beside import draw_beside
from panels.filters import unit_words
from panels.paper_table import paper_table
from panels.pictures import picture
from panels.report_detail import CHOSEN_PERIOD, CHOSEN_UNIT
from services.briefing import Briefing
from services.findings import standing
from services.loss_sources import Source
from services.statement import Statement

_TABLE = "losses"
_PAGES = {
    "task": "tasks",
    "milestone": "projects",
    "report": "data",
    "problem": "unit",
    "rating": "ratings",
    "inspection": "verification",
}
_SHOWN_ROWS = 12


def draw_statement(briefing: Briefing, told: Statement) -> None:
    """The waterfall, then component by component; the reason where the unit has no score. told: of the Briefing."""
    unit_id = told.unit_id
    if told.score is None:
        cards.empty(
            _("{unit} has no score: {reason}", unit=told.label, reason=told.reason),
            _("A score needs one accepted report and one task that can be measured."),
        )
        return
    lines = briefing.score_lines.loc[briefing.score_lines["unit_id"] == unit_id]
    cards.chart(
        standing.statement_title(briefing, unit_id),
        picture(waterfall, lines, told.score, cards.look()),
        key=f"waterfall_{unit_id}",
    )
    draw_beside(told.beside, unit_id)
    with st.container(key="statement_parts"):
        paper_table(_component_rows(told))
    if len(told.adjustments):
        cards.part_title(
            _(
                "Points for and against: {points}, within the cap",
                points=figures.score_change(told.adjustment),
            )
        )
        with st.container(key="statement_points"):
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
            _("Points"): [figures.score_change(value) for value in rows["points"]],
            _("Reason"): rows["reason"],
            _("Document"): rows["document"],
            _("Approved by"): rows["approved_by"],
            _("Where it stands"): rows["file_name"].str.cat(rows["place"], sep=" "),
        }
    )


def draw_losses(briefing: Briefing, told: Statement) -> None:
    """Every item that cost points with its cause and the cell it stands in; a click leads to either."""
    if told.losses.empty:
        return
    cards.part_title(_("What cost points, item by item"))
    viewer = session.viewer(briefing.plan)
    st.dataframe(
        _loss_rows(told, viewer.unit_id),
        hide_index=True,
        key=_TABLE,
        height=_height(len(told.losses)),
        selection_mode="single-cell",
        on_select=lambda: _turn(told, unit_words(briefing.plan)),
        column_config={
            _("Lost"): st.column_config.NumberColumn(format="%.2f", width=80),
            _("Item"): st.column_config.TextColumn(width=260),
            _("Cause"): st.column_config.TextColumn(width=330),
            _("Where it stands"): st.column_config.TextColumn(width=380),
        },
    )
    st.caption(_("Click a row to see the item on its own page; click where it stands to see the report."))


def _loss_rows(told: Statement, own_unit: str | None) -> pd.DataFrame:
    rows = told.losses
    return pd.DataFrame(
        {
            _("Lost"): rows["lost"],
            _("Component"): [Component(component).word for component in rows["component"]],
            _("Item"): rows["item_name"],
            _("Cause"): rows["cause"],
            _("Period"): rows["period"],
            _("Where it stands"): [
                _where(sources, own_unit) or place
                for sources, place in zip(told.sources, rows["place"], strict=True)
            ],
        }
    )


def _where(sources: Sequence[Source], own_unit: str | None) -> str:
    """File and cell; of another unit's report its staff's colleagues elsewhere see the cell alone."""
    shown = [one.place if own_unit and one.unit_id not in ("", own_unit) else one.words for one in sources]
    if len(shown) < 3:
        return _("; ").join(shown)
    return _("{first}, {count} cells in all", first=shown[0], count=len(shown))


def _height(count: int) -> int:
    return 35 * (min(count, _SHOWN_ROWS) + 1) + 3


def _turn(told: Statement, words: Mapping[str, str]) -> None:
    """For the table's callback: to the report that the clicked cell names, else to the item's page."""
    cells = st.session_state[_TABLE].selection.cells
    if not cells:
        return
    row, column = cells[0]
    reports = [one for one in told.sources[row] if one.period and one.unit_id in words]
    if column == _("Where it stands") and reports:
        name = words[reports[0].unit_id]
        asked = {CHOSEN_UNIT: name, CHOSEN_PERIOD: reports[0].period}
        links.turn_to("data", unit=name, **asked)
        return
    page = _PAGES[told.losses["kind"].iloc[row]]
    links.turn_to(page if links.has(page) else "unit", unit=words[told.unit_id])
