"""The account desk: accounts are made, reset, disabled, given another role; each change is in the audit trail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import IntegrityError

from accounts.actor import TERMINAL, Actor
from accounts.lockout import account_subject
from accounts.names import folded, name_fault
from accounts.passwords import HASHER, password_hash
from accounts.roles import ACCOUNT_ROLES, Action, Role
from accounts.tokens import one_time_password
from domain.plan import Plan
from locales import _
from services.trail import entry_of
from store.audit import append_entry
from store.digests import seal
from store.engine import writing
from store.people import (
    Account,
    end_sign_ins,
    fetch_accounts,
    find_account,
    forget_failures,
    insert_account,
    update_account,
)
from store.queries import fetch_plans
from store.schema import accounts, audit_head, sign_ins

INITIAL_HOLDS = timedelta(days=7)
KEEPER = Actor(name=TERMINAL.name, role=Role.ADMIN, via=TERMINAL.via)  # whoever sits at the server's terminal


class AccountFault(Exception):  # noqa: N818 - it is an answer to the administrator, not a failure of ours
    """An account can't be so; nothing was changed; the message can be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """What is wanted of an account; ``unit_id`` for a unit's staff only.

    is_single_sign_on: it has no password here, the single sign-on speaks for it.
    """

    name: str
    role: str
    person: str = ""
    unit_id: str | None = None
    is_single_sign_on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """An account and its one-time password, which is shown this once and kept nowhere; "" = it has none."""

    name: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """An account as the desk sees it; ``last_at``: its last sign-in, None = never."""

    account: Account
    last_at: datetime | None


def fetch_account_lines(engine: Engine, *, actor: Actor) -> Sequence[AccountLine]:
    """All accounts by name; raises Forbidden."""
    actor.check_can(Action.KEEP_ACCOUNTS)
    last = select(sign_ins.c.account_id, func.max(sign_ins.c.created_at)).group_by(sign_ins.c.account_id)
    with engine.connect() as connection:
        last_at = {row[0]: row[1] for row in connection.execute(last)}
    return [
        AccountLine(account=account, last_at=last_at.get(account.account_id))
        for account in fetch_accounts(engine)
    ]


def add_account(
    engine: Engine, wanted: NewAccount, *, actor: Actor, now: datetime, hasher: PasswordHasher = HASHER
) -> Issued:
    """Make an account with a one-time password that holds seven days; raises AccountFault, Forbidden."""
    return add_accounts(engine, [wanted], actor=actor, now=now, hasher=hasher)[0]


def add_accounts(
    engine: Engine,
    wanted: Sequence[NewAccount],
    *,
    actor: Actor,
    now: datetime,
    hasher: PasswordHasher = HASHER,
) -> list[Issued]:
    """Make all of these accounts or none; raises AccountFault for the first that can't be, Forbidden."""
    actor.check_can(Action.KEEP_ACCOUNTS)
    plan = newest_plan(engine)
    for one in wanted:
        fault = account_fault(one, plan)
        if fault:
            raise AccountFault(fault)
    passwords = ["" if one.is_single_sign_on else one_time_password() for one in wanted]
    hashes = [password_hash(password, hasher) if password else None for password in passwords]
    with writing(engine) as connection:
        for one, kept in zip(wanted, hashes, strict=True):
            _insert(connection, one, kept, actor, now)
    return [
        Issued(name=folded(one.name), password=password)
        for one, password in zip(wanted, passwords, strict=True)
    ]


def account_fault(wanted: NewAccount, plan: Plan | None) -> str:
    """Why there can't be such an account, by itself and by the plan; "" = it can be."""
    return name_fault(wanted.name) or role_fault(wanted.role, wanted.unit_id, plan)


def role_fault(role: str, unit_id: str | None, plan: Plan | None) -> str:
    """Why an account can't have this role with this unit; "" = it can."""
    if role not in ACCOUNT_ROLES:
        known = _(", ").join(one.value for one in ACCOUNT_ROLES)
        return _("There is no role “{role}”; there are: {known}.", role=role, known=known)
    if role != Role.UNIT:
        return _("Only an account of a reporting unit has a unit.") if unit_id else ""
    if not unit_id:
        return _("An account of a reporting unit needs the unit's code.")
    if plan is not None and plan.unit(unit_id) is None:
        return _("The plan has no unit {unit}.", unit=unit_id)
    return ""


def reset_password(
    engine: Engine, name: str, *, actor: Actor, now: datetime, hasher: PasswordHasher = HASHER
) -> Issued:
    """Give an account a fresh one-time password; its sign-ins end, its lock-out too. Raises AccountFault."""
    actor.check_can(Action.KEEP_ACCOUNTS)
    password = one_time_password()
    kept = password_hash(password, hasher)
    with writing(engine) as connection:
        account = _locked(connection, name)
        forget_failures(connection, account_subject(account.name))
        _change(
            connection,
            account,
            "reset_password",
            {"password_hash": kept, "must_change": True, "initial_until": now + INITIAL_HOLDS},
            actor,
            now,
        )
    return Issued(name=account.name, password=password)


def set_disabled(engine: Engine, name: str, is_disabled: bool, *, actor: Actor, now: datetime) -> None:
    """Close or reopen an account; closing ends its sign-ins at once. Raises AccountFault, Forbidden."""
    actor.check_can(Action.KEEP_ACCOUNTS)
    with writing(engine) as connection:
        account = _locked(connection, name)
        if account.is_disabled == is_disabled:
            return
        if is_disabled:
            _check_an_admin_stays(connection, account)
        action = "disable_account" if is_disabled else "enable_account"
        _change(connection, account, action, {"is_disabled": is_disabled}, actor, now)


def change_role(
    engine: Engine, name: str, role: str, unit_id: str | None, *, actor: Actor, now: datetime
) -> None:
    """Give an account another role or unit; its sign-ins end at once. Raises AccountFault, Forbidden."""
    actor.check_can(Action.KEEP_ACCOUNTS)
    fault = role_fault(role, unit_id, newest_plan(engine))
    if fault:
        raise AccountFault(fault)
    with writing(engine) as connection:
        account = _locked(connection, name)
        if (account.role, account.unit_id) == (role, unit_id):
            return
        if role != Role.ADMIN:
            _check_an_admin_stays(connection, account)
        _change(
            connection, account, "change_role", {"role": Role(role).value, "unit_id": unit_id}, actor, now
        )


def newest_plan(engine: Engine) -> Plan | None:
    """The plan that units are looked up in; None while there is none."""
    plans = fetch_plans(engine)
    return plans[-1].plan if plans else None


def _insert(
    connection: Connection, wanted: NewAccount, kept: str | None, actor: Actor, now: datetime
) -> None:
    name = folded(wanted.name)
    if find_account(connection, accounts.c.name == name) is not None:
        raise AccountFault(_("There is an account {name} already.", name=name))
    try:
        number = insert_account(
            connection,
            name=name,
            person=wanted.person.strip()[:80],
            role=Role(wanted.role).value,
            unit_id=wanted.unit_id or None,
            password_hash=kept,
            must_change=kept is not None,
            initial_until=None if kept is None else now + INITIAL_HOLDS,
            is_disabled=False,
            language="",
            hints_read="",
            created_at=now,
            changed_at=now,
        )
    except IntegrityError as taken:
        raise AccountFault(_("There is an account {name} already.", name=name)) from taken
    details = {
        "name": name,
        "role": Role(wanted.role).value,
        "unit": wanted.unit_id or "",
        "seal": seal(kept),
    }
    append_entry(connection, entry_of(actor, "add_account", now, subject=f"account:{number}", **details))


def _locked(connection: Connection, name: str) -> Account:
    """The account, while no one else changes accounts: two may not each disable the other's last admin."""
    connection.execute(select(audit_head.c.id).with_for_update())
    account = find_account(connection, accounts.c.name == folded(name))
    if account is None:
        raise AccountFault(_("There is no account {name}.", name=folded(name)))
    return account


def _check_an_admin_stays(connection: Connection, account: Account) -> None:
    if account.role != Role.ADMIN or account.is_disabled:
        return
    others = (
        (accounts.c.role == Role.ADMIN.value)
        & accounts.c.is_disabled.is_(False)
        & (accounts.c.account_id != account.account_id)
    )
    if find_account(connection, others) is None:
        raise AccountFault(_("{name} is the last administrator; make another one first.", name=account.name))


def _change(
    connection: Connection,
    account: Account,
    action: str,
    values: Mapping[str, Any],
    actor: Actor,
    now: datetime,
) -> None:
    """Change an account, end its sign-ins, and tell the trail (of a password its seal alone)."""
    update_account(connection, account.account_id, **values, changed_at=now)
    end_sign_ins(connection, sign_ins.c.account_id == account.account_id, now)
    told = {name: values[name] for name in ("role", "unit_id") if name in values}
    if told:
        told |= {"role_before": account.role, "unit_before": account.unit_id}
    if "password_hash" in values:
        told["seal"] = seal(values["password_hash"])
    subject = f"account:{account.account_id}"
    append_entry(connection, entry_of(actor, action, now, subject=subject, name=account.name, **told))
