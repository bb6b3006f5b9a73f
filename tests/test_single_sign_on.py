"""Single sign-on against a real provider on this machine: our own sign-in begins, Streamlit's cookie goes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from accounts.actor import Actor
from accounts.roles import Role
from services.account_desk import NewAccount, add_account, set_disabled
from tests.oidc_provider import Provider, provider
from tests.stores import sqlite_store
from tools.serving import free_port, serve
from web.single_sign_on import name_in

ADMIN = Actor(name="root", role=Role.ADMIN)
SECRETS = """
[auth]
redirect_uri = "{home}/oauth2callback"
cookie_secret = "a secret of thirty-two letters..."
client_id = "board"
client_secret = "shared"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


@pytest.mark.parametrize(
    ("claims", "wanted", "name"),
    [
        ({"preferred_username": "Lin", "email": "l@x.cn", "sub": "1"}, "", "lin"),
        ({"email": "L@x.cn", "email_verified": True, "sub": "1"}, "", "l@x.cn"),
        ({"email": "l@x.cn", "sub": "1"}, "", "1"),  # an address nobody has verified is no name
        ({"email": "l@x.cn", "email_verified": "true"}, "", ""),
        ({"sub": "1", "oid": "77"}, "oid", "77"),
        ({"sub": "1"}, "oid", ""),
        ({"preferred_username": 5}, "", ""),
        ({}, "", ""),
    ],
)
def test_the_name_in_what_the_provider_says(claims: dict[str, object], wanted: str, name: str) -> None:
    assert name_in(claims, wanted) == name


@pytest.fixture(scope="module")
def identity() -> Iterator[Provider]:
    with provider() as found:
        yield found


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory, identity: Provider) -> Iterator[tuple[str, Path]]:
    """A board with three accounts that trusts the provider; its address and folder."""
    data, port = tmp_path_factory.mktemp("sso"), free_port()
    engine, now = sqlite_store(data / "board.db"), datetime.now(UTC)
    for name in ("lin", "gone"):
        add_account(
            engine, NewAccount(name=name, role="leader", is_single_sign_on=True), actor=ADMIN, now=now
        )
    set_disabled(engine, "gone", True, actor=ADMIN, now=now)
    engine.dispose()
    secrets = data / "secrets.toml"
    secrets.write_text(SECRETS.format(home=f"http://localhost:{port}", provider=identity.home))
    with serve(data, port=port, STREAMLIT_SECRETS_FILES=str(secrets)) as url:
        yield url, data


def browse(url: str, **given: Any) -> httpx.Client:
    return httpx.Client(base_url=url, headers={"accept": "text/html"}, **given)


def go_through(browser: httpx.Client, identity: Provider, **person: object) -> httpx.Response:
    """All the way as this person; the last answer."""
    identity.person = {"sub": "7", **person}
    assert "/sign-in/sso?next=" in browser.get("/sign-in?next=/tasks").text
    return browser.get("/sign-in/sso?next=/tasks?period=2022-09")


def test_a_known_person_comes_in_with_a_sign_in_of_ours(board: tuple[str, Path], identity: Provider) -> None:
    with browse(board[0], follow_redirects=True) as browser:
        last = go_through(browser, identity, preferred_username="Lin")
        assert last.url.raw_path == b"/tasks?period=2022-09"
        assert browser.get("/whoami").json() == {"mode": "closed", "name": "lin", "role": "leader"}
        assert "board_session" in browser.cookies
        assert [name for name in browser.cookies if name.startswith("_streamlit_user")] == []


def test_what_streamlit_had_kept_opens_nothing_by_itself(board: tuple[str, Path], identity: Provider) -> None:
    identity.person = {"sub": "7", "preferred_username": "lin"}
    with browse(board[0]) as browser:
        answer = browser.get("/sign-in/sso")
        while answer.is_redirect and "/sign-in/sso/done" not in answer.headers["location"]:
            answer = browser.get(answer.headers["location"])
        kept = {name: value for name, value in browser.cookies.items() if name.startswith("_streamlit_user")}
    assert kept  # the provider has answered, and Streamlit has kept it
    with browse(board[0], cookies=kept) as thief:
        assert thief.get("/sign-in/sso/done").headers["location"] == "/sign-in?why=sso"
        assert thief.get("/whoami").status_code == 401
        assert thief.get("/").headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("name", ["nobody", "gone"])
def test_an_unknown_or_closed_account_is_told_so(
    board: tuple[str, Path], identity: Provider, name: str
) -> None:
    with browse(board[0], follow_redirects=True) as browser:
        last = go_through(browser, identity, preferred_username=name)
        assert last.url.path == "/sign-in"
        assert "单点登录" in last.text
        assert browser.get("/whoami").status_code == 401
        assert [cookie for cookie in browser.cookies if cookie.startswith("_streamlit_user")] == []
