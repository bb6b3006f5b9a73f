"""Decisions as rows: open ones with their button, done ones as a table."""

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from domain import figures
from domain.plan import Plan
from locales import _
from panels import cards
from panels.decision_forms import draw_finish
from panels.decision_reads import Sight
from panels.paper_table import paper_table, plain
from services.decision_ledger import content_and_need
from services.findings import decisions as findings

_SHEET = Path(__file__).with_name("decisions.css")
_WIDTHS = (1.7, 4.8, 2.1, 1.35, 1.45)
_AT_ONCE = 12


def draw_decisions_style() -> None:
    """Add this page's own style."""
    st.html(_SHEET)


def draw_open(plan: Plan, sight: Sight, *, can_write: bool) -> None:
    """Draw what is open, most overdue first; with can_write a button on each that says it is done."""
    rows = sight.decisions.loc[sight.decisions["is_open"]]
    cards.part_title(findings.open_title(sight.decisions))
    if rows.empty:
        return
    widths = _WIDTHS if can_write else _WIDTHS[:4]
    titles = (_("State"), _("What was decided"), _("By whom"), _("Due"), "")
    with st.container(key="found_head_decisions"):
        for column, title in zip(st.columns(widths), titles, strict=False):
            column.caption(title)
    for number, row in enumerate(rows.to_dict("records")):
        with st.container(key=f"decision_row_{number}"):
            columns = st.columns(widths)
            words = plain(findings.state_words(row["state"], row["days_over"]))
            columns[0].markdown(f":{findings.state_colour(row['state'])}[**{words}**]")
            columns[1].markdown(decided(plan, row))
            columns[2].markdown(plain(row["labels"]))
            columns[3].markdown(plain(_due(row["due_on"], sight)))
            if can_write:
                with columns[4]:
                    draw_finish(row, number, sight.day)


def _due(value: pd.Timestamp, sight: Sight) -> str:
    """A deadline of this year without its year."""
    return figures.day(value) if pd.isna(value) or value.year != sight.day.year else figures.short_day(value)


def decided(plan: Plan, row: dict[Any, Any]) -> str:
    """Markdown of what was decided, and below it where: the meeting, its day, and the need it answers."""
    words, need = content_and_need(row["content"])
    parts = [row["meeting"], figures.day(row["assigned_on"])]
    if need is not None:
        parts.append(need_words(plan, need.task_id, need.unit_id, need.period))
    return f"{plain(words)}  \n:gray[{plain(' · '.join(part for part in parts if part))}]"


def need_words(plan: Plan, task_id: str, unit_id: str, period: str) -> str:
    """Which request a decision answers: the unit, its task and the period it asked in."""
    unit = plan.unit(unit_id)
    task = next((one.name for one in plan.tasks if one.task_id == task_id), task_id)
    label = unit.label if unit else unit_id
    return _("answers {unit}'s request of {period} on {task}", unit=label, period=period, task=task)


def draw_done(sight: Sight) -> None:
    """Draw what is done, newest first; the first few at once."""
    rows = sight.decisions.loc[~sight.decisions["is_open"]].sort_values(
        "done_on", ascending=False, kind="stable"
    )
    if rows.empty:
        return
    cards.part_title(findings.done_title(sight.decisions))
    paper_table(_done_table(rows.head(_AT_ONCE)))
    if len(rows) > _AT_ONCE:
        with st.expander(_("{count} more", count=len(rows) - _AT_ONCE)):
            paper_table(_done_table(rows.iloc[_AT_ONCE:]))


def _done_table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("State"): [findings.state_words(state, days) for state, days in _pairs(rows)],
            _("What was decided"): [content_and_need(text)[0] for text in rows["content"]],
            _("Meeting"): rows["meeting"],
            _("By whom"): rows["labels"],
            _("Due"): [figures.day(value) for value in rows["due_on"]],
            _("Done on"): [figures.day(value) for value in rows["done_on"]],
            _("What came of it"): rows["result"],
        }
    )


def _pairs(rows: pd.DataFrame) -> list[tuple[str, float]]:
    return list(zip(rows["state"], rows["days_over"], strict=True))
