"""A whole day in real browsers: the office opens a period, three units report, one is returned, it is published."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Role
from domain.period import Period
from services.account_desk import NewAccount, add_account
from services.findings import overview
from services.publishing import fetch_published
from store.engine import open_engine
from store.queries import fetch_submissions
from store.snapshots import fetch_newest_snapshots
from tests.books import TASKS, plan_book, progress_book
from tools.serving import CHROMIUM, chromium, serve, settled

pytestmark = pytest.mark.browser
if CHROMIUM is None and not os.environ.get("BOARD_REQUIRE_BROWSER"):
    pytest.skip("no Chromium on this machine (apt-get install chromium)", allow_module_level=True)

ADMIN = Actor(name="root", role=Role.ADMIN)
SENTENCE = "a fine sentence 7"
LONG = 90_000  # milliseconds; a busy machine may need them
TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()
PERIOD = f"{TODAY:%Y-%m}"  # it has begun, and its deadline lies ahead
BEFORE = Period.parse(f"{TODAY.replace(day=1) - timedelta(days=1):%Y-%m}")
DAYS = (date(TODAY.year, 1, 1), date(TODAY.year, 12, 31))
PEOPLE = {  # account → role and unit
    "lin": ("office", None),
    "one": ("unit", "S01"),
    "two": ("unit", "S02"),
    "colleague": ("unit", "S02"),
    "three": ("unit", "D01"),
    "boss": ("leader", None),
}


def the_plan() -> bytes:
    """The plan of tests.books for this year, with a task that the office of approvals leads; its one period is over."""
    own = ("GY-02", "过硬型", "窗口作风", "", "审批局", "", *DAYS, 1, "定性", "", None, None, "", "达标")
    tasks = [(*row[:6], *DAYS, *row[8:]) for row in TASKS]
    book = load_workbook(BytesIO(plan_book(tasks=[*tasks, own], months=(1,))))
    book["期次"].delete_rows(2)
    due_at = datetime.combine(BEFORE.ends_on, datetime.min.time()) + timedelta(hours=23)
    book["期次"].append([BEFORE.code, BEFORE.starts_on, BEFORE.ends_on, due_at])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def street_two(rate: float) -> bytes:
    rows = [("GY-01", "作风督查", rate, None, "开展督查", "", "", "", None)]
    return progress_book(unit="禾埠街道", period=PERIOD, filled_on=None, rows=rows)


def approvals(rate: object, code: str = "GY-02") -> bytes:
    rows = [(code, "窗口作风", rate, None, "窗口轮训", "", "", "", None)]
    return progress_book(unit="审批局", period=PERIOD, filled_on=None, rows=rows)


class Desk:
    """People in front of their own browsers, signed in with a password of their own."""

    def __init__(self, browser: Browser, url: str, passwords: dict[str, str]) -> None:
        self._browser, self.url, self._passwords = browser, url, passwords
        self._pages: dict[str, Page] = {}

    def of(self, name: str) -> Page:
        if name not in self._pages:
            context = self._browser.new_context(viewport={"width": 1366, "height": 900}, locale="zh-CN")
            context.set_default_timeout(LONG)
            page = self._pages[name] = context.new_page()
            self._come_in(page, name)
        return self._pages[name]

    def stranger(self) -> Page:
        return self._browser.new_context(locale="zh-CN").new_page()

    def _come_in(self, page: Page, name: str) -> None:
        first = self._passwords[name]
        page.goto(f"{self.url}/sign-in")
        self._fill(page, name=name, password=first)
        page.wait_for_url("**/password")
        self._fill(page, old=first, new=SENTENCE, again=SENTENCE)
        page.wait_for_selector(".person")

    @staticmethod
    def _fill(page: Page, **fields: str) -> None:
        for name, value in fields.items():
            page.fill(f"#{name}", value)
        page.click("main form button >> nth=0")

    def drop(self, name: str, content: bytes) -> Page:
        """Lay a workbook into the drop zone of this person's upload page."""
        page = self.of(name)
        page.goto(f"{self.url}/upload?upload_period={PERIOD}")
        page.wait_for_selector("[data-testid=stFileUploaderDropzoneInput]", state="attached")
        file = {"name": f"{name}.xlsx", "mimeType": "application/octet-stream", "buffer": content}
        page.set_input_files("[data-testid=stFileUploaderDropzoneInput]", [file])  # type: ignore[list-item]
        page.wait_for_selector("[class*=st-key-upload_verdict]")
        return page

    def send(self, page: Page) -> None:
        page.click(".st-key-upload_send button")

    def sent(self, page: Page, receipt: str) -> None:
        expect(page.locator(".st-key-upload_receipt_0")).to_contain_text(receipt, timeout=LONG)


@pytest.fixture
def day(tmp_path: Path) -> Iterator[tuple[Desk, Engine]]:
    """A board with accounts and nothing else, served."""
    address = f"sqlite:///{tmp_path / 'board.db'}"
    engine, now = open_engine(address), datetime.now(UTC)
    add_account(engine, NewAccount(name="root", role="admin"), actor=ADMIN, now=now)
    passwords = {
        name: add_account(
            engine, NewAccount(name=name, role=role, unit_id=unit), actor=ADMIN, now=now
        ).password
        for name, (role, unit) in PEOPLE.items()
    }
    with serve(tmp_path) as url, chromium() as browser:
        yield Desk(browser, url, passwords), engine
    engine.dispose()


@contextmanager
def sheet(page: Page, label: str) -> Iterator[Page]:
    """A button's small sheet, open."""
    page.locator(".st-key-desk_actions").get_by_role("button", name=label).click()
    yield page


def test_the_whole_day(day: tuple[Desk, Engine]) -> None:
    desk, engine = day

    # the office loads the plan and opens the period
    office = desk.of("lin")
    office.goto(f"{desk.url}/periods")
    office.wait_for_selector("[data-testid=stFileUploaderDropzoneInput]", state="attached")
    plan = {"name": "责任清单.xlsx", "mimeType": "application/octet-stream", "buffer": the_plan()}
    office.set_input_files("[data-testid=stFileUploaderDropzoneInput]", [plan])  # type: ignore[list-item]
    office.click(".st-key-desk_plan_save button")
    office.get_by_text("期次与定版").first.click()
    office.wait_for_selector(".st-key-desk_open button")
    expect(office.locator(".st-key-desk_open button")).to_contain_text(PERIOD, timeout=LONG)
    office.click(".st-key-desk_open button")
    expect(office.locator("[data-testid=stMain]")).to_contain_text(f"{PERIOD}", timeout=LONG)

    # one unit sends a clean sheet
    one = desk.drop("one", progress_book(period=PERIOD, filled_on=None, rate=0.5))
    desk.send(one)
    desk.sent(one, f"{PERIOD}-S01-v1")

    # one has an error that it mends, then a question that it answers by a click
    three = desk.drop("three", approvals(0.5, code="XX-99"))
    expect(three.locator("[class*=st-key-upload_verdict]")).to_contain_text("错误", timeout=LONG)
    expect(three.locator(".st-key-upload_send")).to_have_count(0)
    three = desk.drop("three", approvals("约80%"))
    three.locator("[data-testid=stButtonGroup] button", has_text="读作80%").click()
    desk.send(three)
    desk.sent(three, f"{PERIOD}-D01-v1")

    # two clerks of one unit at the same time: the second is told, looks, and sends again
    two, colleague = desk.drop("two", street_two(0.4)), desk.drop("colleague", street_two(0.45))
    for page in (two, colleague):
        expect(page.locator(".st-key-upload_send button")).to_contain_text("第 1 版", timeout=LONG)
    desk.send(two)
    desk.sent(two, f"{PERIOD}-S02-v1")
    desk.send(colleague)
    expect(colleague.locator("[data-testid=stAlert]")).to_contain_text("two 已于", timeout=LONG)
    assert len(fetch_submissions(engine)) == 3
    desk.send(colleague)
    desk.sent(colleague, f"{PERIOD}-S02-v2")

    # the office returns one with a reason, and the unit sends it again
    office.goto(f"{desk.url}/data?report_unit=滨湖街道&report_period={PERIOD}")
    office.goto(f"{desk.url}/periods?desk_period={PERIOD}")
    office.wait_for_selector(".st-key-desk_board canvas")
    _pick(office, "滨湖街道")
    office.fill("[class*=st-key-desk_return_] input", "缺盖章")
    office.keyboard.press("Tab")
    office.click(".st-key-desk_return button")
    one.goto(f"{desk.url}/data?report_unit=滨湖街道&report_period={PERIOD}")
    expect(one.locator("[data-testid=stMain]")).to_contain_text("缺盖章", timeout=LONG)
    one = desk.drop("one", progress_book(period=PERIOD, filled_on=None, rate=0.6))
    desk.send(one)
    desk.sent(one, f"{PERIOD}-S01-v2")

    # it closes and publishes; before, a leader sees nothing of it
    boss = desk.of("boss")
    expect(boss.locator("[data-testid=stMain]")).to_contain_text("还没有定版的期次", timeout=LONG)
    office.goto(f"{desk.url}/periods?desk_period={PERIOD}")
    with sheet(office, "关闭"):
        office.click(".st-key-desk_close button")
    expect(office.locator("[data-testid=stMain]")).to_contain_text(f"{PERIOD} 已关闭", timeout=LONG)
    with sheet(office, "定版"):
        office.click(".st-key-desk_publish button")
    expect(office.locator("[data-testid=stMain]")).to_contain_text("第 1 版", timeout=LONG)

    # the leader sees the published figures, a stranger the sign-in page
    snapshot = fetch_newest_snapshots(engine)[PERIOD]
    assert len(snapshot.counted) == 3
    boss.goto(f"{desk.url}/overview?period={PERIOD}")
    finding = overview.district(fetch_published(engine, snapshot, "zh"))
    expect(boss.locator("h2").first).to_contain_text(finding, timeout=LONG)
    expect(boss.locator("[data-testid=stMain]")).to_contain_text(f"定版 {PERIOD}", timeout=LONG)
    stranger = desk.stranger()
    stranger.goto(f"{desk.url}/overview?period={PERIOD}")
    assert stranger.url.startswith(f"{desk.url}/sign-in?next=")
    assert "滨湖" not in stranger.content()


def _pick(page: Page, unit: str) -> None:
    """Choose a unit's row of the board: rows are drawn on a canvas, so they are clicked one after the other."""
    box = page.locator(".st-key-desk_board canvas").first.bounding_box()
    assert box is not None
    for row in range(3):
        page.mouse.click(box["x"] + 18, box["y"] + 36 + 35 * row + 17)
        panel = page.locator(".st-key-desk_unit")
        expect(panel).to_be_visible(timeout=LONG)
        settled(page)  # what stands there may still be the row before
        if unit in panel.inner_text():
            return
    raise AssertionError(f"no row of {unit}")
