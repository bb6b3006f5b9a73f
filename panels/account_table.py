"""The list of accounts: who, as what, in which state, last seen when; a row is picked to change it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from accounts.actor import Actor
from accounts.roles import Role
from domain.figures import moment
from locales import _
from panels import session
from services.account_desk import AccountLine, fetch_account_lines, newest_plan
from services.account_words import account_state
from store.people import Account


def lines(actor: Actor) -> Sequence[AccountLine]:
    """All accounts as they stand now."""
    return fetch_account_lines(session.store().engine, actor=actor)


def finding(found: Sequence[AccountLine]) -> str:
    """The sentence on top: how many, how many wait for their first sign-in, how many are closed."""
    states = [line.account for line in found]
    waiting = sum(one.must_change and not one.is_disabled for one in states)
    closed = sum(one.is_disabled for one in states)
    return _(
        "{count} accounts: {waiting} with a one-time password, {closed} closed",
        count=len(states),
        waiting=waiting,
        closed=closed,
    )


def draw(found: Sequence[AccountLine]) -> Account | None:
    """Draw the table and give the account of the picked row."""
    names = _unit_names()
    table = pd.DataFrame(
        [
            {
                _("Account"): line.account.name,
                _("Person"): line.account.person,
                _("Role"): Role(line.account.role).word,
                _("Unit"): names.get(line.account.unit_id or "", line.account.unit_id or ""),
                _("State"): account_state(line.account),
                _("Last sign-in"): moment(line.last_at),
            }
            for line in found
        ]
    )
    st.caption(_("Tick a row to reset, close or change that account."))
    event = st.dataframe(
        table,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="accounts_table",
        height=min(38 + 35 * max(len(found), 1), 460),
    )
    rows = event.selection.rows
    return found[rows[0]].account if rows and rows[0] < len(found) else None


def _unit_names() -> dict[str, str]:
    plan = newest_plan(session.store().engine)
    return {} if plan is None else {unit.unit_id: f"{unit.label} {unit.unit_id}" for unit in plan.units}
