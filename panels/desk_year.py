"""年度: how each unit kept its deadlines over the year, and how each month went."""

import pandas as pd
import streamlit as st

from charts.discipline_months import discipline_months
from domain import figures
from domain.unit_group import UnitGroup
from locales import _
from panels import cards
from panels.pictures import picture
from services import discipline_year
from services.briefing import Briefing
from services.findings import desk as findings

_TALLEST = 24


def draw_year(briefing: Briefing, title: str) -> None:
    """Units on the left, worst first; months on the right."""
    reports = briefing.reports
    units = discipline_year.by_unit(reports)
    cards.page_head(title, findings.year(units, str(briefing.as_of.year)))
    if not units["due"].sum():
        return
    left, right = st.columns([8, 4], gap="large")
    with left:
        _units(units, reports)
    with right:
        months = discipline_year.by_month(reports)
        cards.chart(
            _("Reports by month"), picture(discipline_months, months, cards.look()), key="desk_months"
        )
        st.caption(
            _("Judged by the newest deadline of each period; a report counts when it wasn't returned.")
        )


def _units(units: pd.DataFrame, reports: pd.DataFrame) -> None:
    months = discipline_year.months_of(reports)
    cells = discipline_year.unit_months(reports, months).reindex(units["unit_id"]).fillna("")
    columns = {
        _("Unit"): units["label"].tolist(),
        _("Unit group"): [UnitGroup(group).word for group in units["group"]],
        _("On time"): [figures.percent(share) for share in units["share"]],
        _("Late"): [str(count or figures.NONE) for count in units["late"]],
        _("Missing"): [str(count or figures.NONE) for count in units["missing"]],
    }
    columns |= {month[5:]: cells[month].tolist() for month in months}
    frame = pd.DataFrame(columns)
    st.dataframe(
        frame,
        hide_index=True,
        key="desk_year",
        height=38 + 35 * min(len(frame), _TALLEST),
        column_config={
            month[5:]: st.column_config.TextColumn(alignment="center", width=36) for month in months
        }
        | {
            _("On time"): st.column_config.TextColumn(alignment="right", width=65),
            _("Unit"): st.column_config.TextColumn(width=115),
            _("Unit group"): st.column_config.TextColumn(width=75),
            _("Late"): st.column_config.TextColumn(alignment="right", width=45),
            _("Missing"): st.column_config.TextColumn(alignment="right", width=60),
        },
    )
    st.caption(_("● on time  ▲ late  ✕ missing; a figure beside it counts several periods of a month."))
