"""In a real browser, on both databases: a sign-in survives refresh and restart, and ends at once when it must."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Role
from services.account_desk import NewAccount, add_account, set_disabled
from services.viewing_links import create_link, fetch_links, revoke_link
from tools.serving import CHROMIUM, chromium, free_port, serve

pytestmark = pytest.mark.browser
if CHROMIUM is None and not os.environ.get("BOARD_REQUIRE_BROWSER"):
    pytest.skip("no Chromium on this machine (apt-get install chromium)", allow_module_level=True)

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
ADMIN = Actor(name="root", role=Role.ADMIN)
SENTENCE = "a fine sentence 7"
SOON = 90_000  # milliseconds; mostly two seconds, but a machine may be busy


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser of its own, with its own cookies."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    yield context.new_page()
    context.close()


def put_account(engine: Engine, name: str, role: str) -> str:
    wanted = NewAccount(name=name, role=role, person="林某")
    return add_account(engine, wanted, actor=ADMIN, now=datetime.now(UTC), hasher=CHEAP).password


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.fill(f"#{name}", value)
    page.click("main form button >> nth=0")


def come_in(page: Page, url: str, name: str, first: str) -> None:
    """Sign in with a one-time password and choose one's own."""
    page.goto(f"{url}/ranking")
    fill(page, name=name, password=first)
    page.wait_for_url("**/password")
    fill(page, old=first, new=SENTENCE, again=SENTENCE)
    expect(page.locator(".person")).to_contain_text("林某", timeout=60_000)


def test_a_sign_in_survives_refresh_and_restart_and_ends_when_the_account_is_closed(
    page: Page, store_url: str, engine: Engine, tmp_path: Path
) -> None:
    put_account(engine, "root", "admin")
    first = put_account(engine, "lin", "leader")
    port = free_port()
    with serve(tmp_path, port, DATABASE_URL=store_url) as url:
        come_in(page, url, "lin", first)
        page.goto(f"{url}/ranking")
        expect(page.locator(".person")).to_contain_text("林某", timeout=60_000)
        page.reload()
        expect(page.locator(".person")).to_contain_text("林某", timeout=60_000)
    with serve(tmp_path, port, DATABASE_URL=store_url) as url:
        page.reload()  # a page's own address, the first that the new process is asked for
        expect(page.locator(".person")).to_contain_text("林某", timeout=60_000)
        assert page.url == f"{url}/ranking"
        # Streamlit goes to the front address where its last run for a closed account comes first
        page.evaluate("history.replaceState(history.state, '', '/')")
        set_disabled(engine, "lin", True, actor=ADMIN, now=datetime.now(UTC))
        page.wait_for_url("**/sign-in?why=ended&next=%2Franking", timeout=SOON)
        expect(page.locator(".notice")).to_be_visible()
        fill(page, name="lin", password=SENTENCE)
        expect(page.locator(".fault")).to_contain_text("账号或密码不正确")


def test_signing_out_ends_every_page_of_the_sign_in_and_its_cookie_is_dead(
    page: Page, sqlite_url: str, sqlite_engine: Engine, tmp_path: Path
) -> None:
    put_account(sqlite_engine, "root", "admin")
    first = put_account(sqlite_engine, "lin", "office")
    with serve(tmp_path, DATABASE_URL=sqlite_url) as url:
        come_in(page, url, "lin", first)
        kept = [cookie for cookie in page.context.cookies() if cookie["name"] == "board_session"]
        assert [(one["httpOnly"], one["sameSite"]) for one in kept] == [(True, "Lax")]
        other = page.context.new_page()
        other.goto(f"{url}/unit")
        expect(other.locator(".person")).to_be_visible(timeout=60_000)
        page.click(".way-out button")
        page.wait_for_url("**/sign-in?why=out", timeout=SOON)
        other.wait_for_url("**/sign-in?why=ended**", timeout=SOON)
        page.context.add_cookies(kept)  # type: ignore[arg-type]
        page.goto(f"{url}/ranking")
        assert "/sign-in" in page.url


def test_a_viewing_link_shows_the_board_without_an_account_until_it_is_revoked(
    page: Page, sqlite_url: str, sqlite_engine: Engine, tmp_path: Path
) -> None:
    put_account(sqlite_engine, "root", "admin")
    now = datetime.now(UTC)
    link, token = create_link(sqlite_engine, "大会议室", actor=ADMIN, now=now, holds=timedelta(hours=4))
    with serve(tmp_path, DATABASE_URL=sqlite_url) as url:
        page.goto(f"{url}/view/{token}")
        expect(page.locator(".person")).to_contain_text("大会议室", timeout=60_000)
        menu = {text.split("\n")[-1] for text in page.get_by_test_id("stTopNavLink").all_inner_texts()}
        assert menu >= {"总览", "任务完成", "项目里程碑", "单位排名", "单位"}
        assert menu & {"报送情况", "填报", "期次管理", "账号管理", "查看链接管理", "操作留痕"} == set()
        revoke_link(sqlite_engine, link.link_id, actor=ADMIN, now=datetime.now(UTC))
        page.wait_for_url("**/sign-in?why=ended**", timeout=SOON)
        page.goto(f"{url}/view/{token}")
        assert "已被撤销" in page.inner_text("main")
    assert [one.used_at is not None for one in fetch_links(sqlite_engine, actor=ADMIN)] == [True]
