"""Accounts: who may sign in, as what; one-time passwords and viewing links are given out here."""

import streamlit as st

from accounts.roles import Action, can
from locales import _
from panels import account_forms, account_table, cards, link_desk, session


def render() -> None:
    """Draw the page: accounts for the administrator, viewing links for whoever may give them."""
    actor = session.actor()
    if can(actor.role, Action.KEEP_ACCOUNTS):
        lines = account_table.lines(actor)
        cards.page_head(_("Accounts"), account_table.finding(lines))
        account_forms.draw_issued()
        picked = account_table.draw(lines)
        if picked is not None:
            account_forms.draw_changes(picked, actor)
        add, listed = st.columns(2, gap="large")
        with add:
            account_forms.draw_add(actor)
        with listed:
            account_forms.draw_import(actor)
        st.subheader(_("Viewing links for the projector"), anchor=False)
    else:
        with st.container(key="links_only"):  # style.css hides the filters: there is nothing to filter
            cards.page_head(_("Viewing links"), _("An address for the projector, for published periods only"))
    link_desk.draw(actor)
