"""Accounts from a workbook (账号, 姓名, 角色, 单位): all of them, or every fault of the file by its cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from argon2 import PasswordHasher
from openpyxl import Workbook
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.names import folded, name_fault
from accounts.passwords import HASHER
from accounts.roles import Action, Role
from domain.plan import Plan
from loaders.account_list import AccountRow, NoAccountList, account_rows
from loaders.names import UnitBook
from loaders.refusal import Refused
from loaders.specs.accounts import NAME, PERSON, ROLE, UNIT
from locales import _
from services.account_desk import AccountFault, Issued, NewAccount, add_accounts, newest_plan, role_fault
from store.people import fetch_accounts


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the cell (``Sheet!A3``; "" = of the whole file) and what is wrong there."""

    place: str
    message: str


class ListRefused(Exception):  # noqa: N818 - it is an answer to the administrator, not a failure of ours
    """No account was made; ``faults`` are all that is wrong with the file."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(f"{fault.place} {fault.message}".strip() for fault in faults))
        self.faults = tuple(faults)


def import_accounts(
    engine: Engine, content: bytes, *, actor: Actor, now: datetime, hasher: PasswordHasher = HASHER
) -> list[Issued]:
    """Make every account that a workbook lists; raises ListRefused with all its faults, Forbidden."""
    actor.check_can(Action.KEEP_ACCOUNTS)
    try:
        rows = account_rows(content)
    except Refused as refused:
        raise ListRefused([Fault("", refused.message)]) from refused
    except NoAccountList as none:
        columns = _(", ").join((NAME, PERSON, ROLE, UNIT))
        message = _("No sheet has the columns of a list of accounts: {columns}.", columns=columns)
        raise ListRefused([Fault("", message)]) from none
    plan = newest_plan(engine)
    wanted = [_wanted(row, plan) for row in rows]
    faults = list_faults(rows, wanted, {account.name for account in fetch_accounts(engine)}, plan)
    if faults:
        raise ListRefused(faults)
    try:
        return add_accounts(engine, wanted, actor=actor, now=now, hasher=hasher)
    except AccountFault as fault:  # someone made one of them in between
        raise ListRefused([Fault("", str(fault))]) from fault


def list_faults(
    rows: Sequence[AccountRow], wanted: Sequence[NewAccount], taken: set[str], plan: Plan | None
) -> list[Fault]:
    """All that is wrong with the rows of a list, in their order; an empty list is a fault too."""
    if not rows:
        return [Fault("", _("The list names no account."))]
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    for row, one in zip(rows, wanted, strict=True):
        name = folded(one.name)
        fault = name_fault(one.name)
        if not fault and name in taken:
            fault = _("There is an account {name} already.", name=name)
        if not fault and name in seen:
            fault = _("The account {name} stands in {cell} too.", name=name, cell=seen[name])
        seen.setdefault(name, row.cells["name"])
        if fault:
            faults.append(Fault(row.cells["name"], fault))
        unfit = role_fault(one.role, one.unit_id, plan)
        if unfit:
            is_of_role = one.role not in [role.value for role in Role]
            faults.append(Fault(row.cells["role" if is_of_role else "unit"], unfit))
    return faults


def issued_book(issued: Sequence[Issued]) -> bytes:
    """A workbook of accounts with their one-time passwords, to be handed out; it can't be made again."""
    book = Workbook()
    sheet = book.active
    sheet.append([_("Account"), _("One-time password")])
    for row, one in enumerate(issued, start=2):
        for column, value in enumerate((one.name, one.password), start=1):
            cell = sheet.cell(row, column, value)
            cell.data_type = "s"
    for letter in "AB":
        sheet.column_dimensions[letter].width = 28
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _wanted(row: AccountRow, plan: Plan | None) -> NewAccount:
    """The account of a row; a unit may be written by its code or any of its names."""
    unit = row.unit
    if unit and plan is not None:
        unit = UnitBook(plan.units).code(unit) or unit
    return NewAccount(name=row.name, role=row.role, person=row.person, unit_id=unit or None)
