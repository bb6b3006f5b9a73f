"""The accounts page and the script behind the gate: each role its menu, each click checked, nobody without a sign-in."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from accounts.actor import Actor
from accounts.roles import Role
from accounts.tokens import token_hash
from services.account_desk import NewAccount, add_account, set_disabled
from services.intake import save_plan
from services.signed_in import Limits, Origin, person_of
from services.signing_in import change_password, sign_in
from services.viewing_links import fetch_links
from store.people import fetch_account
from tests.books import plan_book
from tests.stores import sqlite_store
from tools.running import ROOT, page_names, script

NOW = datetime.now(UTC)
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
ADMIN, HERE, SENTENCE = Actor(name="root", role=Role.ADMIN), Origin("10.0.0.9"), "a fine sentence 7"
MENUS = {
    "leader": {"overview", "tasks", "projects", "ranking", "unit", "data"},
    "office": {"overview", "tasks", "projects", "ranking", "unit", "data", "upload", "periods", "accounts"},
    "unit": {"ranking", "unit", "data", "upload"},
    "discipline": {"overview", "tasks", "projects", "ranking", "unit", "data", "audit"},
    "admin": {"accounts", "audit", "tokens"},
}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A real store with a plan and an administrator."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'board.db'}")
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    opened = sqlite_store(tmp_path / "board.db")
    save_plan(opened, plan_book(), "责任清单.xlsx", actor=Actor(name="lin", role=Role.OFFICE), now=NOW)
    yield opened
    opened.dispose()


def key_of(engine: Engine, name: str, role: str) -> str:
    """The key of a fresh sign-in, as the gate hands it to the script."""
    wanted = NewAccount(name=name, role=role, unit_id="S01" if role == "unit" else None)
    first = add_account(engine, wanted, actor=ADMIN, now=NOW, hasher=CHEAP).password
    token = sign_in(engine, name, first, origin=HERE, now=NOW, limits=Limits(), hasher=CHEAP)
    person = person_of(engine, token_hash(token), now=NOW, limits=Limits())
    assert person is not None
    changed = change_password(
        engine, person, first, SENTENCE, origin=HERE, now=NOW, limits=Limits(), hasher=CHEAP
    )
    return token_hash(changed)


def opened(key: str, page: str = "") -> AppTest:
    app = script(ROOT / "dashboard.py", page)
    if key:
        app.user.update({"sign_in": key})
    return app.run()


def words(app: AppTest) -> str:
    parts = [*app.header, *app.markdown, *app.caption, *app.error, *app.code, *app.subheader]
    return "\n".join(str(part.value) for part in parts)


@pytest.mark.parametrize("role", MENUS)
def test_each_role_has_its_pages_and_none_of_the_others(store: Engine, role: str) -> None:
    key_of(store, "root", "admin")
    known = set().union(*MENUS.values())
    names = {name for name in page_names(opened(key_of(store, "zhao", role)))}
    assert names & known == MENUS[role]


@pytest.mark.parametrize("key", ["", "0" * 64], ids=["none", "made up"])
def test_without_a_sign_in_the_script_shows_one_sentence_and_no_page(store: Engine, key: str) -> None:
    key_of(store, "root", "admin")
    app = opened(key, "overview")
    assert not app.exception
    assert [header.value for header in app.header] == ["请先登录。"]
    assert page_names(app) == ("",)
    assert "滨湖" not in words(app)


def test_the_next_run_after_an_account_is_closed_shows_nothing(store: Engine) -> None:
    key_of(store, "root", "admin")
    app = opened(key_of(store, "zhao", "leader"), "overview")
    assert page_names(app) != ("",)
    set_disabled(store, "zhao", True, actor=ADMIN, now=NOW)
    app.run()
    assert [header.value for header in app.header] == ["请先登录。"]


def test_a_one_time_password_draws_no_page_even_past_the_gate(store: Engine) -> None:
    first = add_account(store, NewAccount(name="root", role="admin"), actor=ADMIN, now=NOW, hasher=CHEAP)
    token = sign_in(store, "root", first.password, origin=HERE, now=NOW, limits=Limits(), hasher=CHEAP)
    assert [header.value for header in opened(token_hash(token)).header] == ["请先登录。"]


def test_the_administrator_makes_an_account_and_is_told_what_can_not_be(store: Engine) -> None:
    app = opened(key_of(store, "root", "admin"), "accounts")
    assert app.header[0].value == "共 1 个账号：0 个还在用一次性密码，0 个已停用"
    app.text_input(key="new_name").set_value("a b").run()
    app.button(key="new_make").click().run()
    assert [error.value for error in app.error] == ["账号名只能用汉字、字母、数字和 . _ - @。"]
    app.text_input(key="new_name").set_value("Binhu").run()
    app.button(key="new_make").click().run()
    assert not app.exception
    made = fetch_account(store, "binhu")
    assert made is not None
    assert (made.role, made.unit_id, made.must_change) == ("unit", "S01", True)
    assert app.header[0].value == "共 2 个账号：1 个还在用一次性密码，0 个已停用"
    assert app.text_input(key="new_name").value == ""


def test_the_office_gives_out_links_and_sees_no_accounts(store: Engine) -> None:
    key_of(store, "root", "admin")
    app = opened(key_of(store, "lin", "office"), "accounts")
    assert not app.exception
    assert "root" not in words(app)
    app.button(key="link_make").click().run()
    assert [error.value for error in app.error] == ["请给观看链接起个名字，例如所用的会议室。"]
    app.text_input(key="link_label").set_value("一号会议室").run()
    app.button(key="link_make").click().run()
    (link,) = fetch_links(store, actor=ADMIN)
    assert (link.label, link.created_by) == ("一号会议室", "lin")
    app.button(key=f"revoke_{link.link_id}").click().run()
    assert [one.revoked_at is not None for one in fetch_links(store, actor=ADMIN)] == [True]
