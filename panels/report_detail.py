"""One report read through: its versions, where each came from, and what the checker found in it."""

from datetime import datetime

import streamlit as st
from sqlalchemy import Engine

from accounts.roles import Forbidden, check_can_download_original
from locales import _
from panels import cards
from panels.filters import settle, unit_words
from panels.found_list import draw_found_list
from panels.original_link import draw_original
from panels.paper_table import plain
from panels.session import Viewer
from services.briefing import Briefing
from services.findings import report as findings
from services.report_tables import most_found
from services.report_versions import ReportVersion, Standing, report_versions

CHOSEN_UNIT, CHOSEN_PERIOD = "report_unit", "report_period"


def chosen_report(briefing: Briefing) -> tuple[str, str]:
    """(unit_id, period) as clicked, linked or chosen; at first, of this period the report with most to settle."""
    units, periods = report_choices(briefing)
    settle(CHOSEN_UNIT, list(units))
    settle(CHOSEN_PERIOD, periods)
    period = str(_asked(CHOSEN_PERIOD, periods) or briefing.period.code)
    unit = _asked(CHOSEN_UNIT, list(units))
    return (units[unit] if unit else most_found(briefing.reports, period)), period


def report_choices(briefing: Briefing) -> tuple[dict[str, str], list[str]]:
    """Name → code of the units, and the codes of the periods, newest first."""
    words, labels = unit_words(briefing.plan), briefing.reports.drop_duplicates("unit_id")
    units = {
        words.get(code, label): code for code, label in zip(labels["unit_id"], labels["label"], strict=True)
    }
    periods = briefing.reports.drop_duplicates("period").sort_values("due_at", ascending=False)["period"]
    return units, periods.tolist()


def _asked(key: str, options: list[str]) -> str | None:
    """What the session, else the address says, before its box is drawn in this run."""
    value = st.session_state.get(key, st.query_params.get(key))
    return value if value in options else None


def draw_report(engine: Engine, briefing: Briefing, viewer: Viewer, chosen: tuple[str, str]) -> None:
    """Draw the two boxes and, below them, every version of the chosen report."""
    unit_id, period = chosen
    units, periods = report_choices(briefing)
    with st.container(horizontal=True, gap="small", key="report_choice"):
        st.selectbox(
            _("Report of"),
            list(units),
            index=list(units.values()).index(unit_id),
            key=CHOSEN_UNIT,
            bind="query-params",
            width=250,
        )
        st.selectbox(
            _("For period"),
            periods,
            index=periods.index(period),
            key=CHOSEN_PERIOD,
            bind="query-params",
            width=150,
        )
    rows = briefing.reports
    row = rows.loc[(rows["unit_id"] == unit_id) & (rows["period"] == period)]
    if row.empty:
        cards.nothing(_("This unit was not in the plan of this period."))
        return
    versions = report_versions(engine, unit_id, period, row["due_at"].iloc[0])
    cards.part_title(plain(findings.report_title(row.iloc[0], len(versions))))
    if not versions:
        cards.nothing(findings.nothing_came(row.iloc[0]))
    for number, version in enumerate(versions):
        title = plain(findings.version_title(version))
        counts = version.standing is Standing.COUNTS
        with st.expander(title, expanded=counts or number == 0, key=f"version_{version.submission_id}"):
            _version(version, row["due_at"].iloc[0], viewer, unit_id)


def _version(version: ReportVersion, due_at: datetime, viewer: Viewer, unit_id: str) -> None:
    lines = findings.version_lines(version, due_at)
    st.markdown("  \n".join(f":gray[{plain(name)}] {plain(words)}" for name, words in lines))
    _download(version, viewer, unit_id)
    draw_found_list(version.found, findings.found_count(version), key=f"found_{version.submission_id}")


def _download(version: ReportVersion, viewer: Viewer, unit_id: str) -> None:
    """The way to the original, for whom it is meant; the address asks again."""
    try:
        check_can_download_original(viewer.role, viewer.unit_id, unit_id)
    except Forbidden as refusal:
        cards.nothing(str(refusal))
        return
    draw_original(version.submission_id)
