"""The upload page: a file dropped, its questions answered by a click, sent once, its receipt shown."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from streamlit.testing.v1 import AppTest

from accounts.actor import Actor
from accounts.roles import Role
from services.briefing import briefing
from services.intake import save_plan, submit
from services.intake_preview import preview
from services.returning import return_report
from store import queries
from store.schema import audit
from tests.books import plan_book, progress_book, street_book
from tests.stores import sqlite_store

ROOT = Path(__file__).parent.parent
OFFICE = Actor(name="lin", role=Role.OFFICE)
NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def script() -> None:
    from pages import upload
    from panels import reads, session

    session.viewer(reads.plan())
    upload.render()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    engine = sqlite_store(tmp_path / "board.db")
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    yield engine
    engine.dispose()


def opened(role: str = "填报单位", **given: str) -> AppTest:
    page = AppTest.from_function(script, default_timeout=60)
    for name, value in {"as": role, "me": "滨湖街道", "upload_period": "2022-09", **given}.items():
        page.query_params[name] = value
    return page.run()


def drop(page: AppTest, *contents: bytes) -> AppTest:
    files = [(f"报表{number}.xlsx", content, MIME) for number, content in enumerate(contents, 1)]
    return page.file_uploader[0].set_value(files if len(files) > 1 else files[0]).run()


def words(page: AppTest) -> str:
    assert not page.exception, page.exception
    parts = [*page.header, *page.markdown, *page.caption, *page.error, *page.warning, *page.subheader]
    return "\n".join(one.value.replace("\\", "") for one in parts)


def buttons(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def deeds(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(select(audit.c.action).order_by(audit.c.entry_id)))


def test_the_page_says_what_is_missing_and_offers_the_workbook(store: Engine) -> None:
    page = opened()
    assert "滨湖街道 2022-09 期尚未报送" in words(page)
    assert buttons(page) == []
    assert [step.value[0] for step in page.subheader] == ["①", "②", "③"]


def test_a_clean_file_is_sent_with_one_click_and_gives_a_receipt(store: Engine) -> None:
    page = drop(opened(), progress_book())
    assert "可以提交" in words(page)
    assert "报送后：完成率 — → 55.0" in words(page)
    assert buttons(page) == ["报送滨湖街道 2022-09 期进度表（第 1 版）"]
    page.button[0].click().run()
    assert "✔ 已收到" in words(page)
    assert "2022-09-S01-v1" in words(page)
    sent = queries.fetch_submissions(store)
    assert sent["sha256"].iloc[0] in words(page)
    assert (len(sent), deeds(store)[-1]) == (1, "submit")


def test_a_refresh_after_sending_sends_nothing_again(store: Engine) -> None:
    page = drop(opened(), progress_book())
    page.button[0].click().run()
    page.run()
    assert (len(queries.fetch_submissions(store)), buttons(page)) == (1, [])


def test_the_same_file_again_is_told_to_be_there_already(store: Engine) -> None:
    content = progress_book()
    submit(store, content, "报表.xlsx", actor=OFFICE, now=NOW)
    page = drop(opened(), content)
    assert ("已经报送并生效" in words(page), buttons(page)) == (True, [])
    assert "需要处理的事项" not in words(page)


def test_a_question_is_answered_by_one_click_and_checked_at_once(store: Engine) -> None:
    page = drop(opened(), progress_book(rate="约80%"))
    assert ("有 1 个问题要确认" in words(page), buttons(page)) == (True, [])
    (asked,) = page.pills
    assert asked.options[0] == "读作80%"
    asked.set_value(asked.options[0]).run()
    assert "可以提交" in words(page)
    page.button[0].click().run()
    lines = queries.fetch_task_lines(store).set_index("task_id")
    assert lines.loc["FW-01", "reported"] == 0.8


def test_a_rejected_file_shows_its_cells_and_no_button(store: Engine) -> None:
    rows = [("FW-01", "推进代办制", 0.5, None, "推进"), ("XX-99", "没有的任务", 0.5, None, "推进")]
    page = drop(opened(), progress_book(rows=rows))
    assert "有 1 处错误需修改" in words(page)
    assert "任务进展!A4" in words(page)
    assert (buttons(page), deeds(store)[-1]) == ([], "upload_refused")
    page.run()
    assert deeds(store).count("upload_refused") == 1
    assert queries.fetch_submissions(store).empty


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (progress_book(unit="禾埠街道"), "S02"),
        (progress_book(period="2022-08"), "2022-08"),
        (b"%PDF-1.7 nothing", "PDF"),
        (b"PK\x03\x04".ljust(20 * 1024 * 1024 + 1), "20"),
    ],
    ids=["wrong unit", "wrong period", "no workbook", "too large"],
)
def test_each_wrong_file_has_its_own_sentence_and_changes_nothing(
    store: Engine, content: bytes, said: str
) -> None:
    page = drop(opened(), content)
    assert (said in words(page), buttons(page)) == (True, [])
    assert queries.fetch_submissions(store).empty


def test_a_colleagues_version_in_between_is_told_and_the_click_sends_nothing(store: Engine) -> None:
    page = drop(opened(), progress_book(rate="60%"))
    assert any("第 1 版" in label for label in buttons(page))
    submit(store, progress_book(), "报表.xlsx", actor=OFFICE, now=NOW)
    page = next(button for button in page.button if button.key == "upload_send").click().run()
    assert "lin 已于 2022-10-03 17:00 报送了第 1 版" in words(page)
    assert len(queries.fetch_submissions(store)) == 1
    page = next(button for button in page.button if button.key == "upload_send").click().run()
    assert queries.fetch_submissions(store)["version"].tolist() == [1, 2]


def test_the_office_drops_several_files_and_each_tells_its_unit(store: Engine) -> None:
    page = drop(opened("五型办"), progress_book(), street_book())
    assert buttons(page) == ["报送这 2 份表格"]
    page.button[0].click().run()
    sent = queries.fetch_submissions(store)
    assert sorted(sent["unit_id"]) == ["S01", "S02"]
    assert "2022-09-S02-v1" in words(page)


def test_the_scores_shown_before_sending_are_those_of_the_pages_after(store: Engine) -> None:
    submit(store, progress_book(period="2022-08", rate=0.4), "八月.xlsx", actor=OFFICE, now=NOW)
    submit(store, street_book(), "禾埠.xlsx", actor=OFFICE, now=NOW)
    content = progress_book(rate=0.5)
    before = briefing(store, "2022-09", NOW).units.set_index("unit_id")["score"]["S01"]
    shown = preview(store, content, "报表.xlsx", now=NOW)
    submit(store, content, "报表.xlsx", actor=OFFICE, now=NOW)
    after = briefing(store, "2022-09", NOW).units.set_index("unit_id")["score"]["S01"]
    assert shown.score_before == pytest.approx(before)
    assert shown.score_after == pytest.approx(after)
    assert shown.score_after != pytest.approx(before)


def test_a_returned_report_says_why_at_the_top_until_a_newer_one_has_come(store: Engine) -> None:
    sent = submit(store, progress_book(), "报表.xlsx", actor=OFFICE, now=NOW)
    return_report(store, sent.submission_id, "缺盖章", actor=OFFICE, now=NOW)
    assert "五型办已退回第 1 版：缺盖章" in words(opened())
    submit(store, progress_book(rate=0.6), "报表.xlsx", actor=OFFICE, now=NOW)
    assert "已退回第 1 版：" not in "\n".join(one.value for one in opened().warning)


def test_an_address_names_the_unit_for_the_office(store: Engine) -> None:
    assert "禾埠街道 2022-09 期尚未报送" in words(opened("五型办", upload_unit="禾埠街道"))


def test_ones_own_sending_is_no_colleagues(store: Engine) -> None:
    page = drop(opened(), progress_book(rate=0.6))
    page.button(key="upload_send").click().run()
    page = drop(page, progress_book(rate=0.7))
    page.button(key="upload_send").click().run()
    assert queries.fetch_submissions(store)["version"].tolist() == [1, 2]
    page = drop(page, progress_book(rate=0.8))
    assert "已于" not in "\n".join(one.value for one in page.warning)
