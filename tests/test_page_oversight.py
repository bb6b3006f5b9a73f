"""The oversight page: a workbook dropped, its faults by cell, what it adds, kept once; for the office alone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from accounts.actor import Actor
from accounts.roles import Forbidden, Role
from services.intake import save_plan
from services.oversight_desk import original_book, submit_oversight
from store.oversight import fetch_books, fetch_oversight
from tests.books import oversight_book, plan_book
from tests.stores import sqlite_store

ROOT = Path(__file__).parent.parent
OFFICE = Actor(name="lin", role=Role.OFFICE)
NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
CHECK = (date(2022, 9, 20), "明察暗访", "滨湖街道", "FW-01", 0.45, "偏高", "照片", "")
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    engine = sqlite_store(tmp_path / "board.db")
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    yield engine
    engine.dispose()


def script() -> None:
    from pages import oversight
    from panels import reads, session

    session.viewer(reads.plan())
    oversight.render()


def opened(role: str = "五型办") -> AppTest:
    page = AppTest.from_function(script, default_timeout=60)
    page.query_params["as"] = role
    return page.run()


def drop(page: AppTest, content: bytes) -> AppTest:
    return page.file_uploader[0].set_value(("督查评价9月.xlsx", content, MIME)).run()


def words(page: AppTest) -> str:
    assert not page.exception, page.exception
    parts = [*page.header, *page.markdown, *page.caption, *page.error, *page.success, *page.table]
    return "\n".join(str(one.value).replace("\\", "") for one in parts)


def test_an_empty_page_says_so_and_offers_the_workbook(store: Engine) -> None:
    page = opened()
    assert "还没有录入督查评价表" in words(page)
    assert [button.key for button in page.button] == []


def test_a_sound_workbook_shows_what_it_adds_and_is_kept_once(store: Engine) -> None:
    page = drop(opened(), oversight_book({"督查核验": [CHECK]}))
    assert "可以提交" in words(page)
    assert "督查核验" in words(page)
    page = page.button(key="oversight_keep").click().run()
    assert "督查评价9月.xlsx 已入库，编号 1" in words(page)
    assert fetch_books(store)["period"].tolist() == ["2022-09"]
    assert "已录入 1 份督查评价表" in words(page)


def test_a_faulty_workbook_names_the_cell_and_can_not_be_kept(store: Engine) -> None:
    page = drop(opened(), oversight_book({"督查核验": [(*CHECK[:3], "GY-01", *CHECK[4:])]}))
    said = words(page)
    assert "督查核验!D2" in said
    assert "任务 GY-01 不属于滨湖街道" in said
    assert [button.key for button in page.button] == []
    assert fetch_books(store).empty


def test_a_question_is_answered_by_a_click(store: Engine) -> None:
    page = drop(opened(), oversight_book({"督查核验": [(*CHECK[:4], "约45%", *CHECK[5:])]}))
    assert "有 1 个问题要确认" in words(page)
    (asked,) = page.pills
    page = asked.set_value(asked.options[0]).run()
    page.button(key="oversight_keep").click().run()
    assert fetch_oversight(store)["inspections"]["verified"].tolist() == [0.45]


@pytest.mark.parametrize("role", ["区领导", "填报单位", "纪检监察"])
def test_nobody_else_keeps_this_data(store: Engine, role: str) -> None:
    page = opened(role)
    assert "由五型办录入" in words(page)
    assert not page.get("file_uploader")


def test_the_original_is_for_the_office_and_the_inspection(store: Engine) -> None:
    content = oversight_book({"督查核验": [CHECK]})
    book, _checked = submit_oversight(store, content, "督查评价9月.xlsx", actor=OFFICE, now=NOW)
    for role in (Role.OFFICE, Role.DISCIPLINE):
        got = original_book(store, book.book_id, actor=Actor(name="x", role=role), now=NOW)
        assert got == ("督查评价9月.xlsx", content)
    for role in (Role.LEADER, Role.UNIT, Role.ADMIN, Role.SCREEN):
        with pytest.raises(Forbidden):
            original_book(store, book.book_id, actor=Actor(name="x", role=role), now=NOW)
