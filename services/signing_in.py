"""Signing in and out: a name and password become a sign-in, a sign-in is asked again at every request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from sqlalchemy import Connection, Engine

from accounts.actor import Actor
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
from accounts.names import folded
from accounts.passwords import HASHER, fits, password_fault, password_hash
from accounts.roles import Role
from accounts.tokens import new_token, token_hash
from locales import _
from services.trail import entry_of
from store.audit import Entry, append_entry
from store.engine import writing
from store.people import (
    Account,
    FailureRow,
    SignIn,
    clear_old_sign_ins,
    end_sign_ins,
    fetch_account,
    fetch_sign_ins,
    find_account,
    forget_failures,
    insert_sign_in,
    locked_failures,
    mark_seen,
    put_failures,
    update_account,
)
from store.schema import accounts, sign_ins

_SEEN_EVERY = timedelta(seconds=60)  # a use within this time is not written down again
_KEPT_FOR = timedelta(days=30)


class SignInRefused(Exception):  # noqa: N818 - it is an answer to the person, not a failure of ours
    """Nobody was signed in, or nothing changed; the message can be shown."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a sign-in holds: without being used, and in all."""

    idle: timedelta = timedelta(hours=2)
    absolute: timedelta = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request came from: network address and what the browser calls itself."""

    address: str = ""
    agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is signed in: the actor for services, the key of the sign-in (a hash), and what screens need."""

    actor: Actor
    sign_in: str
    called: str
    language: str = ""
    must_change: bool = False
    has_password: bool = True


def limits(env: Mapping[str, str]) -> Limits:
    """From BOARD_IDLE_MINUTES and BOARD_SIGN_IN_HOURS; ValueError where one is no positive number."""
    idle = _positive(env, "BOARD_IDLE_MINUTES", 120)
    absolute = _positive(env, "BOARD_SIGN_IN_HOURS", 12)
    return Limits(timedelta(minutes=idle), timedelta(hours=absolute))


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
    _count_attempt(engine, spelled, origin, now)
    account = fetch_account(engine, spelled)
    is_right = fits(password, account.password_hash if account else None, hasher)
    if account is None or not is_right or account.is_disabled:
        _note_failure(engine, account, origin, now)
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
            _take_back_attempt(connection, account.name, origin, now)
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


def person_of(
    engine: Engine, key: str, *, now: datetime, limits: Limits, address: str = "", is_use: bool = True
) -> Person | None:
    """Who a sign-in (by the hash of its token) stands for at this moment; None = nobody any more.

    is_use: whether this keeps an idle sign-in alive.
    """
    found = next(iter(fetch_sign_ins(engine, [key])), None)
    if found is None or not holds(found, now=now, limits=limits):
        return None
    if is_use and now - found.seen_at >= _SEEN_EVERY:
        mark_seen(engine, key, now)
    return _person(found, address)


def ended_keys(engine: Engine, keys: frozenset[str], *, now: datetime, limits: Limits) -> frozenset[str]:
    """Which of these sign-ins hold no more."""
    holding = {one.token_hash for one in fetch_sign_ins(engine, keys) if holds(one, now=now, limits=limits)}
    return keys - holding


def holds(found: SignIn, *, now: datetime, limits: Limits) -> bool:
    """Whether a sign-in is neither ended nor expired, and its account or link still stands."""
    if found.ended_at is not None or found.expires_at <= now:
        return False
    if found.account is not None:
        return not found.account.is_disabled and now - found.seen_at < limits.idle
    return found.link_until is not None and now < found.link_until


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
    _count_attempt(engine, name, origin, now)
    account = fetch_account(engine, name)
    if account is None or account.is_disabled or not fits(old, account.password_hash, hasher):
        _note_failure(engine, account, origin, now)
        raise SignInRefused(_("The present password is wrong."))
    fault = password_fault(new, name) or (
        _("The new password must differ from the present one.")
        if fits(new, account.password_hash, hasher)
        else ""
    )
    if fault:
        with writing(engine) as connection:
            _take_back_attempt(connection, name, origin, now)
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
            raise SignInRefused(_("The present password is wrong."))
        _take_back_attempt(connection, account.name, origin, now)
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
        append_entry(connection, entry_of(person.actor, "change_password", now, subject=_subject(person)))
    return token


def keep_language(engine: Engine, person: Person, language: str) -> None:
    """Remember the language that a person has chosen."""
    if person.actor.account_id is not None and language != person.language:
        with writing(engine) as connection:
            update_account(connection, person.actor.account_id, language=language)


def actor_of_account(account: Account, address: str) -> Actor:
    """The person of an account as services know them."""
    return Actor(
        name=account.name,
        role=Role(account.role),
        unit_id=account.unit_id,
        address=address,
        account_id=account.account_id,
    )


def _person(found: SignIn, address: str) -> Person:
    account = found.account
    if account is None:
        visitor = Actor(name=f"link:{found.link_id}", role=Role.SCREEN, address=address)
        return Person(actor=visitor, sign_in=found.token_hash, called=found.link_label, has_password=False)
    return Person(
        actor=actor_of_account(account, address),
        sign_in=found.token_hash,
        called=account.person or account.name,
        language=account.language,
        must_change=account.must_change and account.password_hash is not None,
        has_password=account.password_hash is not None,
    )


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


def _counted(name: str, origin: Origin) -> tuple[tuple[str, Rule], ...]:
    return (
        (account_subject(name), ACCOUNT_RULE),
        (address_subject(origin.address), ADDRESS_RULE),
    )


def _count_attempt(engine: Engine, name: str, origin: Origin, now: datetime) -> None:
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


def _take_back_attempt(connection: Connection, name: str, origin: Origin, now: datetime) -> None:
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


def _note_failure(engine: Engine, account: Account | None, origin: Origin, now: datetime) -> None:
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


def _positive(env: Mapping[str, str], name: str, default: float) -> float:
    value = float(env.get(name) or default)
    if not 0 < value < 10**6:
        raise ValueError(f"{name} is not a positive number")
    return value


Clock = Callable[[], datetime]
