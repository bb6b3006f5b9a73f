"""What the audit trail tells of rows: the digests of what was written, and the state things were put in since."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Text, select, type_coerce

from store.chain import ROWS_AT_ONCE, moment_of
from store.schema import audit

_DISABLING = {"disable_account": True, "enable_account": False}
_REVOKING = frozenset({"revoke_link", "revoke_token"})


@dataclass(slots=True)
class Told:
    """The trail in short: one small record an object, whatever the length of the trail.

    digests: digest → subject and number of the entry that wrote the row. written: subject → number of that entry.
    states: subject → name → value as the newest entry that names it says; newest: subject → that entry's number.
    """

    digests: dict[str, tuple[str, int]] = field(default_factory=dict)
    written: dict[str, int] = field(default_factory=dict)
    newest: dict[str, int] = field(default_factory=dict)
    states: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))


def fetch_told(connection: Connection, kinds: tuple[str, ...]) -> Told:
    """Read the trail once. kinds: subjects (``submission``, ``account``…) whose states are wanted."""
    told = Told()
    plain = [audit.c[name] for name in ("entry_id", "action", "subject", "digest")]
    raw = [type_coerce(audit.c[name], Text).label(name) for name in ("at", "details")]
    wanted = select(*plain, *raw).order_by(audit.c.entry_id)
    for row in connection.execute(wanted.execution_options(yield_per=ROWS_AT_ONCE)):
        if row.digest:
            written = _written(row.subject, row.details)
            told.digests[row.digest] = (written, row.entry_id)
            told.written[written] = row.entry_id
        if row.subject.partition(":")[0] in kinds:
            told.newest[row.subject] = row.entry_id
            told.states[row.subject].update(_state(row.action, row.at, _details(row.details)))
    return told


def _state(action: str, at: Any, details: Mapping[str, Any]) -> Mapping[str, Any]:
    """The columns that an entry tells of, some by the action alone."""
    state = dict(details)
    if "unit" in details:
        state["unit_id"] = details["unit"] or None
    if "until" in details:
        state["expires_at"] = details["until"]
    if action in _DISABLING:
        state["is_disabled"] = _DISABLING[action]
    if action in _REVOKING:
        state["revoked_at"] = _moment(at)
    return state


def _moment(raw: Any) -> str | None:
    try:
        return moment_of(raw).isoformat()
    except ValueError:
        return None


def _written(subject: str, details: str) -> str:
    """The row that an entry wrote; of a period, whose code the subject is, the details name the change."""
    change = _details(details).get("change") if subject.startswith("period:") else None
    return subject if change is None else f"period_change:{change}"


def _details(text: str) -> Mapping[str, Any]:
    """The details of an entry; none where they were tampered with, which the chain tells."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
