"""``manage.py explain`` and ``manage.py recompute``: why a unit has its score, and that a snapshot holds."""

from datetime import UTC, datetime

import click

from commands.spoken import Spoken, language, opened, option
from locales import N_, _

_PERIOD = N_("Code of the period, e.g. 2022-09.")
_SHOWN = 20


@click.command(
    "explain",
    cls=Spoken,
    help=N_("Print how a unit came to its score: formulas, inputs, points, and every item that cost some."),
    short_help=N_("Explain a unit's score."),
)
@option("--unit", "unit_id", required=True, help=N_("Code of the unit, e.g. S01."))
@option("--period", required=True, help=_PERIOD)
@option("--live", is_flag=True, help=N_("As the store stands now, though the period is published."))
@language
def explain_command(unit_id: str, period: str, live: bool) -> None:
    """The published figures where there are some; an unknown code is wrong usage: exit 2."""
    from locales import language as spoken
    from services.briefing import briefing
    from services.demo import choose_store
    from services.publishing import fetch_published
    from services.recomputing import find_snapshot
    from services.statement import statement
    from services.statement_lines import statement_lines

    engine = opened(choose_store).engine
    snapshot = None if live else find_snapshot(engine, period)
    try:
        made = (
            fetch_published(engine, snapshot, spoken())
            if snapshot is not None
            else briefing(engine, period, datetime.now(UTC))
        )
    except ValueError as unknown:
        raise click.UsageError(_("The plan has no period {period}.", period=period)) from unknown
    if made is None:
        raise click.UsageError(_("There is no plan yet; the office has to load it first."))
    try:
        told = statement(made, unit_id)
    except KeyError as unknown:
        raise click.UsageError(_("The plan has no unit {unit}.", unit=unit_id)) from unknown
    click.echo("\n".join(statement_lines(told)))


@click.command(
    "recompute",
    cls=Spoken,
    help=N_("Compute a published period again from the rows it counted, and compare every figure."),
    short_help=N_("Prove a snapshot."),
    epilog=N_("Exit: 0 equal, 1 a figure differs, 2 wrong usage."),
)
@option("--period", required=True, help=_PERIOD)
@option("--version", type=int, help=N_("An earlier version; the newest where not given."))
@language
@click.pass_context
def recompute_command(ctx: click.Context, period: str, version: int | None) -> None:
    """A period without a snapshot is wrong usage: exit 2."""
    from services.demo import choose_store
    from services.recomputing import compare, find_snapshot

    engine = opened(choose_store).engine
    snapshot = find_snapshot(engine, period, version)
    if snapshot is None:
        raise click.UsageError(_("The period {period} has not been published.", period=period))
    differences, count = compare(engine, snapshot)
    for one in differences[:_SHOWN]:
        click.echo(f"{one.frame}.{one.column}[{one.row}]: {one.published} ≠ {one.computed}")
    click.echo(
        _(
            "{period} version {version}, method {method}: {count} figures compared, {different} differ.",
            period=period,
            version=snapshot.version,
            method=snapshot.method,
            count=count,
            different=len(differences),
        )
    )
    ctx.exit(1 if differences else 0)
