"""One cell → one value: text, codes and plain numbers; a Doubt where the cell does not say it clearly."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.period import Period
from loaders.problems import Option
from loaders.reader import Cell
from loaders.serials import from_serial
from loaders.text import clean, folded, header_unit, is_nothing, number_text

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that needs a word: the catalogue's code, its values, the answers, and a value for a notice."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    value: object = None


@dataclass(slots=True)
class Facts:
    """What a parser may know of its column and sheet.

    ``scale`` is ``percent`` when most plain numbers of the column lie above 1 or its header says %,
    ``fraction`` when most lie below, "" when there are none to tell by.
    """

    header: str = ""
    scale: str = ""
    period: Period | None = None
    date1904: bool = False
    measure: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        """The unit in the header's brackets, "" when there is none."""
        return header_unit(self.header)


Parser = Callable[[Cell, Facts], object]


def fault(cell: Cell) -> Doubt | None:
    """What makes a cell worthless whatever its column: an Excel error, a formula without its result."""
    if cell.kind == "e":
        return Doubt("cell_error")
    if cell.formula and cell.value is None:
        return Doubt("formula_empty")
    return None


def raw(cell: Cell) -> str:
    """The content as text, for messages: 0.8, 约80%, #REF!; cut at 80 characters."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        return _number_shown(float(value), cell.style)
    text = clean(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _number_shown(value: float, style: str) -> str:
    """A number as its cell shows it; a date in the 1904 system still shows as its number."""
    if style == "percent":
        return f"{number_text(round(value * 100, 6))}%"
    return number_text(value)


def text(cell: Cell, facts: Facts) -> str:
    """The cell's words; a number as it is shown, a date as ISO; "" when blank."""
    value = cell.value
    if value.__class__ is str:
        return clean(value)
    if isinstance(value, float) and cell.style in ("date", "month"):
        day = from_serial(value, facts.date1904)
        shown = day.isoformat() if day else number_text(value)
        return shown[:7] if day and cell.style == "month" else shown
    return raw(cell)


def code(cell: Cell, _facts: Facts) -> str:
    """A code as it is compared: half-width, upper case, no spaces, ASCII hyphen; 无 and / are no codes."""
    value = cell.value
    if value.__class__ is str:
        return "" if is_nothing(value) else folded(value).upper()
    return folded(raw(cell)).upper()


def number(cell: Cell, _facts: Facts) -> float | Doubt | None:
    """A plain number; None when blank; anything else is an error of the cell."""
    value = cell.value
    if isinstance(value, float):
        return value
    if not isinstance(value, str) or is_nothing(value):
        return None if value is None or isinstance(value, str) else Doubt("number_unreadable")
    return plain_number(folded(value)) if _NUMBER.fullmatch(folded(value)) else Doubt("number_unreadable")


def count(cell: Cell, facts: Facts) -> float | Doubt | None:
    """A whole number from 0 on; None when blank."""
    found = number(cell, facts)
    if isinstance(found, float) and (found < 0 or found != int(found)):
        return Doubt("count_unreadable")
    return found


def plain_number(text: str) -> float | None:
    """The number that a whole text is, with thousands separators allowed; None when it is none."""
    return float(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


def choice(cell: Cell, facts: Facts) -> str | Doubt | None:
    """One of the column's words, by the word or its synonym; None when blank; others are asked."""
    value = cell.value
    word = value if isinstance(value, str) and value in facts.words else text(cell, facts)
    if is_nothing(word):
        return None
    found = facts.words.get(folded(word))
    if found is not None:
        return found
    allowed = tuple(dict.fromkeys(facts.words.values()))
    options = tuple(Option(word, word, reading=word) for word in allowed)
    return Doubt("choice_unknown", {"allowed": allowed}, options)


def strict_choice(cell: Cell, facts: Facts) -> str | Doubt | None:
    """One of the column's words, as ``choice``; another word is an error: the plan must be exact."""
    found = choice(cell, facts)
    return Doubt("word_unknown", found.values) if isinstance(found, Doubt) else found


def offered(day: date) -> Option:
    """The answer "read as this day"."""
    return Option(day.isoformat(), day.isoformat(), reading=day.isoformat())
