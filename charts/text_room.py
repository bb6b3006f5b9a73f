"""How much room words take, reckoned before they are drawn: columns as narrow as their words allow, headlines on a line."""

from collections.abc import Iterable
from unicodedata import east_asian_width

from charts.theme import Look

_LATIN = 0.58  # of the type size: a letter, digit or space of Noto Sans SC
_BROAD = frozenset("%mwMW@")  # nearly as wide as Chinese signs


def text_room(words: Iterable[str], look: Look) -> int:
    """Pixels of the widest of the words at the size of body text, rounded up a little; 0 without words."""
    return max((round(ems(word) * look.text + 0.5) for word in words), default=0)


def ems(words: str) -> float:
    """How wide words are, in their type size: Chinese signs are as wide as they are high."""
    return sum(
        1.0 if sign in _BROAD or east_asian_width(sign) in {"W", "F", "A"} else _LATIN for sign in words
    )
