"""Collects every problem of a file, and takes the answers that were given to its questions."""

from collections.abc import Mapping
from datetime import date

from loaders.catalogue import CODES, ERROR, QUESTION
from loaders.cells import Doubt
from loaders.problems import Option, Problem


class Findings:
    """All problems found so far. ``answers``: Problem.key → Option.key."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.problems: list[Problem] = []
        self._answers = answers

    @property
    def blocking(self) -> bool:
        """Whether an error or an open question was found."""
        return any(
            CODES[one.code][0] == ERROR or (CODES[one.code][0] == QUESTION and not one.answer)
            for one in self.problems
        )

    def add(
        self,
        code: str,
        /,
        *,
        sheet: str = "",
        cell: str = "",
        header: str = "",
        value: str = "",
        options: tuple[Option, ...] = (),
        **values: object,
    ) -> Option | None:
        """Record one problem; the chosen option where it is a question that was answered."""
        answer = self._answers.get(f"{sheet}!{cell}/{code}", "") if CODES[code][0] == QUESTION else ""
        chosen = next((option for option in options if option.key == answer), None)
        answer = answer if chosen else ""
        self.problems.append(Problem(code, sheet, cell, header, value, values, options, answer))
        return chosen

    def settle(self, doubt: Doubt, *, sheet: str, cell: str, header: str, value: str) -> object:
        """Record a cell's doubt; the value that stands: a notice's reading, an answer, or None."""
        chosen = self.add(
            doubt.code,
            sheet=sheet,
            cell=cell,
            header=header,
            value=value,
            options=doubt.options,
            **doubt.values,
        )
        if chosen is None:
            return doubt.value if CODES[doubt.code][0] != QUESTION else None
        return chosen.value


def as_day(value: object) -> date | None:
    """A day that came as ISO text from an answer, or as a date."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    return value if isinstance(value, date) else None
