"""The submissions page and what it reads: versions of a report, what was found in them, and who may see whose."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from accounts.actor import Actor
from accounts.roles import Forbidden, Role
from services.findings import report
from services.intake import save_plan, submit
from services.report_versions import Standing, report_versions
from services.submission_history import original
from store.schema import submissions
from tests.books import plan_book, progress_book, street_book
from tests.stores import sqlite_store

OFFICE = Actor(name="lin", role=Role.OFFICE)
PLANNED, IN_TIME, LATE = (datetime(2022, *day, tzinfo=UTC) for day in ((1, 5), (10, 3, 9), (10, 8, 9)))
DUE = datetime(2022, 10, 5, 10, tzinfo=UTC)  # 18:00 in Shanghai


def fill(engine: Engine) -> None:
    """滨湖街道 reports in time and corrects after the deadline; 禾埠街道 is late; 审批局 is missing."""
    save_plan(engine, plan_book(months=(8, 9)), "责任清单.xlsx", actor=OFFICE, now=PLANNED)
    for content, name, at in (
        (progress_book(rate="约50%"), "滨湖.xlsx", IN_TIME),
        (progress_book(rate=0.6), "滨湖（更正）.xlsx", LATE),
        (street_book(), "禾埠.xlsx", LATE),
    ):
        submit(engine, content, name, actor=OFFICE, now=at, source="import")


@pytest.fixture
def filled(sqlite_engine: Engine) -> Engine:
    fill(sqlite_engine)
    return sqlite_engine


def test_versions_tell_newest_first_how_each_stands_and_what_was_found(engine: Engine) -> None:
    fill(engine)
    newest, oldest = report_versions(engine, "S01", "2022-09", DUE)
    assert [(one.version, one.standing, one.is_late, one.is_correction) for one in (newest, oldest)] == [
        (2, Standing.COUNTS, True, True),
        (1, Standing.REPLACED, False, False),
    ]
    assert (oldest.receipt, oldest.filled_by, oldest.signed_by) == ("2022-09-S01-v1", "周晓岚", "吴明")
    assert [(one.severity, one.cell, one.value) for one in oldest.found] == [("question", "C3", "约50%")]
    assert report.version_title(newest) == "第 2 版 · ○ 截止后更正 · 已接收，以此为准"
    assert report.version_title(oldest) == "第 1 版 · ● 按时 · 已接收，后有新版替代"
    assert report.found_count(oldest) == "核对发现：待确认 1"


def test_what_is_known_of_a_version_is_told_line_by_line(filled: Engine) -> None:
    oldest = report_versions(filled, "S01", "2022-09", DUE)[1]
    lines = dict(report.version_lines(oldest, DUE))
    assert lines["收到时间"] == "2022-10-03 17:00"
    assert lines["截止时间"] == "2022-10-05 18:00"
    assert lines["填报人 / 审签人"] == "周晓岚 / 吴明"
    assert lines["SHA-256"].startswith(oldest.sha256[:16])
    assert "退回原因" not in lines


def test_a_returned_version_tells_why_and_the_one_before_it_counts_again(filled: Engine) -> None:
    with filled.begin() as connection:
        newest = submissions.c.version == 2
        connection.execute(submissions.update().where(newest).values(status="returned", reason="缺盖章"))
    returned, first = report_versions(filled, "S01", "2022-09", DUE)
    assert (returned.standing, first.standing) == (Standing.RETURNED, Standing.COUNTS)
    assert report.version_title(returned) == "第 2 版 · ○ 截止后更正 · 被退回"
    assert report.version_lines(returned, DUE)[0] == ("退回原因", "缺盖章")


def test_a_report_that_came_late_at_first_is_late(filled: Engine) -> None:
    (only,) = report_versions(filled, "S02", "2022-09", DUE)
    assert report.version_title(only) == "第 1 版 · ▲ 迟报 · 已接收，以此为准"


def test_where_nothing_came_there_are_no_versions(filled: Engine) -> None:
    assert report_versions(filled, "D01", "2022-09", DUE) == ()


def test_the_original_is_given_byte_for_byte_to_whom_it_is_meant_and_to_no_other_unit(
    filled: Engine,
) -> None:
    sent = report_versions(filled, "S02", "2022-09", DUE)[0]

    def asked(role: Role, unit_id: str | None = None) -> bytes:
        actor = Actor(name="x", role=role, unit_id=unit_id)
        return original(filled, sent.submission_id, actor=actor, now=LATE)[1]

    for who in ((Role.LEADER,), (Role.OFFICE,), (Role.UNIT, "S02")):
        assert sha256(asked(*who)).hexdigest() == sent.sha256
    for who in ((Role.UNIT, "S01"), (Role.UNIT, None), (Role.ADMIN,), (Role.SCREEN,)):
        with pytest.raises(Forbidden):
            asked(*who)


PAGE = """
from pages import submissions
from panels import links, reads, session
from panels.filters import draw_filters
from locales import use_language
use_language(session.language())
links.register({})
plan = reads.plan()
if plan is not None:
    session.keep_filters(draw_filters(plan, reads.periods(), session.viewer(plan).unit_id))
submissions.render()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a store with the plan and three reports; the page only reads it."""
    path = tmp_path_factory.mktemp("board")
    engine = sqlite_store(path / "board.db")
    fill(engine)
    engine.dispose()
    return path


@pytest.fixture
def page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page over that store, as the office sees it."""
    return opened(folder, monkeypatch)


def opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("BOARD_DATA", str(folder))
    monkeypatch.setenv("BOARD_DEMO", "off")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    board = AppTest.from_string(PAGE, default_timeout=60)
    board.query_params["as"] = "五型办"
    return board


def words(page: AppTest) -> str:
    """All that the page says outside its charts."""
    kinds = (page.header, page.markdown, page.caption)
    return "\n".join(str(element.value) for kind in kinds for element in kind).replace("\\", "")


def test_an_empty_store_says_who_can_supply_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(tmp_path, monkeypatch).run()
    assert not page.exception
    assert "责任清单" in words(page)


def test_the_page_says_who_reported_and_opens_the_report_with_most_to_settle(
    page: AppTest,
) -> None:
    page.run()
    assert not page.exception
    assert (
        page.header[0].value
        == (
            "全区2022年9月已报送 2/3：按时 1、迟报 1；未报送 审批局；全年按时率 16.6%"  # 1 of 6: nobody sent August
        )
    )
    assert "3 家单位中 0 家每期按时" in words(page)
    assert page.selectbox(key="report_period").value == "2022-09"


def test_a_report_chosen_in_the_boxes_shows_its_versions_and_each_problem_with_its_cell(
    page: AppTest,
) -> None:
    page.run()
    page.selectbox(key="report_unit").set_value("滨湖街道").run()
    assert not page.exception
    said = words(page)
    assert "滨湖街道 · 2022年9月 · ● 按时 · 共 2 版" in said
    assert [box.label.replace("\\", "") for box in page.expander] == [
        "第 2 版 · ○ 截止后更正 · 已接收，以此为准",
        "第 1 版 · ● 按时 · 已接收，后有新版替代",
    ]
    assert "▲ 待确认" in said
    assert "任务进展!C3 · 完成率 · “约50%”" in said
    assert len(page.get("link_button")) == 2


def test_a_period_without_a_report_tells_its_deadline(page: AppTest) -> None:
    page.run()
    page.selectbox(key="report_period").set_value("2022-08").run()
    page.selectbox(key="report_unit").set_value("审批局").run()
    assert not page.exception
    assert "未报送，截止时间 2022-09-05 18:00 已过" in words(page)
    assert len(page.get("link_button")) == 0


def test_an_address_names_the_report(page: AppTest) -> None:
    page.query_params["report_unit"] = "禾埠街道"
    page.run()
    assert "禾埠街道 · 2022年9月 · ▲ 迟报 · 共 1 版" in words(page)


def test_a_unit_sees_its_own_reports_and_files_and_nobody_elses(page: AppTest) -> None:
    page.query_params["as"] = "填报单位"
    page.query_params["me"] = "禾埠街道"
    page.query_params["report_unit"] = "滨湖街道"
    page.query_params["unit"] = "滨湖街道"
    page.run()
    assert not page.exception
    assert page.header[0].value == "禾埠街道2022年9月：迟报；应报 2 期：按时 0，迟报 1，未报送 1"
    assert page.selectbox(key="report_unit").options == ["禾埠街道"]
    assert "滨湖" not in words(page)
    assert len(page.get("link_button")) == 1


def test_the_page_is_english_too(page: AppTest) -> None:
    page.query_params["as"] = "Supervision office"
    page.query_params["lang"] = "English"
    page.run()
    assert not page.exception
    assert page.header[0].value.startswith("The district, 2022-09: 2 of 3 reported (On time 1, Late 1)")
