"""The page of decisions: what is open, a request turned into a decision by a click, done with a result; by role."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from accounts.actor import Actor
from accounts.roles import Role
from domain.oversight import Decision
from services.decision_desk import decide
from services.intake import save_plan, submit
from services.publishing import publish
from store.oversight import fetch_books, fetch_oversight
from store.queries import fetch_plans
from tests.books import plan_book, progress_book
from tests.stores import look_at, sqlite_store

ROOT = Path(__file__).parent.parent
OFFICE = Actor(name="lin", role=Role.OFFICE)
NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
NEED = "请审批局派专人驻点"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    look_at(tmp_path, monkeypatch)
    engine = sqlite_store(tmp_path / "board.db")
    yield engine
    engine.dispose()


@pytest.fixture
def reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    look_at(tmp_path, monkeypatch)
    engine = sqlite_store(tmp_path / "board.db", fill)
    yield engine
    engine.dispose()


def fill(store: Engine) -> None:
    """A plan, a report that asks for coordination, and the period published."""
    save_plan(store, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    rows = [("FW-01", "推进代办制", 0.5, None, "已走访", "缺人", "继续", NEED, None)]
    rows.append(("FW-02", "企业走访", None, 120, "走访120户", "", "", "", None))
    submit(
        store, progress_book(rows=rows), "滨湖.xlsx", actor=OFFICE, unit_id="S01", period="2022-09", now=NOW
    )
    publish(store, "2022-09", actor=OFFICE, now=datetime(2022, 10, 8, tzinfo=UTC))


def held(engine: Engine, content: str, unit: str, due_on: date) -> None:
    plan = fetch_plans(engine)[-1].plan
    decision = Decision(
        assigned_on=date(2022, 9, 20), meeting="九月调度会", content=content, units=(unit,), due_on=due_on
    )
    decide(engine, plan, decision, actor=OFFICE, now=NOW, key=content)


def script() -> None:
    from pages import decisions
    from panels import reads, session

    session.viewer(reads.plan())
    decisions.render()


def opened(role: str = "五型办", **chosen: str) -> AppTest:
    page = AppTest.from_function(script, default_timeout=60)
    page.query_params["as"] = role
    for name, value in chosen.items():
        page.query_params[name] = value
    return page.run()


def words(page: AppTest) -> str:
    assert not page.exception, page.exception
    parts = [*page.header, *page.markdown, *page.caption, *page.success, *page.warning]
    return "\n".join(
        [*(str(one.value).replace("\\", "") for one in parts), *(str(t.value) for t in page.table)]
    )


def test_without_a_plan_it_says_who_supplies_one(store: Engine) -> None:
    assert "尚无责任清单" in words(opened())


def test_nothing_decided_yet_is_said_and_the_form_is_there(reported: Engine) -> None:
    page = opened()
    assert page.header[0].value == "还没有会议交办事项"
    assert page.button(key="decision_store").label == "登记"


def test_a_request_becomes_a_decision_and_shows_as_answered(reported: Engine) -> None:
    page = opened()
    assert "单位提出需协调事项 1 项，1 项尚未交办" in words(page)
    page = page.button(key="need_take_0").click().run()
    assert page.text_area(key="decision_content").value == NEED
    page.text_input(key="decision_meeting").set_value("九月调度会")
    page.multiselect(key="decision_units").set_value(["审批局"])
    page = page.button(key="decision_store").click().run()
    said = words(page)
    assert "交办事项已登记" in said
    assert "单位提出需协调事项 1 项，0 项尚未交办" in said
    assert "对应滨湖街道 2022-09“推进代办制”的需协调事项" in said
    assert fetch_oversight(reported)["decisions"]["units"].tolist() == [["D01"]]
    assert page.text_area(key="decision_content").value == ""


def test_what_is_missing_is_said_and_nothing_is_stored(reported: Engine) -> None:
    page = opened()
    page.text_area(key="decision_content").set_value("加快兑付")
    page = page.button(key="decision_store").click().run()
    assert page.warning[0].value == "交办事项须写明内容，并至少指定一个责任单位。"
    assert page.text_area(key="decision_content").value == "加快兑付"
    assert fetch_books(reported).empty


def test_done_with_its_result_goes_down_the_page(reported: Engine) -> None:
    held(reported, "加快兑付", "S01", date(2022, 9, 25))
    page = opened()
    assert "上次会议交办 1 件，办结 0 件、逾期 1 件" in page.header[0].value
    page.text_area(key="decision_result_0").set_value("已兑付")
    page.date_input(key="decision_done_0").set_value(date(2022, 9, 24))
    page = page.button(key="decision_finish_0").click().run()
    assert page.header[0].value == "上次会议交办 1 件，办结 1 件"
    assert "已兑付" in words(page)
    assert "按时办结" in words(page)


@pytest.mark.parametrize("role", ["区领导", "纪检监察"])
def test_others_read_and_do_not_write(reported: Engine, role: str) -> None:
    held(reported, "加快兑付", "S01", date(2022, 9, 25))
    page = opened(role)
    assert "加快兑付" in words(page)
    assert [*page.button] == []


def test_a_unit_sees_what_names_it_and_no_other(reported: Engine) -> None:
    held(reported, "加快兑付", "S01", date(2022, 9, 25))
    held(reported, "清理积压", "D01", date(2022, 9, 25))
    said = words(opened("填报单位", me="审批局"))
    assert "清理积压" in said
    assert "加快兑付" not in said
    assert NEED not in said
