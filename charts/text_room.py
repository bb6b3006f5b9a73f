"""How much room words take in a chart, reckoned before they are drawn: for columns as narrow as their words allow."""

from collections.abc import Iterable
from unicodedata import east_asian_width

from charts.theme import Look

_LATIN = 0.58  # of the type size: a letter, digit or space of Noto Sans SC


def text_room(words: Iterable[str], look: Look) -> int:
    """Pixels of the widest of the words at the size of body text, rounded up a little; 0 without words."""
    return max((round(_ems(word) * look.text + 0.5) for word in words), default=0)


def _ems(word: str) -> float:
    """Chinese signs are as wide as they are high."""
    return sum(1.0 if east_asian_width(sign) in {"W", "F", "A"} else _LATIN for sign in word)
