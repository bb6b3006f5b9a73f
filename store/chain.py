"""The audit trail checked by itself: numbers without gaps, each hash made again, the head at the last entry."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Text, select, type_coerce

from store.audit import FIRST_HASH, Entry, entry_hash
from store.schema import audit, audit_head

ROWS_AT_ONCE = 1000
_PLAIN = ("entry_id", "actor", "role", "address", "action", "subject", "digest", "hash")
_RAW = ("at", "details")  # read as they stand: a tampered one may be no moment and no JSON at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something in the store that is not as it was written.

    code: what kind (worded by services.verifying). where: ``audit:12``, ``submission:3``. values: fill the words.
    """

    code: str
    where: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One place in the chain: the number of an entry and its hash; number 0 = before the first entry."""

    number: int
    hash: str


def fetch_head(connection: Connection) -> Link | None:
    """Return where the chain ends by its own account; None where the head's row is gone."""
    row = connection.execute(select(audit_head.c.entry_id, audit_head.c.hash)).one_or_none()
    return None if row is None else Link(number=row.entry_id, hash=row.hash)


def chain_findings(connection: Connection) -> Iterator[Finding]:
    """Yield every break of the chain, first to last; entries are streamed, so memory stays small.

    An entry right after a gap can't be proven (its hash needs the one that is gone); the gap tells of both.
    """
    head = fetch_head(connection)
    if head is None:
        yield Finding(code="head_missing", where="audit_head")
    last = Link(number=0, hash=FIRST_HASH)
    columns: list[ColumnElement[Any]] = [audit.c[name] for name in _PLAIN]
    columns += [type_coerce(audit.c[name], Text).label(name) for name in _RAW]
    wanted = select(*columns).order_by(audit.c.entry_id).execution_options(yield_per=ROWS_AT_ONCE)
    for row in connection.execute(wanted):
        finding = _broken(row, last, head)
        if finding is not None:
            yield finding
        if last.number < row.entry_id <= (row.entry_id if head is None else head.number):
            last = Link(number=row.entry_id, hash=row.hash)
    if head is not None:
        yield from _head_findings(head, last)


def anchor_findings(connection: Connection, anchor: Link) -> Iterator[Finding]:
    """Yield what contradicts a place in the chain that was kept outside of the store."""
    found = connection.execute(
        select(audit.c.hash).where(audit.c.entry_id == anchor.number)
    ).scalar_one_or_none()
    if anchor.number and found != anchor.hash:
        yield Finding(code="anchor_differs", where=f"audit:{anchor.number}", values={"hash": anchor.hash})


def _broken(row: Row[Any], last: Link, head: Link | None) -> Finding | None:
    number = row.entry_id
    told = {"action": row.action, "actor": row.actor, "at": str(row.at)}
    if number < 1 or (head is not None and number > head.number):
        return Finding(code="entry_inserted", where=f"audit:{number}", values=told)
    if number > last.number + 1:
        return _gap(last.number + 1, number - 1)
    entry = _entry(row)
    if entry is None or entry_hash(number, entry, last.hash) != row.hash:
        return Finding(code="entry_edited", where=f"audit:{number}", values=told)
    return None


def _gap(first: int, last: int) -> Finding:
    return Finding(code="entries_removed", where=f"audit:{first}", values={"first": first, "last": last})


def _head_findings(head: Link, last: Link) -> Iterator[Finding]:
    """The entries up to the head, against what the head says."""
    if last.number < head.number:
        yield Finding(
            code="tail_removed",
            where=f"audit:{last.number + 1}",
            values={"first": last.number + 1, "last": head.number},
        )
    elif last.hash != head.hash:
        yield Finding(code="head_differs", where="audit_head", values={"number": head.number})


def _entry(row: Row[Any]) -> Entry | None:
    """The entry of a row; None where what stands there can't have been written as one."""
    try:
        details, at = json.loads(row.details), moment_of(row.at)
    except ValueError:
        return None
    if not isinstance(details, dict):
        return None
    texts = {name: getattr(row, name) for name in ("actor", "role", "address", "action", "subject", "digest")}
    return Entry(at=at, details=details, **texts)


def moment_of(raw: Any) -> datetime:
    """A moment as the database's driver gives it, aware, in UTC; raises ValueError where it is none."""
    at: datetime = datetime.fromisoformat(raw) if isinstance(raw, str) else raw
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
