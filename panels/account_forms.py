"""Forms of the accounts page: make one, make those of a workbook, reset, close, give another role."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import streamlit as st

from accounts.actor import Actor
from accounts.roles import ACCOUNT_ROLES, Role
from locales import _
from panels import session
from services.account_desk import (
    AccountFault,
    Issued,
    NewAccount,
    add_account,
    change_role,
    newest_plan,
    reset_password,
    set_disabled,
)
from services.account_import import ListRefused, import_accounts, issued_book
from store.people import Account


def draw_issued() -> None:
    """The one-time passwords that were just given out, over the page until they are put away."""
    issued = session.take_issued()
    if issued:
        st.dialog(_("One-time passwords, shown this once"))(_draw_passwords)(issued)


def _draw_passwords(issued: Sequence[Issued]) -> None:
    st.markdown(_("Hand them over in person; they hold 7 days and are changed at the first sign-in."))
    st.code("\n".join(f"{one.name}  {one.password}" for one in issued), language=None)
    st.download_button(
        _("Download as a workbook"), issued_book(issued), "one-time-passwords.xlsx", on_click="ignore"
    )


def draw_add(actor: Actor) -> None:
    """Make an account."""
    st.subheader(_("New account"), anchor=False)
    with st.container(key="account_add"):
        name = st.text_input(_("Account"), key=session.NEW_ACCOUNT, max_chars=40, autocomplete="off")
        person = st.text_input(_("Person"), key=session.NEW_PERSON, max_chars=80, autocomplete="off")
        role = _choose_role("new_role", Role.UNIT)
        unit = _choose_unit("new_unit", role, None)
        if st.button(_("Make the account"), type="primary", key="new_make"):
            wanted = NewAccount(name=name, person=person, role=role.value, unit_id=unit)
            _issue(lambda now: [add_account(session.store().engine, wanted, actor=actor, now=now)])


def draw_import(actor: Actor) -> None:
    """Make the accounts of a workbook."""
    st.subheader(_("Many at once, from a workbook"), anchor=False)
    st.caption(_("Columns: account, person, role, unit. All are made, or none and every fault is told."))
    file = st.file_uploader(
        _("List of accounts"), type="xlsx", key="accounts_file", label_visibility="collapsed"
    )
    if file is not None and st.button(_("Make these accounts"), key="accounts_import", type="primary"):
        try:
            issued = import_accounts(
                session.store().engine, file.getvalue(), actor=actor, now=datetime.now(UTC)
            )
        except ListRefused as refused:
            rows = [{_("Place"): one.place, _("What is wrong"): one.message} for one in refused.faults]
            st.error(_("No account was made: {count} faults.", count=len(rows)))
            st.dataframe(rows, hide_index=True)
            return
        session.keep_issued(issued)
        st.rerun()


def draw_changes(account: Account, actor: Actor) -> None:
    """What can be done to the picked account."""
    engine = session.store().engine
    with st.container(border=True, key="account_changes"):
        st.markdown(f"**{account.name}** {account.person}")
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            role = _choose_role("changed_role", Role(account.role), account.name)
            unit = _choose_unit("changed_unit", role, account.unit_id, account.name)
            if st.button(_("Change role"), key="change_role"):
                _try(lambda now: change_role(engine, account.name, role.value, unit, actor=actor, now=now))
            st.space("stretch")
            if st.button(_("New one-time password"), key="reset"):
                _issue(lambda now: [reset_password(engine, account.name, actor=actor, now=now)])
            label = _("Open again") if account.is_disabled else _("Close the account")
            if st.button(label, key="disable"):
                closed = not account.is_disabled
                _try(lambda now: set_disabled(engine, account.name, closed, actor=actor, now=now))
        st.caption(_("Each of these ends what is signed in with the account at once."))


def _choose_role(key: str, present: Role, whose: str = "") -> Role:
    words = {role.word: role for role in ACCOUNT_ROLES}
    word = st.selectbox(_("Role"), list(words), list(words.values()).index(present), key=f"{key}_{whose}")
    return words[word]


def _choose_unit(key: str, role: Role, present: str | None, whose: str = "") -> str | None:
    """The unit of a reporting unit's staff; typed where there is no plan to choose from."""
    if role is not Role.UNIT:
        return None
    plan = newest_plan(session.store().engine)
    if plan is None:
        return st.text_input(_("Code of the unit"), present or "", key=f"{key}_{whose}").strip() or None
    names = {f"{unit.label} {unit.unit_id}": unit.unit_id for unit in plan.units}
    codes = list(names.values())
    start = codes.index(present) if present in codes else 0
    return names[st.selectbox(_("Unit"), list(names), start, key=f"{key}_{whose}")]


def _issue(make: Callable[[datetime], list[Issued]]) -> None:
    try:
        session.keep_issued(make(datetime.now(UTC)))
    except AccountFault as fault:
        st.error(str(fault))
        return
    st.rerun()


def _try(change: Callable[[datetime], None]) -> None:
    try:
        change(datetime.now(UTC))
    except AccountFault as fault:
        st.error(str(fault))
        return
    st.rerun()
