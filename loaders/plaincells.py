"""Cells in the words that nearly all programs write: a pattern for each, and what their attributes say."""

import re
from typing import TypeAlias

from loaders import bounds
from loaders.facts import is_hidden
from loaders.values import Maker, Makers

# Possessive throughout: nothing is tried twice, a third of the time is saved.
_VALUE = (
    r'"([^>]*+)>(?:(<f(?:[ /][^>]*+)?+>(?:[^<]*+</f>)?+)?+'
    r'<(?:v|is><t(?: xml:space="preserve")?+)>([^TEXT]*+)</(?:v|t></is)></c>)?+'
)
CELL_OR_ROW = r'<(?:c r="([A-Z]++)|/row>\s*+<row r=")([0-9]++)' + _VALUE
_ATTRIBUTE = re.compile(r' ([\w:.]+)="([^"]*)"')
_CELL_ATTRIBUTES = re.compile(r'(?: [st]="[^"<&]*"){0,2} ?')
_ROW_ATTRIBUTES = re.compile(r'(?: [\w:.]+="[^"<&]*")* ?')


class Odd(Exception):  # noqa: N818 - a turn of events, not an error
    """Something is written in a way that the patterns do not cover."""


# Cells of the same attributes: their tags, whether their text is their value, else what makes them, number format.
Kind: TypeAlias = tuple[int, bool, Maker, str]


class CellKinds(dict[str, Kind]):
    """Attributes of a cell behind its address, as written → its kind; raises Odd for unusual ones."""

    def __init__(self, makers: Makers) -> None:
        super().__init__()
        self._makers = makers

    def __missing__(self, written: str) -> Kind:
        found = dict(_ATTRIBUTE.findall(written))
        if not _CELL_ATTRIBUTES.fullmatch(written) or written.count("=") != len(found):
            raise Odd
        type_, index = found.get("t", "n"), found.get("s", "0")
        own = type_ in ("str", "inlineStr")  # such a text ends within a row's bound
        tags = 6 if type_ == "inlineStr" else 4
        kind = (tags, own, self._makers.maker(type_, index), self._makers.style(index))
        if len(self) < bounds.NAMES:
            self[written] = kind
        return kind


class RowKinds(dict[str, bool]):
    """Attributes of a row behind its number, as written → whether they hide it; raises Odd for unusual ones."""

    def __missing__(self, written: str) -> bool:
        found = dict(_ATTRIBUTE.findall(written))
        if not _ROW_ATTRIBUTES.fullmatch(written) or "r" in found:
            raise Odd
        hidden = is_hidden(found)
        if len(self) < bounds.NAMES:
            self[written] = hidden
        return hidden
