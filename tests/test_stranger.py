"""A stranger walks over every page and route of a real, closed board, and finds nothing but the sign-in page."""

import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import websockets
from argon2 import PasswordHasher

from accounts.actor import Actor
from accounts.roles import Role
from services.account_desk import NewAccount, add_account
from services.intake import save_plan, submit
from tests.books import plan_book, progress_book
from tests.stores import sqlite_store
from tools.serving import serve
from web.gate import ASSETS
from web.routes import ROUTES

NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
OFFICE, ADMIN = Actor(name="lin", role=Role.OFFICE), Actor(name="root", role=Role.ADMIN)
DOOR = (Path(__file__).parent.parent / "dashboard.py").read_text("utf-8")
PAGES = re.findall(r'^        \("(\w+)", \w+\.render', DOOR, re.MULTILINE)
STREAMLITS = (
    "", "index.html", "manifest.json", "favicon.png", "static/js/index.js", "media/abc.xlsx", "component/x/index.html",
    "app/static/watch.js", "_stcore/host-config", "_stcore/allowed-message-origins", "_stcore/upload_file/a/b",
    "_stcore/metrics", "_stcore/script-health-check", "auth/logout", "data/board.db", "..%2fdata%2fboard.db",
)  # fmt: skip
OPEN = {"/sign-in", "/sign-in/board.css", "/whoami", "/livez", "/readyz", "/api/v1/openapi.json"}


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A board with a plan, a report and an account."""
    data = tmp_path_factory.mktemp("closed")
    engine = sqlite_store(data / "board.db")
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    submit(engine, progress_book(), "报表.xlsx", actor=OFFICE, now=NOW)
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    add_account(engine, NewAccount(name="root", role="admin"), actor=ADMIN, now=NOW, hasher=cheap)
    engine.dispose()
    with serve(data) as url:
        yield url


@pytest.fixture(scope="module")
def stranger(board: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=board, headers={"x-forwarded-for": "10.0.0.9"}) as client:  # from elsewhere
        yield client


def own_paths() -> list[str]:
    """Every route of our own, with something in the place of its blanks."""
    return sorted({re.sub(r"\{[^}]*\}", "1", getattr(route, "path", "")) for route in ROUTES} - OPEN)


def test_the_menu_is_known() -> None:
    assert {"overview", "upload", "periods", "accounts", "audit"} <= set(PAGES)


@pytest.mark.parametrize("path", [*PAGES, *STREAMLITS])
def test_pages_and_streamlits_own_addresses_lead_to_the_sign_in_page(
    stranger: httpx.Client, path: str
) -> None:
    page = stranger.get(f"/{path}", headers={"accept": "text/html"})
    assert (page.status_code == 303 and page.headers["location"].startswith("/sign-in")) or (
        page.status_code == 404 and page.text == "not found"
    )
    for method in ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"):
        bare = stranger.request(method, f"/{path}")
        assert bare.status_code in (303, 401, 403, 404, 405)
        assert "滨湖" not in bare.text


@pytest.mark.parametrize("path", own_paths())
def test_our_own_routes_tell_a_stranger_nothing(stranger: httpx.Client, path: str) -> None:
    for method in ("GET", "POST"):
        answer = stranger.request(method, path)
        assert answer.status_code in (303, 400, 401, 403, 404, 405, 410, 415, 422), (method, path)
        assert "滨湖" not in answer.text


@pytest.mark.parametrize("path", sorted(OPEN | ASSETS))
def test_what_is_open_holds_no_data(stranger: httpx.Client, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code in (200, 401)
    assert "滨湖".encode() not in answer.content


def test_the_websocket_is_refused_before_it_opens(board: str) -> None:
    async def knock() -> int:
        try:
            async with websockets.connect(board.replace("http", "ws") + "/_stcore/stream"):
                return 101
        except websockets.InvalidStatus as refused:
            return refused.response.status_code

    assert asyncio.run(knock()) == 403


def test_the_sign_in_page_loads_nothing_else(stranger: httpx.Client) -> None:
    page = stranger.get("/sign-in").text
    asked = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert [path for path in asked if path.split("?")[0] not in OPEN | ASSETS] == []
    assert "<script" not in page


def test_a_proxy_on_this_machine_says_that_the_outside_is_tls(board: str) -> None:
    sent = {"x-forwarded-for": "10.0.0.9", "x-forwarded-proto": "https"}
    headers = httpx.get(f"{board}/sign-in", headers=sent).headers
    assert headers["set-cookie"].startswith("__Host-board_form=")
    assert "strict-transport-security" in headers
