"""总览: where the district stands this period, what changed, what comes next, who is missing."""

import streamlit as st

from charts.dimension_board import dimension_board, dimension_key
from charts.due_line import due_line
from charts.lights_table import PICKED_UNIT, lights_key, lights_table
from charts.s_curve import s_curve
from domain.dimension import Dimension
from domain.light import Light
from domain.states import ReportState
from locales import _
from panels import cards, links, reads
from panels.filters import unit_words
from panels.headline import draw_headline
from panels.item_links import Item, item_links
from services.briefing import Briefing
from services.findings import changes, overview

LIGHTS_KEY = "overview_lights"
UNITS_AT_ONCE, DUE_AT_ONCE = 24, 12


def render() -> None:
    """Draw the page."""
    briefing = reads.current_briefing()
    if briefing is None:
        cards.no_plan()
        return
    cards.page_head(_("Overview"), overview.district(briefing))
    draw_headline(briefing)
    grid = st.grid(3, min_column_width=520, gap=("small", "medium"))
    with grid.cell():
        _dimensions(briefing)
        _course(briefing)
    with grid.cell():
        _lights(briefing)
    with grid.cell():
        _changes(briefing)
    with grid.cell():
        _reports(briefing)
        _needs(briefing)
    with grid.cell(column_span=2):
        _due(briefing)
    cards.footnote(briefing)


def _dimensions(briefing: Briefing) -> None:
    title = overview.dimension_board(briefing)
    if briefing.dimensions["completion"].notna().any():
        cards.chart(
            title,
            dimension_board(briefing.dimensions, cards.look()),
            key="overview_board",
            note=dimension_key(),
        )
    else:
        cards.nothing(title)


def _course(briefing: Briefing) -> None:
    title = overview.course(briefing)
    if briefing.curve["actual"].notna().any():
        cards.chart(title, s_curve(briefing.curve, cards.look()), key="overview_curve")
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
    picture = lights_table(briefing.unit_dimensions, order, cards.look())
    words = unit_words(briefing.plan)

    def open_unit() -> None:
        picked = st.session_state[key].selection.get(PICKED_UNIT)
        if picked:
            links.turn_to("unit", unit=words[picked[0]["unit_id"]])

    cards.chart(title, picture, key=key, note=note, on_select=open_unit)


def _changes(briefing: Briefing) -> None:
    cards.part_title(changes.summary(briefing))
    words = unit_words(briefing.plan)
    codes = briefing.changes["unit_id"].tolist()
    item_links(
        [
            Item(
                light=change.light,
                word=change.kind,
                name=change.name,
                more=" · ".join(part for part in (change.label, change.how) if part),
                page="tasks" if change.subject == "task" else "projects",
                filters={"unit": words[code]},
            )
            for code, change in zip(codes, changes.listed(briefing), strict=True)
        ],
        key="changes",
        shown=12,
    )


def _reports(briefing: Briefing) -> None:
    cards.part_title(overview.not_reported(briefing))
    words, missing = unit_words(briefing.plan), overview.missing_units(briefing)
    item_links(
        [
            Item(
                light=Light.UNKNOWN if row.state == ReportState.OPEN else Light.CRITICAL,
                word=ReportState(row.state).word,
                name=row.label,
                page="data",
                filters={"unit": words[row.unit_id]},
            )
            for row in missing.itertuples()
        ],
        key="missing",
        shown=4,
    )
    links.link(_("All reports"), "data", key="all_reports", icon=":material/arrow_forward:")


def _needs(briefing: Briefing) -> None:
    cards.part_title(overview.needs(briefing))
    words = unit_words(briefing.plan)
    item_links(
        [
            Item(
                light=Light(row.light),
                word=row.label,
                name=row.need,
                more=row.name,
                page="tasks",
                filters={"unit": words[row.unit_id], "dimension": Dimension(row.dimension).word},
            )
            for row in briefing.needs.itertuples()
        ],
        key="needs",
        shown=4,
    )


def _due(briefing: Briefing) -> None:
    title, rows = overview.due(briefing), briefing.due_soon
    if rows.empty:
        cards.nothing(title)
        return
    picture = due_line(
        rows.head(DUE_AT_ONCE), briefing.as_of, briefing.plan.rules.due_soon_days, cards.look()
    )
    rest = len(rows) - DUE_AT_ONCE
    note = (
        _("The first {shown} are drawn, {rest} more follow later.", shown=DUE_AT_ONCE, rest=rest)
        if rest > 0
        else ""
    )
    cards.chart(title, picture, key="overview_due", note=note)
