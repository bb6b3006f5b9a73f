"""What this browser session holds: who looks, in which language, at which store, through which filters."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from accounts.actor import Actor
from accounts.roles import Role
from domain.plan import Plan
from locales import CHINESE, NAMES, _, is_same
from panels.filters import Filters, unit_names
from panels.first_start import FirstStart
from services import signed_in
from services.account_desk import Issued
from services.demo import Store, choose_store, real_store
from services.modes import Mode, mode
from services.signed_in import Person, keep_language, limits, person_of

ROLE_KEY, UNIT_NAME_KEY, LANGUAGE_KEY = "as", "me", "lang"
VIEW_ROLES = (Role.LEADER, Role.OFFICE, Role.UNIT, Role.DISCIPLINE)
LANGUAGE_NAMES = {name: code for code, name in NAMES.items()}
SIGN_IN, ADDRESS = "sign_in", "x-board-address"  # what the gate says of a connection: st.user, header
NEW_ACCOUNT, NEW_PERSON = "new_name", "new_person"
_FILTERS, _VIEWER, _ISSUED, _LINK, _HINTS = "_filters", "_viewer", "_issued", "_link", "_hints"


class SignedOut(Exception):  # noqa: N818 - it is a state, not a failure
    """Nobody is signed in, or not any more: nothing may be shown."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person in front of the screen; ``unit_id`` is set for a unit's staff only."""

    role: Role
    unit_id: str | None = None


def store() -> Store:
    """The store in use: the real one, or the demo store until there is a plan or an account."""
    first = FirstStart()
    with st.spinner(_("Opening the board…")):
        found = choose_store(os.environ, first.tell)
    first.done()
    return found


def person() -> Person | None:
    """Who is signed in at this moment, asked of the store each time; None while no account exists.

    Raises SignedOut where there are accounts and nobody is signed in.
    """
    if mode(os.environ) is not Mode.CLOSED:
        return None
    key = st.user.get(SIGN_IN)
    found = person_of(
        real_store(os.environ),
        str(key or ""),
        now=datetime.now(UTC),
        limits=limits(os.environ),
        address=_address(),
    )
    if found is None or found.must_change:
        raise SignedOut
    return found


def actor() -> Actor:
    """Who acts, for every service that changes something; raises SignedOut.

    While no account exists, an actor in the role (and, once the bar is drawn, the unit) chosen there.
    """
    now_in = mode(os.environ)
    if now_in is Mode.CLOSED:
        return _signed_in().actor
    chosen, kept = viewer(), st.session_state.get(_VIEWER)
    if isinstance(kept, Viewer) and kept.role is chosen.role:
        chosen = kept
    name, via = ("demo", "demo") if now_in is Mode.DEMO else ("local", "browser")
    return Actor(name=name, role=chosen.role, unit_id=chosen.unit_id, address=_address(), via=via)


def _signed_in() -> Person:
    found = person()
    if found is None:
        raise SignedOut
    return found


def _address() -> str:
    return str(st.context.headers.get(ADDRESS) or "")


def language() -> str:
    """The language chosen in the bar, else the one kept with the account, else Chinese."""
    return LANGUAGE_NAMES.get(str(_asked(LANGUAGE_KEY))) or kept_language()


def kept_language() -> str:
    """The language kept with the account, else Chinese."""
    found = person()
    return CHINESE if found is None else found.language or CHINESE


def keep_chosen_language() -> None:
    """For the bar's callback: remember the choice with the account."""
    found = person()
    if found is not None:
        keep_language(real_store(os.environ), found, language())


def hints_read() -> frozenset[str]:
    """Pages whose hint was put away: kept with the account; without accounts, in this browser session."""
    found = person()
    here: frozenset[str] = st.session_state.get(_HINTS, frozenset())
    return here if found is None else here | found.hints_read


def keep_hint(page: str) -> None:
    """For the hint's callback: not to be shown to this person again."""
    st.session_state[_HINTS] = hints_read() | {page}
    found = person()
    if found is not None:
        signed_in.keep_hint(real_store(os.environ), found, page)


def viewer(plan: Plan | None = None) -> Viewer:
    """Who looks: the person signed in; without accounts the role (and unit) chosen in the bar.

    Where nothing was chosen: a leader in the demo, the office on the machine's own real data.
    """
    found = person()
    if found is not None:
        return Viewer(found.actor.role, found.actor.unit_id)
    asked = _asked(ROLE_KEY)
    role = next((one for one in VIEW_ROLES if asked and is_same(one.word, asked)), default_role())
    if role is not Role.UNIT or plan is None:
        return Viewer(role)
    names = unit_names(plan)
    chosen = Viewer(role, names.get(str(_asked(UNIT_NAME_KEY)), next(iter(names.values()), None)))
    st.session_state[_VIEWER] = chosen
    return chosen


def default_role() -> Role:
    """Whose eyes one looks with before choosing."""
    return Role.LEADER if mode(os.environ) is Mode.DEMO else Role.OFFICE


def keep_filters(filters: Filters) -> None:
    """Remember the row's choice for the page that runs next."""
    st.session_state[_FILTERS] = filters


def filters() -> Filters:
    """What the row on top says."""
    kept = st.session_state.get(_FILTERS)
    return kept if isinstance(kept, Filters) else Filters()


def keep_issued(issued: Sequence[Issued]) -> None:
    """Hold one-time passwords for the next run of the page, which shows them."""
    st.session_state[_ISSUED] = tuple(issued)


def take_issued() -> tuple[Issued, ...]:
    """The one-time passwords to show in this run; they are gone after it, and the form is empty again."""
    issued: tuple[Issued, ...] = st.session_state.pop(_ISSUED, ())
    if issued:
        st.session_state[NEW_ACCOUNT] = st.session_state[NEW_PERSON] = ""
    return issued


def keep_link(address: str) -> None:
    """Hold a viewing link's address for the next run of the page, which shows it."""
    st.session_state[_LINK] = address


def take_link() -> str:
    """The address to show in this run; it is gone after it."""
    return str(st.session_state.pop(_LINK, ""))


def _asked(key: str) -> str | None:
    """A bar choice before its widget is drawn in this run: from the session, else from the address."""
    value = st.session_state.get(key, st.query_params.get(key))
    return None if value is None else str(value)
