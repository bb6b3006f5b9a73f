"""总览: where the district stands this period, what changed, what comes next, who is missing."""

import streamlit as st

from charts.dimension_board import dimension_board, dimension_key
from charts.due_line import due_line
from charts.lights_table import PICKED_UNIT, lights_key, lights_table
from charts.s_curve import s_curve
from locales import _
from panels import cards, links, reads
from panels.absence import draw_absence
from panels.filters import unit_words
from panels.headline import draw_headline
from panels.overview_lists import draw_changes, draw_missing, draw_needs
from panels.pictures import picture
from services.briefing import Briefing
from services.findings import overview

LIGHTS_KEY = "overview_lights"
UNITS_AT_ONCE, FEW_UNITS, DUE_AT_ONCE = 24, 8, 12


def render() -> None:
    """Draw the page."""
    briefing = reads.current_briefing()
    if briefing is None:
        draw_absence()
        return
    cards.page_head(_("Overview"), overview.district(briefing))
    draw_headline(briefing)
    if briefing.units["unit_id"].nunique() > FEW_UNITS:
        _many(briefing)
    else:
        _few(briefing)
    cards.footnote(briefing)


def _many(briefing: Briefing) -> None:
    """Three columns on a wide screen, two on a small one."""
    grid = st.grid(3, min_column_width=520, gap=("small", "medium"))
    with grid.cell():
        _dimensions(briefing)
        _course(briefing)
    with grid.cell():
        _lights(briefing)
    with grid.cell():
        draw_changes(briefing)
    with grid.cell():
        draw_needs(briefing)
        draw_missing(briefing)
    with grid.cell(column_span=2):
        _due(briefing)


def _few(briefing: Briefing) -> None:
    """Two columns: the lights of a few units leave room below them."""
    grid = st.grid(2, min_column_width=520, gap=("small", "medium"))
    with grid.cell():
        _dimensions(briefing)
        _course(briefing)
        _due(briefing)
    with grid.cell():
        _lights(briefing)
        draw_changes(briefing)
        draw_missing(briefing)
        draw_needs(briefing)


def _dimensions(briefing: Briefing) -> None:
    title = overview.dimension_board(briefing)
    if briefing.dimensions["completion"].notna().any():
        cards.chart(
            title,
            picture(dimension_board, briefing.dimensions, cards.look()),
            key="overview_board",
            note=dimension_key(),
        )
    else:
        cards.nothing(title)


def _course(briefing: Briefing) -> None:
    title = overview.course(briefing)
    if briefing.curve["actual"].notna().any():
        cards.chart(title, picture(s_curve, briefing.curve, cards.look()), key="overview_curve")
    else:
        cards.nothing(title)


def _lights(briefing: Briefing) -> None:
    title, order = overview.unit_lights(briefing), overview.worst_units(briefing)
    if not order:
        cards.nothing(title)
        return
    first, rest = order[:UNITS_AT_ONCE], order[UNITS_AT_ONCE:]
    _light_chart(briefing, first, LIGHTS_KEY, title, lights_key())
    if rest:
        with st.expander(_("{count} more units", count=len(rest))):
            _light_chart(briefing, rest, f"{LIGHTS_KEY}_rest", title, "")


def _light_chart(briefing: Briefing, order: list[str], key: str, title: str, note: str) -> None:
    lights = picture(lights_table, briefing.unit_dimensions, order, cards.look())
    words = unit_words(briefing.plan)

    def open_unit() -> None:
        picked = st.session_state[key].selection.get(PICKED_UNIT)
        if picked:
            links.turn_to("unit", unit=words[picked[0]["unit_id"]])

    cards.chart(title, lights, key=key, note=note, wide=True, on_select=open_unit)


def _due(briefing: Briefing) -> None:
    title, rows = overview.due(briefing), briefing.due_soon
    if rows.empty:
        cards.nothing(title)
        return
    soon = rows.head(DUE_AT_ONCE)
    line = picture(due_line, soon, briefing.as_of, briefing.plan.rules.due_soon_days, cards.look())
    left_out = overview.due_left_out(briefing, DUE_AT_ONCE)
    cards.chart(title, line, key="overview_due", note=left_out, wide=True)
    links.link(_("All tasks"), "tasks", key="all_tasks", icon=":material/arrow_forward:")
