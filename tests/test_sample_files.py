"""The committed workbooks: what the checker reads from them is what the story says, to the cell."""

import os
from dataclasses import fields, replace
from pathlib import Path

import pytest

from domain.oversight import Oversight
from domain.report import Report
from loaders.check import Checked, Context, check
from sample_data.district import plan
from sample_data.oversight import oversight
from sample_data.pace import MONTHS
from sample_data.story import SEED, Filed, reports
from sample_data.workbooks import OVERSIGHT_FILE, PLAN_FILE, oversight_file, progress
from tests.test_sample_plan import parts

FOLDER = Path(__file__).parent.parent / "sample_data" / "2022"
EVERY = 1 if os.environ.get("BOARD_ALL_SAMPLES") == "1" else 7
LEADS = {task.task_id: task.lead_unit for task in plan().tasks}
CHOSEN = [one for number, one in enumerate(reports()) if number % EVERY == 0 or one.asked]


def path(one: Filed) -> Path:
    return FOLDER / one.report.period / one.file_name


def checked(one: Filed) -> Checked:
    return check(path(one).read_bytes(), one.file_name, Context(plan=plan(), previous=one.previous))


def spoken(report: Report) -> Report:
    """The report without places, in order of code, and without the shared tasks nobody wrote about."""
    lines = (line for line in report.tasks if LEADS[line.task_id] == report.unit_id or line.note)
    return replace(
        report,
        tasks=tuple(
            sorted((replace(line, row=0, place="") for line in lines), key=lambda line: line.task_id)
        ),
        milestones=tuple(replace(line, row=0, place="") for line in report.milestones),
        issues=tuple(replace(line, row=0, place="") for line in report.issues),
    )


def test_folder_holds_the_plan_and_every_report_and_nothing_else():
    found = {file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*.xlsx")}
    sent = {path(one).relative_to(FOLDER).as_posix() for one in reports()}
    books = {f"2022-{month:02d}/{OVERSIGHT_FILE.format(month=month)}" for month in MONTHS}
    assert found == {PLAN_FILE} | sent | books
    assert sum(file.stat().st_size for file in FOLDER.rglob("*.xlsx")) < 5_000_000


@pytest.mark.parametrize(
    "one", CHOSEN, ids=lambda one: f"{one.report.period}-{one.report.unit_id}-{one.version}"
)
def test_reading_a_workbook_gives_the_report_it_was_written_from(one: Filed):
    result = checked(one)
    assert result.verdict in ("accepted", "questions"), [problem.message for problem in result.problems]
    assert result.report is not None
    assert spoken(result.report) == spoken(one.report)


@pytest.mark.parametrize("one", [one for one in reports() if one.asked], ids=lambda one: one.file_name)
def test_a_doubtful_first_version_is_asked_about_cell_by_cell(one: Filed):
    asked = [problem.value for problem in checked(one).problems if problem.severity == "question"]
    assert sorted(value for value in asked if value in one.asked.values()) == sorted(one.asked.values())


def test_a_regenerated_workbook_is_the_committed_one():
    for one in (reports()[0], reports()[100], reports()[-2]):
        assert parts(progress(one)) == parts(path(one).read_bytes())


def test_the_plan_workbook_reads_as_the_plan():
    result = check((FOLDER / PLAN_FILE).read_bytes(), PLAN_FILE)
    assert (result.kind, result.verdict) == ("plan", "accepted"), [
        problem.message for problem in result.problems
    ]
    assert result.plan is not None
    assert replace(result.plan, rule_notes=()) == replace(plan(), rule_notes=())


@pytest.mark.parametrize("month", MONTHS)
def test_an_oversight_workbook_reads_as_it_was_written(month: int):
    content = (FOLDER / f"2022-{month:02d}" / OVERSIGHT_FILE.format(month=month)).read_bytes()
    assert parts(content) == parts(oversight_file(month))
    result = check(content, "督查评价.xlsx", Context(plan=plan()))
    assert (result.kind, result.verdict, result.problems) == ("oversight", "accepted", ())
    assert result.oversight is not None
    assert _bare(result.oversight) == _bare(oversight(month, SEED))


def _bare(book: Oversight) -> Oversight:
    """The book without places, in a settled order."""
    lists = {field.name: getattr(book, field.name) for field in fields(book) if field.name != "period"}
    return replace(
        book,
        **{
            name: tuple(sorted((replace(row, row=0, place="") for row in rows), key=repr))
            for name, rows in lists.items()
        },
    )
