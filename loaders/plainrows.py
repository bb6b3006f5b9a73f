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
from loaders.plaincells import CELL_OR_ROW, CellKinds, Odd, RowKinds
from loaders.values import Makers

_Row: TypeAlias = tuple[str, bool, dict[int, Cell]]  # number as written, whether hidden, filled cells
_ROW = re.compile(r'\s*<row(?: r="([0-9]+)")?((?: [\w:.]+="[^"<&]*")*) ?(/?)>')
# 0 for what makes a text a matter for expat: &, line ends, controls
_RARE = bytes(code not in (*range(9), *range(11, 32), 38) for code in range(256))
_SIMPLE = re.compile(CELL_OR_ROW.replace("TEXT", "<"))  # where the bytes hold nothing rare
_CAREFUL = re.compile(CELL_OR_ROW.replace("TEXT", r"<&\x00-\x08\x0b-\x1f"))
_new = tuple.__new__  # a third of the time of Cell(…)
_OPENING, _CLOSING, _END = b"<sheetData>", b"</row>", "</row>"


class PlainRows:
    """Takes a sheet part's bytes, keeps the plain rows, and passes the rest on to expat."""

    def __init__(self, markup: Markup, gathering: Gathering, makers: Makers) -> None:
        self._markup = markup
        self._gathering = gathering
        self._begun = self._over = False
        self._carry = b""  # the start of a row whose end is still to come
        self._cells, self._hidden = CellKinds(makers), RowKinds()
        self._find = _CAREFUL.findall

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
        self._find = (_CAREFUL if 0 in whole.translate(_RARE) else _SIMPLE).findall
        if not self._take_all(text):
            at = 0
            while at < len(text) and not self._over:
                at = self._take_row(text, at)

    def _take_all(self, text: str) -> bool:
        """Take all of these rows at once; whether that was possible, else nothing is taken."""
        try:
            rows = self._plain_rows(text)
        except (Odd, KeyError):  # an attribute or a column out of the ordinary
            return False
        for row, hidden, cells in rows:
            if cells or hidden:  # a file may hold a million rows with nothing in them
                self._gathering.add_row(row, hidden, cells)
        if rows and not any(rows[-1][1:]):
            self._gathering.add_row(rows[-1][0], False, {})  # the next row may name no number
        return True

    def _take_row(self, text: str, at: int) -> int:
        """Take the row that starts here, or leave it to expat; where the next one starts."""
        opening = _ROW.match(text, at)
        if opening is None:
            self._carry = text[at:].encode() + self._carry
            self._leave(b"")
            return len(text)
        row, rest, empty = opening.groups()
        end = opening.end() if empty else text.find(_END, at) + len(_END)
        if empty and rest in self._hidden:
            self._gathering.open_row(row, self._hidden[rest])
        elif not self._take_all(text[at:end]):
            self._pass_on(text[at:end].encode())
        return end

    def _plain_rows(self, text: str) -> list[_Row]:
        """The rows of a text that ends with one; raises Odd when the pattern does not account for every tag."""
        _refuse_long(text)
        text = _END + text.removesuffix(_END)  # so that each row stands behind the end of one
        rows: list[_Row] = []
        cells: dict[int, Cell] = {}
        kinds, columns, row, tags = self._cells, COLUMN_LETTERS, "", 0
        for letters, number, rest, formula, raw in self._find(text):
            if not letters:
                row, cells = number, {}
                rows.append((row, self._hidden[rest], cells))
                tags += 2
            elif not raw:
                tags += 1
            elif number == row:
                more, own, maker, style = kinds[rest]
                tags += more
                cell = _new(Cell, (raw, "s", style, False)) if own else maker(raw)
                if formula:
                    tags += formula.count("<")
                    cell = cell and cell._replace(formula=True)
                if cell:
                    cells[columns[letters]] = cell
        if tags != text.count("<"):  # those of a cell that names another row are missing too
            raise Odd
        return rows


def _refuse_long(text: str) -> None:
    """Raise Odd for a row so long that a text in it may be beyond its bound."""
    if len(text) > bounds.TEXT and max(map(len, text.split(_END))) > bounds.TEXT:
        raise Odd


def _plain_text(whole: bytes) -> str | None:
    """The rows as text; None when only expat can say what they are."""
    if (b"!" in whole and b"<!" in whole) or (b"?" in whole and b"<?" in whole):  # one byte is soon not found
        return None
    try:
        return whole.decode()
    except UnicodeDecodeError:
        return None
