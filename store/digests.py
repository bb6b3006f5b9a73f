"""Fingerprints of stored rows: what the audit trail keeps of a submission, plan, period change or snapshot."""

from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, select

from store import schema
from store.audit import canonical

_LATER = {
    schema.inspections: ("field",)
}  # columns that came after the table: told of where they hold something
_CHANGING = ("status", "reason")  # of a submission: told by entries of their own
LINES = (schema.task_lines, schema.milestone_lines, schema.issue_lines, schema.submission_problems)
BOOK_ROWS = (
    schema.inspections,
    schema.ratings,
    schema.promises,
    schema.adjustments,
    schema.examples,
    schema.decisions,
)
PLAN_ROWS = (
    schema.plan_units,
    schema.plan_tasks,
    schema.plan_projects,
    schema.plan_milestones,
    schema.plan_windows,
    schema.plan_rules,
    schema.plan_rule_notes,
)


def submission_digest(connection: Connection, submission_id: int, *, content: str | None = None) -> str:
    """SHA-256 over a submission's row but for its state, its lines and problems, and its file's bytes.

    content: the SHA-256 of those bytes, where it is known and they need not be read; as below.
    """
    key = schema.submissions.c.submission_id == submission_id
    parts: list[Any] = [_rows(connection, schema.submissions, key, leave=_CHANGING)]
    parts += [
        _rows(connection, table, table.c.submission_id == submission_id, order=table.c.position)
        for table in LINES
    ]
    file = schema.submission_files
    parts.append(content or _content(connection, file, file.c.submission_id == submission_id))
    return sha256(canonical(parts)).hexdigest()


def plan_digest(connection: Connection, plan_id: int, *, content: str | None = None) -> str:
    """SHA-256 over a plan's row, all rows it holds, and its file's bytes."""
    key = schema.plans.c.plan_id == plan_id
    parts = [
        _rows(connection, schema.plans, key, leave=("content",)),
        content or _content(connection, schema.plans, key),
    ]
    parts += [
        _rows(connection, table, table.c.plan_id == plan_id, order=table.c.position) for table in PLAN_ROWS
    ]
    return sha256(canonical(parts)).hexdigest()


def period_change_digest(connection: Connection, change_id: int) -> str:
    """SHA-256 over a row of period_changes."""
    table = schema.period_changes
    return sha256(canonical(_rows(connection, table, table.c.change_id == change_id))).hexdigest()


def snapshot_digest(connection: Connection, snapshot_id: int, *, content: str | None = None) -> str:
    """SHA-256 over a snapshot's row and its content's bytes."""
    table = schema.snapshots
    key = table.c.snapshot_id == snapshot_id
    parts = [_rows(connection, table, key, leave=("content",)), content or _content(connection, table, key)]
    return sha256(canonical(parts)).hexdigest()


def _rows(
    connection: Connection, table: Table, key: Any, *, leave: tuple[str, ...] = (), order: Any = None
) -> list[list[Any]]:
    columns = [column for column in table.c if column.name not in leave]
    wanted = select(*columns).where(key)
    if order is not None:
        wanted = wanted.order_by(order)
    return [list(row) for row in connection.execute(wanted)]


def _filled(connection: Connection, table: Table, key: Any, later: tuple[str, ...]) -> list[Any]:
    """Of each later column its name and values, but only where one holds something: older digests still hold."""
    found: list[Any] = []
    for name in later:
        column = table.c[name]
        wanted = select(table.c.position, column).where(key, column != "").order_by(table.c.position)
        values = [list(row) for row in connection.execute(wanted)]
        found += [[name, values]] if values else []
    return found


def _content(connection: Connection, table: Table, key: Any) -> str:
    found = connection.execute(select(table.c.content).where(key)).scalar_one_or_none()
    return "" if found is None else sha256(bytes(found)).hexdigest()


def book_digest(connection: Connection, book_id: int, *, content: str | None = None) -> str:
    """SHA-256 over an oversight book's row, its file's bytes and the rows it holds."""
    table = schema.oversight_books
    key = table.c.book_id == book_id
    parts: list[Any] = [_rows(connection, table, key, leave=("content",))]
    parts.append(content or _content(connection, table, key))
    for rows in BOOK_ROWS:
        later = _LATER.get(rows, ())
        parts.append(_rows(connection, rows, rows.c.book_id == book_id, leave=later, order=rows.c.position))
        parts += _filled(connection, rows, rows.c.book_id == book_id, later)
    return sha256(canonical(parts)).hexdigest()


def seal(secret: str | None) -> str:
    """What the trail keeps of a hash by which somebody gets in: enough to see that it was changed; "" of none."""
    return "" if secret is None else sha256(f"seal:{secret}".encode()).hexdigest()[:32]


def row_digest(connection: Connection, table: Table, number: int, *, content: str | None = None) -> str:
    """SHA-256 over one row of a table known by a single number, its bytes by their own hash."""
    key = next(iter(table.primary_key.columns)) == number
    parts: list[Any] = [_rows(connection, table, key, leave=("content",))]
    if "content" in table.c:
        parts.append(content or _content(connection, table, key))
    return sha256(canonical(parts)).hexdigest()
