"""What changes a store: a plan added, a submission added or returned; each bumps the revision with it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Table, func, insert, select, update

from domain.plan import Plan
from domain.report import Report
from store import schema
from store.audit import Entry, append_entry
from store.digests import plan_digest, submission_digest
from store.engine import writing
from store.periods import PeriodClosed, is_closed
from store.plan_rows import insert_plan_rows
from store.same_file import same_plan, same_submission
from store.schema import submissions


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A workbook as it came."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Its fingerprint, in hexadecimal."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How a submission came: when, by which way (upload, import, demo), by whom."""

    received_at: datetime
    source: str = "upload"
    submitted_by: str = ""
    on_behalf: bool = False

    @property
    def any_version(self) -> bool:
        """Whether a file counts as known when any earlier version had its bytes, not just the newest."""
        return self.source != "upload"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A stored submission; ``is_new`` False = these bytes were there already."""

    submission_id: int
    version: int
    receipt: str
    received_at: datetime
    is_new: bool


class NewerVersion(Exception):  # noqa: N818 - it is an answer to the sender, not a failure of ours
    """A version came in that the sender has not seen; ``version`` is the newest one."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


def add_plan(
    engine: Engine, plan: Plan, file: File, arrival: Arrival, *, valid_from: str, entry: Entry
) -> int:
    """Store a plan as a new version and return its number; the same bytes again add nothing, as below.

    entry: what the audit trail is to say; its subject and digest are filled in here.
    """
    with changing(engine) as connection:
        known = same_plan(connection, file.sha256, any_version=arrival.any_version)
        if known is not None:
            return known
        values = {
            "valid_from": valid_from,
            "file_name": file.name,
            "sha256": file.sha256,
            "size": len(file.content),
            "received_at": arrival.received_at,
            "content": file.content,
        }
        plan_id = _added(connection, schema.plans, values)
        insert_plan_rows(connection, plan_id, plan)
        digest = plan_digest(connection, plan_id)
        append_entry(connection, replace(entry, subject=f"plan:{plan_id}", digest=digest))
    return plan_id


def add_submission(
    engine: Engine,
    report: Report,
    file: File,
    arrival: Arrival,
    problems: Sequence[Mapping[str, Any]] = (),
    *,
    entry: Entry,
    seen: int | None = None,
) -> Stored:
    """Store a report as the next version of its unit and period.

    problems: rows with the columns of ``submission_problems``. The same bytes again add nothing: from an
    upload when they are what counts now (an earlier file may be sent again to undo a mistake), from a
    folder when they are any version. Two at once get versions one after the other, as the revision's row
    is locked before the last version is looked up. entry: as in add_plan.
    Raises PeriodClosed where the office has closed the period, also if that came just before, and
    NewerVersion where there is one newer than ``seen`` (None = the sender doesn't say what was seen).
    """
    with changing(engine) as connection:
        known = same_submission(
            connection, report.unit_id, report.period, file.sha256, any_version=arrival.any_version
        )
        if known is not None:
            return _known(known)
        if is_closed(connection, report.period):
            raise PeriodClosed(report.period)
        version = _last_version(connection, report) + 1
        if seen is not None and version - 1 > seen:
            raise NewerVersion(version - 1)
        receipt = f"{report.period}-{report.unit_id}-v{version}"
        values = _submission(report, file, arrival) | {"version": version, "receipt": receipt}
        number = _added(connection, submissions, values)
        connection.execute(insert(schema.submission_files).values(submission_id=number, content=file.content))
        _insert_lines(connection, schema.task_lines, number, _rows(report.tasks))
        _insert_lines(connection, schema.milestone_lines, number, _rows(report.milestones))
        _insert_lines(connection, schema.issue_lines, number, _rows(report.issues))
        _insert_lines(connection, schema.submission_problems, number, problems)
        digest = submission_digest(connection, number)
        append_entry(connection, replace(entry, subject=f"submission:{number}", digest=digest))
    return Stored(
        submission_id=number, version=version, receipt=receipt, received_at=arrival.received_at, is_new=True
    )


def return_submission(engine: Engine, submission_id: int, reason: str, *, entry: Entry) -> bool:
    """Send a submission back: it stays readable but counts no more; the one before it counts again.

    False: it was returned before, nothing is changed. entry: as in add_plan; its details get the new ``status``
    and ``reason``, from which store.verifying tells what state a submission must be in.
    """
    with changing(engine) as connection:
        accepted = (submissions.c.submission_id == submission_id) & (submissions.c.status == "accepted")
        done = connection.execute(
            update(submissions).where(accepted).values(status="returned", reason=reason)
        )
        if done.rowcount:
            state = {**entry.details, "status": "returned", "reason": reason}
            append_entry(connection, replace(entry, subject=f"submission:{submission_id}", details=state))
    return bool(done.rowcount)


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """Begin a transaction that bumps the revision first: its row then orders all writers everywhere."""
    with writing(engine) as connection:
        connection.execute(update(schema.revision).values(number=schema.revision.c.number + 1))
        yield connection


def _known(row: RowMapping) -> Stored:
    return Stored(
        submission_id=row["submission_id"],
        version=row["version"],
        receipt=row["receipt"],
        received_at=row["received_at"],
        is_new=False,
    )


def _last_version(connection: Connection, report: Report) -> int:
    table = submissions.c
    mine = (table.unit_id == report.unit_id) & (table.period == report.period)
    newest = select(func.coalesce(func.max(table.version), 0)).where(mine)
    return int(connection.execute(newest).scalar_one())


def _submission(report: Report, file: File, arrival: Arrival) -> dict[str, Any]:
    return {
        "unit_id": report.unit_id,
        "period": report.period,
        "status": "accepted",
        "received_at": arrival.received_at,
        "file_name": file.name,
        "sha256": file.sha256,
        "size": len(file.content),
        "filled_by": report.filled_by,
        "signed_by": report.signed_by,
        "filled_on": report.filled_on,
        "source": arrival.source,
        "submitted_by": arrival.submitted_by,
        "on_behalf": arrival.on_behalf,
    }


def _added(connection: Connection, table: Table, values: Mapping[str, Any]) -> int:
    key = connection.execute(insert(table).values(**values)).inserted_primary_key
    if key is None:
        raise RuntimeError(f"the database gave no number for a new row of {table.name}")
    return int(key[0])


def _rows(lines: Sequence[Any]) -> list[dict[str, Any]]:
    return [{field.name: getattr(line, field.name) for field in fields(line)} for line in lines]


def _insert_lines(
    connection: Connection,
    table: Table,
    submission_id: int,
    rows: Sequence[Mapping[str, Any]],
) -> None:
    keyed = [
        {"submission_id": submission_id, "position": position, **row} for position, row in enumerate(rows)
    ]
    if keyed:
        connection.execute(insert(table), keyed)
