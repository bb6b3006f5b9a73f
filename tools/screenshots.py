"""`make screenshots`: every page on the sample year, light and dark, wide and narrow, into docs/screenshots."""

import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tools.serving import ROOT, chromium, serve, settled

FOLDER = ROOT / "docs" / "screenshots"
SIZES = ((1920, 1080), (1366, 768))
THEMES = ("light", "dark")
PAGES = {
    "overview": "overview",
    "tasks": "tasks",
    "projects": "projects",
    "ranking": "ranking",
    "unit": "unit",
    "submissions": "data",
    "upload": "upload?as=五型办",
}


def shoot(browser: Browser, url: str, width: int, height: int, theme: str) -> None:
    """Take every page at one size in one theme."""
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)  # type: ignore[arg-type]
    page = context.new_page()
    for name, path in PAGES.items():
        page.goto(f"{url}/{path}")
        settled(page)
        file = FOLDER / f"{name}-{width}x{height}-{theme}.png"
        page.screenshot(path=file)
        slim(file)
        print(file.relative_to(ROOT))
    context.close()


def slim(file: Path) -> None:
    """Store the picture with 256 colours: a third of the size, no difference to the eye."""
    with Image.open(file) as picture:
        small = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(file, optimize=True)


def main() -> None:
    """Serve the sample year from a fresh store and take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        serve(Path(data), BOARD_DEMO="on") as url,
        chromium() as browser,
    ):
        for width, height in SIZES:
            for theme in THEMES:
                shoot(browser, url, width, height, theme)


if __name__ == "__main__":
    main()
