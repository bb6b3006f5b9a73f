"""Names in a row, as a sentence takes them."""

from collections.abc import Sequence

from locales import _


def listed(names: Sequence[str], limit: int = 3) -> str:
    """The names joined; beyond ``limit`` the rest is counted: ``A, B, C and 4 more``."""
    first = _(", ").join(names[:limit])
    if len(names) <= limit:
        return first
    return _("{names} and {count} more", names=first, count=len(names) - limit)
