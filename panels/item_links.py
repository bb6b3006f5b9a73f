"""Lists of named things that each lead one level down: the first few at once, the rest on a click."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from domain.light import Light
from locales import _
from panels import links

_COLOURS = {
    Light.DONE: "blue",
    Light.ON_TRACK: "green",
    Light.BEHIND: "orange",
    Light.CRITICAL: "red",
    Light.UNKNOWN: "gray",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line: a light with the word said beside it, what it is about, what more is to be said, and where it leads."""

    light: Light
    word: str
    name: str
    more: str = ""
    page: str
    filters: dict[str, str | None] = field(default_factory=dict)


def item_links(items: Sequence[Item], *, key: str, shown: int = 6) -> None:
    """Draw the first ``shown`` lines, and the others folded away under their number."""
    with st.container(key=f"items_{key}", gap=None):
        _lines(items[:shown], key, 0)
        if len(items) > shown:
            with st.expander(_("{count} more", count=len(items) - shown)):
                _lines(items[shown:], key, shown)


def _lines(items: Sequence[Item], key: str, start: int) -> None:
    for number, item in enumerate(items, start):
        links.link(_label(item), item.page, key=f"{key}_{number}", **item.filters)


def _label(item: Item) -> str:
    more = f" :gray[{_plain(item.more)}]" if item.more else ""
    return f":{_COLOURS[item.light]}[**{item.light.shape} {_plain(item.word)}**] {_plain(item.name)}{more}"


def _plain(text: str) -> str:
    """Text that Markdown takes as it stands."""
    kept = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]:#$~<>|" else sign for sign in kept)
