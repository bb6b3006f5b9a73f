"""Who looks: the role and unit of this browser session, and the store it looks at."""

import os
from dataclasses import dataclass

import streamlit as st

from accounts.roles import Role
from services.demo import Store, choose_store

ROLE_KEY, UNIT_KEY = "as", "me"
VIEW_ROLES = (Role.LEADER, Role.OFFICE, Role.UNIT)


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person in front of the screen; ``unit_id`` is set for a unit's staff only."""

    role: Role
    unit_id: str | None = None


@st.cache_resource(show_spinner=False)
def _open(_progress: object, settings: tuple[tuple[str, str], ...]) -> Store:
    return choose_store(dict(settings))


def store() -> Store:
    """The store in use: the real one, or the demo store until there is a plan."""
    settings = tuple(sorted((key, os.environ[key]) for key in ("DATABASE_URL", "BOARD_DATA", "BOARD_DEMO") if key in os.environ))
    return _open(None, settings)


def viewer() -> Viewer:
    """The role and unit chosen in the bar on top; a leader where nothing was chosen."""
    chosen = st.session_state.get(ROLE_KEY)
    role = Role(chosen) if chosen in set(VIEW_ROLES) else Role.LEADER
    return Viewer(role, st.session_state.get(UNIT_KEY) if role is Role.UNIT else None)
