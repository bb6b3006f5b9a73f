"""The store against its audit trail: rows edited, removed or put in by hand, and files whose bytes changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Connection, Engine, Table, func, select

from store import schema
from store.chain import Finding, Link, anchor_findings, chain_findings, fetch_head
from store.digests import (
    BOOK_ROWS,
    LINES,
    PLAN_ROWS,
    book_digest,
    period_change_digest,
    plan_digest,
    row_digest,
    snapshot_digest,
    submission_digest,
)
from store.guards import guard_findings
from store.states import STATES, state_findings
from store.told import Told, fetch_told


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was looked at and what was found; ``head``: where the chain ends now, None = its row is gone."""

    findings: tuple[Finding, ...]
    entries: int
    rows: int
    files: int
    head: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """A table whose rows the trail keeps digests of. content: the table that holds its files, None = none."""

    name: str
    table: Table
    key: Column[Any]
    label: Column[Any]
    digest: Callable[[Connection, int, str], str]
    content: Table | None = None
    parts: tuple[Table, ...] = ()


_KINDS = (
    _Kind(
        name="plan",
        table=schema.plans,
        key=schema.plans.c.plan_id,
        label=schema.plans.c.file_name,
        digest=lambda connection, key, content: plan_digest(connection, key, content=content),
        content=schema.plans,
        parts=PLAN_ROWS,
    ),
    _Kind(
        name="submission",
        table=schema.submissions,
        key=schema.submissions.c.submission_id,
        label=schema.submissions.c.receipt,
        digest=lambda connection, key, content: submission_digest(connection, key, content=content),
        content=schema.submission_files,
        parts=(*LINES, schema.submission_files),
    ),
    _Kind(
        name="period_change",
        table=schema.period_changes,
        key=schema.period_changes.c.change_id,
        label=schema.period_changes.c.period,
        digest=lambda connection, key, _content: period_change_digest(connection, key),
    ),
    _Kind(
        name="snapshot",
        table=schema.snapshots,
        key=schema.snapshots.c.snapshot_id,
        label=schema.snapshots.c.period,
        digest=lambda connection, key, content: snapshot_digest(connection, key, content=content),
        content=schema.snapshots,
    ),
    _Kind(
        name="oversight",
        table=schema.oversight_books,
        key=schema.oversight_books.c.book_id,
        label=schema.oversight_books.c.file_name,
        digest=lambda connection, key, content: book_digest(connection, key, content=content),
        content=schema.oversight_books,
        parts=BOOK_ROWS,
    ),
    _Kind(
        name="letter",
        table=schema.letters,
        key=schema.letters.c.letter_id,
        label=schema.letters.c.number,
        digest=lambda connection, key, _content: row_digest(connection, schema.letters, key),
    ),
    _Kind(
        name="letter_step",
        table=schema.letter_steps,
        key=schema.letter_steps.c.step_id,
        label=schema.letter_steps.c.proposal,
        digest=lambda connection, key, _content: row_digest(connection, schema.letter_steps, key),
    ),
    _Kind(
        name="draw",
        table=schema.draws,
        key=schema.draws.c.draw_id,
        label=schema.draws.c.number,
        digest=lambda connection, key, _content: row_digest(connection, schema.draws, key),
    ),
    _Kind(
        name="meeting",
        table=schema.meetings,
        key=schema.meetings.c.meeting_id,
        label=schema.meetings.c.name,
        digest=lambda connection, key, _content: row_digest(connection, schema.meetings, key),
    ),
    _Kind(
        name="award",
        table=schema.awards,
        key=schema.awards.c.award_id,
        label=schema.awards.c.unit_id,
        digest=lambda connection, key, _content: row_digest(connection, schema.awards, key),
    ),
)


def verify(engine: Engine, anchor: Link | None = None) -> Verified:
    """Look at the whole store as it is at one moment; nothing is written, one file at a time is in memory.

    anchor: a place in the chain that someone kept elsewhere; the chain must still pass through it.
    """
    with _one_moment(engine) as connection:
        return verify_through(connection, anchor)


def verify_through(connection: Connection, anchor: Link | None = None) -> Verified:
    """Do the same as this connection's transaction sees the store."""
    found = [*chain_findings(connection), *(anchor_findings(connection, anchor) if anchor else ())]
    told = fetch_told(connection, tuple(state.kind for state in STATES))
    seen = _Seen()
    for kind in _KINDS:
        found += [*_row_findings(connection, kind, told, seen), *_orphan_findings(connection, kind)]
        found += _file_findings(connection, kind)
    found += [*_removed(told, seen), *state_findings(connection, told), *guard_findings(connection)]
    return Verified(
        findings=tuple(found),
        entries=_count(connection, schema.audit),
        rows=sum(_count(connection, kind.table) for kind in _KINDS),
        files=sum(_count(connection, kind.content) for kind in _KINDS if kind.content is not None),
        head=fetch_head(connection),
    )


@contextmanager
def _one_moment(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees the store as it is now, whatever is written meanwhile."""
    settings = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with engine.connect().execution_options(**settings) as connection:
        yield connection


@dataclass(slots=True)
class _Seen:
    """The rows that are there, and the digests of the trail that one of them has."""

    rows: set[str] = field(default_factory=set)
    digests: set[str] = field(default_factory=set)


def _row_findings(connection: Connection, kind: _Kind, told: Told, seen: _Seen) -> Iterator[Finding]:
    """Rows that no entry of the trail has as they stand."""
    for key, label, recorded in connection.execute(_rows_of(kind)).all():
        where = f"{kind.name}:{key}"
        seen.rows.add(where)
        digest = _digest(connection, kind, key, recorded)
        if digest in told.digests:
            seen.digests.add(digest)
        elif where in told.written:
            yield Finding(
                code="row_edited", where=where, values={"label": label, "entry": told.written[where]}
            )
        else:
            yield Finding(code="row_inserted", where=where, values={"label": label})


def _removed(told: Told, seen: _Seen) -> Iterator[Finding]:
    """Entries whose rows are gone."""
    for digest, (subject, number) in told.digests.items():
        if digest not in seen.digests and subject not in seen.rows:
            yield Finding(code="row_removed", where=subject, values={"entry": number})


def _rows_of(kind: _Kind) -> Any:
    recorded = kind.table.c.sha256 if kind.content is not None else kind.key
    return select(kind.key, kind.label, recorded).order_by(kind.key)


def _digest(connection: Connection, kind: _Kind, key: int, recorded: str) -> str:
    """The digest of a row as it stands; "" where it holds what no writer could have put there."""
    try:
        return kind.digest(connection, key, recorded)
    except (ValueError, TypeError):
        return ""


def _file_findings(connection: Connection, kind: _Kind) -> Iterator[Finding]:
    """Files whose bytes are not those whose SHA-256 stands beside them."""
    if kind.content is None:
        return
    own_key = kind.content.c[kind.key.name]
    for key, label, recorded in connection.execute(_rows_of(kind)).all():
        content = connection.execute(
            select(kind.content.c.content).where(own_key == key)
        ).scalar_one_or_none()
        where = f"{kind.name}:{key}"
        if content is None:
            yield Finding(code="file_missing", where=where, values={"label": label})
        elif sha256(bytes(content)).hexdigest() != recorded:
            yield Finding(code="file_changed", where=where, values={"label": label, "recorded": recorded})


def _orphan_findings(connection: Connection, kind: _Kind) -> Iterator[Finding]:
    """Lines whose submission or plan isn't there."""
    for table in kind.parts:
        own_key = table.c[kind.key.name]
        lost = select(own_key, func.count()).where(own_key.not_in(select(kind.key))).group_by(own_key)
        for key, count in connection.execute(lost.order_by(own_key)).all():
            yield Finding(
                code="rows_orphaned", where=f"{kind.name}:{key}", values={"table": table.name, "count": count}
            )


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
