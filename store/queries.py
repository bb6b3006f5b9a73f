"""What a store tells: plans as domain objects, submissions and their lines as DataFrames."""

from collections.abc import Mapping

import pandas as pd
from sqlalchemy import ColumnElement, Engine, Select, Subquery, Table, and_, func, select

from domain.plan import PlanVersion
from store import schema
from store.frames import DATA, DAY, FLAG, MOMENT, NUMBER, TEXT, WHOLE, typed_frame
from store.periods import fetch_period_changes, with_office_windows
from store.plan_rows import fetch_plan
from store.schema import submission_problems, submissions

_KEYS = {"submission_id": WHOLE, "unit_id": TEXT, "period": TEXT}
_ORIGIN = {"row": WHOLE, "place": TEXT, "file_name": TEXT}
SUBMISSION_TYPES: Mapping[str, str] = {
    **_KEYS,
    "version": WHOLE,
    "status": TEXT,
    "received_at": MOMENT,
    "file_name": TEXT,
    "sha256": TEXT,
    "filled_by": TEXT,
    "signed_by": TEXT,
    "filled_on": DAY,
    "source": TEXT,
    "counts": FLAG,
    "question_count": WHOLE,
    "notice_count": WHOLE,
}
TASK_LINE_TYPES: Mapping[str, str] = {
    **_KEYS,
    "task_id": TEXT,
    "reported": NUMBER,
    "actual": NUMBER,
    "note": TEXT,
    "problem": TEXT,
    "next_step": TEXT,
    "need": TEXT,
    "forecast_finish": DAY,
    "remark": TEXT,
    **_ORIGIN,
}
MILESTONE_LINE_TYPES: Mapping[str, str] = {
    **_KEYS,
    "milestone_id": TEXT,
    "forecast_finish": DAY,
    "actual_finish": DAY,
    "evidence": TEXT,
    "note": TEXT,
    **_ORIGIN,
}
ISSUE_LINE_TYPES: Mapping[str, str] = {
    **_KEYS,
    "problem_id": TEXT,
    "source": TEXT,
    "raised_on": DAY,
    "category": TEXT,
    "description": TEXT,
    "promised_on": DAY,
    "solved_on": DAY,
    "result": TEXT,
    "callback": TEXT,
    **_ORIGIN,
}
PROBLEM_TYPES: Mapping[str, str] = {
    "submission_id": WHOLE,
    "code": TEXT,
    "severity": TEXT,
    "sheet": TEXT,
    "cell": TEXT,
    "header": TEXT,
    "value": TEXT,
    "values": DATA,
    "answer": TEXT,
}


def fetch_revision(engine: Engine) -> int:
    """Return a number that grows with every write: the key of every cache."""
    with engine.connect() as connection:
        return int(connection.execute(select(schema.revision.c.number)).scalar_one())


def is_empty(engine: Engine) -> bool:
    """Whether there is no plan yet; submissions can't be without one."""
    with engine.connect() as connection:
        return connection.execute(select(schema.plans.c.plan_id).limit(1)).first() is None


def fetch_plans(engine: Engine) -> tuple[PlanVersion, ...]:
    """All plan versions, oldest first; each speaks for periods from its ``valid_from`` on.

    Days and deadlines that the office has set stand in place of the plan's own.
    """
    wanted = select(schema.plans.c.plan_id, schema.plans.c.valid_from).order_by(schema.plans.c.plan_id)
    with engine.connect() as connection:
        changes = fetch_period_changes(connection)
        stored = (
            PlanVersion(plan_id=number, valid_from=valid_from, plan=fetch_plan(connection, number))
            for number, valid_from in connection.execute(wanted).all()
        )
        return tuple(with_office_windows(version, changes) for version in stored)


def fetch_submissions(engine: Engine) -> pd.DataFrame:
    """One row a submission, in order of arrival in the store; columns and types: ``SUBMISSION_TYPES``.

    ``counts`` [bool]: the newest accepted version of its unit and period. ``question_count`` and
    ``notice_count``: what the checker asked and remarked, answered or not.
    """
    newest, tally = _counting(), _tally()
    table = submissions
    wanted = (
        select(
            *(table.c[name] for name in SUBMISSION_TYPES if name in table.c),
            newest.c.version.is_not(None).label("counts"),
            func.coalesce(tally.c.questions, 0),
            func.coalesce(tally.c.notices, 0),
        )
        .outerjoin(newest, _is_newest(newest))
        .outerjoin(tally, tally.c.submission_id == table.c.submission_id)
        .order_by(table.c.submission_id)
    )
    return _frame(engine, wanted, SUBMISSION_TYPES)


def fetch_task_lines(engine: Engine) -> pd.DataFrame:
    """任务进展 rows of the submissions that count; columns and types: ``TASK_LINE_TYPES``."""
    return _lines(engine, schema.task_lines, TASK_LINE_TYPES)


def fetch_milestone_lines(engine: Engine) -> pd.DataFrame:
    """节点进展 rows of the submissions that count; columns and types: ``MILESTONE_LINE_TYPES``."""
    return _lines(engine, schema.milestone_lines, MILESTONE_LINE_TYPES)


def fetch_issue_lines(engine: Engine) -> pd.DataFrame:
    """问题台账 rows of the submissions that count; columns and types: ``ISSUE_LINE_TYPES``."""
    return _lines(engine, schema.issue_lines, ISSUE_LINE_TYPES)


def fetch_problems(engine: Engine, submission_id: int | None = None) -> pd.DataFrame:
    """Return what the checker found, of one submission or all, in its order; columns: ``PROBLEM_TYPES``.

    ``values`` is the mapping that was stored; ``answer`` "" = none.
    """
    table = submission_problems.c
    wanted = select(*(table[name] for name in PROBLEM_TYPES)).order_by(table.submission_id, table.position)
    if submission_id is not None:
        wanted = wanted.where(table.submission_id == submission_id)
    return _frame(engine, wanted, PROBLEM_TYPES)


def fetch_original(engine: Engine, submission_id: int) -> tuple[str, bytes]:
    """File name and bytes as they came; raises LookupError where there is no such submission."""
    files = schema.submission_files
    wanted = select(submissions.c.file_name, files.c.content).join_from(submissions, files)
    with engine.connect() as connection:
        found = connection.execute(wanted.where(submissions.c.submission_id == submission_id)).first()
    if found is None:
        raise LookupError(f"no submission {submission_id}")
    return found.file_name, bytes(found.content)


def _counting() -> Subquery:
    """Select the newest accepted version of each unit and period."""
    table = submissions.c
    newest = select(table.unit_id, table.period, func.max(table.version).label("version"))
    return newest.where(table.status == "accepted").group_by(table.unit_id, table.period).subquery()


def _is_newest(newest: Subquery) -> ColumnElement[bool]:
    return and_(*(submissions.c[name] == newest.c[name] for name in ("unit_id", "period", "version")))


def _tally() -> Subquery:
    table = submission_problems.c
    return (
        select(
            table.submission_id,
            func.count().filter(table.severity == "question").label("questions"),
            func.count().filter(table.severity == "notice").label("notices"),
        )
        .group_by(table.submission_id)
        .subquery()
    )


def _lines(engine: Engine, table: Table, types: Mapping[str, str]) -> pd.DataFrame:
    newest = _counting()
    columns = [table.c[name] if name in table.c else submissions.c[name] for name in types]
    wanted = (
        select(*columns)
        .join_from(table, submissions)
        .join(newest, _is_newest(newest))
        .order_by(table.c.submission_id, table.c.position)
    )
    return _frame(engine, wanted, types)


def _frame(engine: Engine, wanted: Select[*tuple[object, ...]], types: Mapping[str, str]) -> pd.DataFrame:
    with engine.connect() as connection:
        return typed_frame(connection.execute(wanted).all(), types)
