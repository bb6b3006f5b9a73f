"""A letter in a real browser: confirmed and issued, its .docx fetched, not closed before a check, closed after it."""

import os
from collections.abc import Iterator
from io import BytesIO

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.letter_store import fill
from tests.stores import sqlite_store
from tools.serving import CHROMIUM, chromium, serve, settled

pytestmark = pytest.mark.browser
if CHROMIUM is None and not os.environ.get("BOARD_REQUIRE_BROWSER"):
    pytest.skip("no Chromium on this machine (apt-get install chromium)", allow_module_level=True)
LONG = 120_000  # milliseconds; a busy machine may need them


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    data = tmp_path_factory.mktemp("letters")
    engine = sqlite_store(data / "board.db")
    fill(engine)
    engine.dispose()
    with serve(data, BOARD_DEMO="off") as url, chromium() as browser:
        page = browser.new_page(viewport={"width": 1366, "height": 900}, locale="zh-CN")
        page.set_default_timeout(LONG)
        page.goto(f"{url}/letters?as=五型办")
        yield settled(page)


def test_a_letter_is_issued_fetched_checked_and_closed(office: Page) -> None:
    row = office.locator(".st-key-letter_row_1")
    office.locator(".st-key-letter_take_urge_S01_2022-09 button").click()
    office.locator(".st-key-letter_draft textarea").wait_for()
    office.locator(".st-key-letter_issue button").click()
    expect(row).to_contain_text("督办函〔2022〕1号", timeout=LONG)
    fetched = office.request.get(str(row.locator("a").evaluate("link => link.href")))
    assert fetched.ok
    lines = [line.text for line in docx.Document(BytesIO(fetched.body())).paragraphs]
    assert "督办函〔2022〕1号" in lines
    _step(office, row, "销号")
    expect(office.locator("[data-testid=stAlert]")).to_contain_text("未经核查不能销号", timeout=LONG)
    _step(office, row, "核查", "现场已整改")
    expect(row).to_contain_text("现场已整改", timeout=LONG)
    _step(office, row, "销号")
    expect(row).to_contain_text("已销号", timeout=LONG)


def _step(page: Page, row: Locator, word: str, words: str = "") -> None:
    """Open the letter's next step, choose what happened, and record it."""
    settled(page)
    body = page.locator("[data-testid=stPopoverBody]")
    if not body.is_visible():
        row.locator("[data-testid=stPopover] button").click()
    body.get_by_text(word, exact=True).first.click()
    settled(page)
    if words:
        body.locator("textarea").fill(words)
    else:
        expect(body.locator("textarea")).to_have_count(0, timeout=LONG)
    body.locator(".st-key-letter_record_1 button").click()
