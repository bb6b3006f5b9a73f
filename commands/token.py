"""``manage.py token``: access tokens for machines."""

from datetime import UTC, datetime

import click

from commands.spoken import Spoken, SpokenGroup, language, opened, option
from locales import N_, _

_SCOPES = ("submit", "read", "live")


@click.group(
    "token",
    cls=SpokenGroup,
    help=N_("Access tokens for the API: add, revoke, list."),
    short_help=N_("Keep access tokens."),
)
@language
def token_group() -> None:
    """Group of the commands below."""


@token_group.command(
    "add",
    cls=Spoken,
    help=N_("Make a token and print it, this once; LABEL names the system that uses it."),
    short_help=N_("Make a token."),
)
@click.argument("label")
@option(
    "--scope",
    "scopes",
    required=True,
    multiple=True,
    type=click.Choice(_SCOPES),
    help=N_("What it may: submit reports, read published figures, read live figures; may be given twice."),
)
@option("--unit", "unit_id", help=N_("Code of the unit that it is for; without it the whole district."))
@option("--days", default=365, show_default=True, type=int, help=N_("How long it is valid."))
@language
def add_command(label: str, scopes: tuple[str, ...], unit_id: str | None, days: int) -> None:
    """What can't be is wrong usage: exit 2."""
    from domain.figures import moment
    from services.account_desk import KEEPER, newest_plan
    from services.api_tokens import TokenFault, create_token
    from services.demo import real_store

    engine = opened(real_store)
    try:
        made, secret = create_token(
            engine,
            label,
            scopes,
            unit_id=unit_id,
            days=days,
            plan=newest_plan(engine),
            actor=KEEPER,
            now=datetime.now(UTC),
        )
    except TokenFault as fault:
        raise click.UsageError(str(fault)) from fault
    click.echo(secret)
    click.echo(
        _("Token {number} is valid until {moment}.", number=made.token_id, moment=moment(made.expires_at)),
        err=True,
    )


@token_group.command("revoke", cls=Spoken, help=N_("End a token at once."), short_help=N_("End a token."))
@click.argument("number", type=int)
@language
def revoke_command(number: int) -> None:
    """A number that isn't there, or was ended before, is wrong usage: exit 2."""
    from services.account_desk import KEEPER
    from services.api_tokens import revoke_token
    from services.demo import real_store

    if not revoke_token(opened(real_store), number, actor=KEEPER, now=datetime.now(UTC)):
        raise click.UsageError(_("There is no open token {number}.", number=number))
    click.echo(_("Token {number} is revoked.", number=number))


@token_group.command(
    "list", cls=Spoken, help=N_("List all tokens, newest first."), short_help=N_("List tokens.")
)
@language
def list_command() -> None:
    """One line a token."""
    from services.account_desk import KEEPER
    from services.api_tokens import fetch_tokens
    from services.demo import real_store
    from services.token_words import token_line

    now = datetime.now(UTC)
    for token in fetch_tokens(opened(real_store), actor=KEEPER):
        click.echo(token_line(token, now))
