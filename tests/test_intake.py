"""Intake: a workbook is previewed, stored with a receipt, or refused with its problems; nothing in between."""

from datetime import UTC, datetime
from hashlib import sha256

import pandas as pd
import pytest
from sqlalchemy import Engine, select

from accounts.actor import Actor
from accounts.roles import Forbidden, Role
from locales import in_language
from services.briefing import briefing
from services.intake import NotStored, fetch_found, save_plan, submit
from services.intake_preview import preview
from store import queries
from store.schema import submissions
from tests.books import TASKS, plan_book, progress_book, street_book

NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
OFFICE = Actor(name="lin", role=Role.OFFICE)


def take(engine: Engine, content: bytes, **given):
    return submit(engine, content, "报表.xlsx", **{"actor": OFFICE, "now": NOW, **given})


@pytest.fixture
def planned(sqlite_engine: Engine) -> Engine:
    save_plan(sqlite_engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    return sqlite_engine


def test_a_plan_and_a_report_go_in_on_both_databases(engine: Engine) -> None:
    number, checked = save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    assert (number, checked.verdict, [version.valid_from for version in queries.fetch_plans(engine)]) == (
        1,
        "accepted",
        [""],
    )
    content = progress_book()
    receipt = take(engine, content)
    assert (receipt.number, receipt.unit_id, receipt.period, receipt.version) == (
        "2022-09-S01-v1",
        "S01",
        "2022-09",
        1,
    )
    assert (receipt.received_at, receipt.sha256) == (NOW, sha256(content).hexdigest())
    lines = queries.fetch_task_lines(engine).set_index("task_id")
    assert lines.loc["FW-01", "reported"] == 0.5
    assert lines.loc["FW-02", "actual"] == 120
    assert queries.fetch_original(engine, receipt.submission_id) == ("报表.xlsx", content)


def test_the_sender_is_kept(planned: Engine) -> None:
    take(planned, progress_book())
    sent = queries.fetch_submissions(planned).iloc[0]
    assert sent[["filled_by", "signed_by", "source"]].tolist() == ["周晓岚", "吴明", "upload"]


def test_a_correction_is_the_next_version(planned: Engine) -> None:
    take(planned, progress_book(rate=0.5))
    assert take(planned, progress_book(rate=0.6)).number == "2022-09-S01-v2"
    assert queries.fetch_task_lines(planned).set_index("task_id").loc["FW-01", "reported"] == 0.6


def test_the_same_bytes_give_the_same_receipt(planned: Engine) -> None:
    content = progress_book()
    first = take(planned, content)
    again = take(planned, content, now=datetime(2022, 10, 4, tzinfo=UTC))
    assert again == first
    assert (first.is_new, again.is_new) == (True, False)
    assert len(queries.fetch_submissions(planned)) == 1


def test_without_a_plan_no_report_is_stored(sqlite_engine: Engine) -> None:
    with pytest.raises(NotStored):
        take(sqlite_engine, progress_book())
    assert queries.fetch_revision(sqlite_engine) == 0


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 nothing", plan_book()], ids=["empty", "broken", "plan"]
)
def test_what_is_no_report_is_not_stored(planned: Engine, content: bytes) -> None:
    with pytest.raises(NotStored) as caught:
        take(planned, content)
    assert str(caught.value)
    assert queries.fetch_submissions(planned).empty


def test_an_error_refuses_the_whole_file_and_says_where(planned: Engine) -> None:
    rows = [("FW-01", "推进代办制", 0.5, None, "推进"), ("XX-99", "没有的任务", 0.5, None, "推进")]
    with pytest.raises(NotStored, match="错误") as caught:
        take(planned, progress_book(rows=rows))
    errors = [problem for problem in caught.value.problems if problem.severity.value == "error"]
    assert [(problem.sheet, problem.cell) for problem in errors] == [("任务进展", "A4")]
    assert queries.fetch_submissions(planned).empty


def test_the_wrong_unit_or_period_is_refused(planned: Engine) -> None:
    for expected in ({"unit_id": "S02"}, {"period": "2022-08"}):
        with pytest.raises(NotStored):
            take(planned, progress_book(), **expected)
    assert take(planned, progress_book(), unit_id="S01", period="2022-09").version == 1


def test_an_open_question_stops_an_upload(planned: Engine) -> None:
    content = progress_book(rate="约80%")
    shown = preview(planned, content, "报表.xlsx", now=NOW)
    assert (shown.checked.verdict, shown.can_submit) == ("questions", False)
    with pytest.raises(NotStored, match="确认"):
        take(planned, content)


def test_an_answered_question_is_stored_with_its_reading(planned: Engine) -> None:
    content = progress_book(rate="约80%")
    shown = preview(planned, content, "报表.xlsx", now=NOW)
    (question,) = [one for one in shown.checked.problems if one.severity.value == "question"]
    read = next(option for option in question.options if option.value == 0.8)
    answers = {question.key: read.key}
    assert preview(planned, content, "报表.xlsx", answers=answers, now=NOW).can_submit
    receipt = take(planned, content, answers=answers)
    assert queries.fetch_task_lines(planned).set_index("task_id").loc["FW-01", "reported"] == 0.8
    kept = [one for one in fetch_found(planned, receipt.submission_id) if one.code == question.code]
    assert [(one.cell, one.value, one.answer) for one in kept] == [(question.cell, "约80%", read.key)]


def test_a_kept_problem_reads_in_either_language(planned: Engine) -> None:
    receipt = take(planned, progress_book(rate="约80%"), source="import")
    kept = next(one for one in fetch_found(planned, receipt.submission_id) if one.value == "约80%")
    chinese = kept.message
    with in_language("en"):
        assert kept.message != chinese


def test_from_a_folder_a_question_stays_open_and_its_value_empty(planned: Engine) -> None:
    take(planned, progress_book(rate="约80%"), source="import")
    assert pd.isna(queries.fetch_task_lines(planned).set_index("task_id").loc["FW-01", "reported"])
    assert queries.fetch_submissions(planned).loc[0, "question_count"] == 1


def test_a_report_is_compared_with_the_last_one_before_it(planned: Engine) -> None:
    take(planned, progress_book(period="2022-08", rate=0.7))
    fell = preview(planned, progress_book(rate=0.5), "报表.xlsx", now=NOW)
    assert fell.checked.verdict == "questions"
    rose = preview(planned, progress_book(rate=0.8), "报表.xlsx", now=NOW)
    assert rose.checked.verdict == "accepted"


def test_preview_shows_what_would_change_and_stores_nothing(planned: Engine) -> None:
    revision = queries.fetch_revision(planned)
    shown = preview(planned, progress_book(rate=0.5), "报表.xlsx", now=NOW)
    assert shown.can_submit
    assert shown.duplicate_of is None
    changes = shown.changes.set_index("task_id")
    assert changes["after"].to_dict() == {"FW-01": 0.5, "FW-02": 0.6}
    assert changes["before"].isna().all()
    assert set(changes["light_before"]) == {"unknown"}
    assert shown.completion_after == pytest.approx(0.55)
    assert queries.fetch_revision(planned) == revision


@pytest.mark.parametrize(("minute", "is_late"), [(0, False), (1, True)])
def test_preview_tells_that_the_deadline_has_passed(planned: Engine, minute: int, is_late: bool) -> None:
    moment = datetime(2022, 10, 5, 10, minute, tzinfo=UTC)
    assert preview(planned, progress_book(), "报表.xlsx", now=moment).is_late is is_late


def test_preview_shows_the_figures_that_the_pages_show_after(planned: Engine) -> None:
    take(planned, street_book(rate=0.4))
    shown = preview(planned, progress_book(rate=0.5), "报表.xlsx", now=NOW)
    take(planned, progress_book(rate=0.5))
    after = briefing(planned, "2022-09", NOW)
    units = after.units.set_index("unit_id")["completion"]
    assert shown.completion_after == pytest.approx(units["S01"])
    tasks = after.tasks.set_index("task_id").loc[["FW-01", "FW-02"]]
    changes = shown.changes.set_index("task_id").loc[["FW-01", "FW-02"]]
    assert changes["after"].tolist() == tasks["effective"].tolist()
    assert changes["light_after"].tolist() == tasks["light"].tolist()


def test_preview_compares_with_the_version_it_would_replace(planned: Engine) -> None:
    take(planned, progress_book(rate=0.5))
    shown = preview(planned, progress_book(rate=0.7), "报表.xlsx", now=NOW)
    assert shown.changes[["task_id", "before", "after"]].to_numpy().tolist() == [["FW-01", 0.5, 0.7]]
    assert (shown.completion_before, shown.completion_after) == (pytest.approx(0.55), pytest.approx(0.65))


def test_preview_of_one_unit_leaves_the_others_alone(planned: Engine) -> None:
    take(planned, street_book(rate=0.4))
    shown = preview(planned, progress_book(), "报表.xlsx", now=NOW)
    assert set(shown.changes["task_id"]) == {"FW-01", "FW-02"}


def test_preview_tells_that_these_bytes_count_already(planned: Engine) -> None:
    receipt = take(planned, progress_book())
    shown = preview(planned, progress_book(), "报表.xlsx", now=NOW)
    again = preview(planned, queries.fetch_original(planned, receipt.submission_id)[1], "报表.xlsx", now=NOW)
    assert (again.duplicate_of, again.can_submit) == (receipt.submission_id, False)
    assert shown.changes.empty


def test_preview_of_a_file_that_can_not_be_read_has_no_changes(planned: Engine) -> None:
    shown = preview(planned, b"", "报表.xlsx", now=NOW)
    assert (shown.checked.verdict, shown.can_submit, len(shown.changes)) == ("unreadable", False, 0)


def test_a_revised_plan_speaks_from_the_period_still_open(planned: Engine) -> None:
    revised = [(*row[:8], 2, *row[9:]) for row in TASKS]
    save_plan(planned, plan_book(tasks=revised), "责任清单修订.xlsx", actor=OFFICE, now=NOW)
    assert [version.valid_from for version in queries.fetch_plans(planned)] == ["", "2022-09"]


def test_a_plan_with_an_error_is_not_stored(planned: Engine) -> None:
    twice = plan_book(tasks=[*TASKS, TASKS[0]])
    with pytest.raises(NotStored) as caught:
        save_plan(planned, twice, "责任清单.xlsx", actor=OFFICE, now=NOW)
    assert any(problem.severity.value == "error" for problem in caught.value.problems)
    with pytest.raises(NotStored):
        save_plan(planned, progress_book(), "报表.xlsx", actor=OFFICE, now=NOW)
    assert len(queries.fetch_plans(planned)) == 1


def test_nobody_reports_for_a_unit_that_is_not_theirs(planned: Engine) -> None:
    street = Actor(name="zhao", role=Role.UNIT, unit_id="S02")
    with pytest.raises(Forbidden, match="只能办理本单位"):
        take(planned, progress_book(), actor=street)
    with pytest.raises(Forbidden):
        take(planned, progress_book(), actor=Actor(name="qian", role=Role.LEADER))
    assert len(queries.fetch_submissions(planned)) == 0


def test_a_unit_reports_for_itself_and_the_office_on_its_behalf(planned: Engine) -> None:
    street = Actor(name="zhao", role=Role.UNIT, unit_id="S01")
    take(planned, progress_book(), actor=street)
    take(planned, progress_book(rate="60%"), actor=OFFICE)
    with planned.connect() as connection:
        rows = connection.execute(
            select(submissions.c.submitted_by, submissions.c.on_behalf).order_by(submissions.c.version)
        ).all()
    assert [tuple(row) for row in rows] == [("zhao", False), ("lin", True)]
