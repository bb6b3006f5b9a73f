"""The live board: who has sent, who is late, who was asked; and, for a chosen unit, what the office can do."""

from datetime import datetime

import pandas as pd
import streamlit as st

from domain import figures
from locales import _
from panels import cards, links, reads, session
from panels.desk_outcome import attempt, typed
from panels.filters import unit_words
from panels.paper_table import plain
from services.desk_board import OUTSTANDING, Board, BoardRow, UnitState
from services.period_states import PeriodStanding
from services.returning import Returned, return_report

_ROW, _HEAD, _TALLEST = 35, 38, 26


def draw_counts(board: Board) -> None:
    """One card for each way a unit can stand."""
    shown = (
        (_("Reported"), len(board.rows) - board.count(*OUTSTANDING)),
        (_("Late"), board.count(UnitState.LATE)),
        (_("With questions"), board.count(UnitState.QUESTIONS)),
        (_("Returned"), board.count(UnitState.RETURNED)),
        (_("Outstanding"), board.count(UnitState.MISSING, UnitState.WAITING)),
    )
    with st.grid(5, min_column_width=130, key="desk_counts"):
        for label, value in shown:
            cards.figure(label, str(value))


def draw_rows(board: Board) -> BoardRow | None:
    """Draw the table, worst first; the unit whose row is chosen, None = none."""
    frame = pd.DataFrame(
        {
            _("State"): [row.state.label for row in board.rows],
            _("Unit"): [row.label for row in board.rows],
            _("Unit group"): [row.group.word for row in board.rows],
            _("Last received"): [_short(row.sent_at) for row in board.rows],
            _("Versions"): [str(row.versions or figures.NONE) for row in board.rows],
            _("Questions"): [str(row.questions or figures.NONE) for row in board.rows],
            _("Note"): [_note(row) for row in board.rows],
        }
    )
    told = st.dataframe(
        frame,
        hide_index=True,
        key="desk_board",
        height=_HEAD + _ROW * min(len(frame), _TALLEST),
        selection_mode="single-row",
        on_select="rerun",
        column_config={
            _("State"): st.column_config.TextColumn(width=125),
            _("Unit"): st.column_config.TextColumn(width=150),
            _("Unit group"): st.column_config.TextColumn(width=75),
            _("Last received"): st.column_config.TextColumn(width=100),
            _("Versions"): st.column_config.TextColumn(width=45, alignment="right"),
            _("Questions"): st.column_config.TextColumn(width=60, alignment="right"),
        },
    )
    picked = told.selection.rows
    return board.rows[picked[0]] if picked and picked[0] < len(board.rows) else None


def _short(sent_at: datetime | None) -> str:
    """Month, day and time: the year is the period's."""
    return figures.moment(sent_at)[5:] if sent_at is not None else figures.NONE


def _note(row: BoardRow) -> str:
    parts = [
        _("sent on its behalf") if row.on_behalf else "",
        _("returned: {reason}", reason=row.return_reason) if row.return_reason else "",
        _("{count} remarks", count=row.notices) if row.notices else "",
    ]
    return " · ".join(part for part in parts if part)


def draw_unit(board: Board, standing: PeriodStanding, row: BoardRow) -> None:
    """What the office can do with the chosen unit: look, send on its behalf, return."""
    name = unit_words(board.plan)[row.unit_id]
    with st.container(border=True, key="desk_unit"):
        cards.part_title(plain(f"{row.state.label} · {row.label}"))
        with st.container(horizontal=True, gap="small"):
            links.link(
                _("Read the report"),
                "data",
                key="desk_read",
                icon=":material/fact_check:",
                report_unit=name,
                report_period=standing.code,
            )
            if not standing.is_closed:
                links.link(
                    _("Send on its behalf"),
                    "upload",
                    key="desk_behalf",
                    icon=":material/upload_file:",
                    upload_unit=name,
                    upload_period=standing.code,
                )
        if row.submission_id is not None:
            _returning(standing, row, row.submission_id)


def _returning(standing: PeriodStanding, row: BoardRow, number: int) -> None:
    reason = f"desk_return_{number}"
    st.text_input(_("Return it, because"), key=reason, placeholder=_("The unit reads this"), max_chars=300)
    if standing.snapshot is not None:
        st.caption(_("The period is published: it changes only when published again."))
    elif standing.is_closed:
        st.caption(_("The period is closed: open it again, or the unit can't send another."))

    def give_back() -> None:
        now, actor = reads.now(), session.actor()
        attempt(
            lambda: _returned(
                return_report(session.store().engine, number, typed(reason), actor=actor, now=now), row
            )
        )

    st.button(_("Return"), key="desk_return", icon=":material/undo:", on_click=give_back)


def _returned(done: Returned, row: BoardRow) -> str:
    text = _("{unit}: returned.", unit=row.label)
    if done.published:
        text += " " + _("Counted in {periods}: publish again.", periods=", ".join(done.published))
    if done.is_closed:
        text += " " + _("The period is closed: open it again, or the unit can't send another.")
    return text
