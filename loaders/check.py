"""Bytes → what was read and every problem of the file at once. The one way in, for pages and terminal."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.oversight import Oversight
from domain.plan import Plan
from domain.report import Report
from loaders.context import Context
from loaders.findings import Findings
from loaders.layout import Layout, lay_out
from loaders.oversight import read_oversight
from loaders.plan import read_plan
from loaders.problems import Problem, Severity
from loaders.progress import read_progress
from loaders.reader import Workbook, read_workbook
from loaders.refusal import Refused
from loaders.specs import SPECS

Rows = list[dict[str, object]]
_NO_CONTEXT = Context()


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A file as checked.

    ``kind``: progress, plan, oversight or "". ``verdict``: accepted, questions, rejected or unreadable.
    ``report`` is there for progress that is not rejected, ``plan`` for a plan that is accepted,
    ``oversight`` for oversight data that is not rejected; ``sheets`` is what was read, whatever the verdict.
    """

    file: str
    sha256: str
    size: int
    kind: str = ""
    unit_id: str | None = None
    period: str | None = None
    verdict: str = "accepted"
    report: Report | None = None
    plan: Plan | None = None
    oversight: Oversight | None = None
    problems: tuple[Problem, ...] = ()
    from_template: bool = False
    sheets: Mapping[str, Rows] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The object that ``manage.py check --json`` prints, messages in the language in use."""
        return {
            "file": self.file,
            "kind": self.kind,
            "unit": self.unit_id,
            "period": self.period,
            "verdict": self.verdict,
            "sheets": dict(self.sheets),
            "problems": [problem.as_json() for problem in self.problems],
        }


def check(content: bytes, file: str, context: Context = _NO_CONTEXT) -> Checked:
    """Read and check one file; never raises for any bytes: what cannot be read is ``unreadable``."""
    sha256, size = hashlib.sha256(content).hexdigest(), len(content)
    try:
        workbook = read_workbook(content)
    except Refused as refused:
        problem = Problem(refused.code, values=dict(refused.values))
        return Checked(file=file, sha256=sha256, size=size, verdict="unreadable", problems=(problem,))
    findings = Findings(context.answers)
    layout = lay_out(workbook, findings)
    read = _READERS.get(layout.kind, _nothing)(workbook, layout, file, context, findings)
    problems = _ordered(findings.problems, workbook)
    verdict = _verdict(problems)
    return Checked(
        file=file, sha256=sha256, size=size, kind=layout.kind, unit_id=read.unit_id, period=read.period,
        verdict=verdict, report=read.report if verdict != "rejected" else None,
        plan=read.plan if verdict == "accepted" else None, oversight=read.oversight if verdict != "rejected" else None, problems=problems,
        from_template=layout.from_template, sheets=read.sheets,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What one kind of workbook gave."""

    unit_id: str | None = None
    period: str | None = None
    sheets: Mapping[str, Rows] = field(default_factory=dict)
    report: Report | None = None
    plan: Plan | None = None
    oversight: Oversight | None = None


def _nothing(workbook: Workbook, _layout: Layout, _file: str, _context: Context, findings: Findings) -> _Read:
    if not any(problem.code == "header_not_found" for problem in findings.problems):
        found = tuple(sheet.name for sheet in workbook.sheets)
        main = SPECS[0]
        looked_for = tuple(column.header for column in main.columns if not column.locked)
        findings.add("no_known_sheet", found=found, looked_for=looked_for)
    return _Read()


def _progress(workbook: Workbook, layout: Layout, file: str, context: Context, findings: Findings) -> _Read:
    read = read_progress(layout, workbook.date1904, file, context, findings)
    return _Read(unit_id=read.unit_id, period=read.period, sheets=read.sheets, report=read.report)


def _plan(workbook: Workbook, layout: Layout, _file: str, _context: Context, findings: Findings) -> _Read:
    read = read_plan(layout, workbook.date1904, findings)
    return _Read(sheets=read.sheets, plan=read.plan)


def _oversight(workbook: Workbook, layout: Layout, _file: str, context: Context, findings: Findings) -> _Read:
    read = read_oversight(layout, workbook.date1904, context, findings)
    return _Read(period=read.period or None, sheets=read.sheets, oversight=read.book)


_READERS = {"progress": _progress, "plan": _plan, "oversight": _oversight}


def _verdict(problems: tuple[Problem, ...]) -> str:
    severities = {problem.severity for problem in problems}
    if Severity.ERROR in severities:
        return "rejected"
    return "questions" if Severity.QUESTION in severities else "accepted"


def _ordered(problems: list[Problem], workbook: Workbook) -> tuple[Problem, ...]:
    """Of the whole file first, then sheet by sheet; within a sheet by row, column."""
    places = {sheet.name: number for number, sheet in enumerate(workbook.sheets, 1)}

    def place(problem: Problem) -> tuple[int, int, int, str]:
        letters = problem.cell.rstrip("0123456789")
        return (places.get(problem.sheet, 0), int(problem.cell[len(letters) :] or 0), len(letters), letters)

    return tuple(sorted(problems, key=place))
