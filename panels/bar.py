"""The bar above the filters: demo notice, whose eyes one looks with, and the language."""

import streamlit as st

from accounts.roles import Role
from domain.plan import Plan
from locales import _
from panels.filters import settle, unit_names
from panels.session import LANGUAGE_KEY, LANGUAGE_NAMES, ROLE_KEY, UNIT_NAME_KEY, VIEW_ROLES, Viewer, viewer


def draw_bar(plan: Plan | None, *, is_demo: bool) -> Viewer:
    """Draw the bar and give the viewer it names."""
    notice = (
        _("Demo data: an invented district. Your own data starts with the first plan you import.")
        if is_demo
        else _("No sign-in yet: show this on a trusted network only.")
    )
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(
            notice, color="orange" if is_demo else "gray", icon=":material/science:" if is_demo else None
        )
        words = [role.word for role in VIEW_ROLES]
        settle(ROLE_KEY, words)
        st.segmented_control(
            _("View as"),
            words,
            key=ROLE_KEY,
            default=Role.LEADER.word,
            required=True,
            label_visibility="collapsed",
            bind="query-params",
        )
        if plan is not None and viewer(plan).role is Role.UNIT:
            st.selectbox(
                _("My unit"),
                list(unit_names(plan)),
                key=UNIT_NAME_KEY,
                label_visibility="collapsed",
                width=230,
                bind="query-params",
            )
        st.space("stretch")
        st.segmented_control(
            _("Language"),
            list(LANGUAGE_NAMES),
            key=LANGUAGE_KEY,
            default=next(iter(LANGUAGE_NAMES)),
            required=True,
            label_visibility="collapsed",
            bind="query-params",
        )
    return viewer(plan)
