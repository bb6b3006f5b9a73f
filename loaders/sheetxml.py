"""A worksheet part → Sheet, in one streaming pass: plain rows by their bytes, everything else by expat."""

from loaders.facts import Gathering, is_hidden
from loaders.grid import Cell, Sheet, position
from loaders.markup import Markup, pairs
from loaders.outline import SheetPart
from loaders.package import Package
from loaders.plainrows import PlainRows
from loaders.refusal import Refused
from loaders.values import Makers


def read_sheet(
    package: Package, listed: SheetPart, styles: dict[str, str], strings: list[str], *, plain: bool = True
) -> Sheet:
    """The worksheet; raises Refused beyond a bound or where the part is broken.

    ``plain=False`` leaves every row to expat: slower, with the same result (tests compare the two).
    """
    markup, gathering = Markup(package, listed.part, "worksheet"), Gathering(package, listed)
    makers = Makers(styles, strings, listed.part)
    cells = _Cells(markup, gathering, makers)
    rows = PlainRows(markup, gathering, makers)
    markup.read(cells.start, cells.end, rows.take if plain else None)
    rows.finish()
    markup.close()
    return gathering.sheet()


class _Cells:
    """Takes a sheet's elements from expat, cell by cell."""

    def __init__(self, markup: Markup, gathering: Gathering, makers: Makers) -> None:
        self._markup = markup
        self._gathering = gathering
        self._makers = makers
        self._row: dict[int, Cell] | None = None  # None: between rows
        self._cell: list[str] | None = None  # attributes as expat gives them; None: between cells
        self._column = 0
        self._text: list[str] | None = None  # None: the cell has no value
        self._formula = False
        self._phonetic = False

    def start(self, name: str, attributes: list[str]) -> None:
        """Take the start of an element."""
        if self._cell is not None:
            self._inside(name)
        elif name == "c":
            self._open_cell(attributes)
        elif name == "row":
            self._row, self._column = {}, 0
            found = pairs(attributes)
            self._gathering.open_row(found.get("r"), is_hidden(found))
        else:
            self._gathering.take(name, attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "v" or name == "t":
            self._markup.on_text(None)
        elif name == "c" and self._cell is not None:
            self._close_cell(self._cell)
        elif name == "rPh":
            self._phonetic = False
        elif name == "row" and self._row is not None:
            self._gathering.add_cells(self._row)
            self._row = None

    def _inside(self, name: str) -> None:
        """Take an element of a cell; phonetic hints are no text of it."""
        if name == "v" or (name == "t" and not self._phonetic):
            if self._text is None:
                self._text = []
            self._markup.on_text(self._text.append)
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._phonetic = True

    def _open_cell(self, attributes: list[str]) -> None:
        self._cell, self._text, self._formula = attributes, None, False
        if self._row is None:
            raise Refused("damaged", part=self._gathering.part)
        names = attributes[::2]
        if "r" not in names:
            self._column += 1
            return
        place = position(attributes[2 * names.index("r") + 1])
        if place is None or place[0] != self._gathering.row:
            raise Refused("damaged", part=self._gathering.part)
        self._column = place[1]

    def _close_cell(self, attributes: list[str]) -> None:
        self._cell = None
        if self._text is None and not self._formula:
            return  # a blank one: files may hold millions
        found = pairs(attributes)
        kind, index = found.get("t", "n"), found.get("s", "0")
        raw = None if self._text is None else "".join(self._text)
        if self._formula:
            cell: Cell | None = self._makers.formula(kind, index, raw)
        else:
            cell = self._makers.maker(kind, index)(raw or "")
        if cell is not None and self._row is not None:
            self._row[self._column] = cell
