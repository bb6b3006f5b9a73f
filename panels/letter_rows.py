"""Letters that were issued: open ones most overdue first with every step, closed ones, and what the office left alone."""

from typing import Any

import pandas as pd
import streamlit as st

from domain import figures
from domain.letters import LetterKind
from domain.rules import Rules
from locales import _
from panels import cards
from panels.letter_reads import Letters
from panels.letter_steps import draw_steps_form
from panels.paper_table import paper_table, plain
from services.findings import letters as findings

_WIDTHS = (1.9, 6.2, 1.5, 1.3, 1.6)
_AT_ONCE = 12


def draw_open(seen: Letters, *, can_issue: bool, can_answer: bool) -> None:
    """Draw what is not closed yet."""
    rows = seen.letters.loc[seen.letters["is_open"]]
    cards.part_title(findings.open_title(seen.letters))
    if rows.empty:
        return
    _open_rows(rows.head(_AT_ONCE), seen, can_issue, can_answer)
    if len(rows) > _AT_ONCE:
        with st.expander(_("{count} more", count=len(rows) - _AT_ONCE)):
            _open_rows(rows.iloc[_AT_ONCE:], seen, can_issue, can_answer)


def _open_rows(rows: pd.DataFrame, seen: Letters, can_issue: bool, can_answer: bool) -> None:
    titles = (_("State"), _("Letter"), _("Unit"), _("Answer by"), "")
    with st.container(key=f"found_head_letters_{rows['letter_id'].iloc[0]}"):
        for column, words in zip(st.columns(_WIDTHS), titles, strict=True):
            column.caption(words)
    for row in rows.to_dict("records"):
        with st.container(key=f"letter_row_{row['letter_id']}"):
            columns = st.columns(_WIDTHS)
            words = plain(findings.state_words(row["state"], row["days_over"]))
            columns[0].markdown(f":{findings.state_colour(row['state'], row['days_over'])}[**{words}**]")
            columns[1].markdown(_story(row))
            columns[2].markdown(plain(row["label"]))
            columns[3].markdown(plain(figures.day(row["due_on"])))
            with columns[4]:
                draw_download(row)
                if can_issue or can_answer:
                    draw_steps_form(row, seen.day, can_issue=can_issue)


def _story(row: dict[Any, Any]) -> str:
    """Markdown of a letter: number and title, then its steps in grey."""
    steps = [f":gray[{plain(findings.step_words(one))}]" for one in row["steps"]]
    return "  \n".join([f"**{plain(row['number'])}** {plain(row['title'])}", *steps])


def draw_download(row: dict[Any, Any]) -> None:
    """Draw the way to the letter as issued."""
    st.link_button(".docx", f"/files/letter/{row['letter_id']}", icon=":material/download:", width="stretch")


def draw_closed(seen: Letters) -> None:
    """Draw what is closed, and circulars, newest first."""
    rows = seen.letters.loc[~seen.letters["is_open"]]
    if rows.empty:
        return
    cards.part_title(findings.closed_title(seen.letters))
    _closed_rows(rows.head(_AT_ONCE))
    if len(rows) > _AT_ONCE:
        with st.expander(_("{count} more", count=len(rows) - _AT_ONCE)):
            _closed_rows(rows.iloc[_AT_ONCE:])


def _closed_rows(rows: pd.DataFrame) -> None:
    for row in rows.to_dict("records"):
        with st.container(key=f"letter_row_{row['letter_id']}"):
            columns = st.columns(_WIDTHS)
            columns[0].markdown(f":blue[**{plain(_ended(row))}**]")
            columns[1].markdown(_story(row))
            columns[2].markdown(plain(row["label"] or _("All units")))
            columns[3].markdown(plain(figures.day(row["closed_on"])))
            with columns[4]:
                draw_download(row)


def _ended(row: dict[Any, Any]) -> str:
    is_circular = row["kind"] == LetterKind.CIRCULAR.value
    return LetterKind.CIRCULAR.word if is_circular else findings.state_words(row["state"], float("nan"))


def draw_idle(idle: pd.DataFrame | None, rules: Rules) -> None:
    """Draw the list against the office: red tasks that nobody has taken up."""
    if idle is None:
        return
    cards.part_title(findings.idle_title(idle, rules.idle_red_periods))
    if idle.empty:
        return
    st.caption(
        _("Listed against the office itself: a letter or a decision that names the task takes it off.")
    )
    paper_table(_idle_table(idle.head(_AT_ONCE)))
    if len(idle) > _AT_ONCE:
        with st.expander(_("{count} more", count=len(idle) - _AT_ONCE)):
            paper_table(_idle_table(idle.iloc[_AT_ONCE:]))


def _idle_table(idle: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Task"): [f"{row['name']} {row['task_id']}" for row in idle.to_dict("records")],
            _("Lead unit"): idle["lead_label"].to_list(),
            _("Gap"): [figures.points(one) for one in idle["gap"]],
            _("Periods red"): [str(one) for one in idle["count"]],
        }
    )
