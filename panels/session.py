"""What this browser session holds: who looks, in which language, at which store, through which filters."""

import os
from dataclasses import dataclass

import streamlit as st

from accounts.roles import Role
from domain.plan import Plan
from locales import CHINESE, ENGLISH, counterpart
from panels.filters import Filters, unit_names
from services.demo import Store, choose_store

ROLE_KEY, UNIT_NAME_KEY, LANGUAGE_KEY = "as", "me", "lang"
VIEW_ROLES = (Role.LEADER, Role.OFFICE, Role.UNIT)
LANGUAGE_NAMES = {"中文": CHINESE, "English": ENGLISH}
_FILTERS = "_filters"


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person in front of the screen; ``unit_id`` is set for a unit's staff only."""

    role: Role
    unit_id: str | None = None


def store() -> Store:
    """The store in use: the real one, or the demo store until there is a plan."""
    with st.spinner(" "):
        return choose_store(os.environ)


def language() -> str:
    """The language chosen in the bar; Chinese where none was."""
    return LANGUAGE_NAMES.get(str(_asked(LANGUAGE_KEY)), CHINESE)


def viewer(plan: Plan | None = None) -> Viewer:
    """The role (and, with a plan, the unit) chosen in the bar; a leader where nothing was chosen."""
    asked = _asked(ROLE_KEY)
    role = next((role for role in VIEW_ROLES if asked in (role.word, counterpart(role.word))), Role.LEADER)
    if role is not Role.UNIT or plan is None:
        return Viewer(role)
    names = unit_names(plan)
    return Viewer(role, names.get(str(_asked(UNIT_NAME_KEY)), next(iter(names.values()), None)))


def keep_filters(filters: Filters) -> None:
    """Remember the row's choice for the page that runs next."""
    st.session_state[_FILTERS] = filters


def filters() -> Filters:
    """What the row on top says."""
    kept = st.session_state.get(_FILTERS)
    return kept if isinstance(kept, Filters) else Filters()


def _asked(key: str) -> str | None:
    """A bar choice before its widget is drawn in this run: from the session, else from the address."""
    value = st.session_state.get(key, st.query_params.get(key))
    return None if value is None else str(value)
