"""What the checker found, as lines of text for a terminal, in the language in use."""

from collections.abc import Iterable, Iterator

from loaders.check import Checked
from loaders.problems import Problem, Severity
from locales import N_, _
from services.folder import SKIPPED

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


def checked_lines(checked: Checked) -> Iterator[str]:
    """One line with the verdict, then one a problem by sheet and cell."""
    about = [checked.file, checked.unit_id or "", checked.period or ""]
    yield joined(verdict_tag(checked.verdict), *about)
    yield from problem_lines(checked.problems)


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """One indented line a problem: severity, place, header, raw value, message."""
    for problem in problems:
        place = f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet
        value = _("“{value}”", value=_flat(problem.value)) if problem.value else ""
        yield "    " + joined(
            _(_SEVERITIES[problem.severity]), place, _flat(problem.header), value, _flat(problem.message)
        )


def counted(problems: Iterable[Problem]) -> str:
    """How many problems of each severity; "" for none."""
    severities = [one.severity for one in problems]
    counts = {severity: severities.count(severity) for severity in _SEVERITIES}
    return " ".join(f"{_(_SEVERITIES[severity])} {count}" for severity, count in counts.items() if count)


def verdict_tag(verdict: str) -> str:
    """The verdict in brackets."""
    return _("[{verdict}]", verdict=_(_VERDICTS[verdict]))


def joined(*parts: str) -> str:
    """The parts that are not empty, set apart by two spaces."""
    return "  ".join(part for part in parts if part)


def _flat(text: str) -> str:
    """On one line, and without characters that steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()
