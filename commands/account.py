"""``manage.py account``: accounts from the terminal, the first one too."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.spoken import Spoken, SpokenGroup, language, opened, option
from locales import N_, _

if TYPE_CHECKING:
    from services.account_desk import Issued

_ROLES = ("leader", "office", "unit", "discipline", "admin")


@click.group("account", cls=SpokenGroup, help=N_("Accounts: add, disable, reset, list, import from a workbook."),
             short_help=N_("Keep accounts."))  # fmt: skip
@language
def account_group() -> None:
    """Group of the commands below."""


@contextmanager
def _fault_as_usage() -> Iterator[None]:
    """What can't be so with an account is wrong usage: exit 2."""
    from services.account_desk import AccountFault

    try:
        yield
    except AccountFault as fault:
        raise click.UsageError(str(fault)) from fault


@account_group.command(
    "add",
    cls=Spoken,
    help=N_("Make an account and print its one-time password; the first account closes the board."),
    short_help=N_("Make an account."),
)
@click.argument("name")
@option("--role", required=True, type=click.Choice(_ROLES), help=N_("What the person is to the board."))
@option("--unit", "unit_id", help=N_("Code of the unit, for the role unit."))
@option("--person", default="", help=N_("The person's name, shown on the page."))
@option("--sso", "is_single_sign_on", is_flag=True, help=N_("Without a password here: single sign-on only."))
@language
def add_command(name: str, role: str, unit_id: str | None, person: str, is_single_sign_on: bool) -> None:
    """What can't be is wrong usage: exit 2."""
    from services.account_desk import KEEPER, NewAccount, add_account
    from services.demo import real_store

    wanted = NewAccount(
        name=name, role=role, person=person, unit_id=unit_id, is_single_sign_on=is_single_sign_on
    )
    with _fault_as_usage():
        issued = add_account(opened(real_store), wanted, actor=KEEPER, now=datetime.now(UTC))
    _print([issued])


@account_group.command(
    "reset",
    cls=Spoken,
    help=N_("Give an account a new one-time password and print it; a lock-out ends too."),
    short_help=N_("Give a new one-time password."),
)
@click.argument("name")
@language
def reset_command(name: str) -> None:
    """An unknown name is wrong usage: exit 2."""
    from services.account_desk import KEEPER, reset_password
    from services.demo import real_store

    with _fault_as_usage():
        issued = reset_password(opened(real_store), name, actor=KEEPER, now=datetime.now(UTC))
    _print([issued])


@account_group.command(
    "disable",
    cls=Spoken,
    help=N_("Close an account; whoever is signed in with it is out at once. --undo opens it again."),
    short_help=N_("Close an account."),
)
@click.argument("name")
@option("--undo", is_flag=True, help=N_("Open the account again."))
@language
def disable_command(name: str, undo: bool) -> None:
    """An unknown name, or the last administrator's, is wrong usage: exit 2."""
    from services.account_desk import KEEPER, set_disabled
    from services.demo import real_store

    with _fault_as_usage():
        set_disabled(opened(real_store), name, not undo, actor=KEEPER, now=datetime.now(UTC))
    click.echo(_("{name} is open again.", name=name) if undo else _("{name} is closed.", name=name))


@account_group.command(
    "list", cls=Spoken, help=N_("Print all accounts, one a line."), short_help=N_("Print all accounts.")
)
@language
def list_command() -> None:
    """Nothing but a line where there is none."""
    from domain.figures import moment
    from services.account_desk import KEEPER, fetch_account_lines
    from services.account_words import account_state
    from services.demo import real_store

    lines = fetch_account_lines(opened(real_store), actor=KEEPER)
    for line in lines:
        account = line.account
        seen = moment(line.last_at) if line.last_at else _("never signed in")
        parts = (
            account.name, account.person, account.role, account.unit_id or "", account_state(account), seen
        )  # fmt: skip
        click.echo("  ".join(part for part in parts if part))
    if not lines:
        click.echo(_("There is no account yet."))


@account_group.command(
    "import",
    cls=Spoken,
    help=N_(
        "Make the accounts of a workbook with the columns 账号, 姓名, 角色, 单位: all, or none and every fault by cell."
    ),
    short_help=N_("Make the accounts of a workbook."),
    epilog=N_("Exit: 0 all made, 1 the list has faults and nothing was made, 2 wrong usage."),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help=N_("Write the one-time passwords to this new .xlsx in place of printing them."),
)
@language
@click.pass_context
def import_command(ctx: click.Context, file: Path, out: Path | None) -> None:
    """Exit 1 with every fault where one is found."""
    from services.account_desk import KEEPER
    from services.account_import import ListRefused, import_accounts, issued_book
    from services.demo import real_store

    engine = opened(real_store)
    if out is not None:
        _reserve(out)  # before any account is made: passwords that can't be written would be lost
    try:
        issued = import_accounts(engine, file.read_bytes(), actor=KEEPER, now=datetime.now(UTC))
    except ListRefused as refused:
        if out is not None:
            out.unlink()
        for fault in refused.faults:
            click.echo(f"{fault.place}  {fault.message}".strip(), err=True)
        ctx.exit(1)
    if out is None:
        _print(issued)
        return
    out.write_bytes(issued_book(issued))
    click.echo(_("Written: {path}", path=out))


def _reserve(out: Path) -> None:
    """Make the file, for its owner's eyes; wrong usage where it is there already or can't be made."""
    try:
        out.touch(mode=0o600, exist_ok=False)
    except FileExistsError as there:
        raise click.UsageError(_("{path} is there already.", path=out)) from there
    except OSError as error:
        raise click.UsageError(
            _("{path} can't be written: {reason}", path=out, reason=error.strerror or error)
        ) from error


def _print(issued: "Sequence[Issued]") -> None:
    """Names and passwords, one a line, and what to do with them on stderr."""
    for one in issued:
        click.echo(f"{one.name}  {one.password}".strip())
    if any(one.password for one in issued):
        click.echo(_("Shown this once. It holds 7 days and is changed at the first sign-in."), err=True)
