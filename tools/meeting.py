"""`python -m tools.meeting`: a meeting on the sample year run by keys alone, a picture a slide into docs/screenshots/meeting.

Exit 1 where a text is too small for the back row or spills over its slide.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tools.screenshots import slim
from tools.serving import ROOT, chromium, serve, told

FOLDER = ROOT / "docs" / "screenshots" / "meeting"
SMALLEST = 24  # pixels at 1920 × 1080
SIZE = {"width": 1920, "height": 1080}
THEMES = ("light", "dark")
_TEXTS = """() => {
    const found = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const top = document.querySelector('.st-key-meeting');
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const text = node.data.trim(), part = node.parentElement;
        if (!text || !top.contains(part) || part.closest('style, script, [data-testid=stIconMaterial]')) continue;
        const box = document.createRange(); box.selectNodeContents(node);
        const area = box.getBoundingClientRect();
        if (!area.width || !area.height || !part.checkVisibility({ visibilityProperty: true })) continue;
        const size = parseFloat(getComputedStyle(part).fontSize);
        if (size < SMALLEST - 0.05) found.add(`${size} ${text.slice(0, 30)}`);
    }
    return [...found];
}""".replace("SMALLEST", str(SMALLEST))
_SPILLING = """() => [...document.querySelectorAll('.st-key-meeting .slide')].filter(slide => slide.checkVisibility())
    .flatMap(slide => [slide.querySelector('h1'), ...slide.querySelectorAll('.body, .body > *, .reading, footer')])
    .filter(part => { const area = part.getBoundingClientRect();
        return area.right > innerWidth + 1 || area.bottom > innerHeight + 1 || part.scrollWidth > part.clientWidth + 1
            || (part.className === 'body' && part.scrollHeight > part.clientHeight + 1); })
    .map(part => `${part.className || part.tagName} ${Math.round(part.getBoundingClientRect().bottom)}`)"""


def small_texts(page: Page) -> list[str]:
    """Size and beginning of every visible text of the meeting that is smaller than SMALLEST."""
    found: list[str] = page.evaluate(_TEXTS)
    return found


def spilling(page: Page) -> list[str]:
    """Parts of the slide on the wall that reach beyond the window or hold more than they show."""
    found: list[str] = page.evaluate(_SPILLING)
    return found


def record(page: Page, theme: str) -> list[str]:
    """Walk the meeting from its first slide to its last and take each. Returns what is wrong, a line each."""
    faults = []
    for place in range(1, int(page.locator(".deck").get_attribute("data-total") or 1) + 1):
        shown = page.locator(".slide:visible")
        name = f"{place:02d}-{shown.get_attribute('data-key')}-{theme}.png"
        page.wait_for_timeout(400)
        page.screenshot(path=FOLDER / name)
        slim(FOLDER / name)
        print((FOLDER / name).relative_to(ROOT), flush=True)
        faults += [f"{name}: {fault}" for fault in (*small_texts(page), *spilling(page))]
        page.keyboard.press("ArrowRight")
    return faults


def main() -> int:
    """Serve the sample year from a fresh store, open its meeting in both themes, take the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    faults = []
    with (
        tempfile.TemporaryDirectory() as data,
        serve(Path(data), BOARD_DEMO="on") as url,
        chromium() as browser,
    ):
        for theme in THEMES:
            page = browser.new_page(viewport=SIZE, color_scheme=theme)  # type: ignore[arg-type]
            page.goto(f"{url}/meeting?period=2022-09")
            page.locator("html[data-meeting-key]").wait_for(state="attached", timeout=240_000)
            faults += record(page, theme)
            page.close()
    return told(faults)


if __name__ == "__main__":
    sys.exit(main())
