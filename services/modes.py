"""How the board is entered: as a demo, openly on this machine, or closed behind the sign-in page."""

from collections.abc import Mapping
from enum import StrEnum

from services.demo import is_demo_wanted, real_store
from store.people import has_accounts
from store.queries import is_empty


class Mode(StrEnum):
    """DEMO: made-up data for anyone; OPEN: real data, no account yet, this machine only; CLOSED: sign in."""

    DEMO = "demo"
    OPEN = "open"
    CLOSED = "closed"


def mode(env: Mapping[str, str]) -> Mode:
    """The mode as the real store stands now: the first account closes the board for good."""
    real = real_store(env)
    if has_accounts(real):
        return Mode.CLOSED
    return Mode.DEMO if is_demo_wanted(env) and is_empty(real) else Mode.OPEN
