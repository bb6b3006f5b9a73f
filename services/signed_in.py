"""Who is signed in: a sign-in is asked again at every request, and holds only so long."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Role
from store.engine import writing
from store.people import Account, SignIn, fetch_sign_ins, find_account, mark_seen, update_account
from store.schema import accounts

_SEEN_EVERY = timedelta(seconds=60)  # a use within this time is not written down again


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
    hints_read: frozenset[str] = frozenset()
    must_change: bool = False
    has_password: bool = True


def limits(env: Mapping[str, str]) -> Limits:
    """From BOARD_IDLE_MINUTES and BOARD_SIGN_IN_HOURS; ValueError where one is no positive number."""
    idle = _positive(env, "BOARD_IDLE_MINUTES", 120)
    absolute = _positive(env, "BOARD_SIGN_IN_HOURS", 12)
    return Limits(timedelta(minutes=idle), timedelta(hours=absolute))


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


def keep_language(engine: Engine, person: Person, language: str) -> None:
    """Remember the language that a person has chosen."""
    if person.actor.account_id is not None and language != person.language:
        with writing(engine) as connection:
            update_account(connection, person.actor.account_id, language=language)


def keep_hint(engine: Engine, person: Person, page: str) -> None:
    """Remember that a person has put away a page's hint."""
    number = person.actor.account_id
    if number is None:
        return
    with writing(engine) as connection:
        account = find_account(connection, accounts.c.account_id == number)
        if account is not None and page not in account.hints_read.split():
            update_account(connection, number, hints_read=f"{account.hints_read} {page}".strip())


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
        hints_read=frozenset(account.hints_read.split()),
        must_change=account.must_change and account.password_hash is not None,
        has_password=account.password_hash is not None,
    )


def _positive(env: Mapping[str, str], name: str, default: float) -> float:
    value = float(env.get(name) or default)
    if not 0 < value < 10**6:
        raise ValueError(f"{name} is not a positive number")
    return value
