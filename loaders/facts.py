"""What a sheet holds, gathered while it is read: its rows, and the facts beside its cells."""

from collections.abc import Mapping

from loaders import bounds
from loaders.grid import Cell, Sheet, address, position
from loaders.markup import pairs
from loaders.outline import SheetPart
from loaders.package import Package
from loaders.refusal import Refused

_TRUE = ("1", "true", "on")


class Gathering:
    """A sheet on its way: rows come in one by one, other elements as they appear."""

    def __init__(self, package: Package, listed: SheetPart) -> None:
        self.part = listed.part
        self.row = 0
        self.in_rows = False  # the element that holds the rows has begun
        self._package = package
        self._listed = listed
        self._rows: dict[int, dict[int, Cell]] = {}
        self._in_order = True
        self._merges: list[tuple[int, int, int, int]] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._shown_columns: set[int] = set()
        self._others_hidden = False
        self._far: list[str] = []

    def sheet(self) -> Sheet:
        """The sheet, once all of it has been taken."""
        rows = self._rows
        if not self._in_order:
            rows = {number: dict(sorted(rows[number].items())) for number in sorted(rows)}
        rest = set(range(1, bounds.COLUMNS + 1)) - self._shown_columns if self._others_hidden else set()
        return Sheet(
            name=self._listed.name,
            hidden=self._listed.hidden,
            rows=rows,
            merges=tuple(self._merges),
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns | rest),
            far=tuple(self._far),
        )

    def open_row(self, written: str | None, hidden: bool) -> int:
        """Begin a row; its number, which follows the row before when none is written."""
        number = self.row + 1 if written is None else _whole(written)
        if number < 1:
            raise Refused("damaged", part=self.part)
        if number <= self.row:
            self._in_order = False
        self.row = number
        if hidden:
            self._hidden_rows.add(number)
        return number

    def add_cells(self, cells: dict[int, Cell]) -> None:
        """Take the filled cells of the row just opened."""
        if not cells:
            return
        self._package.count_cells(len(cells))
        columns = sorted(cells)
        in_order = columns == list(cells)
        if self.row > bounds.ROWS or columns[-1] > bounds.COLUMNS:
            cells = self._near(cells)
        if not in_order or self.row in self._rows:
            self._in_order = False
            cells = self._rows.get(self.row, {}) | cells
        if cells:
            self._rows[self.row] = cells

    def add_row(self, written: str | None, hidden: bool, cells: dict[int, Cell]) -> None:
        """Take a whole row: at once where it follows those before it, as nearly all do, else step by step."""
        number, columns = int(written) if written and len(written) < 6 else 0, [*cells]
        if hidden or not self._in_order or not self.row < number <= bounds.ROWS or columns != sorted(columns):
            self.open_row(written, hidden)
            self.add_cells(cells)
            return
        self.row = number
        if cells:
            self._package.count_cells(len(cells))
            self._rows[number] = cells

    def count_tags(self, number: int) -> None:
        """Count tags left to expat; raises Refused beyond the bound."""
        self._package.count_sheet_tags(number)

    def count_bytes(self, number: int) -> None:
        """Count bytes of worksheets; raises Refused beyond the bound."""
        self._package.count_bytes(number)

    def _near(self, cells: dict[int, Cell]) -> dict[int, Cell]:
        """The cells inside the grid; the others are noted."""
        widest = bounds.COLUMNS if self.row <= bounds.ROWS else 0
        far = [address(self.row, column) for column in sorted(cells) if column > widest]
        self._far.extend(far[: bounds.FAR - len(self._far)])
        return {column: cell for column, cell in cells.items() if column <= widest}

    def take(self, name: str, attributes: list[str]) -> None:
        """Take an element outside the rows."""
        if name == "sheetData":
            self.in_rows = True
        elif name == "mergeCell":
            self._merge(pairs(attributes).get("ref", ""))
        elif name == "col":
            self._columns(pairs(attributes))
        elif name == "sheetFormatPr":
            self._others_hidden = _is_zero(pairs(attributes).get("defaultColWidth", "8"))

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        start, end = position(first), position(last or first)
        if start is None or end is None:
            raise Refused("damaged", part=self.part)
        if len(self._merges) >= bounds.MERGES:
            raise Refused("too_complex", part=self.part)
        rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
        if start != end:
            self._merges.append((rows[0], columns[0], rows[1], columns[1]))

    def _columns(self, found: dict[str, str]) -> None:
        first, last = max(_whole(found.get("min", "")), 1), _whole(found.get("max", ""))
        unseen = found.get("hidden", "0") in _TRUE or _is_zero(found.get("width", "8"))
        (self._hidden_columns if unseen else self._shown_columns).update(
            range(first, min(last, bounds.COLUMNS) + 1)
        )


def is_hidden(found: Mapping[str, str]) -> bool:
    """Whether a row's attributes say that it is not shown."""
    return found.get("hidden", "0") in _TRUE or _is_zero(found.get("ht", "15"))


def _whole(text: str) -> int:
    """A whole number as attributes write it; 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _is_zero(text: str) -> bool:
    """Whether a height or width is nothing at all."""
    return text.strip() != "" and text.strip().strip("0") in ("", ".")
