"""The bar above the filters: who is signed in and the way out, or whose eyes one looks with; and the language."""

from html import escape

import streamlit as st

from accounts.roles import Role
from accounts.tokens import form_token
from domain.plan import Plan
from locales import CHINESE, _
from panels import links, session
from panels.filters import settle, unit_names
from panels.session import LANGUAGE_KEY, LANGUAGE_NAMES, ROLE_KEY, UNIT_NAME_KEY, VIEW_ROLES, Viewer, viewer
from services.signed_in import Person


def draw_bar(plan: Plan | None, *, is_demo: bool) -> Viewer:
    """Draw the bar and give the viewer it names."""
    person = session.person()
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"):
        if person is None:
            _draw_picker(plan, is_demo=is_demo)
            st.space("stretch")
        else:
            _draw_person(person, plan)
        links.link(_("Meeting mode"), "meeting", key="to_meeting", icon=":material/slideshow:")
        links.link(_("Manual"), "manual", key="to_manual", icon=":material/menu_book:")
        _draw_language()
        if person is not None:
            _draw_way_out(person)
    return viewer(plan)


def _draw_picker(plan: Plan | None, *, is_demo: bool) -> None:
    notice = (
        _("Demo data: an invented district")
        if is_demo
        else _("No account yet: this machine only. The first one closes the board: manage.py account add")
    )
    st.badge(
        notice,
        color="orange" if is_demo else "gray",
        icon=":material/science:" if is_demo else None,
        help=_("Your own data starts with the first plan you import.") if is_demo else None,
    )
    words = [role.word for role in VIEW_ROLES]
    settle(ROLE_KEY, words)
    st.segmented_control(
        _("View as"),
        words,
        key=ROLE_KEY,
        default=session.default_role().word,
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


def _draw_person(person: Person, plan: Plan | None) -> None:
    st.space("stretch")
    actor = person.actor
    unit = plan.unit(actor.unit_id) if plan is not None and actor.unit_id else None
    of = unit.label if unit is not None else actor.unit_id or ""
    role = f"{actor.role.word} · {of}" if of else actor.role.word
    st.html(
        f'<p class="person"><b>{escape(person.called)}</b> <span>{escape(role)}</span></p>', width="content"
    )


def _draw_way_out(person: Person) -> None:
    """Plain forms, sent to the routes beside Streamlit: they work without its websocket."""
    password = (
        f'<a href="/password" target="_self">{escape(_("Password"))}</a>' if person.has_password else ""
    )
    st.html(
        f'<form class="way-out" method="post" action="/sign-out" target="_self">{password}'
        f'<input type="hidden" name="form" value="{form_token(person.sign_in)}">'
        f"<button>{escape(_('Sign out'))}</button></form>",
        width="content",
    )


def _draw_language() -> None:
    names = {code: name for name, code in LANGUAGE_NAMES.items()}
    st.segmented_control(
        _("Language"),
        list(LANGUAGE_NAMES),
        key=LANGUAGE_KEY,
        default=names.get(session.kept_language(), names[CHINESE]),
        required=True,
        label_visibility="collapsed",
        bind="query-params",
        on_change=session.keep_chosen_language,
    )
