"""The lines of one submission, whichever version it is, as they were reported."""

from dataclasses import dataclass, fields
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, select

from domain.report import IssueLine, MilestoneLine, TaskLine
from store import schema

_Line = TypeVar("_Line")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLines:
    """The three sheets of a report, in sheet order."""

    tasks: tuple[TaskLine, ...]
    milestones: tuple[MilestoneLine, ...]
    issues: tuple[IssueLine, ...]


def fetch_report_lines(engine: Engine, submission_id: int) -> ReportLines:
    """Return what a submission said; empty where there is no such submission."""
    with engine.connect() as connection:
        return ReportLines(
            tasks=_lines(connection, schema.task_lines, TaskLine, submission_id),
            milestones=_lines(connection, schema.milestone_lines, MilestoneLine, submission_id),
            issues=_lines(connection, schema.issue_lines, IssueLine, submission_id),
        )


def _lines(connection: Connection, table: Table, kind: type[_Line], number: int) -> tuple[_Line, ...]:
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    wanted = select(*(table.c[name] for name in names)).where(table.c.submission_id == number)
    rows: list[dict[str, Any]] = [
        dict(row) for row in connection.execute(wanted.order_by(table.c.position)).mappings()
    ]
    return tuple(kind(**row) for row in rows)
