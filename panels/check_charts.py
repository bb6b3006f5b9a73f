"""Checks in pictures: figures of the quarter, reported against found, the five fields, coverage by unit and quarter."""

import pandas as pd
import streamlit as st

from charts.check_pairs import check_pairs
from charts.coverage_map import PICK as UNIT
from charts.coverage_map import coverage_map
from charts.field_bars import field_bars
from domain import figures
from domain.oversight import Method
from locales import _
from panels import cards, links
from panels.filters import UNIT_KEY, unit_words
from panels.pictures import picture
from panels.task_links import task_opened
from services.briefing import Briefing
from services.check_tables import by_field, coverage_by_quarter, pairs, units_by_coverage
from services.findings import verification as findings

_PAIRS, _UNITS = 10, 24


def draw_check_figures(briefing: Briefing) -> None:
    """Coverage of the quarter, checks of the year, flagged ones, and how far reports lay above what was found."""
    now, checks = findings.this_quarter(briefing), briefing.inspections
    shares = coverage_by_quarter(briefing.coverage)["share"].tolist()
    led = checks.loc[checks["is_lead"]]
    unannounced = int((checks["method"] == Method.UNANNOUNCED.value).sum())
    gap, before = briefing.headline.honesty, briefing.previous_headline
    with st.grid(4, min_column_width=150, key="check_figures"):
        if now is not None:
            cards.figure(
                _("Checked this quarter"),
                f"{now['inspected']}:small[/{now['units']}]",
                trend=shares,
                note=_("The goal is 100%: every unit in every quarter."),
                below=_("{share}, goal 100%", share=figures.percent(now["share"])),
            )
        cards.figure(
            _("Checks this year"), str(len(checks)), below=_("{count} unannounced", count=unannounced)
        )
        cards.figure(
            _("Differ by more than a tenth"),
            f"{int(led['flagged'].sum())}:small[/{len(led)}]",
            note=_("Found divided by reported lies outside 0.90–1.10."),
            below=_("{share} of them", share=figures.percent(led["flagged"].mean())) if len(led) else None,
        )
        cards.figure(
            _("Reported above verified"),
            figures.NONE if gap is None else _("{points} pts", points=figures.points(gap)),
            delta=_change(gap, before.honesty if before else None),
            more_is_better=False,
        )


def _change(now: float | None, before: float | None) -> str | None:
    return None if now is None or before is None else figures.points(now - before)


def draw_pairs(briefing: Briefing) -> None:
    """The newest check of each task, the widest claim first; a click opens the task's story."""
    rows = pairs(briefing.inspections)
    title = findings.pairs_title(rows)
    if rows.empty:
        cards.part_title(title)
        return
    key = "check_pairs"
    cards.chart(
        title,
        picture(check_pairs, rows.head(_PAIRS), cards.look()),
        key=key,
        note=findings.pairs_key(),
        wide=True,
        on_select=task_opened(key, briefing),
    )
    if len(rows) > _PAIRS:
        with st.expander(_("{count} more", count=len(rows) - _PAIRS)):
            rest = picture(check_pairs, rows.iloc[_PAIRS:], cards.look())
            more = f"{key}_more"
            cards.chart(
                _("The other tasks checked"),
                rest,
                key=more,
                wide=True,
                on_select=task_opened(more, briefing),
            )


def draw_fields(briefing: Briefing) -> None:
    """How many checks each of the five fields had, and what they found."""
    if briefing.inspections.empty:
        cards.nothing(
            _("The supervision office records checks in its oversight workbook: Oversight data, first sheet.")
        )
        return
    rows = by_field(briefing.inspections)
    words = [findings.field_word(value) for value in rows["field"]]
    cards.chart(
        findings.field_title(rows),
        picture(field_bars, rows, words, cards.look()),
        key="check_fields",
        wide=True,
    )


def draw_coverage(briefing: Briefing) -> None:
    """Units by quarter, those not checked this quarter first; a click opens the unit's page."""
    units = units_by_coverage(briefing.coverage)
    first, rest = units.head(_UNITS), units.iloc[_UNITS:]
    title = findings.coverage_title(briefing.coverage)
    _coverage(briefing, first, title, "coverage_map", note=findings.coverage_note())
    if len(rest):
        with st.expander(_("{count} more units", count=len(rest))):
            _coverage(briefing, rest, _("The other units"), "coverage_map_rest")


def _coverage(briefing: Briefing, units: pd.DataFrame, title: str, key: str, note: str = "") -> None:
    quarters = coverage_by_quarter(briefing.coverage)
    picture = coverage_map(briefing.coverage, units, quarters, cards.look())
    words = unit_words(briefing.plan)

    def choose() -> None:
        picked = st.session_state[key].selection.get(UNIT)
        if picked and picked[0].get("unit_id") in words:
            links.turn_to("unit", **{UNIT_KEY: words[picked[0]["unit_id"]]})

    cards.chart(title, picture, key=key, note=note, wide=True, on_select=choose)
