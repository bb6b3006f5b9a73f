"""What the audit trail says of a deed: one entry from whoever acts and what is done."""

from datetime import datetime

from sqlalchemy import Engine

from accounts.actor import Actor
from store.audit import Entry, append_entry
from store.engine import writing


def entry_of(actor: Actor, action: str, now: datetime, *, subject: str = "", **details: object) -> Entry:
    """The entry of a deed; details are JSON-able and hold no secret."""
    return Entry(
        at=now,
        actor=actor.name,
        role=actor.role.value,
        address=actor.address,
        action=action,
        subject=subject,
        details=details,
    )


def record(engine: Engine, entry: Entry) -> None:
    """Append an entry for a deed that writes nothing else: a download, a refused upload, a failed sign-in."""
    with writing(engine) as connection:
        append_entry(connection, entry)
