"""``manage.py report``: the documents of the page 材料 from the terminal, over the same registry."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from commands.spoken import Spoken, language, opened, option
from locales import N_, _

KEYS = ("circular", "deck", "data", "unit")


@click.command(
    "report",
    cls=Spoken,
    help=N_(
        "Write a document of a period's figures: circular, deck, data, or unit with --unit; as PDF with --pdf."
    ),
    short_help=N_("Write a document of a period."),
    epilog=N_("Exit: 0 written, 2 wrong usage."),
)
@click.argument("key", metavar="KIND", type=click.Choice(KEYS))
@option("--period", required=True, help=N_("Code of the period, e.g. 2022-09."))
@option("--unit", "unit_id", help=N_("Code of the unit, e.g. S01."))
@option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help=N_("The folder to write it to."),
)
@option("--meeting", help=N_("Name of a prepared meeting: its slides in its order, with what it decided."))
@option("--live", is_flag=True, help=N_("As the store stands now, though the period is published."))
@option("--pdf", "as_pdf", is_flag=True, help=N_("A PDF beside it, by LibreOffice."))
@language
def report_command(
    key: str, period: str, unit_id: str | None, out: Path, meeting: str | None, live: bool, as_pdf: bool
) -> None:
    """The published figures where there are some; an unknown code or a missing LibreOffice is wrong usage: exit 2."""
    from accounts.actor import TERMINAL
    from reports.papers import make
    from services.office_suite import NotConverted, pdf

    briefing = _briefing(period, live=live)
    if key == "unit" and briefing.plan.unit(unit_id or "") is None:
        raise click.UsageError(_("The plan has no unit {unit}.", unit=unit_id or ""))
    facts = _facts(briefing, meeting)
    made = make(key, briefing, actor=TERMINAL, unit_id=unit_id, facts=facts)
    out.mkdir(parents=True, exist_ok=True)
    files = {made.file_name: made.content}
    try:
        if as_pdf:
            files[f"{Path(made.file_name).stem}.pdf"] = pdf(made.content, made.paper.extension)
    except NotConverted as refusal:
        raise click.UsageError(str(refusal)) from refusal
    for name, content in files.items():
        (out / name).write_bytes(content)
        click.echo(_("Written: {path}", path=out / name))


def _facts(briefing: Any, meeting: str | None) -> Any:
    """What documents say beside the figures; an unknown meeting is wrong usage."""
    from services.demo import choose_store
    from services.paper_facts import paper_facts

    try:
        return paper_facts(opened(choose_store).engine, briefing, now=datetime.now(UTC), meeting=meeting)
    except LookupError as unknown:
        raise click.UsageError(_("No meeting {name} is prepared for this period.", name=meeting)) from unknown


def _briefing(period: str, *, live: bool) -> Any:
    """Published or live, as ``manage.py explain`` has it."""
    from locales import language as spoken
    from services.briefing import briefing
    from services.demo import choose_store
    from services.publishing import fetch_published
    from services.recomputing import find_snapshot

    engine = opened(choose_store).engine
    snapshot = None if live else find_snapshot(engine, period)
    if snapshot is not None:
        return fetch_published(engine, snapshot, spoken())
    try:
        made = briefing(engine, period, datetime.now(UTC))
    except ValueError as unknown:
        raise click.UsageError(_("The plan has no period {period}.", period=period)) from unknown
    if made is None:
        raise click.UsageError(_("There is no plan yet; the office has to load it first."))
    return made
