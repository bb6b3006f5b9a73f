"""The live board of a period: one row a unit, what it has sent, how it stands, what the checker asked."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from sqlalchemy import Engine, select

from domain.marked import Marked
from domain.plan import Plan, Unit, Window
from domain.unit_group import UnitGroup
from locales import N_
from services.timeline import plan_in_force
from store.queries import fetch_plans, fetch_submissions
from store.schema import submissions


class UnitState(Marked):
    """How a unit stands in a period, worst first."""

    MISSING = "missing", N_("Not sent, overdue"), "✕"
    RETURNED = "returned", N_("Returned, send again"), "↩"
    WAITING = "waiting", N_("Not sent yet"), "○"
    LATE = "late", N_("Sent late"), "▲"
    QUESTIONS = "questions", N_("Sent with questions"), "◆"
    SENT = "sent", N_("Sent on time"), "●"


OUTSTANDING = (UnitState.MISSING, UnitState.RETURNED, UnitState.WAITING)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One unit in one period.

    versions: handed in, returned ones too; submission_id, sent_at, file_name, questions, on_behalf: of the newest
    accepted one (None, "" or 0 = none); is_late: its first accepted one came after the deadline; return_reason: of
    the newest returned one where nothing counts.
    """

    unit_id: str
    label: str
    group: UnitGroup
    state: UnitState
    versions: int
    submission_id: int | None
    sent_at: datetime | None
    file_name: str
    questions: int
    notices: int
    is_late: bool
    on_behalf: bool
    return_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A period's rows, worst state first, then in the plan's order; the plan that judges it and its window."""

    plan: Plan
    window: Window
    rows: tuple[BoardRow, ...]

    def count(self, *states: UnitState) -> int:
        """How many units stand in one of these states."""
        return sum(row.state in states for row in self.rows)


def fetch_board(engine: Engine, period: str, now: datetime) -> Board:
    """Return the board of a period as the store stands; raises LookupError where no plan has the period."""
    plans = fetch_plans(engine)
    plan = plan_in_force(plans, period) if plans else None
    window = plan.window(period) if plan is not None else None
    if plan is None or window is None:
        raise LookupError(f"no period {period}")
    sent = fetch_submissions(engine)
    sent = sent.loc[sent["period"] == period].merge(_returns(engine, period), on="submission_id")
    by_unit = {str(unit_id): rows for unit_id, rows in sent.groupby("unit_id")}
    rows = [_row(unit, by_unit.get(unit.unit_id), window, now) for unit in plan.units]
    order = list(UnitState)
    return Board(plan=plan, window=window, rows=tuple(sorted(rows, key=lambda row: order.index(row.state))))


def _returns(engine: Engine, period: str) -> pd.DataFrame:
    """Per submission of the period: why it was returned ("" = it wasn't), and whether the office sent it in."""
    columns = (submissions.c.submission_id, submissions.c.reason, submissions.c.on_behalf)
    with engine.connect() as connection:
        rows = connection.execute(select(*columns).where(submissions.c.period == period)).all()
    frame = pd.DataFrame([tuple(row) for row in rows], columns=[column.name for column in columns])
    return frame.astype({"submission_id": "int64", "reason": "str", "on_behalf": "bool"})


def _row(unit: Unit, sent: pd.DataFrame | None, window: Window, now: datetime) -> BoardRow:
    counting = None if sent is None else sent.loc[sent["counts"]]
    newest = None if counting is None or counting.empty else counting.iloc[-1]
    is_late = newest is not None and sent is not None and _first(sent) > pd.Timestamp(window.due_at)
    return BoardRow(
        unit_id=unit.unit_id,
        label=unit.label,
        group=unit.group,
        state=_state(sent, newest, window, now, is_late=is_late),
        versions=0 if sent is None else len(sent),
        submission_id=None if newest is None else int(newest["submission_id"]),
        sent_at=None if newest is None else newest["received_at"].to_pydatetime(),
        file_name="" if newest is None else str(newest["file_name"]),
        questions=0 if newest is None else int(newest["question_count"]),
        notices=0 if newest is None else int(newest["notice_count"]),
        is_late=is_late,
        on_behalf=newest is not None and bool(newest["on_behalf"]),
        return_reason="" if newest is not None or sent is None else str(sent["reason"].iloc[-1]),
    )


def _first(sent: pd.DataFrame) -> pd.Timestamp:
    """When the first report that wasn't returned came."""
    first: pd.Timestamp = sent.loc[sent["status"] == "accepted", "received_at"].min()
    return first


def _state(
    sent: pd.DataFrame | None, newest: "pd.Series | None", window: Window, now: datetime, *, is_late: bool
) -> UnitState:
    if newest is None:
        if sent is not None:
            return UnitState.RETURNED
        return UnitState.MISSING if now > window.due_at else UnitState.WAITING
    if is_late:
        return UnitState.LATE
    return UnitState.QUESTIONS if newest["question_count"] else UnitState.SENT
