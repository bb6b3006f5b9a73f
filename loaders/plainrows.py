"""Rows written the way Excel, WPS, LibreOffice and openpyxl write nearly all of them, read without expat.

A callback from expat costs more than reading a whole cell by pattern. So a row is lifted out of the stream
before expat sees it, but only when the pattern accounts for every tag in it; any other row (entities,
rich text, unusual attributes) goes to expat as it is. A part with comments, CDATA, processing instructions,
control characters, a prefix or another encoding is left to expat whole.
"""

import re
from typing import TypeAlias

from loaders import bounds
from loaders.facts import Gathering
from loaders.grid import COLUMN_LETTERS, Cell
from loaders.markup import Markup
from loaders.values import Maker, Makers

_ROW = re.compile(r'\s*<row((?: [\w:.]+="[^"<&]*")*) ?(/?)>')
_ATTRIBUTE = re.compile(r' ([\w:.]+)="([^"]*)"')
_CELL = re.compile(
    r'<c r="([A-Z]+[0-9]+)"([^<>]*)>'
    r"(?:(<f(?:[ /][^<>]*)?>(?:[^<]*</f>)?)?"
    r'(?:<v>|<is><t(?: xml:space="preserve")?>)([^<&\x00-\x08\x0b-\x1f]*)</(?:v|t></is)></c>)?'
)
_REST = re.compile(r'(?: [st]="[^"&]*"){0,2} ?')
_new = tuple.__new__  # a third of the time of Cell(…)
_OPENING, _CLOSING = b"<sheetData>", b"</row>"


_Kind: TypeAlias = tuple[int, bool, Maker, str]  # tags of such a cell, number?, maker, format


class _Odd(Exception):  # noqa: N818 - a turn of events, not an error
    """A cell is written in a way the pattern does not cover."""


class PlainRows:
    """Takes a sheet part's bytes, keeps the plain rows, and passes the rest on to expat."""

    def __init__(self, markup: Markup, gathering: Gathering, makers: Makers) -> None:
        self._markup = markup
        self._gathering = gathering
        self._makers = makers
        self._begun = self._over = False
        self._carry = b""  # the start of a row whose end is still to come
        self._kinds: dict[str, _Kind] = {}

    def take(self, chunk: bytes) -> None:
        """Take the next bytes of the part."""
        self._gathering.count_bytes(len(chunk))
        if self._over:
            self._pass_on(chunk)
        elif self._begun:
            self._take_rows(self._carry + chunk)
        else:
            self._take_head(chunk)

    def finish(self) -> None:
        """Pass on what is left."""
        self._leave(b"")

    def _pass_on(self, piece: bytes) -> None:
        """Leave bytes to expat, whose cells take several times as long."""
        self._gathering.count_tags(piece.count(b"<"))
        self._markup.feed(piece)

    def _leave(self, data: bytes) -> None:
        """Leave this and all that follows to expat."""
        self._over = True
        rest, self._carry = self._carry + data, b""
        if rest:
            self._pass_on(rest)

    def _take_head(self, chunk: bytes) -> None:
        """Pass on what stands before the rows, which shows whether they can be plain."""
        cut = chunk.find(_OPENING) + len(_OPENING)
        if cut < len(_OPENING) or b"<!" in chunk[:cut]:
            self._leave(chunk)
            return
        self._pass_on(chunk[:cut])
        self._begun = True
        if self._markup.plain and self._gathering.in_rows:
            self._take_rows(chunk[cut:])
        else:
            self._leave(chunk[cut:])

    def _take_rows(self, data: bytes) -> None:
        cut = data.rfind(_CLOSING) + len(_CLOSING)
        if cut < len(_CLOSING):
            cut = 0
        whole, self._carry = data[:cut], data[cut:]
        text = _plain_text(whole)
        if text is None or len(self._carry) > bounds.TOKEN_BYTES:
            self._carry = b""
            self._leave(data)
            return
        at = 0
        while at < len(text) and not self._over:
            at = self._take_row(text, at)

    def _take_row(self, text: str, at: int) -> int:
        """Take the row that starts here, or leave it to expat; where the next one starts."""
        end = text.find("</row>", at)
        opening = _ROW.match(text, at)
        if opening is None:
            self._carry = text[at:].encode() + self._carry
            self._leave(b"")
            return len(text)
        if opening[2]:
            self._gathering.open_row(dict(_ATTRIBUTE.findall(opening[1])))
            return opening.end()
        found = dict(_ATTRIBUTE.findall(opening[1]))
        row = found.get("r", "")
        cells = self._plain_cells(text, opening.end(), end, row)
        if cells is None:
            self._pass_on(text[at : end + 6].encode())
        else:
            self._gathering.open_row(found)
            self._gathering.add_cells(cells)
        return end + 6

    def _plain_cells(self, text: str, start: int, end: int, row: str) -> dict[int, Cell] | None:
        """The filled cells of a row; None when a tag in it is not accounted for."""
        if end - start > bounds.TEXT:
            return None
        try:
            cells, tags = self._cells_and_tags(text, start, end, row)
        except (_Odd, KeyError, ValueError):  # an attribute, a column or a number out of the ordinary
            return None
        return cells if tags == text.count("<", start, end) else None

    def _cells_and_tags(self, text: str, start: int, end: int, row: str) -> tuple[dict[int, Cell], int]:
        """The filled cells that match the pattern, and how many tags they account for."""
        cells: dict[int, Cell] = {}
        kinds, columns, tags = self._kinds, COLUMN_LETTERS, 0
        for ref, rest, formula, raw in _CELL.findall(text, start, end):
            if not raw:
                tags += 1
                continue
            more, number, maker, style = kinds.get(rest) or self._kind(rest)
            if number:
                value = float(raw)
                if value - value:  # nan and inf are no numbers of a sheet
                    raise _Odd
                cell: Cell | None = _new(Cell, (value, "n", style, False))
            else:
                cell = maker(raw)
            tags += more
            if formula:
                tags += formula.count("<")
                cell = cell and cell._replace(formula=True)
            if cell:
                cells[columns[ref.removesuffix(row)]] = cell
        return cells, tags

    def _kind(self, rest: str) -> _Kind:
        """What the attributes of a cell after its address say; raises _Odd for unusual ones."""
        found = dict(_ATTRIBUTE.findall(rest))
        if not _REST.fullmatch(rest) or rest.count("=") != len(found):
            raise _Odd
        type_, index = found.get("t", "n"), found.get("s", "0")
        tags = 6 if type_ == "inlineStr" else 4
        kind = (tags, type_ == "n", self._makers.maker(type_, index), self._makers.style(index))
        if len(self._kinds) < bounds.NAMES:
            self._kinds[rest] = kind
        return kind


def _plain_text(whole: bytes) -> str | None:
    """The rows as text; None when only expat can say what they are."""
    if b"<!" in whole or b"<?" in whole:
        return None
    try:
        return whole.decode()
    except UnicodeDecodeError:
        return None
