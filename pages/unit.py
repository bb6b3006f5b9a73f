"""单位详情: one unit on one page, to be called up with and to be printed on A4."""

import streamlit as st

from domain.rules import Display
from domain.unit_group import UnitGroup
from locales import _
from panels import cards, links, reads, session
from panels.absence import draw_absence
from panels.filters import Filters, unit_words
from panels.statement import draw_losses, draw_statement
from panels.unit_checks import draw_checks
from panels.unit_sections import draw_figures, draw_past, draw_tasks
from panels.unit_table import column_width, unit_table
from services.briefing import Briefing
from services.findings import unit as findings
from services.statement import statement
from services.unit_sheet import unit_sheet


def render() -> None:
    """Draw the page of the chosen unit, or the units to choose from."""
    chosen, plan = session.filters(), reads.plan()
    unit_id = session.viewer(plan).unit_id or chosen.unit
    group = None if unit_id else chosen.group
    briefing = reads.current_briefing(Filters(chosen.period, group, None, chosen.dimension))
    if briefing is None:
        draw_absence()
        return
    if unit_id in set(briefing.units["unit_id"]):
        own = session.viewer(plan).unit_id == unit_id
        _sheet(briefing, str(unit_id), own=own)
        whole = reads.current_briefing(Filters(chosen.period)) if chosen.dimension else briefing
        if whole is not None and (own or whole.plan.rules.display is not Display.NONE):
            _score(whole, str(unit_id))
    else:
        _choice(briefing)
    cards.footnote(briefing)


def _choice(briefing: Briefing) -> None:
    """Every unit by group; a click opens its page."""
    cards.page_head(_("Unit page"), findings.choice(briefing.units))
    groups = [group for group in UnitGroup if group.value in set(briefing.units["group"])]
    if not groups:
        cards.nothing(_("There is no unit in this selection."))
        return
    width = column_width(briefing.units["label"])
    with st.grid(len(groups), min_column_width=width, gap="medium", key="unit_groups") as grid:
        for group in groups:
            with grid.cell():
                cards.part_title(group.word)
                rows = briefing.units.loc[briefing.units["group"] == group.value]
                unit_table(briefing, rows, key=f"choose_{group.value}")


def _score(briefing: Briefing, unit_id: str) -> None:
    """How the unit came to its score, to be reckoned by hand; of all its work, whatever dimension is chosen."""
    with st.container(key="unit_statement"):
        st.subheader(_("How the score comes about"), anchor=False)
        told = statement(briefing, unit_id)
        draw_statement(briefing, told)
        draw_losses(briefing, told)


def _sheet(briefing: Briefing, unit_id: str, *, own: bool) -> None:
    """The whole page of one unit."""
    sheet = unit_sheet(briefing, unit_id)
    title = _(
        "Unit page · {group} · {name}", group=UnitGroup(sheet.row["group"]).word, name=sheet.row["name"]
    )
    cards.page_head(title, findings.head(sheet))
    st.caption(findings.people(sheet.row))
    with st.container(key="unit_sheet"):
        with st.container(key="unit_work"):
            draw_figures(briefing, sheet, own=own)
            draw_tasks(briefing, sheet)
            draw_checks(briefing, sheet)
        with st.container(key="unit_past"):
            draw_past(sheet, briefing.as_of.year)
    with st.container(key="unit_print_hint"):
        st.caption(_("To print: Ctrl+P, A4 upright; menus and filters stay off the paper."))
        label = _("Report on duties as a document")
        name = unit_words(briefing.plan)[unit_id]
        links.link(label, "papers", key="unit_papers", icon=":material/description:", unit=name)
