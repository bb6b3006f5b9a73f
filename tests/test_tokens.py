"""Access tokens: who may give them out, what they can't be; the command and the page."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, select
from streamlit.testing.v1 import AppTest

from accounts.actor import Actor
from accounts.roles import Forbidden, Role
from accounts.tokens import token_hash
from manage import cli
from services.api_tokens import TokenFault, create_token, fetch_tokens, revoke_token, token_of
from services.intake import save_plan
from store import schema
from store.audit_reading import Wanted, fetch_entries
from store.queries import fetch_plans
from store.verifying import verify
from tests.books import plan_book
from tests.stores import sqlite_store

NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
ADMIN = Actor(name="adm", role=Role.ADMIN)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path / 'board.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    opened = sqlite_store(tmp_path / "board.db")
    save_plan(opened, plan_book(), "清单.xlsx", actor=Actor(name="lin", role=Role.OFFICE), now=NOW)
    yield opened
    opened.dispose()


def make(engine: Engine, label: str = "统计系统", scopes: tuple[str, ...] = ("read",), **given: object):
    plan = fetch_plans(engine)[-1].plan
    arguments = {"unit_id": None, "days": 30, "plan": plan, "actor": ADMIN, "now": NOW, **given}
    return create_token(engine, label, scopes, **arguments)  # type: ignore[arg-type]


def test_only_a_hash_of_the_secret_is_kept(store: Engine) -> None:
    made, secret = make(store)
    assert secret.startswith("wxb_")
    with store.connect() as connection:
        row = connection.execute(select(schema.api_tokens)).one()
    assert (row.token_hash, row.scopes, row.unit_id) == (token_hash(secret), ["read"], None)
    assert secret not in str(row) + str(fetch_entries(store, Wanted(), limit=9).to_dict())
    assert made.expires_at == NOW + timedelta(days=30)
    found = token_of(store, secret, now=NOW)
    assert found is not None
    assert found.token_id == made.token_id


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_the_administrator_keeps_tokens(store: Engine, role: Role) -> None:
    actor = Actor(name="x", role=role)
    with pytest.raises(Forbidden):
        make(store, actor=actor)
    with pytest.raises(Forbidden):
        revoke_token(store, 1, actor=actor, now=NOW)
    with pytest.raises(Forbidden):
        fetch_tokens(store, actor=actor)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"label": "  "}, "名称"),
        ({"scopes": ()}, "submit、read、live"),
        ({"scopes": ("write",)}, "submit、read、live"),
        ({"scopes": ("submit",)}, "单位编码"),
        ({"scopes": ("live",), "unit_id": "S01"}, "实时数据"),
        ({"unit_id": "S99"}, "S99"),
        ({"days": 0}, "1 至 730"),
        ({"days": 731}, "1 至 730"),
    ],
)
def test_what_can_not_be_is_told_and_nothing_is_made(
    store: Engine, given: dict[str, object], said: str
) -> None:
    with pytest.raises(TokenFault, match=said):
        make(store, **given)  # type: ignore[arg-type]
    assert fetch_tokens(store, actor=ADMIN) == []


def test_a_token_is_open_until_it_expires_or_is_revoked(store: Engine) -> None:
    made, _secret = make(store)
    end = NOW + timedelta(days=30)
    assert [made.is_open(at) for at in (NOW, end - timedelta(seconds=1), end)] == [True, True, False]
    assert [revoke_token(store, made.token_id, actor=ADMIN, now=NOW) for _again in range(2)] == [True, False]
    assert not fetch_tokens(store, actor=ADMIN)[0].is_open(NOW)


@pytest.mark.parametrize(
    ("scopes", "unit_id", "role"),
    [
        (("read",), None, Role.SCREEN),
        (("read", "live"), None, Role.DISCIPLINE),
        (("submit",), "S01", Role.UNIT),
    ],
)
def test_a_token_acts_in_the_role_that_its_scopes_need(store: Engine, scopes, unit_id, role: Role) -> None:
    made, _secret = make(store, scopes=scopes, unit_id=unit_id)
    assert made.actor("10.0.0.1") == Actor(
        name="token:统计系统", role=role, unit_id=unit_id, address="10.0.0.1", via="api"
    )


def test_the_command_prints_the_secret_alone_on_stdout(store: Engine) -> None:
    def run(*words: str):
        return CliRunner().invoke(cli, ["token", *words])

    added = run("add", "平台", "--scope", "submit", "--scope", "read", "--unit", "S01", "--days", "9")
    assert added.exit_code == 0
    assert token_of(store, added.stdout.strip(), now=datetime.now(UTC)) is not None
    assert "平台  报送、读取定版数据  S01" in run("list").stdout
    assert (run("revoke", "1").exit_code, run("revoke", "1").exit_code) == (0, 2)
    assert "  吊销  " in run("list").stdout
    assert run("add", "平台", "--scope", "submit").exit_code == 2
    assert run("add", "平台", "--scope", "write").exit_code == 2


def alone() -> None:
    from accounts.actor import Actor
    from accounts.roles import Role
    from pages import tokens
    from panels import session

    session.actor = lambda: Actor(name="adm", role=Role.ADMIN)  # type: ignore[assignment]
    tokens.render()


def test_the_page_gives_a_token_out_once_and_ends_it(store: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    from panels import session

    monkeypatch.setattr(
        session, "actor", session.actor
    )  # what the script below sets is undone after the test
    at = AppTest.from_function(alone, default_timeout=30).run()
    assert not at.exception
    at.text_input[0].set_value("平台")
    at.multiselect[0].set_value(["读取定版数据"])
    at.button[0].click().run()
    assert not at.exception
    secret = at.code[0].value
    assert token_of(store, secret, now=datetime.now(UTC)) is not None
    assert at.table[0].value["用于"].tolist() == ["平台"]
    at.run()
    assert len(at.code) == 0
    at.button[1].click().run()
    assert at.table[0].value["状态"].tolist() == ["吊销"]
    at.text_input[0].set_value(" ")
    at.button[0].click().run()
    assert "名称" in at.error[0].value


def test_tokens_work_on_both_databases(engine: Engine) -> None:
    given = {"unit_id": "S01", "days": 9, "plan": None, "actor": ADMIN, "now": NOW}
    made, secret = create_token(engine, "系统", ("submit", "read"), **given)  # type: ignore[arg-type]
    found = token_of(engine, secret, now=NOW)
    assert found is not None
    assert (found.scopes, found.expires_at, found.used_at) == (("submit", "read"), made.expires_at, None)
    assert fetch_tokens(engine, actor=ADMIN)[0].used_at == NOW
    assert token_of(engine, secret + "x", now=NOW) is None
    revoke_token(engine, made.token_id, actor=ADMIN, now=NOW)
    assert not fetch_tokens(engine, actor=ADMIN)[0].is_open(NOW)
    assert verify(engine).findings == ()


def test_a_token_holds_a_day_at_least_and_two_years_at_most(store: Engine) -> None:
    assert [make(store, days=days)[0].expires_at - NOW for days in (1, 730)] == [
        timedelta(days=1),
        timedelta(days=730),
    ]
