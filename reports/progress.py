"""How a document tells how far it is while it is made."""

from collections.abc import Callable

Tell = Callable[[float], None]  # hears how much is made [0–1]


def silent(_share: float) -> None:
    """Nobody listens."""
