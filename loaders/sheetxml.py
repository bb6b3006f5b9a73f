"""A worksheet part → Sheet, in one streaming pass with few callbacks per cell.

Only element starts are listened to: the text of a cell is complete when the next element starts. What that
cannot tell, spaces that end a text from spaces between tags, is looked up in the bytes when a text ends in
spaces; only a part that is laid out with spaces is then read again, exactly.
"""

import re
from loaders import bounds
from loaders.grid import COLUMN_LETTERS, Cell, Sheet, address, position
from loaders.markup import Markup, pairs
from loaders.outline import SheetPart
from loaders.package import Package
from loaders.refusal import Refused
from loaders.values import Makers

_TRUE = ("1", "true", "on")
_SPACED = re.compile(rb">[ \t\r\n]+<")


class _Spaced(Exception):  # noqa: N818 - a turn of events, not an error
    """The part is laid out with spaces between its tags, or has phonetic hints: listen to ends too."""


class _Facts:
    """What a sheet holds beside its cells, gathered on the way."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.merges: list[tuple[int, int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.shown_columns: set[int] = set()
        self.others_hidden = False
        self.far: list[str] = []

    def take(self, name: str, attributes: list[str]) -> None:
        """Take an element outside the cells."""
        if name == "mergeCell":
            self._merge(pairs(attributes).get("ref", ""))
        elif name == "col":
            self._columns(pairs(attributes))
        elif name == "sheetFormatPr":
            self.others_hidden = _is_zero(pairs(attributes).get("defaultColWidth", "8"))

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        start, end = position(first), position(last or first)
        if start is None or end is None:
            raise Refused("damaged", part=self.part)
        if len(self.merges) >= bounds.MERGES:
            raise Refused("too_complex", part=self.part)
        rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
        if start != end:
            self.merges.append((rows[0], columns[0], rows[1], columns[1]))

    def _columns(self, found: dict[str, str]) -> None:
        first, last = _whole(found.get("min", "")), _whole(found.get("max", ""))
        span = range(first, min(last, bounds.COLUMNS) + 1)
        unseen = found.get("hidden", "0") in _TRUE or _is_zero(found.get("width", "8"))
        (self.hidden_columns if unseen else self.shown_columns).update(span)

    def distant(self, row: int, column: int) -> None:
        """Note a filled cell outside the grid."""
        if len(self.far) < bounds.FAR:
            self.far.append(address(row, column))

    def columns_hidden(self) -> frozenset[int]:
        """Hidden columns up to 256, counting those that a default width of zero hides."""
        rest = set(range(1, bounds.COLUMNS + 1)) - self.shown_columns if self.others_hidden else set()
        return frozenset(self.hidden_columns | rest)


def read_sheet(package: Package, listed: SheetPart, styles: dict[str, str], strings: list[str]) -> Sheet:
    """The worksheet; raises Refused beyond a bound or where the part is broken."""
    try:
        rows, facts = _rows_and_facts(package, listed.part, styles, strings, exact=False)
    except _Spaced:
        rows, facts = _rows_and_facts(package, listed.part, styles, strings, exact=True)
    return Sheet(
        name=listed.name,
        hidden=listed.hidden,
        rows=rows,
        merges=tuple(facts.merges),
        hidden_rows=frozenset(facts.hidden_rows),
        hidden_columns=facts.columns_hidden(),
        far=tuple(facts.far),
    )


def _rows_and_facts(  # noqa: C901 - one closure: its names are local, which makes each callback a fifth faster
    package: Package, part: str, styles: dict[str, str], strings: list[str], *, exact: bool
) -> tuple[dict[int, dict[int, Cell]], _Facts]:
    """Rows in sheet order, and the sheet's other facts."""
    markup, facts = Markup(package, part, "worksheet"), _Facts(part)
    text: list[str] = []
    clear, join = text.clear, "".join
    rows: dict[int, dict[int, Cell]] = {}
    cells: dict[int, Cell] = {}
    row, row_text, widest, last = 0, "0", bounds.COLUMNS, 0
    here: list[str] = []  # attributes of the cell being read, address first
    seen = formula = skipping = disorder = False

    def doubt() -> None:
        if not exact and (_SPACED.search(markup.window) or b"\0" in markup.window):
            raise _Spaced

    makers = Makers(styles, strings, part, doubt)

    def body(name: str, attributes: list[str]) -> None:
        nonlocal here, seen, formula
        if name == "v" or name == "t":
            if not seen:
                clear()
                seen = True
            elif not skipping:
                doubt()
        elif name == "c":
            if seen or formula:
                keep()
            here = attributes if attributes and attributes[0] == "r" else placed(attributes)
        elif name == "f":
            formula = True
        elif name == "row":
            open_row(attributes)
        elif name != "is" and name != "r":
            aside(name, attributes)

    def keep() -> None:
        nonlocal seen, formula, skipping, disorder, last
        if not here:
            raise Refused("damaged", part=part)
        column = COLUMN_LETTERS.get(here[1].removesuffix(row_text)) or _column(here[1], row, part)
        key = tuple(here[2:])
        cell = makers[key](text[0] if len(text) == 1 else join(text)) if seen else None
        if formula:
            cell = cell._replace(formula=True) if cell else makers.unfilled(key, cached=seen)
        seen = formula = skipping = False
        if cell is None:
            return
        if column > widest:
            facts.distant(row, column)
            return
        if column <= last:
            disorder = True
        last = column
        cells[column] = cell

    def placed(attributes: list[str]) -> list[str]:
        found = pairs(attributes)
        before = _column(here[1], row, part) if here else 0
        ref = found.pop("r", "") or address(row, before + 1)
        return ["r", ref, *(word for pair in found.items() for word in pair)]

    def open_row(attributes: list[str]) -> None:
        nonlocal row, row_text, widest, here, cells, disorder, last
        close_row()
        found = pairs(attributes)
        number = _whole(found["r"]) if "r" in found else row + 1
        if number < 1:
            raise Refused("damaged", part=part)
        disorder = disorder or number <= row
        row, row_text, here, last = number, str(number), [], 0
        widest = bounds.COLUMNS if number <= bounds.ROWS else 0
        cells = rows.get(number) or {}
        if found.get("hidden", "0") in _TRUE or _is_zero(found.get("ht", "15")):
            facts.hidden_rows.add(number)

    def close_row() -> None:
        if seen or formula:
            keep()
        if cells:
            rows[row] = cells
            package.count_cells(len(cells))

    def aside(name: str, attributes: list[str]) -> None:
        nonlocal seen, skipping
        if name == "rPh":  # phonetic hints follow the text; theirs is none of it
            if not exact:
                raise _Spaced
            skipping = seen = True
        else:
            if seen or formula:
                keep()
            markup.on_start(outside)
            markup.on_text(None)
            facts.take(name, attributes)

    def outside(name: str, attributes: list[str]) -> None:
        if name != "row" and name != "c":
            facts.take(name, attributes)
        elif exact:
            markup.on_start(exact_body)
            exact_body(name, attributes)
        else:
            markup.on_start(body)
            markup.on_text(text.append)
            body(name, attributes)

    def exact_body(name: str, attributes: list[str]) -> None:
        if name == "t" or name == "v":
            body(name, attributes)
            markup.on_text(None if skipping else text.append)
        else:
            body(name, attributes)

    def exact_end(name: str) -> None:
        if name == "t" or name == "v":
            markup.on_text(None)

    markup.read(outside, exact_end if exact else None)
    close_row()
    return (_in_order(rows) if disorder else rows), facts


def _in_order(rows: dict[int, dict[int, Cell]]) -> dict[int, dict[int, Cell]]:
    """Rows and their cells by number, for files that write them in another order."""
    return {number: dict(sorted(rows[number].items())) for number in sorted(rows)}


def _column(ref: str, row: int, part: str) -> int:
    """Column of an address that must lie in this row."""
    found = position(ref)
    if found is None or found[0] != row:
        raise Refused("damaged", part=part)
    return found[1]


def _whole(text: str) -> int:
    """A whole number as attributes write it; 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _is_zero(text: str) -> bool:
    """Whether a height or width is nothing at all."""
    return text.strip().strip("0") in ("", ".")
