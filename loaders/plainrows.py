"""Rows written the way Excel, WPS, LibreOffice and openpyxl write nearly all of them, read without expat.

A callback from expat costs more than reading a whole cell by pattern. So a row is lifted out of the stream
before expat sees it, but only when the pattern accounts for every tag in it; any other row (entities,
rich text, unusual attributes) goes to expat as it is. A part with comments, CDATA, processing instructions,
control characters, a prefix or another encoding is left to expat whole.
"""

import re
from typing import TypeAlias

from loaders import bounds
from loaders.facts import Gathering, is_hidden
from loaders.grid import COLUMN_LETTERS, Cell
from loaders.markup import Markup
from loaders.values import Maker, Makers

_ROW = re.compile(r'\s*<row(?: r="([0-9]+)")?((?: [\w:.]+="[^"<&]*")*) ?(/?)>')
_ATTRIBUTE = re.compile(r' ([\w:.]+)="([^"]*)"')
_CELL = (  # possessive throughout: nothing is tried twice, a third of the time is saved
    r'<c r="([A-Z]++)([0-9]++)"([^>]*+)>'
    r"(?:(<f(?:[ /][^>]*+)?+>(?:[^<]*+</f>)?+)?+"
    r'<(?:v|is><t(?: xml:space="preserve")?+)>([^TEXT]*+)</(?:v|t></is)></c>)?+'
)
_RARE = bytes((*range(9), *range(11, 32), 38))  # what makes a text a matter for expat: &, line ends, controls
_SIMPLE = re.compile(_CELL.replace("TEXT", "<"))  # where the bytes hold nothing rare
_CAREFUL = re.compile(_CELL.replace("TEXT", r"<&\x00-\x08\x0b-\x1f"))
_REST = re.compile(r'(?: [st]="[^"<&]*"){0,2} ?')
_new = tuple.__new__  # a third of the time of Cell(…)
_OPENING, _CLOSING = b"<sheetData>", b"</row>"


_Kind: TypeAlias = tuple[int, bool, Maker, str]  # tags of such a cell, whether it holds its text, maker, format


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
        self._cells = _CAREFUL.findall
        self._hidden = {"": False}  # attributes of a row behind its number → whether they hide it

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
        self._cells = (_CAREFUL if len(whole.translate(None, _RARE)) < len(whole) else _SIMPLE).findall
        at = 0
        while at < len(text) and not self._over:
            at = self._take_row(text, at)

    def _take_row(self, text: str, at: int) -> int:
        """Take the row that starts here, or leave it to expat; where the next one starts."""
        opening = _ROW.match(text, at)
        if opening is None:
            self._carry = text[at:].encode() + self._carry
            self._leave(b"")
            return len(text)
        row, rest, empty = opening.groups()
        hidden = self._hidden.get(rest)
        if hidden is None:
            row, hidden = self._row_attributes(row, rest)
        start = opening.end()
        if empty:
            self._gathering.open_row(row, hidden)
            return start
        end = text.find("</row>", start)
        try:
            cells = self._plain_cells(text, start, end, row)
        except (_Odd, KeyError, ValueError):  # an attribute, a column or a number out of the ordinary
            self._pass_on(text[at : end + 6].encode())
        else:
            self._gathering.add_row(row, hidden, cells)
        return end + 6

    def _row_attributes(self, row: str | None, rest: str) -> tuple[str | None, bool]:
        """A row's number as written, None for none, and whether it is hidden, which is kept for rows alike."""
        found = dict(_ATTRIBUTE.findall(rest))
        hidden = is_hidden(found)
        if "r" in found:
            return found["r"], hidden
        if len(self._hidden) < bounds.NAMES:
            self._hidden[rest] = hidden
        return row, hidden

    def _plain_cells(self, text: str, start: int, end: int, row: str | None) -> dict[int, Cell]:
        """The filled cells of a row; raises _Odd when the pattern does not account for every tag in it."""
        if end - start > bounds.TEXT:
            raise _Odd
        cells: dict[int, Cell] = {}
        kinds, columns, tags = self._kinds, COLUMN_LETTERS, 0
        for letters, number, rest, formula, raw in self._cells(text, start, end):
            if not raw:
                tags += 1
                continue
            if number != row:
                raise _Odd
            more, own, maker, style = kinds.get(rest) or self._kind(rest)
            tags += more
            cell = _new(Cell, (raw, "s", style, False)) if own else maker(raw)
            if formula:
                tags += formula.count("<")
                cell = cell and cell._replace(formula=True)
            if cell:
                cells[columns[letters]] = cell
        if tags != text.count("<", start, end):
            raise _Odd
        return cells

    def _kind(self, rest: str) -> _Kind:
        """What the attributes of a cell after its address say; raises _Odd for unusual ones."""
        found = dict(_ATTRIBUTE.findall(rest))
        if not _REST.fullmatch(rest) or rest.count("=") != len(found):
            raise _Odd
        type_, index = found.get("t", "n"), found.get("s", "0")
        tags = 6 if type_ == "inlineStr" else 4
        own = type_ in ("str", "inlineStr")  # made at once: such a text ends within a row's bound
        kind = (tags, own, self._makers.maker(type_, index), self._makers.style(index))
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
