"""Results as lines of text for a terminal, in the language in use."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from loaders.check import Checked
from loaders.problems import Problem, Severity
from locales import N_, _
from services.folder_order import SKIPPED
from services.importing import Imported
from services.standing import Standing

_VERDICTS = {
    "accepted": N_("accepted"),
    "questions": N_("has questions"),
    "rejected": N_("rejected"),
    "unreadable": N_("unreadable"),
    SKIPPED: N_("skipped"),
}
_SEVERITIES = {
    Severity.ERROR: N_("Error"),
    Severity.QUESTION: N_("Question"),
    Severity.NOTICE: N_("Notice"),
}
_SHANGHAI = ZoneInfo("Asia/Shanghai")


def checked_lines(checked: Checked) -> Iterator[str]:
    """One line with the verdict, then one a problem by sheet and cell."""
    about = [checked.file, checked.unit_id or "", checked.period or ""]
    yield _joined(_("[{verdict}]", verdict=_(_VERDICTS[checked.verdict])), *about)
    yield from problem_lines(checked.problems)


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """One indented line a problem: severity, place, header, raw value, message."""
    for problem in problems:
        place = f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet
        value = _("“{value}”", value=_flat(problem.value)) if problem.value else ""
        yield "    " + _joined(
            _(_SEVERITIES[problem.severity]), place, _flat(problem.header), value, _flat(problem.message)
        )


def imported_line(imported: Imported) -> str:
    """What became of one file: verdict, path, receipt or the reason why it isn't stored."""
    outcome = imported.reason
    if imported.receipt is not None:
        number = imported.receipt.number
        known = _("stored before as {number}", number=number)
        outcome = _("stored as {number}", number=number) if imported.receipt.is_new else known
    elif imported.stored:
        outcome = _("stored as plan")
    counted = _counted(imported.problems)
    return _joined(
        _("[{verdict}]", verdict=_(_VERDICTS[imported.verdict])), str(imported.path), outcome, counted
    )


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


def _counted(problems: tuple[Problem, ...]) -> str:
    counts = {severity: sum(one.severity is severity for one in problems) for severity in _SEVERITIES}
    return " ".join(f"{_(_SEVERITIES[severity])} {count}" for severity, count in counts.items() if count)


def _joined(*parts: str) -> str:
    return "  ".join(part for part in parts if part)


def _flat(text: str) -> str:
    """On one line, and without characters that steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()
