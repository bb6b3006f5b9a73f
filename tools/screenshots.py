"""`make screenshots`: every page on the sample year, light and dark, wide and narrow, into docs/screenshots.

Some pages only: ``python -m tools.screenshots overview tasks``.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Error, Page

from tools.serving import ROOT, chromium, serve, settled, told

FOLDER = ROOT / "docs" / "screenshots"
SIZES = ((1920, 1080), (1366, 768))
THEMES = ("light", "dark")
PAGES = {  # name of the picture → address; a new page is one line here ("as" = seen by whom in the demo)
    "overview": "",
    "tasks": "tasks",
    "projects": "projects",
    "ranking": "ranking",
    "statement": "ranking?unit=望郡街道",
    "unit": "unit?unit=望郡街道",
    "questions": "questions",
    "ratings": "ratings",
    "submissions": "data",
    "upload": "upload?as=五型办",
    "periods": "periods?as=五型办",
    "what_if": "what_if?as=五型办",
    "links": "accounts?as=五型办",
    "verification": "verification",
    "checks": "verification?view=督查台账",
    "draw": "verification?as=五型办&view=随机抽查",
    "oversight": "oversight?as=五型办",
    "papers": "papers?as=五型办&unit=望郡街道",
    "meetings": "meetings?as=五型办",
    "meeting": "meeting?period=2022-09",
    "decisions": "decisions?as=五型办",
    "letters": "letters?as=五型办",
    "awards": "awards?as=五型办",
    "manual": "manual?as=填报单位",
    "audit": "audit?as=纪检监察",
}
_FAULTS = ".st-key-broken, [data-testid='stException'], [data-testid='stAlertContentError'], [role='dialog']:visible"


@contextmanager
def windows(browser: Browser) -> Iterator[dict[str, Page]]:
    """One open window for each size and theme, by the end of its pictures' names."""
    opened = {}
    for width, height in SIZES:
        for theme in THEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=theme,  # type: ignore[arg-type]
            )
            opened[f"{width}x{height}-{theme}"] = context.new_page()
    yield opened
    for page in opened.values():
        page.context.close()


def take(name: str, address: str, opened: dict[str, Page]) -> list[str]:
    """Take one page in every window, all of them loading at once. Returns what went wrong, a line each."""
    for page in opened.values():
        page.goto(address, wait_until="commit")
    return [fault for end, page in opened.items() for fault in _picture(f"{name}-{end}.png", page)]


def _picture(file_name: str, page: Page) -> list[str]:
    """Take the window as it stands; a page that shows an error keeps its old picture."""
    try:
        settled(page)
    except Error as fault:
        return [f"{file_name}: {fault.message.splitlines()[0]}"]
    shown = page.locator(_FAULTS).all_inner_texts()
    if shown:
        return [f"{file_name}: {' '.join(shown[0].split())}"]
    page.add_style_tag(content=".st-key-hint { display: none }")  # as it is from the second visit on
    page.screenshot(path=FOLDER / file_name)
    slim(FOLDER / file_name)
    print((FOLDER / file_name).relative_to(ROOT), flush=True)
    return []


def slim(file: Path) -> None:
    """Store the picture with 256 colours: a third of the size, no difference to the eye."""
    with Image.open(file) as picture:
        small = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(file, optimize=True)


def main(names: Sequence[str]) -> int:
    """Serve the sample year from a fresh store and take the pictures; 1 where one of them could not be taken."""
    unknown = sorted(set(names) - set(PAGES))
    if unknown:
        print(f"no such page: {', '.join(unknown)}; known: {', '.join(PAGES)}", file=sys.stderr)
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    faults = []
    with (
        tempfile.TemporaryDirectory() as data,
        serve(Path(data), BOARD_DEMO="on") as url,
        chromium() as browser,
        windows(browser) as opened,
    ):
        first = next(iter(opened.values()))
        first.goto(url)
        settled(first)  # the demo store is filled once, before four windows ask for it
        for name in names or PAGES:
            faults += take(name, f"{url}/{PAGES[name]}", opened)
    return told(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
