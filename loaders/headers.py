"""Where a sheet's header stands and which column means what: told by its words, within twenty rows."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import takewhile

from loaders.header_words import akin, is_listed, named
from loaders.reader import Cell, Sheet
from loaders.specs.column import Spec

HEADER_ROWS = 20


@dataclass(frozen=True, slots=True)
class Header:
    """A header as found: ``fields`` field → column, ``titles`` column → its words as printed.

    ``top``/``bottom``: its rows. ``twice``: fields that two columns claim, with those columns.
    """

    top: int
    bottom: int
    fields: Mapping[str, int]
    titles: Mapping[int, str]
    twice: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def score(self) -> int:
        """How many fields it names; those named twice count once."""
        return len(self.fields) + len(self.twice)


def header_rows(sheet: Sheet, known: frozenset[str], specs: Sequence[Spec]) -> dict[int, dict[int, str]]:
    """Row → its texts, of the rows among the first twenty that could be a header: two known words or more.

    A row with one such word may have the other in a family of ``specs``. A row beside a header needs only one
    known word: it may be the other half of a header on two rows.
    """
    upper = takewhile(lambda item: item[0] <= HEADER_ROWS, sheet.rows.items())
    titles = {number: _titles(row) for number, row in upper}
    counts = {
        number: sum(is_listed(title, known) for title in row.values()) for number, row in titles.items()
    }
    for number in [number for number, count in counts.items() if count == 1]:
        counts[number] += sum(any(akin(spec, title) for spec in specs) for title in titles[number].values())
    strong = {number for number, count in counts.items() if count >= 2}
    return {
        number: titles[number]
        for number, count in counts.items()
        if number in strong or (count and (number - 1 in strong or number + 1 in strong))
    }


def find_header(sheet: Sheet, spec: Spec, rows: Mapping[int, dict[int, str]]) -> Header | None:
    """The row, or pair of rows, whose words match most of the spec; None when fewer than two match.

    ``rows`` are those of ``header_rows``. A pair must name more fields than either of its rows alone; of
    equals the upper one stands.
    """
    best: Header | None = None
    singles = {row: _single(spec, row, titles) for row, titles in rows.items()}
    for row, single in singles.items():
        best = _better(best, single)
        below = singles.get(row + 1)
        if below is None or below.score == 0:
            continue
        paired = _pair(sheet, spec, row, rows)
        if paired.score > max(single.score, below.score):
            best = _better(best, paired)
    return best if best and best.score >= 2 else None


def _better(best: Header | None, other: Header) -> Header:
    return other if best is None or other.score > best.score else best


def _pair(sheet: Sheet, spec: Spec, row: int, rows: Mapping[int, dict[int, str]]) -> Header:
    """The header on this row and the next, the upper one being group headings."""
    upper, lower = spread(sheet, row, rows[row]), rows[row + 1]
    fields = _pair_fields(spec, upper, lower)
    titles = {
        column: "·".join(filter(None, (upper.get(column), lower.get(column))))
        for column in sorted({*upper, *lower})
    }
    return _header(row, row + 1, fields, titles)


def spread(sheet: Sheet, row: int, titles: Mapping[int, str]) -> dict[int, str]:
    """A row's titles, each in every column that its cell is merged over."""
    upper = dict(titles)
    for top, left, bottom, right in sheet.merges:
        if top == row and bottom == row and left in upper:
            upper |= {column: upper[left] for column in range(left, min(right, left + 60) + 1)}
    return upper


def _pair_fields(spec: Spec, upper: Mapping[int, str], lower: Mapping[int, str]) -> dict[int, str]:
    tries = {}
    for column in sorted({*upper, *lower}):
        above, below = upper.get(column, ""), lower.get(column, "")
        tries[column] = (above + below, below, above) if above and below else (below or above,)
    return _fields(spec, tries)


def _single(spec: Spec, row: int, titles: dict[int, str]) -> Header:
    """The header that this one row would make."""
    return _header(row, row, _fields(spec, {column: (title,) for column, title in titles.items()}), titles)


def _fields(spec: Spec, tries: Mapping[int, tuple[str, ...]]) -> dict[int, str]:
    """Column → field, by the first of its titles that a field lists; families only fill what is left over."""
    found = {column: name for column, titles in tries.items() if (name := _first(named, spec, titles))}
    if spec.families and len(found) < len(tries):
        taken = frozenset(found.values())
        for column, titles in tries.items():
            name = "" if column in found else _first(akin, spec, titles)
            if name and name not in taken:
                found[column] = name
    return found


def _first(rule: Callable[[Spec, str], str], spec: Spec, titles: tuple[str, ...]) -> str:
    """The field of the first of some titles that has one."""
    for title in titles:
        if name := rule(spec, title):
            return name
    return ""


def _header(top: int, bottom: int, fields: Mapping[int, str], titles: Mapping[int, str]) -> Header:
    by_field: dict[str, list[int]] = {}
    for column, name in sorted(fields.items()):
        by_field.setdefault(name, []).append(column)
    once = {name: columns[0] for name, columns in by_field.items() if len(columns) == 1}
    twice = {name: tuple(columns) for name, columns in by_field.items() if len(columns) > 1}
    return Header(top, bottom, once, titles, twice)


def _titles(row: Mapping[int, Cell]) -> dict[int, str]:
    """Column → text of the cells of a row that could be headers."""
    return {
        column: cell.value
        for column, cell in row.items()
        if isinstance(cell.value, str) and len(cell.value) < 60
    }


def recognised(header: Header | None, spec: Spec) -> bool:
    """Whether a header is enough to take its sheet for the spec's."""
    return header is not None and tells({*header.fields, *header.twice}, spec)


def tells(known: Set[str], spec: Spec) -> bool:
    """Whether a header of these fields is enough to take a sheet for the spec's."""
    figures = {"reported", "actual"} & known
    keyed = spec.key in known or (spec.by_name in known and (len(known) >= 3 or bool(figures)))
    return keyed and any(name in known for name in spec.tell)
