"""What a folder's import did and what a store holds, as lines of text in the language in use."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from locales import _
from services.folder import SKIPPED
from services.importing import Imported
from services.lines import counted, joined, verdict_tag
from services.standing import Standing

_SHANGHAI = ZoneInfo("Asia/Shanghai")


def imported_line(imported: Imported) -> str:
    """What became of one file: verdict, path, receipt or the reason why it isn't stored."""
    outcome = imported.reason
    if imported.receipt is not None:
        number = imported.receipt.number
        known = _("stored before as {number}", number=number)
        outcome = _("stored as {number}", number=number) if imported.receipt.is_new else known
    elif imported.stored:
        outcome = _("stored as oversight data") if imported.kind == "oversight" else _("stored as plan")
    return joined(verdict_tag(imported.verdict), str(imported.path), outcome, counted(imported.problems))


def summary_line(imported: Iterable[Imported]) -> str:
    """How many files were stored, were not, and were left aside."""
    kept = refused = skipped = 0
    for one in imported:
        kept += one.stored
        skipped += one.verdict == SKIPPED
        refused += not one.stored and one.verdict != SKIPPED
    return _(
        "{kept} stored, {refused} not stored, {skipped} skipped.", kept=kept, refused=refused, skipped=skipped
    )


def standing_lines(standing: Standing) -> Iterator[str]:
    """A store in a few lines: address, revision, plan, then one line a period."""
    yield _("Store: {address} (revision {revision})", address=standing.address, revision=standing.revision)
    if not standing.plan_versions:
        yield _("There is no plan yet; the office has to load it first.")
        return
    yield _(
        "Plan: {versions} version(s), {units} units, {tasks} tasks",
        versions=standing.plan_versions,
        units=standing.units,
        tasks=standing.tasks,
    )
    for one in standing.periods:
        yield _(
            "{period}: {units} units reported, {versions} version(s), last {moment}",
            period=one.period,
            units=one.units,
            versions=one.versions,
            moment=one.last_at.astimezone(_SHANGHAI).strftime("%Y-%m-%d %H:%M"),
        )
