"""Where uploaded files are read."""

from loaders.check import check
from services.against_store import Reading


def reading() -> Reading:
    """The reading function."""
    return check
