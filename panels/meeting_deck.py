"""The deck as one piece of HTML: all slides, every unit's slide, the list of units, the keys; kept for each snapshot."""

from collections.abc import Sequence
from dataclasses import fields
from html import escape

import pandas as pd
import streamlit as st

from charts.theme import DAY, NIGHT, Palette
from locales import N_, _
from panels.slide_page import Place, slide_html
from services.briefing import Briefing
from services.slides.deck import DECISIONS, deck, unit_deck
from services.slides.model import Slide
from store.meetings import Meeting

_MANY = 60  # units from which their list is set closer
_KEYS = (
    ("←  →", N_("one slide back, one on (page keys and space too)")),
    ("0 7", N_("two digits call up a unit; U shows their numbers")),
    ("D", N_("to the decisions of this meeting; the office types at once, Ctrl+Enter stores, Esc lets go")),
    ("P", N_("slides turn by themselves, or stop")),
    ("F", N_("full screen, or not")),
    ("R", N_("take over a new snapshot, where one is announced")),
    ("H", N_("these keys")),
    ("Esc", N_("close this; leave the meeting")),
)


def deck_html(
    briefing: Briefing, keys: Sequence[str], period: str, source: str
) -> tuple[str, tuple[str, ...]]:
    """All slides but the one of decisions, which changes while the meeting runs, and the keys of all in order."""
    made = deck(briefing, keys)
    order = tuple(one.key for one in made)
    slides = "".join(
        slide_html(one, _place(order, one.key, period, source)) for one in made if one.key != DECISIONS
    )
    units = unit_deck(briefing)
    called = "".join(
        slide_html(one, _place(order, one.key, period, source), unit_number=number)
        for number, one in units.items()
    )
    return slides + called + _unit_list(units, briefing) + _key_list(), order


def decisions_html(
    briefing: Briefing,
    taken: pd.DataFrame,
    order: Sequence[str],
    period: str,
    source: str,
    *,
    with_entry: bool,
) -> str:
    """The slide of decisions; with_entry leaves room for the form."""
    slide = deck(briefing, [DECISIONS], taken=taken)[0]
    return slide_html(
        slide, _place(order, DECISIONS, period, source), more="with-entry" if with_entry else ""
    )


def wrapped(slides: str, order: Sequence[str], meeting: Meeting) -> str:
    """The deck with what the script must know of it; its place is kept for each period and meeting."""
    unit_at = order.index("unit") + 1 if "unit" in order else 0
    return (
        f'<div class="deck" data-total="{len(order)}" data-keys="{" ".join(order)}"'
        f' data-seconds="{meeting.seconds}" data-unit-at="{unit_at}"'
        f' data-place="{escape(f"{meeting.period} {meeting.name}")}"'
        f' data-auto="{escape(_("turns in {seconds} s", seconds="%"))}">{slides}'
        f'<p class="clock" role="timer" aria-live="off"></p>'
        f'<p class="offline" role="status">{escape(_("Connection lost. This slide stays; reconnecting …"))}</p></div>'
    )


def colours(*, night: bool) -> str:
    """The style sheet that gives the meeting its palette, as variables."""
    palette = NIGHT if night else DAY
    pairs = (
        f"--{name.replace('_', '-')}:{getattr(palette, name)}"
        for name in (one.name for one in fields(Palette))
    )
    return f"<style>.st-key-meeting{{{';'.join(pairs)}}}</style>"


def _place(order: Sequence[str], key: str, period: str, source: str) -> Place:
    number = order.index(key) + 1 if key in order else 0
    return Place(number=number, total=len(order), period=period, source=source)


def _unit_list(units: dict[str, Slide], briefing: Briefing) -> str:
    labels = dict(zip(briefing.units["unit_id"], briefing.units["label"], strict=True))
    items = "".join(
        f'<li data-number="{number}"><b>{number}</b> {escape(str(labels[slide.unit_id]))}</li>'
        for number, slide in units.items()
    )
    return (
        f'<div class="overlay unit-list{" many" if len(units) > _MANY else ""}" role="dialog" aria-label="{escape(_("Type the two digits of a unit"))}">'
        f"<h2>{escape(_('Type the two digits of a unit'))}</h2><ol>{items}</ol></div>"
    )


def _key_list() -> str:
    items = "".join(f"<li><b>{escape(key)}</b> {escape(_(words))}</li>" for key, words in _KEYS)
    return (
        f'<div class="overlay key-list" role="dialog" aria-label="{escape(_("Keys"))}">'
        f"<h2>{escape(_('Keys'))}</h2><ul>{items}</ul></div>"
    )


@st.cache_data(show_spinner=False, max_entries=6)
def kept_deck(
    _briefing: Briefing,
    name: str,  # noqa: ARG001 - the cache's key: store, snapshot and language
    keys: tuple[str, ...],
    period: str,
    source: str,
) -> tuple[str, tuple[str, ...]]:
    """``deck_html``, made once for each snapshot, order and language."""
    return deck_html(_briefing, keys, period, source)
