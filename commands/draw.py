"""``manage.py draw``: repeat a draw from its certificate, without any store."""

from pathlib import Path

import click

from commands.spoken import Spoken, language, option
from locales import N_, _


@click.command(
    "draw",
    cls=Spoken,
    help=N_("Repeat a draw from its certificate and compare everything; no store is needed."),
    short_help=N_("Repeat a draw of units."),
    epilog=N_("Exit: 0 equal, 1 something differs, 2 the file can't be used."),
)
@option(
    "--certificate",
    "path",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=N_("The certificate as JSON, from the verification page."),
)
@language
@click.pass_context
def draw_command(ctx: click.Context, path: Path) -> None:
    """Print the list drawn again, then whether it is the one written down."""
    from services.draw_certificate import NotACertificate, differences, read_certificate
    from services.draw_lines import draw_lines

    try:
        certificate, stated_hash = read_certificate(path.read_text("utf-8"))
        found = differences(certificate, stated_hash)
    except OSError as error:
        raise click.UsageError(
            _("{path} can't be read: {reason}", path=path, reason=error.strerror)
        ) from error
    except UnicodeDecodeError as error:
        raise click.UsageError(_("{path}: the file holds no JSON.", path=path)) from error
    except NotACertificate as refused:
        raise click.UsageError(f"{path}: {refused}") from refused
    click.echo("\n".join(draw_lines(certificate, found)))
    ctx.exit(1 if found else 0)
