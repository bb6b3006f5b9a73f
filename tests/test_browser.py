"""In a real browser: every page is walked, nothing breaks, and no request leaves the machine."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from accounts.roles import Role
from tools.axe import addresses, closed_pages
from tools.axe_findings import in_both_themes, ours
from tools.menu import pages_of
from tools.serving import CHROMIUM, chromium, serve, settled, still

pytestmark = pytest.mark.browser
if CHROMIUM is None and not os.environ.get("BOARD_REQUIRE_BROWSER"):
    pytest.skip("no Chromium on this machine (apt-get install chromium)", allow_module_level=True)

PAGES = [name for name in pages_of(Role.LEADER) if name != "meeting"]  # which covers the menu: by its address
SHOWN = {
    name: role for name, role in addresses().items() if role is not Role.ADMIN
}  # by those the demo lends
PICTURES_ARE_IN = """() => [...document.querySelectorAll('.st-key-manual_page img')]
    .every(picture => picture.complete && picture.naturalHeight)"""
TOO_WIDE = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] :is(canvas, svg.marks)')]
    .filter(chart => chart.getBoundingClientRect().right > innerWidth + 1).length"""
PUSHED = """() => [...document.querySelectorAll('html, body, .stApp, [data-testid=stMain]')]
    .filter(part => part.scrollWidth > part.clientWidth + 1).map(part => `${part.tagName} ${part.scrollWidth}`)"""


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
    """Click the page's link in the menu or its button in the bar, or open section after section until it is there."""
    link = page.locator(f"[data-testid=stTopNavLink][href$='/{name}'], .st-key-to_{name} button")
    below = page.locator(f"[data-testid=stTopNavDropdownLink][href$='/{name}']")
    sections = page.get_by_test_id("stTopNavSection")
    for number in range(0 if link.count() else sections.count()):
        sections.nth(number).click()
        page.get_by_test_id("stTopNavPopoverBody").wait_for()
        if below.count():
            break
        page.keyboard.press("Escape")
    link.or_(below).click()


def test_walk_through_the_menu_shows_no_error_and_asks_nobody_else(browser: Browser, board: str) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
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


def period_chosen(page: Page) -> str:
    """What the filter row says; "" on a page without one."""
    box = page.locator(".st-key-period")
    if not (box.count() and box.is_visible()):
        return ""
    return "2022-08" if "2022-08" in box.inner_text() else box.locator("input").input_value()


@pytest.mark.parametrize("path", SHOWN)
def test_a_sent_address_opens_with_its_filters_fits_and_shuts_nobody_out_in_either_theme(
    browser: Browser, board: str, path: str
) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    watch = Watch(page, board)
    page.goto(f"{board}/{path}?period=2022-08&as={SHOWN[path].word}")
    settled(page)
    assert period_chosen(page) in ("2022-08", "")
    assert page.evaluate(TOO_WIDE) == 0
    for theme, findings in in_both_themes(page):
        assert (theme, ours(findings)) == (theme, [])
        assert errors_on(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    still(page)
    assert page.evaluate(PUSHED) == []
    page.close()
    assert (watch.errors, watch.abroad) == ([], [])


@pytest.mark.parametrize("chapter", ["五型办", "领导"])  # the two with most in them
def test_a_chapter_of_the_manual_is_two_printed_pages(browser: Browser, board: str, chapter: str) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    settled(page.goto(f"{board}/manual?chapter={chapter}") and page)
    page.wait_for_function(PICTURES_ARE_IN, timeout=60_000)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 2
    page.close()


def test_signing_in_and_the_administrators_own_pages_shut_nobody_out(browser: Browser) -> None:
    looked_at = []
    for name, page in closed_pages(browser):
        looked_at.append(name)
        for theme, findings in in_both_themes(page):
            assert (name, theme, ours(findings)) == (name, theme, [])
    assert looked_at[:2] == ["sign-in", "password"]
    assert "tokens" in looked_at


def test_empty_store_says_what_is_missing_and_who_supplies_it(browser: Browser, tmp_path: Path) -> None:
    with serve(tmp_path, BOARD_DEMO="off") as url:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(url)
        settled(page)
        assert errors_on(page) == []
        assert "责任清单" in page.inner_text("[data-testid='stMain']")
        page.close()
