"""`python -m tools.meeting_run`: a meeting of twelve slides on the sample year, held by keys alone, recorded as a moving picture.

Into docs/screenshots/meeting-run.webp (or the file named): what was pressed stands below each picture. On the way a
unit is called up, slides turn by themselves, a newer snapshot is announced and taken, the server goes away and comes
back, a decision is entered; at the end it stands on the slide "since the last meeting" of the next period.
"""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Page, expect
from sqlalchemy import Engine

from accounts.actor import DEMO, Actor
from accounts.roles import Role
from services.demo import choose_store
from services.meeting_desk import prepare_meeting
from services.publishing import publish
from store.meetings import Meeting
from tools.meeting import small_texts, spilling
from tools.serving import ROOT, chromium, free_port, serve, told

FILE = ROOT / "docs" / "screenshots" / "meeting-run.webp"
SLIDES = (
    *("standing", "since", "lights", "projects", "due", "ranking_street", "ranking_department"),
    *("checks", "questions", "unit", "needs", "decisions"),
)
MEETING = Meeting(period="2022-09", name="九月调度会", held_on=date(2022, 10, 28), slides=SLIDES, seconds=5)
SIZE, SHOWN, STRIP = {"width": 1920, "height": 1080}, (896, 504), 44
_PATIENCE = 240_000
_DECIDED = "11月15日前补齐代办员，逐个项目倒排工期"
_FONTS = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"
_OFFICE = Actor(name="demo", role=Role.OFFICE)


@dataclass
class Film:
    """Pictures of a page, each with what was done before it; faults: texts too small or spilling, as tools.meeting has it."""

    page: Page
    frames: list[Image.Image] = field(default_factory=list)
    milliseconds: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def shot(self, deed: str, seconds: float = 1.6) -> None:
        """Take the page as it stands."""
        self.page.wait_for_timeout(350)
        self.faults += [f"{deed}: {fault}" for fault in (*small_texts(self.page), *spilling(self.page))]
        with Image.open(BytesIO(self.page.screenshot())) as taken:
            frame = Image.new("RGB", (SHOWN[0], SHOWN[1] + STRIP), "#10151f")
            frame.paste(taken.convert("RGB").resize(SHOWN, Image.Resampling.LANCZOS))
        ImageDraw.Draw(frame).text(
            (16, SHOWN[1] + STRIP // 2), deed, "#ffffff", ImageFont.truetype(_FONTS, 20), anchor="lm"
        )
        self.frames.append(frame)
        self.milliseconds.append(int(seconds * 1000))

    def press(self, *keys: str, deed: str, seconds: float = 1.6) -> None:
        """Press keys one after the other, then take the page."""
        for key in keys:
            self.page.keyboard.press(key)
        self.shot(deed, seconds)

    def save(self, file: Path) -> None:
        """Write the moving picture."""
        first, *others = self.frames
        first.save(
            file,
            save_all=True,
            append_images=others,
            duration=self.milliseconds,
            loop=0,
            quality=40,
            method=6,
        )


def number(page: Page) -> str:
    """What stands in the slide's corner, e.g. ``3/12``."""
    return page.locator(".slide:visible .count").inner_text()


def turn_through(film: Film) -> None:
    """All twelve by the arrow key, back by the other one."""
    for place in range(2, len(SLIDES) + 1):
        film.press("ArrowRight", deed=f"→　{place}/12")
        expect(film.page.locator(".slide:visible .count")).to_have_text(f"{place}/12")
    film.press("ArrowLeft", deed="←")
    film.press("Home", deed="Home")


def keys_of_the_room(film: Film) -> None:
    """Space, the list of keys, a unit by two digits, turning by itself."""
    film.press("Space", deed="空格")
    film.press("h", deed="H：全部按键", seconds=3)
    film.press("Escape", deed="Esc：关闭")
    film.press("0", deed="0：单位编号", seconds=2.5)
    film.press("7", deed="7：调出 07 号单位", seconds=3)
    film.press("Home", "p", deed="P：自动翻页，右下角倒计时", seconds=1)
    for _second in range(5):
        film.page.wait_for_timeout(650)
        film.shot("（自动）", 1)
    expect(film.page.locator(".slide:visible .count")).to_have_text("2/12", timeout=_PATIENCE)
    film.press("p", deed="P：停止")


def newer_snapshot(film: Film, engine: Engine) -> None:
    """Somebody publishes again: nothing changes until R."""
    publish(engine, MEETING.period, actor=DEMO, now=datetime.now(UTC), reason="更正")
    expect(film.page.locator(".notice")).to_be_visible(timeout=_PATIENCE)
    film.shot("（会中有人重新定版：只出现提示）", 3)
    film.press("ArrowRight", deed="→　数字仍是原来那一版", seconds=3)
    film.page.keyboard.press("r")
    expect(film.page.locator(".slide:visible .source")).to_contain_text("v2", timeout=_PATIENCE)
    film.shot("R：采用新定版", 3)


def lost_server(film: Film, is_there: Callable[[], None], *, gone: bool) -> None:
    """With the server gone slides go on turning; it comes back by itself."""
    is_there()
    if gone:
        expect(film.page.locator(".offline")).to_be_visible(timeout=_PATIENCE)
        film.shot("（服务器断开）", 2)
        film.press("ArrowRight", deed="→　断线时照常翻页", seconds=2)
    else:
        expect(film.page.locator(".offline")).to_be_hidden(timeout=_PATIENCE)
        film.shot("（服务器恢复：自动重连，仍在这一页）", 2)


def decide(film: Film) -> None:
    """A decision typed in on the last slide, from the keyboard."""
    page = film.page
    film.press("d", deed="D：本次会议交办事项，光标已在表单", seconds=2)
    page.keyboard.type(_DECIDED)
    page.keyboard.press("Tab")
    page.keyboard.type("规建")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    film.shot("打字、Tab、打字、回车：内容和责任单位", 3)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".slide:visible h1")).to_contain_text("交办 1 件", timeout=_PATIENCE)
    film.shot("Ctrl+回车：登记，立即上屏", 3)


def next_meeting(film: Film, engine: Engine, url: str) -> None:
    """The next period is published; its second slide tells what this meeting decided."""
    publish(engine, "2022-10", actor=DEMO, now=datetime.now(UTC))
    opened(film.page, f"{url}/meeting?period=2022-10")
    film.press("ArrowRight", deed="下一期会议　→　上次会议以来", seconds=4)
    expect(film.page.locator(".slide:visible")).to_contain_text(_DECIDED)


def opened(page: Page, address: str) -> None:
    """Go there and wait for the first slide."""
    page.goto(address)
    page.locator("html[data-meeting-key]").wait_for(state="attached", timeout=_PATIENCE)
    expect(page.locator(".slide:visible h1")).to_be_visible(timeout=_PATIENCE)


def run(page: Page, data: Path, port: int) -> Film:
    """The whole meeting."""
    film = Film(page)
    engine = choose_store({"BOARD_DATA": str(data), "BOARD_DEMO": "on"}).engine
    prepare_meeting(engine, MEETING, actor=_OFFICE, now=datetime.now(UTC))
    with serve(data, port, BOARD_DEMO="on") as url:
        opened(page, f"{url}/meeting?period=2022-09&meeting={MEETING.name}&as=五型办")
        film.shot("/meeting?period=2022-09", 2.5)
        film.press("f", deed="F：全屏")
        turn_through(film)
        keys_of_the_room(film)
        newer_snapshot(film, engine)
    lost_server(film, lambda: None, gone=True)
    with serve(data, port, BOARD_DEMO="on") as url:
        lost_server(film, lambda: None, gone=False)
        decide(film)
        next_meeting(film, engine, url)
        engine.dispose()
    return film


def main(names: list[str]) -> int:
    """Hold the meeting and keep its record; exit 1 where a text was too small or spilled over its slide."""
    file = Path(names[0]) if names else FILE
    with tempfile.TemporaryDirectory() as data, chromium() as browser:
        film = run(browser.new_page(viewport=SIZE), Path(data), free_port())  # type: ignore[arg-type]
    film.save(file)
    print(f"{file}: {len(film.frames)} pictures, {file.stat().st_size // 1000} kB")
    return told(film.faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
