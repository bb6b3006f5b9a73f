"""Where a sheet's header stands and which column means what: told by its words, within twenty rows."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from loaders.reader import Cell, Sheet
from loaders.specs.column import Spec
from loaders.text import header_word

HEADER_ROWS = 20
_WHEN = re.compile(
    r"^(?:截至|截止|到)?(?:20\d\d年)?(?:\d{1,2}月)?(?:份|底|末|\d{1,2}日)?(?:本期|本月|本周|当月|当期|累计|目前|当前|至今)?|\(?\d+\)?[.、]"
)
_TIMELY = frozenset("截到2本当累目至1(0 3456789")
_LAST = ("上期", "上月", "上次", "上周", "去年", "上年")


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


def header_rows(sheet: Sheet, known: Collection[str]) -> dict[int, dict[int, str]]:
    """Row → its texts, of the rows among the first twenty that could be a header: two known words or more.

    A row beside such a one needs only one known word: it may be the other half of a header on two rows.
    """
    counts = {
        number: sum(_is_known(cell.value, known) for cell in row.values())
        for number, row in sheet.rows.items()
        if number <= HEADER_ROWS
    }
    strong = {number for number, count in counts.items() if count >= 2}
    return {
        number: _titles(sheet.rows[number])
        for number, count in counts.items()
        if number in strong or (count and (number - 1 in strong or number + 1 in strong))
    }


def _is_known(value: object, known: Collection[str]) -> bool:
    if value.__class__ is not str:
        return False
    word = header_word(value)
    return word in known or (word[:1] in _TIMELY and _timeless(word) in known)


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
    upper, lower = dict(rows[row]), rows[row + 1]
    for top, left, bottom, right in sheet.merges:
        if top == row and bottom == row and left in upper:
            upper |= {column: upper[left] for column in range(left, min(right, left + 60) + 1)}
    fields = _pair_fields(spec, upper, lower)
    titles = {
        column: "·".join(filter(None, (upper.get(column), lower.get(column))))
        for column in sorted({*upper, *lower})
    }
    return _header(row, row + 1, fields, titles)


def _pair_fields(spec: Spec, upper: Mapping[int, str], lower: Mapping[int, str]) -> dict[int, str]:
    found = {}
    for column in sorted({*upper, *lower}):
        above, below = upper.get(column, ""), lower.get(column, "")
        tries = (above + below, below, above) if above and below else (below or above,)
        name = next((name for title in tries if (name := field_of(spec, title))), "")
        if name:
            found[column] = name
    return found


def _single(spec: Spec, row: int, titles: dict[int, str]) -> Header:
    """The header that this one row would make."""
    fields = {column: name for column, title in titles.items() if (name := field_of(spec, title))}
    return _header(row, row, fields, titles)


def _header(top: int, bottom: int, fields: Mapping[int, str], titles: Mapping[int, str]) -> Header:
    by_field: dict[str, list[int]] = {}
    for column, name in fields.items():
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


def field_of(spec: Spec, title: str) -> str:
    """The field that a header's words name, "" for none; 截至9月底完成率 is still 完成率."""
    word = header_word(title)
    found = spec.words.get(word)
    if found:
        return found
    return spec.words.get(_timeless(word), "") if word[:1] in _TIMELY else ""


@lru_cache(maxsize=5_000)
def _timeless(word: str) -> str:
    """The header without the time it speaks of; what speaks of last period is left as it is."""
    if word.startswith(_LAST):
        return ""
    return _WHEN.sub("", word, count=1)


def recognised(header: Header | None, spec: Spec) -> bool:
    """Whether a header is enough to take its sheet for the spec's."""
    if header is None:
        return False
    known = {*header.fields, *header.twice}
    figures = {"reported", "actual"} & known
    named = spec.key in known or (spec.by_name in known and (header.score >= 3 or bool(figures)))
    return named and any(name in known for name in spec.tell)


def narrowest(columns: Sequence[int], sheet: Sheet, below: int) -> tuple[int, ...]:
    """Those of the columns that hold anything below a row."""
    return tuple(
        column
        for column in columns
        if any(column in row for number, row in sheet.rows.items() if number > below)
    )
