"""Tables of what units report, append-only: submissions, their files, lines and problems."""

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
)

from store.schema.columns import Instant, Json, Words, day, metadata, number, words


def _lines(name: str, *columns: Column[Any]) -> Table:
    return Table(
        name,
        metadata,
        Column("submission_id", ForeignKey("submissions.submission_id"), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *columns,
    )


submissions = Table(
    "submissions",
    metadata,
    Column("submission_id", Integer, primary_key=True),
    Column("unit_id", Words, nullable=False),
    Column("period", Words, nullable=False),
    Column("version", Integer, nullable=False),
    Column("status", Words, nullable=False),
    words("reason"),
    Column("receipt", Words, nullable=False, unique=True),
    Column("received_at", Instant, nullable=False),
    words("file_name"),
    Column("sha256", Words, nullable=False),
    Column("size", Integer, nullable=False),
    words("filled_by"),
    words("signed_by"),
    day("filled_on"),
    Column("source", Words, nullable=False),
    words("submitted_by"),
    Column("on_behalf", Boolean, nullable=False),
    UniqueConstraint("unit_id", "period", "version"),
    CheckConstraint("status IN ('accepted', 'returned')", name="status"),
    Index(None, "sha256"),
)
submission_files = Table(
    "submission_files",
    metadata,
    Column("submission_id", ForeignKey("submissions.submission_id"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
task_lines = _lines(
    "task_lines",
    words("task_id"),
    number("reported"),
    number("actual"),
    words("note"),
    words("problem"),
    words("next_step"),
    words("need"),
    day("forecast_finish"),
    words("remark"),
    Column("row", Integer, nullable=False),
    words("place"),
)
milestone_lines = _lines(
    "milestone_lines",
    words("milestone_id"),
    day("forecast_finish"),
    day("actual_finish"),
    words("evidence"),
    words("note"),
    Column("row", Integer, nullable=False),
    words("place"),
)
issue_lines = _lines(
    "issue_lines",
    words("problem_id"),
    words("source"),
    day("raised_on"),
    words("category"),
    words("description"),
    day("promised_on"),
    day("solved_on"),
    words("result"),
    words("callback"),
    Column("row", Integer, nullable=False),
    words("place"),
)
submission_problems = _lines(
    "submission_problems",
    words("code"),
    words("severity"),
    words("sheet"),
    words("cell"),
    words("header"),
    words("value"),
    Column("values", Json, nullable=False),
    words("answer"),
)
