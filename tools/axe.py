"""`python -m tools.axe`: axe-core on every page of the menu, every slide of a meeting and the sign-in pages, light and dark.

Prints a line a page with its counts. Exit 1 where something serious or critical is found in what the board draws.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from playwright.sync_api import Browser, Page

from accounts.actor import Actor
from accounts.roles import Role
from services.account_desk import NewAccount, add_account
from store.engine import open_engine
from tools.axe_findings import counts, in_both_themes, ours
from tools.menu import menu_pages
from tools.serving import chromium, serve, settled

LOOKERS = (Role.OFFICE, Role.LEADER, Role.UNIT, Role.DISCIPLINE)  # whose eyes the demo lends
ADMIN = "root"
SENTENCE = "a fine sentence 7"


def addresses() -> dict[str, Role]:
    """Pages of the menu → a role that sees them; the administrator where nobody else does."""
    return {
        name: next((role for role in LOOKERS if role in roles), Role.ADMIN)
        for name, roles in menu_pages().items()
    }


def closed_board(data: Path) -> str:
    """Put an administrator in the store of this folder, so that it asks for a sign-in. Gives the password."""
    engine = open_engine(f"sqlite:///{data / 'board.db'}")
    actor = Actor(name=ADMIN, role=Role.ADMIN)
    wanted = NewAccount(name=ADMIN, role=Role.ADMIN.value)
    password = add_account(engine, wanted, actor=actor, now=datetime.now(UTC)).password
    engine.dispose()
    return password


def sign_in_pages(page: Page, url: str, password: str) -> Iterator[tuple[str, Page]]:
    """Sign in for the first time; gives each page on the way as it stands."""
    page.goto(f"{url}/sign-in")
    yield "sign-in", page
    page.fill("#name", ADMIN)
    page.fill("#password", password)
    page.click("main form button >> nth=0")
    page.wait_for_url("**/password*")
    yield "password", page
    for name, value in {"old": password, "new": SENTENCE, "again": SENTENCE}.items():
        page.fill(f"#{name}", value)
    page.click("main form button >> nth=0")
    settled(page)


def board_pages(browser: Browser) -> Iterator[tuple[str, Page]]:
    """Every page of the menu on the sample year, by name, as it stands."""
    with tempfile.TemporaryDirectory() as demo, serve(Path(demo), BOARD_DEMO="on") as url:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        for name, role in addresses().items():
            if role is not Role.ADMIN:
                settled(page.goto(f"{url}/{name}?as={role.word}") and page)
                yield from _slides(page) if name == "meeting" else [(name, page)]
        page.close()


def _slides(page: Page) -> Iterator[tuple[str, Page]]:
    """The slides of the meeting that is open, one after the other, as the keys turn them."""
    for _place in range(int(page.locator(".deck").get_attribute("data-total") or 1)):
        yield f"meeting {page.locator('.slide:visible').get_attribute('data-key')}", page
        page.keyboard.press("ArrowRight")


def closed_pages(browser: Browser) -> Iterator[tuple[str, Page]]:
    """The way through signing in, then the pages that only the administrator has."""
    with tempfile.TemporaryDirectory() as closed:
        password = closed_board(Path(closed))
        with serve(Path(closed)) as url:
            page = browser.new_context().new_page()
            yield from sign_in_pages(page, url, password)
            for name, role in addresses().items():
                if role is Role.ADMIN:
                    settled(page.goto(f"{url}/{name}") and page)
                    yield name, page
            page.context.close()


def _line(name: str, theme: str, own: Counter[str], streamlits: Counter[str]) -> str:
    def words(kinds: Counter[str]) -> str:
        return ", ".join(f"{count} {impact}" for impact, count in sorted(kinds.items())) or "none"

    return f"{name:26} {theme:6} ours: {words(own):28} Streamlit's: {words(streamlits)}"


def main() -> int:
    """Print a line a page and theme, and below it what is to be mended."""
    grave = 0
    with chromium() as browser:
        for name, page in chain(board_pages(browser), closed_pages(browser)):
            for theme, findings in in_both_themes(page):
                print(_line(name, theme, *counts(findings)), flush=True)
                for fault in ours(findings):
                    grave += 1
                    print(f"    {fault}", flush=True)
    return 1 if grave else 0


if __name__ == "__main__":
    sys.exit(main())
