"""States that are never told by colour alone: each member has a value, a word and a shape, said once."""

from enum import StrEnum
from typing import Self

from locales import _


class Marked(StrEnum):
    """A state for text, tables and marks; a member reads ``LATE = "late", N_("Late"), "▲"``."""

    _value_: str
    _said: str
    _mark: str

    def __new__(cls, value: str, said: str = "", mark: str = "") -> Self:
        """A member that is its value, as in any StrEnum; a look-up by value, ``Light("done")``, doesn't come here."""
        if not (said and mark):
            raise TypeError(f"{value} needs a word and a shape")
        member = str.__new__(cls, value)
        member._value_ = value
        member._said = said
        member._mark = mark
        return member

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(self._said)

    @property
    def shape(self) -> str:
        """The character that stands for the state in text and tables."""
        return self._mark

    @property
    def label(self) -> str:
        """Shape and word, e.g. ``▲ 迟报``."""
        return f"{self.shape} {self.word}"
