"""Attempts to sign in: each counts as failed before the password is looked at, too many lock name and address."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from accounts.lockout import (
    ACCOUNT_RULE,
    ADDRESS_RULE,
    Failures,
    Rule,
    account_subject,
    address_subject,
    after_failure,
    locked_for,
)
from locales import _
from services.signed_in import Origin
from store.audit import Entry, append_entry
from store.engine import writing
from store.people import Account, FailureRow, forget_failures, locked_failures, put_failures


class SignInRefused(Exception):  # noqa: N818 - it is an answer to the person, not a failure of ours
    """Nobody was signed in, or nothing changed; the message can be shown."""


def count_attempt(engine: Engine, name: str, origin: Origin, now: datetime) -> None:
    """Count one more failure of the name and of the address; raises SignInRefused while one is locked."""
    counted = _counted(name, origin)
    with writing(engine) as connection:
        known = locked_failures(connection, [subject for subject, _rule in counted], _forgotten(now))
        before = {subject: _failures(known.get(subject)) for subject, _rule in counted}
        wait = max(locked_for(one, now) for one in before.values())
        if wait <= timedelta(0):
            for subject, rule in counted:
                put_failures(connection, _row(subject, after_failure(before[subject], rule, now), now))
            return
    raise SignInRefused(_waiting(wait))


def take_back_attempt(connection: Connection, name: str, origin: Origin, now: datetime) -> None:
    """The attempt was right: the name starts from zero, the address is one failure better off."""
    forget_failures(connection, account_subject(name))
    subject = address_subject(origin.address)
    row = locked_failures(connection, [subject], _forgotten(now)).get(subject)
    if row is not None and row.count > 1:
        put_failures(
            connection,
            FailureRow(subject=subject, count=row.count - 1, last_at=row.last_at, locked_until=None),
        )
    else:
        forget_failures(connection, subject)


def note_failure(engine: Engine, account: Account | None, origin: Origin, now: datetime) -> None:
    """One line in the trail; a name that is nobody's is not written down: it may be a password."""
    entry = Entry(
        at=now,
        actor="" if account is None else account.name,
        role="" if account is None else account.role,
        address=origin.address,
        action="sign_in_failed",
        subject="" if account is None else f"account:{account.account_id}",
    )
    with writing(engine) as connection:
        append_entry(connection, entry)


def _counted(name: str, origin: Origin) -> tuple[tuple[str, Rule], ...]:
    return (
        (account_subject(name), ACCOUNT_RULE),
        (address_subject(origin.address), ADDRESS_RULE),
    )


def _forgotten(now: datetime) -> datetime:
    return now - max(ACCOUNT_RULE.forgets, ADDRESS_RULE.forgets)


def _failures(row: FailureRow | None) -> Failures:
    if row is None:
        return Failures()
    return Failures(count=row.count, last_at=row.last_at, locked_until=row.locked_until)


def _row(subject: str, failures: Failures, now: datetime) -> FailureRow:
    return FailureRow(subject=subject, count=failures.count, last_at=now, locked_until=failures.locked_until)


def _waiting(wait: timedelta) -> str:
    seconds = max(1, round(wait.total_seconds()))
    if seconds < 60:
        return _("Too many failed attempts; try again in {seconds} seconds.", seconds=seconds)
    return _("Too many failed attempts; try again in {minutes} minutes.", minutes=-(-seconds // 60))
