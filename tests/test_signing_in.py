"""Signing in on both databases: what lets in, what ends it, what the trail keeps, and that failures slow down."""

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, select

from accounts.actor import Actor
from accounts.roles import Forbidden, Role
from accounts.tokens import token_hash
from services.account_desk import (
    AccountFault,
    NewAccount,
    add_account,
    add_accounts,
    change_role,
    reset_password,
    set_disabled,
)
from services.attempts import SignInRefused
from services.signed_in import Limits, Origin, person_of
from services.signing_in import change_password, sign_in, sign_out
from services.viewing_links import LinkRefused, create_link, open_link, revoke_link
from store import schema

NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
ADMIN = Actor(name="root", role=Role.ADMIN)
OFFICE = Actor(name="lin", role=Role.OFFICE)
LIMITS = Limits()
HERE = Origin("10.0.0.9", "Firefox")


def make(engine: Engine, name: str = "zhao", role: str = "leader", **more: object) -> str:
    wanted = NewAccount(name=name, role=role, **more)  # type: ignore[arg-type]
    return add_account(engine, wanted, actor=ADMIN, now=NOW, hasher=CHEAP).password


def enter(
    engine: Engine, password: str, name: str = "zhao", at: datetime = NOW, origin: Origin = HERE
) -> str:
    return sign_in(engine, name, password, origin=origin, now=at, limits=LIMITS, hasher=CHEAP)


def who(engine: Engine, token: str, at: datetime = NOW):
    return person_of(engine, token_hash(token), now=at, limits=LIMITS)


def settled(engine: Engine, name: str = "zhao", role: str = "leader", **more: object) -> tuple[str, str]:
    """A person who has chosen a password; the token of the sign-in and the password."""
    first = make(engine, name, role, **more)
    person = who(engine, enter(engine, first, name))
    assert person is not None
    token = change_password(
        engine, person, first, "a fine sentence 7", origin=HERE, now=NOW, limits=LIMITS, hasher=CHEAP
    )
    return token, "a fine sentence 7"


def trail(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        rows = connection.execute(select(schema.audit.c.action).order_by(schema.audit.c.entry_id))
        return [row.action for row in rows]


def test_a_one_time_password_lets_in_once_changed_and_not_before(engine: Engine) -> None:
    first = make(engine)
    person = who(engine, enter(engine, first, "ＺＨＡＯ "))
    assert person is not None
    assert (person.actor.name, person.actor.role, person.must_change) == ("zhao", Role.LEADER, True)
    token = change_password(
        engine, person, first, "a fine sentence 7", origin=HERE, now=NOW, limits=LIMITS, hasher=CHEAP
    )
    changed = who(engine, token)
    assert changed is not None
    assert not changed.must_change
    with pytest.raises(SignInRefused):
        enter(engine, first)
    assert trail(engine)[:3] == ["add_account", "sign_in", "change_password"]


def test_the_store_keeps_neither_password_nor_token(engine: Engine) -> None:
    token, password = settled(engine)
    with engine.connect() as connection:
        kept = [
            str(value)
            for table in (schema.accounts, schema.sign_ins, schema.audit)
            for row in connection.execute(select(table))
            for value in row
        ]
    assert not [value for value in kept if token in value or password in value]


def test_a_one_time_password_expires_after_seven_days(engine: Engine) -> None:
    first = make(engine)
    with pytest.raises(SignInRefused, match="一次性密码"):
        enter(engine, first, at=NOW + timedelta(days=7))


def test_unknown_and_known_names_get_the_same_sentence(engine: Engine) -> None:
    make(engine)
    said = set()
    for name in ("zhao", "nobody"):
        with pytest.raises(SignInRefused) as refused:
            enter(engine, "wrong password", name)
        said.add(str(refused.value))
    assert len(said) == 1
    assert trail(engine).count("sign_in_failed") == 2


def test_the_fifth_wrong_password_locks_even_the_right_one_until_the_wait_is_over(engine: Engine) -> None:
    _token, password = settled(engine)
    for _attempt in range(5):
        with pytest.raises(SignInRefused):
            enter(engine, "wrong password")
    with pytest.raises(SignInRefused, match="秒"):
        enter(engine, password, at=NOW + timedelta(seconds=29))
    assert who(engine, enter(engine, password, at=NOW + timedelta(seconds=31))) is not None


def test_twenty_failures_from_one_address_lock_the_address_for_every_name(engine: Engine) -> None:
    _token, password = settled(engine)
    for number in range(20):
        with pytest.raises(SignInRefused):
            enter(engine, "wrong password", f"name{number}")
    with pytest.raises(SignInRefused):
        enter(engine, password)
    assert who(engine, enter(engine, password, origin=Origin("10.0.0.10"))) is not None


def test_a_sign_in_ends_when_idle_and_in_any_case_after_its_hours(engine: Engine) -> None:
    token, _password = settled(engine)
    assert who(engine, token, NOW + timedelta(minutes=119)) is not None  # a use keeps it alive
    assert who(engine, token, NOW + timedelta(minutes=119 + 119)) is not None
    assert who(engine, token, NOW + timedelta(minutes=119 + 119 + 120)) is None
    again, _same = settled(engine, "qian")
    for hours in range(1, 12):
        assert who(engine, again, NOW + timedelta(hours=hours)) is not None
    assert who(engine, again, NOW + timedelta(hours=12)) is None


@pytest.mark.parametrize("deed", ["sign_out", "password", "role", "disable", "reset"])
def test_a_sign_in_ends_at_once(engine: Engine, deed: str) -> None:
    token, password = settled(engine)
    person = who(engine, token)
    assert person is not None
    if deed == "sign_out":
        sign_out(engine, person, now=NOW)
    elif deed == "password":
        change_password(
            engine, person, password, "another sentence 8", origin=HERE, now=NOW, limits=LIMITS, hasher=CHEAP
        )
    elif deed == "role":
        change_role(engine, "zhao", "office", None, actor=ADMIN, now=NOW)
    elif deed == "disable":
        make(engine, "root2", "admin")
        set_disabled(engine, "zhao", True, actor=ADMIN, now=NOW)
    else:
        reset_password(engine, "zhao", actor=ADMIN, now=NOW, hasher=CHEAP)
    assert who(engine, token) is None


def test_only_an_administrator_keeps_accounts(engine: Engine) -> None:
    for role in (Role.OFFICE, Role.LEADER, Role.UNIT, Role.DISCIPLINE, Role.SCREEN):
        with pytest.raises(Forbidden):
            add_account(
                engine, NewAccount(name="x1", role="leader"), actor=Actor(name="y", role=role), now=NOW
            )


@pytest.mark.parametrize(
    "wanted",
    [
        NewAccount(name="x1", role="unit"),
        NewAccount(name="x1", role="leader", unit_id="S01"),
        NewAccount(name="x1", role="king"),
        NewAccount(name="x1", role="screen"),
        NewAccount(name="a b", role="leader"),
        NewAccount(name="zhao", role="leader"),
    ],
)
def test_an_account_that_can_not_be_makes_none_of_the_others(engine: Engine, wanted: NewAccount) -> None:
    make(engine)
    with pytest.raises(AccountFault):
        add_accounts(
            engine, [NewAccount(name="new", role="leader"), wanted], actor=ADMIN, now=NOW, hasher=CHEAP
        )
    with engine.connect() as connection:
        assert [row.name for row in connection.execute(select(schema.accounts.c.name))] == ["zhao"]


def test_the_last_administrator_can_not_be_closed_or_demoted(engine: Engine) -> None:
    make(engine, "root", "admin")
    with pytest.raises(AccountFault, match="最后"):
        set_disabled(engine, "root", True, actor=ADMIN, now=NOW)
    with pytest.raises(AccountFault, match="最后"):
        change_role(engine, "root", "leader", None, actor=ADMIN, now=NOW)


def test_a_viewing_link_opens_for_a_screen_until_it_expires_or_is_revoked(engine: Engine) -> None:
    link, token = create_link(engine, "三楼会议室", actor=OFFICE, now=NOW, holds=timedelta(hours=4))
    key, _holds = open_link(engine, token, origin=HERE, now=NOW)
    screen = who(engine, key)
    assert screen is not None
    assert screen.actor.role is Role.SCREEN
    assert who(engine, key, NOW + timedelta(hours=4)) is None
    with pytest.raises(LinkRefused):
        open_link(engine, token, origin=HERE, now=NOW + timedelta(hours=4))
    revoke_link(engine, link.link_id, actor=OFFICE, now=NOW)
    assert who(engine, key) is None
    with pytest.raises(LinkRefused):
        open_link(engine, token, origin=HERE, now=NOW)
    with pytest.raises(LinkRefused):
        open_link(engine, "made-up", origin=HERE, now=NOW)
