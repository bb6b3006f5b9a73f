"""Rows that may change (a submission's state, accounts, links, tokens) against what the audit trail last said of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from store import schema
from store.chain import Finding
from store.digests import seal
from store.schema import storable
from store.told import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A table whose rows are told by details of the trail: name of the detail → what it is before it is told.

    The subject of an entry is ``kind:key``. witness: the detail by which an entry tells that the row was added;
    "" = such rows are kept by digest, which tells the added ones. sealed: the column by which somebody gets in, of
    which the detail ``seal`` tells; one told of before there were seals is not judged.
    """

    kind: str
    table: Table
    key: Column[Any]
    label: Column[Any]
    at_first: Mapping[str, Any]
    witness: str = ""
    sealed: Column[Any] | None = None


STATES = (
    State(
        kind="submission",
        table=schema.submissions,
        key=schema.submissions.c.submission_id,
        label=schema.submissions.c.receipt,
        at_first={"status": "accepted", "reason": ""},
    ),
    State(
        kind="account",
        table=schema.accounts,
        key=schema.accounts.c.account_id,
        label=schema.accounts.c.name,
        at_first={"name": "", "role": "", "unit_id": None, "is_disabled": False},
        witness="role",
        sealed=schema.accounts.c.password_hash,
    ),
    State(
        kind="link",
        table=schema.viewing_links,
        key=schema.viewing_links.c.link_id,
        label=schema.viewing_links.c.label,
        at_first={"label": "", "expires_at": None, "revoked_at": None},
        witness="expires_at",
        sealed=schema.viewing_links.c.token_hash,
    ),
    State(
        kind="api_token",
        table=schema.api_tokens,
        key=schema.api_tokens.c.token_id,
        label=schema.api_tokens.c.label,
        at_first={
            "label": "",
            "token_hash": "",
            "scopes": [],
            "unit_id": None,
            "expires_at": None,
            "revoked_at": None,
        },
        witness="token_hash",
    ),
)


def state_findings(connection: Connection, told: Told) -> Iterator[Finding]:
    """Yield rows in a state that no entry put them in; where the trail is their only witness, added and removed ones."""
    for state in STATES:
        columns = [state.table.c[name] for name in state.at_first]
        rows = connection.execute(select(state.key, state.label, *columns).order_by(state.key)).all()
        there = {f"{state.kind}:{key}": (label, values) for key, label, *values in rows}
        for where, (label, values) in there.items():
            yield from _of_row(state, where, label, values, told)
        yield from _unsealed(connection, state, told)
        for where, known in told.states.items():
            is_own = where.startswith(f"{state.kind}:") and state.witness in known
            if is_own and where not in there:
                yield Finding(code="row_removed", where=where, values={"entry": told.newest[where]})


def _unsealed(connection: Connection, state: State, told: Told) -> Iterator[Finding]:
    """Rows whose way in is not the one that the trail last told of: a password put in by hand."""
    if state.sealed is None:
        return
    rows = connection.execute(select(state.key, state.label, state.sealed).order_by(state.key))
    for key, label, secret in rows.all():
        where = f"{state.kind}:{key}"
        known = told.states.get(where, {}).get("seal")
        if known is not None and known != seal(secret):
            values = {"label": label, "name": state.sealed.name, "told": known, "found": seal(secret)}
            yield Finding(code="state_changed", where=where, values=values)


def _of_row(state: State, where: str, label: str, values: list[Any], told: Told) -> Iterator[Finding]:
    if state.witness and state.witness not in told.states.get(where, {}):
        yield Finding(code="row_inserted", where=where, values={"label": label})
        return
    expected = {**state.at_first, **told.states.get(where, {})}
    for name, value in zip(state.at_first, values, strict=True):
        if _plain(value) != _plain(expected[name]):
            yield Finding(
                code="state_changed",
                where=where,
                values={"label": label, "name": name, "told": _plain(expected[name]), "found": _plain(value)},
            )


def _plain(value: Any) -> Any:
    """A value as the details of an entry have it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return storable(value) if isinstance(value, str) else value
