"""Rows from before there was an audit trail get an entry each, so that from then on they are kept by it too."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from store import schema
from store.audit import Entry, append_entry
from store.digests import plan_digest, submission_digest

BEFORE_THE_TRAIL = "0001"  # the revision of the tables that knew no trail


def adopt(connection: Connection) -> None:
    """Tell the trail of every plan and submission that is there, as they are now."""
    plans, sent = schema.plans.c, schema.submissions.c
    for number in connection.execute(select(plans.plan_id).order_by(plans.plan_id)).scalars().all():
        _tell(connection, f"plan:{number}", plan_digest, number, {})
    states = select(sent.submission_id, sent.status, sent.reason).order_by(sent.submission_id)
    for number, status, reason in connection.execute(states).all():
        state = {"status": status, "reason": reason} if status != "accepted" else {}
        _tell(connection, f"submission:{number}", submission_digest, number, state)


def _tell(
    connection: Connection,
    subject: str,
    digest: Callable[[Connection, int], str],
    number: int,
    details: dict[str, Any],
) -> None:
    entry = Entry(
        at=datetime.now(UTC),
        actor="migration",
        role="",
        action="adopt",
        subject=subject,
        details=details,
        digest=digest(connection, number),
    )
    append_entry(connection, entry)
