"""The matrix of reports: unit by period, the worst reporters first; a click names the report to read below."""

import pandas as pd
import streamlit as st

from charts.reporting_cells import grid_key
from charts.reporting_grid import PICKED_REPORT, reporting_grid
from domain import figures
from locales import _
from panels import cards
from panels.pictures import picture
from panels.report_detail import CHOSEN_PERIOD, CHOSEN_UNIT, report_choices
from services import report_tables
from services.briefing import Briefing
from services.findings import submissions as findings

GRID_KEY = "report_grid"
UNITS_AT_ONCE, PERIODS_AT_ONCE = 24, 13  # a year of months, a quarter of weeks


def draw_grid(briefing: Briefing, chosen: tuple[str, str]) -> None:
    """Draw the units with most late and missing reports, the others folded away. chosen: (unit_id, period)."""
    units = report_tables.unit_discipline(briefing.reports)
    ends = briefing.reports.drop_duplicates("period").sort_values("due_at")["period"]
    shown = set(ends.tail(PERIODS_AT_ONCE))
    rows = briefing.reports.loc[briefing.reports["period"].isin(shown)]
    first, rest = report_tables.worst_units(units, UNITS_AT_ONCE)
    notes = [
        grid_key(with_groups=units["group"].nunique() > 1),
        findings.periods_shown(len(shown), len(ends)),
    ]
    title = findings.grid_title(units, briefing.reports)
    _grid(briefing, rows, first, (title, " ".join(note for note in notes if note)), GRID_KEY, chosen)
    if len(rest):
        with st.expander(_("{count} more units", count=len(rest))):
            _grid(briefing, rows, rest, (title, ""), f"{GRID_KEY}_rest", chosen)


def _grid(
    briefing: Briefing,
    rows: pd.DataFrame,
    units: pd.DataFrame,
    words: tuple[str, str],
    key: str,
    chosen: tuple[str, str],
) -> None:
    names = {code: name for name, code in report_choices(briefing)[0].items()}

    def choose() -> None:
        picked = st.session_state[key].selection.get(PICKED_REPORT)
        if picked and picked[0].get("unit_id") in names:
            st.session_state[CHOSEN_UNIT] = names[picked[0]["unit_id"]]
            st.session_state[CHOSEN_PERIOD] = picked[0]["period"]

    cells = picture(reporting_grid, rows, units, cards.look(), chosen=chosen)
    cards.chart(words[0], cells, key=key, note=words[1], wide=True, on_select=choose)


def draw_found(briefing: Briefing) -> None:
    """How much the checker asked and remarked, period by period."""
    found = report_tables.found_by_period(briefing.reports)
    with st.container(key="reports_found"):
        cards.part_title(findings.found_title(found))
        if found.empty:
            return
        st.caption(
            _(
                "Of the files that count. A file with errors is not stored; its sender is told what to correct."
            )
        )
        rows = pd.DataFrame(
            {
                _("Period"): found["period"],
                _("Files"): _counts(found["files"]),
                _("▲ Questions"): _counts(found["questions"]),
                _("○ Notices"): _counts(found["notices"]),
                _("Without a remark"): _counts(found["clean"]),
            }
        )
        height = 35 * (min(len(rows), PERIODS_AT_ONCE) + 1) + 3
        st.dataframe(
            rows, hide_index=True, key="reports_found_table", height=height, placeholder=figures.NONE
        )


def _counts(values: pd.Series) -> pd.Series:
    """Counts to be sorted by; none is shown as —."""
    return values.astype("Int64").mask(values.eq(0))
