"""What is wrong, unsure or worth a word in a workbook: kept as a code and values, worded when shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from loaders.catalogue import CODES
from loaders.refusal import Refused
from locales import ENGLISH, N_, _, language


class Severity(StrEnum):
    """error: nothing is stored; question: the submitter answers; notice: shown and kept."""

    ERROR = "error"
    QUESTION = "question"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question: ``key`` stays the same between checks, ``value`` is what it stands for.

    ``value`` is JSON-able: a number, text, an ISO date, or None (the cell is left empty; the last
    accepted value then stands).
    """

    key: str
    value: float | str | None = None
    words: str = N_("Read as {reading}")
    reading: str = ""

    @property
    def label(self) -> str:
        """Text of the answer in the language in use, e.g. ``读作 80%``."""
        return _(self.words, reading=_(self.reading) if self.reading else "")

    def as_json(self) -> dict[str, object]:
        """The option as plain values, enough to rebuild it."""
        return {"key": self.key, "value": self.value, "words": self.words, "reading": self.reading}


CARRY = Option("carry", None, N_("Keep last period's value"))
BLANK = Option("blank", None, N_("Leave it empty"))


def confirm(value: float | str | None) -> Option:
    """The answer "yes, it is so", which takes the value as it was read."""
    return Option("confirm", value, N_("Yes, it is so"))


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in a workbook; ``cell`` is its A1 address, "" when it is about the whole sheet or file.

    ``value`` is the raw content as text; ``values`` fill the message; ``answer`` is the key of the
    option that was chosen, "" while none is.
    """

    code: str
    sheet: str = ""
    cell: str = ""
    header: str = ""
    value: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    answer: str = ""

    @property
    def key(self) -> str:
        """What an answer is filed under: ``任务进展!F12/rate_one``."""
        return f"{self.sheet}!{self.cell}/{self.code}"

    @property
    def severity(self) -> Severity:
        """How much it weighs; an answered question weighs no more than a notice."""
        known = CODES.get(self.code)
        severity = Severity(known[0]) if known else Severity.ERROR
        return Severity.NOTICE if self.answer and severity is Severity.QUESTION else severity

    @property
    def message(self) -> str:
        """What is wrong and what to do, in the language in use."""
        known = CODES.get(self.code)
        if known is None:
            return Refused(self.code, **self.values).message
        places = {"sheet": self.sheet, "cell": self.cell, "header": self.header, "value": self.value}
        text = _(known[1], **{**places, **{name: _worded(item) for name, item in self.values.items()}})
        chosen = next((option for option in self.options if option.key == self.answer), None)
        gap = " " if language() == ENGLISH else ""  # Chinese sentences follow each other without a space
        return f"{text}{gap}{_('Answered: {answer}.', answer=chosen.label)}" if chosen else text

    def as_json(self) -> dict[str, str]:
        """The object of ``manage.py check --json``."""
        return {
            "severity": self.severity.value,
            "code": self.code,
            "sheet": self.sheet,
            "cell": self.cell,
            "header": self.header,
            "value": self.value,
            "message": self.message,
        }

    def as_row(self) -> dict[str, object]:
        """Columns to store; ``values`` is JSON-able and holds the options under ``"options"``."""
        values = {name: list(item) if isinstance(item, tuple) else item for name, item in self.values.items()}
        return {
            "code": self.code,
            "severity": self.severity.value,
            "sheet": self.sheet,
            "cell": self.cell,
            "header": self.header,
            "value": self.value,
            "values": {**values, "options": [option.as_json() for option in self.options]},
            "answer": self.answer,
        }

    @classmethod
    def from_row(cls, row: Mapping[str, object]) -> "Problem":
        """The problem that ``as_row`` described; ``severity`` follows from the code and is not read."""
        stored = row["values"]
        values = dict(stored) if isinstance(stored, Mapping) else {}
        options = tuple(Option(**option) for option in values.pop("options", ()))
        texts = {
            name: str(row[name] or "") for name in ("code", "sheet", "cell", "header", "value", "answer")
        }
        return cls(values=values, options=options, **texts)


def _worded(item: object) -> object:
    """A list as a person writes it, in the language in use."""
    if isinstance(item, list | tuple):
        return _(", ").join(str(part) for part in item)
    return item
