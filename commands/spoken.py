"""What every command of the terminal is made of: help in the language in use, --lang, a store that opens or says why."""

import os
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from locales import LANGUAGES, N_, _, in_language

Opened = TypeVar("Opened")


class Spoken(click.Command):
    """A command whose help is in the language in use."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the help, translated."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(self.help or ""))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write what stands below the options, a line as a paragraph."""
        for line in _(self.epilog or "").splitlines():
            formatter.write_paragraph()
            formatter.write_text(line)

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - click's signature
        """The line in the list of commands."""
        return _(self.short_help or "")


class SpokenGroup(Spoken, click.Group):
    """The same for a group of commands."""

    command_class = Spoken
    group_class = type


class SpokenOption(click.Option):
    """An option whose help is in the language in use."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Name and help, translated."""
        record = super().get_help_record(ctx)
        return record and (record[0], record[1].replace(self.help or "", _(self.help or "")))


def option(*names: str, **settings: Any) -> Callable[[Any], Any]:
    """An option with spoken help."""
    return click.option(*names, cls=SpokenOption, **settings)


def _speak(ctx: click.Context, _option: click.Parameter, language: str | None) -> None:
    if language:
        ctx.with_resource(in_language(language))


language = option(
    "--lang",
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_speak,
    help=N_("Language of messages; Chinese where not given."),
)


def opened(open_store: Callable[[Mapping[str, str]], Opened]) -> Opened:
    """What a store is opened to; one that can't be reached is told in a line, exit 2."""
    from sqlalchemy.exc import ArgumentError, OperationalError

    try:
        return open_store(os.environ)
    except (ArgumentError, OperationalError, sqlite3.DatabaseError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error).partition("\n")[0]
        raise click.UsageError(_("The store can't be opened: {reason}", reason=reason)) from error
