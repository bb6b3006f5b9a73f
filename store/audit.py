"""The audit trail: entries appended in the very transaction of what they tell, each hashed with the one before."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, update

from store.schema import audit, audit_head, storable

FIRST_HASH = "0" * 64
_TEXTS = ("actor", "role", "address", "action", "subject", "digest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Who did what, when, from where; ``details`` JSON-able; ``digest`` of the rows that the action wrote.

    subject: what it was done to, ``kind:key``. ``at`` is aware and kept to the microsecond.
    """

    at: datetime
    actor: str
    role: str
    address: str = ""
    action: str
    subject: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    digest: str = ""


def as_stored(entry: Entry) -> Entry:
    """The entry as a database gives it back: text without what none takes, details as they come out of JSON."""
    texts: dict[str, Any] = {name: storable(getattr(entry, name)) for name in _TEXTS}
    return replace(entry, **texts, details=json.loads(json.dumps(dict(entry.details), default=str)))


def entry_hash(number: int, entry: Entry, previous: str) -> str:
    """SHA-256 in hexadecimal over the entry as canonical JSON and the hash of the entry before it."""
    parts = [
        number,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor,
        entry.role,
        entry.address,
        entry.action,
        entry.subject,
        dict(entry.details),
        entry.digest,
        previous,
    ]
    return sha256(canonical(parts)).hexdigest()


def canonical(value: Any) -> bytes:
    """The one spelling in JSON that hashes are made of."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=str).encode()


def append_entry(connection: Connection, entry: Entry) -> int:
    """Add an entry at the end of the chain and return its number; its row of the head orders all writers."""
    entry = as_stored(entry)
    advanced = update(audit_head).values(entry_id=audit_head.c.entry_id + 1)
    number, previous = connection.execute(advanced.returning(audit_head.c.entry_id, audit_head.c.hash)).one()
    fingerprint = entry_hash(number, entry, previous)
    connection.execute(
        insert(audit).values(
            entry_id=number,
            at=entry.at,
            actor=entry.actor,
            role=entry.role,
            address=entry.address,
            action=entry.action,
            subject=entry.subject,
            details=dict(entry.details),
            digest=entry.digest,
            hash=fingerprint,
        )
    )
    connection.execute(update(audit_head).values(hash=fingerprint))
    return int(number)
