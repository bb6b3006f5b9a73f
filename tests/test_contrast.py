"""Colours can be told from what they stand on: WCAG AA, 4.5:1 for words and 3:1 for marks, in both themes."""

import tomllib
from pathlib import Path

import pytest

from charts.theme import DAY, NIGHT, Palette

THEMES = tomllib.loads((Path(__file__).parent.parent / ".streamlit" / "config.toml").read_text("utf-8"))[
    "theme"
]
WORDS = ("ink", "muted", "accent")
MARKS = ("done", "on_track", "behind", "critical", "unknown")


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` [0–1], as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_as_wcag_reckons_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # the known grey that just fails


@pytest.mark.parametrize("palette", [DAY, NIGHT], ids=["day", "night"])
def test_words_and_lights_of_charts_stand_out_from_their_paper(palette: Palette) -> None:
    low = {name: contrast(getattr(palette, name), palette.paper) for name in (*WORDS, *MARKS)}
    assert {name: ratio for name, ratio in low.items() if ratio < (4.5 if name in WORDS else 3)} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_of_the_pages_stand_out_from_page_and_panel(theme: str) -> None:
    colours = THEMES[theme]
    papers = (colours["backgroundColor"], colours["secondaryBackgroundColor"])
    words = [name for name in colours if name.endswith(("TextColor", "linkColor", "textColor"))]
    assert len(words) == 7
    assert [name for name in words for paper in papers if contrast(colours[name], paper) < 4.5] == []
