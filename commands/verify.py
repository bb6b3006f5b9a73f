"""``manage.py verify``: the store against its audit trail."""

import time
from pathlib import Path

import click

from commands.spoken import Spoken, language, opened, option
from locales import N_, _


@click.command(
    "verify",
    cls=Spoken,
    help=N_(
        "Verify the store against its audit trail: rows edited, removed or put in by hand, files changed."
    ),
    short_help=N_("Find what was tampered with."),
    epilog=N_("Exit: 0 nothing found, 1 findings, 2 wrong usage. One line a finding: where, then what."),
)
@option(
    "--anchor",
    type=click.Path(dir_okay=False, path_type=Path),
    help=N_(
        "A file kept elsewhere: compared with the trail; where all is clean it then names the newest entry."
    ),
)
@language
@click.pass_context
def verify_command(ctx: click.Context, anchor: Path | None) -> None:
    """Look at the store in use, the demo too."""
    from services.demo import choose_store
    from services.verifying import NoAnchor, finding_line, summary_line, verified

    engine = opened(choose_store).engine
    started = time.perf_counter()
    try:
        result = verified(engine, anchor)
    except NoAnchor as none:
        raise click.UsageError(str(none)) from none
    except OSError as error:
        raise click.UsageError(
            _("{path} can't be read or written: {reason}", path=anchor, reason=error.strerror)
        ) from error
    for finding in result.findings:
        click.echo(finding_line(finding))
    click.echo(summary_line(result, time.perf_counter() - started))
    ctx.exit(1 if result.findings else 0)
