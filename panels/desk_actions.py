"""What the office does with a period: move its deadline, close it, open it again, publish it."""

from collections.abc import Callable
from datetime import date, datetime, time

import streamlit as st

from domain import figures
from domain.figures import SHANGHAI
from domain.plan import Window
from locales import _
from panels import reads, session
from panels.desk_outcome import attempt, typed
from services import periods
from services.desk_board import Board
from services.findings import desk as findings
from services.period_states import PeriodStanding
from services.publishing import publish
from services.workdays import DEADLINE_AT


def draw_actions(board: Board, standing: PeriodStanding) -> None:
    """The row of buttons; each opens a small sheet that says what will happen.

    Their keys keep them apart: without, the sheet that closing leaves open would turn into the one that publishes.
    """
    with st.container(horizontal=True, gap="small", key="desk_actions", width="content"):
        if standing.can_publish(reads.now()):
            _publish(board, standing)
        if standing.is_closed:
            _reopen(standing)
        else:
            _close(standing)
            _deadline(standing)


def _publish(board: Board, standing: PeriodStanding) -> None:
    again = standing.snapshot is not None
    label = _("Publish again") if again else _("Publish")
    reason = f"desk_publish_{standing.code}"
    is_due = not again or standing.has_moved or not standing.is_closed
    with st.popover(
        label, icon=":material/verified:", type="primary" if is_due else "secondary", key="sheet_publish"
    ):
        st.markdown(findings.before_publishing(board, standing))
        if again:
            st.text_input(_("Why again"), key=reason, max_chars=300)

        def go() -> None:
            engine, now, actor = session.store().engine, reads.now(), session.actor()
            attempt(
                lambda: _published(
                    publish(engine, standing.code, actor=actor, now=now, reason=typed(reason)).version
                )
            )

        def _published(version: int) -> str:
            return _("{period} is published, version {version}.", period=standing.code, version=version)

        words = _("Publish {period} now", period=standing.code)
        st.button(words, key="desk_publish", type="primary", on_click=go)


def _close(standing: PeriodStanding) -> None:
    with st.popover(_("Close"), icon=":material/lock:", key="sheet_close"):
        st.markdown(
            _("After closing, no unit can send or correct a report for {period}.", period=standing.code)
        )
        _button(
            _("Close {period}", period=standing.code),
            "desk_close",
            lambda **by: periods.close_period(session.store().engine, standing.code, **by),
            _("{period} is closed.", period=standing.code),
        )


def _reopen(standing: PeriodStanding) -> None:
    reason = f"desk_reopen_{standing.code}"
    with st.popover(_("Open again"), icon=":material/lock_open:", key="sheet_reopen"):
        st.text_input(_("Why open it again"), key=reason, max_chars=300)
        if standing.snapshot is not None:
            st.caption(_("What is published stays as it is until you publish the period again."))
        _button(
            _("Open {period} again", period=standing.code),
            "desk_reopen",
            lambda **by: periods.reopen_period(
                session.store().engine, standing.code, reason=typed(reason), **by
            ),
            _("{period} takes reports again.", period=standing.code),
        )


def _deadline(standing: PeriodStanding) -> None:
    with st.popover(_("Deadline"), icon=":material/event:", key="sheet_deadline"):
        due_at = deadline_boxes(standing.window.due_at, f"desk_due_{standing.code}")
        reason = f"desk_due_why_{standing.code}"
        st.text_input(_("Why it moves (optional)"), key=reason, max_chars=300)
        window = standing.window
        moved = Window(
            period=window.period, starts_on=window.starts_on, ends_on=window.ends_on, due_at=due_at
        )
        draw_warnings(periods.deadline_warnings(moved))
        _button(
            _("Set to {moment}", moment=figures.moment(due_at)),
            "desk_due_set",
            lambda **by: periods.change_deadline(
                session.store().engine, standing.code, due_at=due_at, reason=typed(reason), **by
            ),
            _("{period} is due {moment}.", period=standing.code, moment=figures.moment(due_at)),
        )


def deadline_boxes(due_at: datetime, key: str) -> datetime:
    """Two boxes for day and time by the clock in Shanghai; what they say, aware."""
    local = due_at.astimezone(SHANGHAI)
    left, right = st.columns(2)
    day = left.date_input(_("Day"), value=local.date(), key=f"{key}_day", format="YYYY-MM-DD")
    clock = right.time_input(_("Time"), value=local.time().replace(second=0), key=f"{key}_time", step=1800)
    chosen = day if isinstance(day, date) else local.date()
    return datetime.combine(chosen, clock if isinstance(clock, time) else DEADLINE_AT, SHANGHAI)


def draw_warnings(texts: tuple[str, ...]) -> None:
    """What is unusual, one line each."""
    for text in texts:
        st.caption(f"▲ {text}")


def _button(label: str, key: str, deed: Callable[..., object], done: str) -> None:
    def go() -> None:
        actor, now = session.actor(), reads.now()

        def act() -> str:
            deed(actor=actor, now=now)
            return done

        attempt(act)

    st.button(label, key=key, type="primary", on_click=go)
