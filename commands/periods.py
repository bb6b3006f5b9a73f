"""``manage.py publish`` and ``manage.py period``: the office's desk from the terminal, over the same services."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click

from commands.spoken import Spoken, SpokenGroup, language, opened, option
from locales import N_, _

_PERIOD = N_("Code of the period, e.g. 2022-10.")
_DUE_FORMAT = "%Y-%m-%dT%H:%M"


@click.command(
    "publish",
    cls=Spoken,
    help=N_("Freeze a period as it stands, close it, and show it to leaders. Again needs --reason."),
    short_help=N_("Publish a period."),
)
@option("--period", required=True, help=_PERIOD)
@option("--reason", default="", help=N_("Why a published period is published again."))
@language
def publish_command(period: str, reason: str) -> None:
    """What can't be published is wrong usage: exit 2."""
    from accounts.actor import TERMINAL
    from services.demo import real_store
    from services.publishing import publish

    engine = opened(real_store)
    with _refused():
        snapshot = publish(engine, period, actor=TERMINAL, now=datetime.now(UTC), reason=reason)
    click.echo(
        _(
            "Published: {period} version {version}, {count} submissions counted, SHA-256 {sha256}",
            period=snapshot.period,
            version=snapshot.version,
            count=len(snapshot.counted),
            sha256=snapshot.sha256,
        )
    )


@click.group(
    "period",
    cls=SpokenGroup,
    help=N_("Periods: list, open, close, open again."),
    short_help=N_("Run the periods."),
)
@language
def period_group() -> None:
    """Group of the commands below."""


@period_group.command(
    "list",
    cls=Spoken,
    help=N_("Print every period with its deadline, state, reports and snapshot."),
    short_help=N_("List the periods."),
)
@language
def list_command() -> None:
    """One line a period, in time order."""
    from domain import figures
    from services.demo import real_store
    from services.period_states import fetch_period_standings

    for one in fetch_period_standings(opened(real_store), datetime.now(UTC)):
        version = f"v{one.snapshot.version}" if one.snapshot is not None else figures.NONE
        due = figures.moment(one.window.due_at)
        click.echo(f"{one.code}\t{due}\t{one.reported}/{one.expected}\t{version}\t{one.state.label}")


@period_group.command(
    "open",
    cls=Spoken,
    help=N_("Open a period that the plan doesn't have; the deadline follows from the working days."),
    short_help=N_("Open a new period."),
)
@click.argument("period")
@option("--due", type=click.DateTime([_DUE_FORMAT]), help=N_("Deadline in Shanghai, e.g. 2022-11-07T18:00."))
@language
def open_command(period: str, due: datetime | None) -> None:
    """Print what is unusual about the deadline; a refusal is exit 2."""
    from accounts.actor import TERMINAL
    from domain import figures
    from services import periods
    from services.demo import real_store
    from services.workdays import proposed_deadline

    engine = opened(real_store)
    with _refused():
        days = periods.parsed(period)
        due_at = due.replace(tzinfo=figures.SHANGHAI) if due else proposed_deadline(days).due_at
        change = periods.open_period(engine, period, due_at=due_at, actor=TERMINAL, now=datetime.now(UTC))
    for text in periods.deadline_warnings(change.window):
        click.echo(f"▲ {text}", err=True)
    click.echo(_("{period} is open until {moment}.", period=period, moment=figures.moment(due_at)))


@period_group.command(
    "close",
    cls=Spoken,
    help=N_("Close a period: no unit can send or correct a report for it."),
    short_help=N_("Close a period."),
)
@click.argument("period")
@option("--reason", default="", help=N_("Why, for the audit trail."))
@language
def close_command(period: str, reason: str) -> None:
    """A refusal is exit 2."""
    from accounts.actor import TERMINAL
    from services.demo import real_store
    from services.periods import close_period

    engine = opened(real_store)
    with _refused():
        close_period(engine, period, reason=reason, actor=TERMINAL, now=datetime.now(UTC))
    click.echo(_("{period} is closed.", period=period))


@period_group.command(
    "reopen",
    cls=Spoken,
    help=N_("Open a closed period again; what is published stays until it is published again."),
    short_help=N_("Open a closed period again."),
)
@click.argument("period")
@option("--reason", required=True, help=N_("Why, for the audit trail."))
@language
def reopen_command(period: str, reason: str) -> None:
    """A refusal is exit 2."""
    from accounts.actor import TERMINAL
    from services.demo import real_store
    from services.periods import reopen_period

    engine = opened(real_store)
    with _refused():
        reopen_period(engine, period, reason=reason, actor=TERMINAL, now=datetime.now(UTC))
    click.echo(_("{period} takes reports again.", period=period))


@contextmanager
def _refused() -> Iterator[None]:
    """What the services refuse is wrong usage, in their words."""
    from services.periods import NotChanged
    from services.publishing import NotPublished

    try:
        yield
    except (NotChanged, NotPublished) as refusal:
        raise click.UsageError(str(refusal)) from refusal
