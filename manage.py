"""The door for the terminal: check, template, import, status; each a few lines over services.

What works on the store is imported where it is used: a check needs neither database nor pandas, so it starts
in a fraction of their second.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from commands.account import account_group
from commands.draw import draw_command
from commands.explaining import explain_command, recompute_command
from commands.periods import period_group, publish_command
from commands.report import report_command
from commands.spoken import SpokenGroup, language, opened, option
from commands.token import token_group
from commands.verify import verify_command
from locales import N_, _
from services.checking import NoPlan, check_files, read_plan
from services.folder import SKIPPED
from services.lines import checked_lines, problem_lines

_FILE = click.Path(exists=True, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_PLAN_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(
    cls=SpokenGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=N_("The board from the terminal: check workbooks, make templates, fill the store."),
    epilog=N_("Environment: BOARD_DATA folder of the store (./data), DATABASE_URL another database."),
)
@language
def cli() -> None:
    """Set up the terminal: UTF-8 whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


@cli.command(
    "check",
    help=N_("Check workbooks (of a folder: every file below) without storing anything."),
    short_help=N_("Check workbooks without storing them."),
    epilog=N_("Exit: 0 all accepted or with questions, 1 one rejected or unreadable, 2 wrong usage."),
)
@option("--plan", "plan_path", type=_PLAN_FILE, help=N_("The plan workbook to check them against."))
@option("--json", "as_json", is_flag=True, help=N_("Print one JSON object a file and line."))
@language
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=_FILE)
@click.pass_context
def check_command(ctx: click.Context, plan_path: Path | None, as_json: bool, paths: tuple[Path, ...]) -> None:
    """Exit 0 when all is accepted or has only questions, 1 when a file is rejected or unreadable."""
    failed = False
    for checked in check_files(paths, _plan(plan_path)):
        failed = failed or checked.verdict in ("rejected", "unreadable")
        if as_json:
            click.echo(json.dumps(checked.as_json(), ensure_ascii=False))
        else:
            click.echo("\n".join(checked_lines(checked)))
    ctx.exit(1 if failed else 0)


@cli.command(
    "template",
    help=N_("Write the prefilled workbook of a unit for a period, by the stored plan or by --plan."),
    short_help=N_("Write a unit's prefilled workbook."),
)
@option("--unit", "unit_id", required=True, help=N_("Code of the unit, e.g. S01."))
@option("--period", required=True, help=N_("Code of the period, e.g. 2022-10."))
@option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help=N_("The file to write."),
)
@option("--plan", "plan_path", type=_PLAN_FILE, help=N_("A plan workbook in place of the stored one."))
@language
def template_command(unit_id: str, period: str, out: Path, plan_path: Path | None) -> None:
    """Wrong codes are wrong usage: exit 2."""
    from accounts.actor import TERMINAL
    from services.demo import choose_store
    from services.forms import NoForm, form, form_of_plan

    plan = _plan(plan_path)
    try:
        if plan is None:
            store = opened(choose_store)
            if store.is_demo:
                click.echo(_("There is no real plan yet: the template is of the demo data."), err=True)
            content = form(store.engine, unit_id, period, actor=TERMINAL)
        else:
            content = form_of_plan(plan, unit_id, period)
    except NoForm as missing:
        raise click.UsageError(_no_form(missing.what, unit_id, period)) from missing
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(content)
    click.echo(_("Written: {path}", path=out))


@cli.command(
    "import",
    help=N_("Store the plan and all unit workbooks below a folder, just as uploads are stored."),
    short_help=N_("Store all workbooks of a folder."),
    epilog=N_("Exit: 0 all stored, 1 one not stored, 2 wrong usage."),
)
@language
@click.argument("folder", type=_FOLDER)
@click.pass_context
def import_command(ctx: click.Context, folder: Path) -> None:
    """Exit 0 when every workbook is stored, 1 when one is not."""
    from services.demo import real_store
    from services.importing import Imported, import_folder
    from services.store_lines import imported_line, summary_line

    engine = opened(real_store)
    results: list[Imported] = []
    with _progress() as tell:
        for one in import_folder(engine, folder, now=datetime.now(UTC), progress=tell):
            results.append(one)
            _clear_bar()
            click.echo(imported_line(one))
    click.echo(summary_line(results))
    ctx.exit(1 if any(not one.stored and one.verdict != SKIPPED for one in results) else 0)


@cli.command("status", help=N_("Print what is in the store."), short_help=N_("Print what is in the store."))
@language
def status_command() -> None:
    """Look at the real store, empty or not."""
    from services.demo import real_store
    from services.standing import standing
    from services.store_lines import standing_lines

    click.echo("\n".join(standing_lines(standing(opened(real_store)))))


cli.add_command(account_group)
cli.add_command(verify_command)
cli.add_command(publish_command)
cli.add_command(explain_command)
cli.add_command(recompute_command)
cli.add_command(draw_command)
cli.add_command(report_command)
cli.add_command(period_group)
cli.add_command(token_group)


def _plan(path: Path | None) -> Any:
    if path is None:
        return None
    try:
        return read_plan(path)
    except NoPlan as refused:
        click.echo("\n".join(problem_lines(refused.checked.problems)), err=True)
        raise click.UsageError(_("{path} is no plan that can be used.", path=path)) from refused


def _no_form(what: str, unit_id: str, period: str) -> str:
    return {
        "plan": _("There is no plan yet; the office has to load it first."),
        "unit": _("The plan has no unit {unit}.", unit=unit_id),
        "period": _("The plan has no period {period}.", period=period),
    }[what]


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """A bar on stderr when someone watches; stdout stays clean for the lines."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, file=sys.stderr, label=_("Importing")) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield tell


def _clear_bar() -> None:
    if sys.stderr.isatty():
        click.echo("\r\033[2K", nl=False, err=True)


if __name__ == "__main__":
    cli(prog_name="manage.py")
