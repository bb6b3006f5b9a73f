"""A meeting of twelve slides in a real browser, by keys alone: text large enough for the back row, one snapshot, no server."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Role
from services.intake import save_plan, submit
from services.meeting_desk import prepare_meeting
from services.publishing import publish
from services.slides.deck import KEYS
from store.meetings import Meeting
from tests.books import plan_book, progress_book
from tests.stores import sqlite_store
from tools.meeting import SMALLEST, small_texts, spilling
from tools.serving import CHROMIUM, chromium, free_port, serve

pytestmark = pytest.mark.browser
if CHROMIUM is None and not os.environ.get("BOARD_REQUIRE_BROWSER"):
    pytest.skip("no Chromium on this machine (apt-get install chromium)", allow_module_level=True)

OFFICE = Actor(name="lin", role=Role.OFFICE)
NOW, FIRST = datetime(2022, 10, 3, 9, tzinfo=UTC), datetime(2022, 10, 8, 1, tzinfo=UTC)
SLIDES = tuple(key for key in KEYS if key != "ranking_company")  # twelve: the plan has no park company
PATIENCE = 90_000
CHROME = "[data-testid=stHeader], .st-key-bar, .st-key-filters, [data-testid=stToolbar]"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A board with one published period and a meeting of twelve slides, five seconds each."""
    folder = tmp_path_factory.mktemp("meeting")
    engine = opened(folder)
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    submit(engine, progress_book(), "滨湖.xlsx", actor=OFFICE, unit_id="S01", period="2022-09", now=NOW)
    publish(engine, "2022-09", actor=OFFICE, now=FIRST)
    given = Meeting(period="2022-09", name="九月调度会", held_on=date(2022, 10, 9), slides=SLIDES, seconds=5)
    prepare_meeting(engine, given, actor=OFFICE, now=FIRST)
    engine.dispose()
    return folder


def opened(folder: Path) -> Engine:
    return sqlite_store(folder / "board.db")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def board(data: Path, port: int) -> Iterator[str]:
    with serve(data, port, BOARD_DEMO="off") as url:
        yield url


def meeting(browser: Browser, url: str, theme: str = "light") -> Page:
    page = browser.new_page(viewport={"width": 1920, "height": 1080}, color_scheme=theme)  # type: ignore[arg-type]
    page.set_default_timeout(PATIENCE)
    page.goto(f"{url}/meeting?period=2022-09")
    expect(page.locator("html[data-meeting-key=standing]")).to_be_attached(timeout=PATIENCE)
    expect(page.locator(".slide:visible h1")).to_be_visible(timeout=PATIENCE)
    return page


def number(page: Page) -> str:
    return page.locator(".slide:visible .count").inner_text()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_twelve_slides_by_keys_are_readable_from_the_back_row(
    browser: Browser, board: str, theme: str
) -> None:
    page = meeting(browser, board, theme)
    assert page.locator(CHROME).locator("visible=true").count() == 0
    seen = []
    for place in range(1, 13):
        shown = page.locator(".slide:visible")
        assert (shown.count(), number(page)) == (1, f"{place}/12")
        assert shown.locator("h1").inner_text().strip() != ""
        assert shown.locator(".source").inner_text() == "定版 v1 · 2022-10-08 09:00"
        assert (place, small_texts(page), spilling(page)) == (place, [], [])
        seen.append(shown.get_attribute("data-key"))
        page.keyboard.press("ArrowRight")
    assert seen == list(SLIDES)
    page.close()


def test_keys_turn_call_up_a_unit_and_leave(browser: Browser, board: str) -> None:
    page = meeting(browser, board)
    for key, place in (("Space", 2), ("PageDown", 3), ("ArrowLeft", 2), ("End", 12), ("Home", 1)):
        page.keyboard.press(key)
        assert (key, number(page)) == (key, f"{place}/12")
    page.keyboard.press("0")
    expect(page.locator(".unit-list")).to_be_visible()
    assert small_texts(page) == []
    page.keyboard.press("2")
    assert page.locator(".slide:visible").get_attribute("data-unit") == "02"
    assert page.locator(".slide:visible .name").inner_text() == "单位点评：禾埠街道办事处"
    page.keyboard.press("h")
    expect(page.locator(".key-list")).to_be_visible()
    assert small_texts(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    expect(page.locator("html:fullscreen")).to_be_attached()
    page.keyboard.press("f")
    expect(page.locator("html:fullscreen")).not_to_be_attached()
    page.keyboard.press("Escape")
    page.wait_for_url("**/overview*")
    expect(page.locator(".st-key-bar")).to_be_visible(timeout=PATIENCE)
    page.close()


def test_slides_turn_by_themselves_with_the_time_shown(browser: Browser, board: str) -> None:
    page = meeting(browser, board)
    page.keyboard.press("p")
    expect(page.locator(".clock")).to_contain_text("自动翻页")
    assert small_texts(page) == []
    expect(page.locator(".slide:visible .count")).to_have_text("2/12", timeout=PATIENCE)
    page.keyboard.press("p")
    expect(page.locator(".clock")).to_have_text("")
    page.close()


def test_a_decision_is_entered_live_and_typing_turns_no_slide(browser: Browser, board: str) -> None:
    page = meeting(browser, board)
    page.keyboard.press("d")
    page.keyboard.type("补齐代办员")
    page.keyboard.press("ArrowLeft")
    page.locator(".st-key-meeting_units input").fill("审批")
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    assert number(page) == "12/12"
    page.locator(".st-key-meeting_content textarea").press("Control+Enter")
    expect(page.locator(".slide:visible h1")).to_contain_text("本次会议交办 1 件", timeout=PATIENCE)
    assert small_texts(page) == []
    page.close()


def test_a_publication_waits_to_be_taken_and_a_lost_server_leaves_the_slides(
    browser: Browser, data: Path
) -> None:
    port = free_port()
    with serve(data, port, BOARD_DEMO="off") as url:
        page = meeting(browser, url)
        engine = opened(data)
        publish(engine, "2022-09", actor=OFFICE, now=datetime(2022, 10, 9, 1, tzinfo=UTC), reason="更正")
        engine.dispose()
        expect(page.locator(".notice")).to_contain_text("有新定版 v2", timeout=PATIENCE)
        page.keyboard.press("ArrowRight")
        assert page.locator(".slide:visible .source").inner_text().startswith("定版 v1")
        assert small_texts(page) == []
        page.keyboard.press("r")
        expect(page.locator(".slide:visible .source")).to_contain_text("定版 v2", timeout=PATIENCE)
        assert number(page) == "2/12"
        page.context.set_offline(True)
        page.keyboard.press("ArrowRight")
        assert number(page) == "3/12"
        page.context.set_offline(False)
    expect(page.locator(".offline")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("ArrowRight")
    assert (number(page), small_texts(page)) == ("4/12", [])
    assert page.locator("[role=dialog]:visible").count() == 0
    with serve(data, port, BOARD_DEMO="off"):
        expect(page.locator(".offline")).to_be_hidden(timeout=PATIENCE)
        assert (number(page), SMALLEST) == ("4/12", 24)
        page.close()
