"""A unit's page: how its reports held up when somebody looked."""

import pandas as pd
import streamlit as st

from charts.check_pairs import check_pairs
from domain import figures
from locales import _
from panels import cards
from panels.pictures import picture
from panels.task_links import task_opened
from services.briefing import Briefing
from services.findings import verification as findings
from services.unit_sheet import UnitSheet

_SHOWN = 4


def draw_honesty(sheet: UnitSheet) -> None:
    """The figure of the unit's honesty gap: points reported above what checks found."""
    row = sheet.row
    cards.figure(
        _("Honesty gap"),
        figures.NONE if pd.isna(row["honesty"]) else _("{points} pts", points=figures.points(row["honesty"])),
        note=_(
            "Mean of reported less verified over {count} checks of the year; {flagged} differ by more than a tenth.",
            count=row["inspected_count"],
            flagged=row["flagged_count"],
        ),
    )


def draw_checks(briefing: Briefing, sheet: UnitSheet) -> None:
    """Its tasks checked, the widest claim first; nothing is drawn where none was."""
    if sheet.checks.empty:
        cards.nothing(_("None of its tasks has been checked this year."))
        return
    rows, key = sheet.checks.head(_SHOWN), "unit_checks"
    cards.chart(
        findings.unit_pairs_title(sheet.checks),
        picture(check_pairs, rows, cards.look(), with_unit=False),
        key=key,
        note=findings.pairs_key(),
        wide=True,
        on_select=task_opened(key, briefing),
    )
    if len(sheet.checks) > _SHOWN:
        st.caption(_("{count} more, none of them worse", count=len(sheet.checks) - _SHOWN))
