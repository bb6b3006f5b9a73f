"""Ways from one page to the next: a click sets the filters and turns the page."""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import Page

_PAGES, _NEXT, _CALLED = "_pages", "_next", "_called"


def register(pages: Mapping[str, Page]) -> None:
    """Remember the pages of this run by name, and turn to the one a click has asked for."""
    st.session_state[_PAGES] = dict(pages)
    wanted = st.session_state.pop(_NEXT, None)
    if wanted in pages:
        st.switch_page(pages[wanted], query_params={})  # without {} it refuses while filters stand in the URL


def turn_to(page: str, **filters: str | None) -> None:
    """For callbacks: at the next run, show this page with these filter values (words as shown)."""
    for key, value in filters.items():
        if value is None:
            st.session_state.pop(key, None)
        else:
            st.session_state[key] = value
    st.session_state[_NEXT], st.session_state[_CALLED] = page, frozenset(filters)


def has(page: str) -> bool:
    """Whether the role has this page."""
    return page in st.session_state.get(_PAGES, {})


def is_called(key: str) -> bool:
    """Whether the newest link set this filter, so that what it names belongs on top of the page."""
    return key in st.session_state.get(_CALLED, frozenset())


def let_go() -> None:
    """For callbacks: something was chosen on the page itself, which keeps its order from now on."""
    st.session_state.pop(_CALLED, None)


def link(label: str, page: str, *, key: str, icon: str | None = None, **filters: str | None) -> None:
    """A text button that turns to another page with filters set; nothing where the role has no such page."""
    if has(page):
        st.button(label, key=key, type="tertiary", icon=icon, on_click=turn_to, args=(page,), kwargs=filters)
