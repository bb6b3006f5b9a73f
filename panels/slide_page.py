"""A slide as a full screen of HTML: name, finding, blocks, footnote, and below them period, snapshot, number."""

from dataclasses import dataclass
from html import escape

from charts.text_room import ems
from locales import _
from panels.slide_blocks import block_html
from services.slides.model import Slide

_LONG, _VERY_LONG = (
    26.6,
    31.6,
)  # ems from which a finding is set smaller, to stay on one line (panels/meeting.css)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a slide stands: its number (0 = beside the others), how many there are, and what all their footers say."""

    number: int
    total: int
    period: str
    source: str


def slide_html(slide: Slide, place: Place, *, unit_number: str = "", more: str = "") -> str:
    """One slide; all text in it is escaped.

    unit_number: the digits that call it up, "" = it stands in the deck itself. more: a class beside.
    """
    called = f' data-unit="{escape(unit_number)}"' if unit_number else ""
    count = f"{place.number}/{place.total}" if place.number else escape(slide.name)
    blocks = "".join(block_html(block) for block in slide.blocks)
    hint = f'<span class="hint">{escape(_("H: keys"))}</span>' if place.number == 1 else ""
    foot = f'<p class="reading">{escape(slide.footnote)}</p>' if slide.footnote else ""
    return (
        f'<section class="slide {escape(slide.key)} {more}" data-n="{place.number}" data-key="{escape(slide.key)}"{called}'
        f' aria-label="{escape(slide.name)}"><header><p class="name">{escape(slide.name)}</p>'
        f'<h1 class="{_size(slide.finding)}">{escape(slide.finding)}</h1></header>'
        f'<div class="body">{blocks}</div>{foot}'
        f'<footer><span>{escape(place.period)}</span><span class="source">{escape(place.source)}</span>{hint}'
        f'<span class="count">{count}</span></footer></section>'
    )


def _size(finding: str) -> str:
    wide = ems(finding)
    return "very-long" if wide > _VERY_LONG else "long" if wide > _LONG else ""
