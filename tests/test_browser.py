"""In a real browser: every page is walked, nothing breaks, and no request leaves the machine."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tools.serving import CHROMIUM, chromium, serve, settled

pytestmark = pytest.mark.browser
if CHROMIUM is None and not os.environ.get("BOARD_REQUIRE_BROWSER"):
    pytest.skip("no Chromium on this machine (apt-get install chromium)", allow_module_level=True)

DOOR = (Path(__file__).parent.parent / "dashboard.py").read_text("utf-8")
PAGES = [  # those of a leader, as the menu has them
    name
    for name, roles in re.findall(r'^        \("(\w+)", \w+\.render, .*, (\w+)\),$', DOOR, re.MULTILINE)
    if roles in ("DISTRICT", "EVERYONE", "READERS", "INSPECTED")
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(tmp_path_factory.mktemp("board")) as url:
        yield url


class Watch:
    """Collects what a page says on its console and asks of the network."""

    def __init__(self, page: Page, home: str) -> None:
        self.errors: list[str] = []
        self.abroad: list[str] = []
        self.home = home
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        # Streamlit looks for itself below a deep link before it asks at the root: two 404s of its own making.
        own_probe = "_stcore/" in (message.location or {}).get("url", "")
        if message.type == "error" and not own_probe:
            self.errors.append(f"{message.text} {message.location}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.home, self.home.replace("http", "ws"), "data:", "blob:")):
            self.abroad.append(request.url)


def errors_on(page: Page) -> list[str]:
    return page.locator(
        "[data-testid='stException'], [data-testid='stAlertContentError'], .st-key-broken"
    ).all_inner_texts()


def turn_by_the_menu(page: Page, name: str) -> None:
    """Click the page's link in the bar, or open section after section until it is there."""
    link = page.locator(f"[data-testid=stTopNavLink][href$='/{name}']")
    below = page.locator(f"[data-testid=stTopNavDropdownLink][href$='/{name}']")
    sections = page.get_by_test_id("stTopNavSection")
    for number in range(0 if link.count() else sections.count()):
        sections.nth(number).click()
        page.get_by_test_id("stTopNavPopoverBody").wait_for()
        if below.count():
            break
        page.keyboard.press("Escape")
    link.or_(below).click()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_walk_through_the_menu_shows_no_error_and_asks_nobody_else(
    browser: Browser, board: str, theme: str
) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme=theme)  # type: ignore[arg-type]
    watch = Watch(page, board)
    settled(page.goto(board) and page)
    for name in PAGES:
        turn_by_the_menu(page, name)
        page.wait_for_url(f"**/{name}*")
        settled(page)
        assert errors_on(page) == []
        assert page.locator("h2").first.inner_text().strip() != ""
    page.close()
    assert watch.errors == []
    assert watch.abroad == []


@pytest.mark.parametrize("path", PAGES)
def test_a_sent_address_opens_with_its_filters(browser: Browser, board: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    watch = Watch(page, board)
    page.goto(f"{board}/{path}?period=2022-08")
    settled(page)
    assert errors_on(page) == []
    assert (
        page.locator(".st-key-period").inner_text().count("2022-08")
        or page.locator(".st-key-period input").input_value() == "2022-08"
    )
    page.close()
    assert (watch.errors, watch.abroad) == ([], [])


def test_charts_fit_their_page(browser: Browser, board: str) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    for path in PAGES:
        page.goto(f"{board}/{path}")
        settled(page)
        wide = page.evaluate(
            "() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg')]"
            ".filter(c => c.getBoundingClientRect().right > innerWidth + 1).length"
        )
        assert (path, wide) == (path, 0)
    page.close()


def test_empty_store_says_what_is_missing_and_who_supplies_it(browser: Browser, tmp_path: Path) -> None:
    with serve(tmp_path, BOARD_DEMO="off") as url:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(url)
        settled(page)
        assert errors_on(page) == []
        assert "责任清单" in page.inner_text("[data-testid='stMain']")
        page.close()
