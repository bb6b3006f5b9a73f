"""First-visit hints: each page has one sentence; put away, it stays away for that person on every machine."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from accounts.actor import Actor
from accounts.roles import Role
from accounts.tokens import token_hash
from locales import in_language
from panels.hint import HINTS
from services.account_desk import NewAccount, add_account
from services.signed_in import Limits, Origin, Person, keep_hint, person_of
from services.signing_in import sign_in
from services.viewing_links import create_link, open_link
from tests.test_page_people import CHEAP, key_of, opened, store
from tools.menu import menu_pages

__all__ = ["store"]  # the fixture
NOW = datetime.now(UTC)
ADMIN, HERE = Actor(name="root", role=Role.ADMIN), Origin("10.0.0.9")


def person(engine: Engine, token: str) -> Person:
    found = person_of(engine, token_hash(token), now=NOW, limits=Limits())
    assert found is not None
    return found


def hint(shown: AppTest) -> list[str]:
    return [one.key for one in shown.button if str(one.key).startswith("hint_")]


def test_every_page_of_the_menu_has_a_hint_of_one_sentence() -> None:
    assert sorted(set(menu_pages()) ^ set(HINTS)) == ["meeting"]
    with in_language("en"):
        assert [page for page, text in HINTS.items() if text.count(". ") > 1 or not text.endswith(".")] == []


def test_a_hint_put_away_is_remembered_with_the_account(engine: Engine) -> None:
    wanted = NewAccount(name="lin", role="leader")
    password = add_account(engine, wanted, actor=ADMIN, now=NOW, hasher=CHEAP).password
    for page in ("overview", "tasks", "overview"):
        token = sign_in(engine, "lin", password, origin=HERE, now=NOW, limits=Limits(), hasher=CHEAP)
        keep_hint(engine, person(engine, token), page)
    assert person(engine, token).hints_read == {"overview", "tasks"}


def test_it_stands_on_the_first_visit_and_is_gone_after_a_click_in_a_new_session_too(store: Engine) -> None:
    key_of(store, "root", "admin")
    key = key_of(store, "zhao", "leader")
    shown = opened(key, "ranking")
    assert hint(shown) == ["hint_ranking"]
    assert hint(shown.button(key="hint_ranking").click().run()) == []
    assert hint(opened(key, "ranking")) == []
    assert hint(opened(key, "unit")) == ["hint_unit"]


def test_a_wall_that_looks_through_a_link_gets_none(store: Engine) -> None:
    key_of(store, "root", "admin")
    office = Actor(name="lin", role=Role.OFFICE)
    _link, token = create_link(store, "会议室", actor=office, now=NOW, holds=timedelta(hours=1))
    sign_in_token, _holds = open_link(store, token, origin=HERE, now=NOW)
    shown = opened(token_hash(sign_in_token), "ranking")
    assert (hint(shown), len(shown.header)) == ([], 1)
