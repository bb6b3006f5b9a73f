"""What a period is computed from, pinned: the plans, windows and submissions of one moment, to be read again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd
from sqlalchemy import Engine, Table, func, select

from domain.plan import PlanVersion, Window
from store import schema
from store.frames import typed_frame
from store.oversight import fetch_oversight
from store.periods import with_windows
from store.plan_rows import fetch_plan
from store.queries import (
    ISSUE_LINE_TYPES,
    MILESTONE_LINE_TYPES,
    SUBMISSION_TYPES,
    TASK_LINE_TYPES,
)
from store.schema import submission_problems, submissions


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """Which rows of the store; all of them are append-only, but for a submission's state, kept here.

    plans: (plan_id, valid_from); windows: those that the office had set in place of the plans' own;
    submissions: (submission_id, ``accepted`` or ``returned``); last_book: number of the newest oversight book, 0 = none; now [aware]: the moment of publishing.
    """

    now: datetime
    plans: tuple[tuple[int, str], ...] = ()
    windows: tuple[Window, ...] = field(default=())
    submissions: tuple[tuple[int, str], ...] = ()
    last_book: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What ``services.briefing.build`` takes; frames as those of store.queries."""

    plans: tuple[PlanVersion, ...]
    submissions: pd.DataFrame
    task_lines: pd.DataFrame
    milestone_lines: pd.DataFrame
    issue_lines: pd.DataFrame
    oversight: dict[str, pd.DataFrame]


def fetch_pinned(engine: Engine, pins: Pins) -> Inputs:
    """Return plans, submissions and lines as they counted then, whatever came or was returned since."""
    sent = counted(_submissions(engine, pins.submissions))
    counting = [int(number) for number in sent.loc[sent["counts"], "submission_id"]]
    return Inputs(
        plans=_plans(engine, pins),
        submissions=sent,
        task_lines=_lines(engine, schema.task_lines, TASK_LINE_TYPES, counting),
        milestone_lines=_lines(engine, schema.milestone_lines, MILESTONE_LINE_TYPES, counting),
        issue_lines=_lines(engine, schema.issue_lines, ISSUE_LINE_TYPES, counting),
        oversight=fetch_oversight(engine, up_to=pins.last_book),
    )


def counted(sent: pd.DataFrame) -> pd.DataFrame:
    """The submissions with ``counts`` made anew among themselves: the newest accepted version of each."""
    accepted = sent.loc[sent["status"] == "accepted"]
    newest = accepted.groupby(["unit_id", "period"])["version"].transform("max")
    chosen = accepted.index[accepted["version"] == newest]
    return sent.assign(counts=sent.index.isin(chosen))


def _plans(engine: Engine, pins: Pins) -> tuple[PlanVersion, ...]:
    with engine.connect() as connection:
        stored = [
            PlanVersion(plan_id=number, valid_from=valid_from, plan=fetch_plan(connection, number))
            for number, valid_from in pins.plans
        ]
    windows = {window.period: window for window in pins.windows}
    return tuple(with_windows(version, windows) for version in stored)


def _submissions(engine: Engine, pinned: Iterable[tuple[int, str]]) -> pd.DataFrame:
    states = dict(pinned)
    table, found = submissions.c, submission_problems.c
    tally = (
        select(
            found.submission_id,
            func.count().filter(found.severity == "question").label("question_count"),
            func.count().filter(found.severity == "notice").label("notice_count"),
        )
        .group_by(found.submission_id)
        .subquery()
    )
    wanted = (
        select(
            *(table[name] for name in SUBMISSION_TYPES if name in table),
            func.coalesce(tally.c.question_count, 0).label("question_count"),
            func.coalesce(tally.c.notice_count, 0).label("notice_count"),
        )
        .outerjoin(tally, tally.c.submission_id == table.submission_id)
        .where(table.submission_id.in_(list(states)))
        .order_by(table.submission_id)
    )
    with engine.connect() as connection:
        rows = connection.execute(wanted).mappings().all()
    then = ({**row, "status": states[row["submission_id"]], "counts": False} for row in rows)
    return typed_frame([[row[name] for name in SUBMISSION_TYPES] for row in then], SUBMISSION_TYPES)


def _lines(engine: Engine, table: Table, types: Mapping[str, str], numbers: Sequence[int]) -> pd.DataFrame:
    wanted = (
        select(*(table.c[name] if name in table.c else submissions.c[name] for name in types))
        .join_from(table, submissions)
        .where(table.c.submission_id.in_(numbers))
        .order_by(table.c.submission_id, table.c.position)
    )
    with engine.connect() as connection:
        return typed_frame(connection.execute(wanted).all(), types)
