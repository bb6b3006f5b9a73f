"""A snapshot's facts as a file: all figures as published, what they were computed from, and the hashes to check it by."""

import json
from datetime import datetime

from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Action
from services.briefing_file import plain_value
from services.trail import entry_of, record
from store.snapshots import Snapshot, fetch_snapshot_content


def snapshot_facts(engine: Engine, snapshot: Snapshot, *, actor: Actor, now: datetime) -> bytes:
    """JSON in UTF-8 of the snapshot; the download is told in the audit trail. Raises Forbidden."""
    actor.check_can(Action.SEE_DISTRICT)
    content = fetch_snapshot_content(engine, snapshot.snapshot_id)
    facts = {
        "period": snapshot.period,
        "version": snapshot.version,
        "published_at": snapshot.published_at.isoformat(),
        "published_by": snapshot.published_by,
        "reason": snapshot.reason,
        "method": snapshot.method,
        "plan_id": snapshot.plan_id,
        "counted": [list(pair) for pair in snapshot.counted],
        "sha256": snapshot.sha256,
        "content": plain_value(content),
    }
    subject = f"snapshot:{snapshot.snapshot_id}"
    record(engine, entry_of(actor, "download_snapshot", now, subject=subject, period=snapshot.period))
    return json.dumps(facts, ensure_ascii=False, indent=1).encode()
