"""What a unit said last before a period: the lines that a new sheet is compared with and prefilled from."""

from dataclasses import fields, replace
from typing import Any, TypeVar

from sqlalchemy import Engine, Table, and_, func, select

from domain.period import Period
from domain.report import MilestoneLine, TaskLine
from store import schema
from store.schema import submissions

_Line = TypeVar("_Line")


def fetch_previous_tasks(engine: Engine, unit_id: str, period: str) -> dict[str, TaskLine]:
    """Return each task's newest accepted line of this unit from the periods before this one, by task code.

    Where that line gave no value, the last value given before stands in it.
    """
    newest: dict[str, TaskLine] = {}
    for line in _lines_before(engine, schema.task_lines, TaskLine, unit_id, period):
        before = newest.get(line.task_id)
        if before is not None and line.reported is None and line.actual is None:
            line = replace(line, reported=before.reported, actual=before.actual)
        newest[line.task_id] = line
    return newest


def fetch_previous_milestones(engine: Engine, unit_id: str, period: str) -> dict[str, MilestoneLine]:
    """Return each milestone's newest accepted line of this unit before this period, by milestone code.

    An actual finish once given stays, where later lines leave it out.
    """
    newest: dict[str, MilestoneLine] = {}
    for line in _lines_before(engine, schema.milestone_lines, MilestoneLine, unit_id, period):
        before = newest.get(line.milestone_id)
        if before is not None and line.actual_finish is None:
            line = replace(line, actual_finish=before.actual_finish)
        newest[line.milestone_id] = line
    return newest


def _lines_before(engine: Engine, table: Table, kind: type[_Line], unit_id: str, period: str) -> list[_Line]:
    """Lines of the submissions that count, oldest period first."""
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    start = Period.parse(period).starts_on
    with engine.connect() as connection:
        counting = {
            Period.parse(row.period): row.submission_id
            for row in connection.execute(_counting(unit_id))
            if Period.parse(row.period).starts_on < start
        }
        wanted = select(table).where(table.c.submission_id.in_(counting.values()))
        lines: dict[int, list[Any]] = {}
        for row in connection.execute(wanted.order_by(table.c.position)).mappings():
            lines.setdefault(row["submission_id"], []).append(kind(**{name: row[name] for name in names}))
    return [line for _, number in sorted(counting.items()) for line in lines.get(number, [])]


def _counting(unit_id: str) -> Any:
    table = submissions.c
    newest = (
        select(table.period, func.max(table.version).label("version"))
        .where(table.unit_id == unit_id, table.status == "accepted")
        .group_by(table.period)
        .subquery()
    )
    same = and_(table.period == newest.c.period, table.version == newest.c.version)
    return select(table.period, table.submission_id).join(newest, same).where(table.unit_id == unit_id)
