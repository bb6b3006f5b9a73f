"""会议幻灯片: the meeting's slides as .pptx with native charts and tables; drawn from the very slides of the screen."""

from collections.abc import Callable, Sequence
from io import BytesIO

import pandas as pd
import pptx
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation
from pptx.slide import Slide as Page
from pptx.util import Emu, Inches

from charts.text_room import ems
from charts.theme import DAY
from locales import _
from reports.deck_bars import draw_bars
from reports.deck_table import draw_table
from reports.deck_text import EDGE, HEIGHT, INNER, WIDTH, name_theme_fonts, rgb, text_box, write
from reports.deck_timeline import cut_words, draw_timeline
from reports.origin import origin_sentence
from reports.progress import Tell, silent
from services.briefing import Briefing
from services.slides.deck import DECISIONS, KEYS, deck
from services.slides.model import Bars, Block, Figure, Figures, Slide, Table, Timeline, snapshot_words

_TITLE_ONLY = 5  # of the layouts that python-pptx brings
_TOP, _BOTTOM, _GAP = Inches(1.62), Inches(6.55), Inches(0.12)
_LOWEST = Inches(6.9)  # where no footnote stands below
_FIGURES = Inches(1.25)
_SIZES, _SMALLEST = (
    ((28, 30.0), (24, 35.0), (22, 38.5)),
    20,
)  # of a headline: type and the ems that fit on its line
_DRAWN: dict[type, Callable[..., None]] = {Table: draw_table, Bars: draw_bars, Timeline: draw_timeline}


def deck_file(
    briefing: Briefing,
    tell: Tell = silent,
    *,
    keys: Sequence[str] = KEYS,
    taken: pd.DataFrame | None = None,
    name: str = "",
) -> bytes:
    """The deck as the bytes of a .pptx.

    keys: of the slides, in order; taken: this meeting's decisions, as frame ``decisions``; without them their slide
    is left out; name: of the meeting. tell: hears how much is made [0–1].
    """
    chosen = [key for key in keys if key != DECISIONS or taken is not None]
    slides = deck(briefing, chosen, taken=taken)
    made: Presentation = pptx.Presentation()
    made.slide_width, made.slide_height = WIDTH, HEIGHT
    name_theme_fonts(made)
    made.core_properties.title = " ".join(
        part for part in (_("Meeting slides {period}", period=briefing.period.label), name) if part
    )
    made.core_properties.author = ""
    for number, slide in enumerate(slides, 1):
        page = made.slides.add_slide(made.slide_layouts[_TITLE_ONLY])
        _draw(page, slide, f"{snapshot_words(briefing)}    {number}/{len(slides)}")
        page.notes_slide.notes_text_frame.text = _notes(slide, briefing)
        tell(number / (len(slides) + 1))
    with BytesIO() as out:
        made.save(out)
        return out.getvalue()


def _notes(slide: Slide, briefing: Briefing) -> str:
    """For the speaker: where the figures come from, a line each, and in full what had no room on the slide."""
    cut = (words for block in slide.blocks if isinstance(block, Timeline) for words in cut_words(block))
    return "\n".join((*slide.sources, origin_sentence(briefing), *cut))


def _draw(page: Page, slide: Slide, foot: str) -> None:
    """The whole page. The screen's word on ticks and dots is left out where the chart has a legend instead."""
    text_box(page, (EDGE, Inches(0.28), INNER, Inches(0.34)), slide.name, 14, colour=DAY.accent, is_bold=True)
    _headline(page, slide.finding)
    rule = page.shapes.add_connector(1, EDGE, Inches(1.5), Emu(WIDTH - EDGE), Inches(1.5))
    rule.line.color.rgb = rgb(DAY.accent)
    rule.shadow.inherit = False
    footnote = "" if any(_has_key(block) for block in slide.blocks) else slide.footnote
    bottom = _BOTTOM if footnote else _LOWEST
    for block, place in zip(slide.blocks, _places(slide.blocks, bottom), strict=True):
        if isinstance(block, Figures):
            _draw_figures(page, block.items, place)
        else:
            _DRAWN[type(block)](page, block, place)
    if footnote:
        text_box(page, (EDGE, Inches(6.6), INNER, Inches(0.34)), footnote, 12, colour=DAY.muted)
    line = (EDGE, Inches(6.98), INNER, Inches(0.3))
    text_box(page, line, foot, 11, colour=DAY.muted, align=PP_ALIGN.RIGHT)


def _has_key(block: Block) -> bool:
    """Whether a legend says already what the marks mean."""
    return isinstance(block, Timeline) or (isinstance(block, Bars) and bool(block.mark_name))


def _headline(page: Page, finding: str) -> None:
    """The finding as the slide's title, so that outline and screen readers have it."""
    title = page.shapes.title
    if title is None:
        raise ValueError("the layout has no title")
    title.left, title.top, title.width, title.height = EDGE, Inches(0.62), INNER, Inches(0.84)
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    wide = ems(finding)
    size = next((size for size, most in _SIZES if wide <= most), _SMALLEST)
    write(title.text_frame, finding, size, is_bold=True)


def _places(blocks: Sequence[Block], bottom: int) -> list[tuple[int, int, int, int]]:
    """Blocks below each other: figures as tall as they are, the others by their rows."""
    room = int(bottom - _TOP - _GAP * (len(blocks) - 1))
    room -= sum(int(_FIGURES) for block in blocks if isinstance(block, Figures))
    weights = [0 if isinstance(block, Figures) else _rows(block) + 2 for block in blocks]
    places, top = [], int(_TOP)
    for block, weight in zip(blocks, weights, strict=True):
        height = int(_FIGURES) if isinstance(block, Figures) else room * weight // max(sum(weights), 1)
        places.append((int(EDGE), top, int(INNER), height))
        top += height + int(_GAP)
    return places


def _rows(block: Block) -> int:
    return (
        len(block.tracks)
        if isinstance(block, Timeline)
        else len(block.rows)
        if not isinstance(block, Figures)
        else 0
    )


def _draw_figures(page: Page, items: Sequence[Figure], place: tuple[int, int, int, int]) -> None:
    """Large numbers side by side, name above, note below."""
    left, top, width, height = place
    share = width // max(len(items), 1)
    for number, item in enumerate(items):
        at = left + number * share
        colour = DAY.ink if item.light is None else DAY.light(item.light)
        text_box(page, (at, top, share, height // 4), item.label, 14, colour=DAY.muted)
        text_box(
            page, (at, top + height // 4, share, height // 2), item.value, 36, colour=colour, is_bold=True
        )
        if item.note:
            text_box(page, (at, top + height * 3 // 4, share, height // 4), item.note, 13, colour=DAY.muted)
