"""Signing in and out: a name and password become a sign-in, a new password ends all others."""

from datetime import datetime, timedelta

from argon2 import PasswordHasher
from sqlalchemy import Connection, Engine

from accounts.names import folded
from accounts.passwords import HASHER, fits, password_fault, password_hash
from accounts.tokens import new_token, token_hash
from locales import _
from services.attempts import SignInRefused, count_attempt, note_failure, take_back_attempt
from services.signed_in import Limits, Origin, Person, actor_of_account
from services.trail import entry_of
from store.audit import append_entry
from store.digests import seal
from store.engine import writing
from store.people import (
    Account,
    clear_old_sign_ins,
    end_sign_ins,
    fetch_account,
    find_account,
    insert_sign_in,
    update_account,
)
from store.schema import accounts, sign_ins

_KEPT_FOR = timedelta(days=30)


def sign_in(
    engine: Engine,
    name: str,
    password: str,
    *,
    origin: Origin,
    now: datetime,
    limits: Limits,
    hasher: PasswordHasher = HASHER,
) -> str:
    """Sign a person in and return the token for the cookie; raises SignInRefused.

    The attempt is counted as failed before the password is looked at and taken back when it fits, so that
    many attempts at the same moment are all counted. An unknown name costs the same work and gets the same
    sentence as a wrong password.
    """
    spelled = folded(name)
    count_attempt(engine, spelled, origin, now)
    account = fetch_account(engine, spelled)
    is_right = fits(password, account.password_hash if account else None, hasher)
    if account is None or not is_right or account.is_disabled:
        note_failure(engine, account, origin, now)
        raise SignInRefused(_("Name or password is wrong."))
    if account.must_change and account.initial_until is not None and account.initial_until <= now:
        raise SignInRefused(_("The one-time password has expired; ask the administrator for a new one."))
    return begin_sign_in(engine, account, origin=origin, now=now, limits=limits, way="password")


def begin_sign_in(
    engine: Engine, account: Account, *, origin: Origin, now: datetime, limits: Limits, way: str
) -> str:
    """Begin a sign-in of someone whose identity is settled (``way``: password or sso); return its token."""
    token = new_token()
    with writing(engine) as connection:
        current = find_account(connection, accounts.c.account_id == account.account_id)
        if current is None or current.is_disabled or current.password_hash != account.password_hash:
            raise SignInRefused(_("Name or password is wrong."))
        if way == "password":
            take_back_attempt(connection, account.name, origin, now)
        clear_old_sign_ins(connection, now - _KEPT_FOR)
        _insert(connection, token, account.account_id, origin, now, now + limits.absolute)
        append_entry(
            connection,
            entry_of(
                actor_of_account(account, origin.address),
                "sign_in",
                now,
                subject=f"account:{account.account_id}",
                way=way,
            ),
        )
    return token


def sign_out(engine: Engine, person: Person, *, now: datetime) -> None:
    """End this sign-in."""
    with writing(engine) as connection:
        if end_sign_ins(connection, sign_ins.c.token_hash == person.sign_in, now):
            append_entry(connection, entry_of(person.actor, "sign_out", now, subject=_subject(person)))


def change_password(
    engine: Engine,
    person: Person,
    old: str,
    new: str,
    *,
    origin: Origin,
    now: datetime,
    limits: Limits,
    hasher: PasswordHasher = HASHER,
) -> str:
    """Set a new password, end every sign-in of the account and begin this one anew; raises SignInRefused."""
    name = person.actor.name
    count_attempt(engine, name, origin, now)
    account = fetch_account(engine, name)
    if account is None or account.is_disabled or not fits(old, account.password_hash, hasher):
        note_failure(engine, account, origin, now)
        raise SignInRefused(_("The current password is wrong."))
    fault = password_fault(new, name) or (
        _("The new password must differ from the current one.")
        if fits(new, account.password_hash, hasher)
        else ""
    )
    if fault:
        with writing(engine) as connection:
            take_back_attempt(connection, name, origin, now)
        raise SignInRefused(fault)
    return _with_new_password(
        engine, person, account, password_hash(new, hasher), origin=origin, now=now, limits=limits
    )


def _with_new_password(
    engine: Engine,
    person: Person,
    account: Account,
    kept: str,
    *,
    origin: Origin,
    now: datetime,
    limits: Limits,
) -> str:
    token = new_token()
    with writing(engine) as connection:
        current = find_account(connection, accounts.c.account_id == account.account_id)
        if current is None or current.is_disabled or current.password_hash != account.password_hash:
            raise SignInRefused(_("The current password is wrong."))
        take_back_attempt(connection, account.name, origin, now)
        update_account(
            connection,
            account.account_id,
            password_hash=kept,
            must_change=False,
            initial_until=None,
            changed_at=now,
        )
        end_sign_ins(connection, sign_ins.c.account_id == account.account_id, now)
        _insert(connection, token, account.account_id, origin, now, now + limits.absolute)
        deed = entry_of(person.actor, "change_password", now, subject=_subject(person), seal=seal(kept))
        append_entry(connection, deed)
    return token


def _subject(person: Person) -> str:
    number = person.actor.account_id
    return person.actor.name if number is None else f"account:{number}"


def _insert(
    connection: Connection,
    token: str,
    account_id: int,
    origin: Origin,
    now: datetime,
    expires_at: datetime,
) -> None:
    insert_sign_in(
        connection,
        token_hash=token_hash(token),
        account_id=account_id,
        link_id=None,
        created_at=now,
        seen_at=now,
        expires_at=expires_at,
        address=origin.address[:64],
        agent=origin.agent[:200],
    )
