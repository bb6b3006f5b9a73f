"""The verification page: what checks found, who was not checked, the register, and the draw by role."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from accounts.actor import Actor
from accounts.roles import Role
from charts.data_table import table_of
from charts.score_bars import score_bars
from charts.theme import Look
from domain.rules import Display
from reports.certificate import certificate_docx
from services.briefing import Briefing, briefing
from services.drawing import certificate_json, draws_made
from services.findings import verification as findings
from services.intake import save_plan, submit
from services.oversight_desk import submit_oversight
from services.publishing import publish
from services.unit_sheet import unit_sheet
from tests.books import oversight_book, plan_book, progress_book, street_book
from tests.stores import look_at, sqlite_store

ROOT = Path(__file__).parent.parent
OFFICE = Actor(name="lin", role=Role.OFFICE)
NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
CHECKS = [
    (date(2022, 9, 20), "明察暗访", "滨湖街道", "FW-01", 0.30, "现场未见代办窗口", "照片3张", ""),
    (date(2022, 9, 21), "常规检查", "禾埠街道", "GY-01", 0.50, "台账一致", "台账复印件", ""),
]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    look_at(tmp_path, monkeypatch)
    engine = sqlite_store(tmp_path / "board.db")
    yield engine
    engine.dispose()


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    look_at(tmp_path, monkeypatch)
    engine = sqlite_store(tmp_path / "board.db", fill)
    yield engine
    engine.dispose()


def fill(store: Engine) -> None:
    """Both streets reported 50 %; one was found at 30 %, the other at 50 %; the office was not checked."""
    save_plan(store, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    for unit_id, content in (("S01", progress_book(rate=0.5)), ("S02", street_book(rate=0.5))):
        submit(store, content, f"{unit_id}.xlsx", actor=OFFICE, unit_id=unit_id, period="2022-09", now=NOW)
    book = oversight_book({"督查核验": CHECKS})
    submit_oversight(store, book, "督查评价9月.xlsx", actor=OFFICE, now=NOW)
    publish(store, "2022-09", actor=OFFICE, now=datetime(2022, 10, 8, tzinfo=UTC))


def script() -> None:
    from pages import verification
    from panels import reads, session

    session.viewer(reads.plan())
    verification.render()


def opened(role: str = "五型办", view: str = "自报与核验", **chosen: str) -> AppTest:
    page = AppTest.from_function(script, default_timeout=60)
    for name, value in {"as": role, "view": view, **chosen}.items():
        page.query_params[name] = value
    return page.run()


def words(page: AppTest) -> str:
    assert not page.exception, page.exception
    parts = [*page.header, *page.markdown, *page.caption, *page.success, *page.warning, *page.get("html")]
    told = [str(getattr(one, "value", None) or one.proto.body).replace("\\", "") for one in parts]
    return "\n".join([*told, *(f"{one.label} {one.value}" for one in page.metric)])


def test_without_a_plan_it_says_who_supplies_one(store: Engine) -> None:
    assert "尚无责任清单" in words(opened())


def test_the_first_line_says_coverage_and_who_claims_most(checked: Engine) -> None:
    """S01 and S02 of three units; claimed 20 and 0 points, weights alike: 10 on average."""
    page = opened("区领导")
    assert page.header[0].value == (
        "2022年第3季度已督查 2/3 个单位；自报平均高出核验 10.0 点，滨湖街道最多（+20.0）"
    )
    said = words(page)
    assert "本季度已查单位 2:small[/3]" in said
    assert "出入超过一成 1:small[/2]" in said
    assert "本季度未查：审批局" in said
    assert "已核验 2 项任务，1 项出入超过一成；滨湖街道“推进代办制”偏差最大（+20.0 点）" in said
    assert "督查记录均未注明属于五个督查领域中的哪一个" in said


def test_the_register_is_searched_and_leads_to_the_cell(checked: Engine) -> None:
    page = opened("五型办", "督查台账")
    assert page.dataframe[0].value[
        ["unit", "task", "reported", "verified", "claimed", "flag"]
    ].values.tolist() == [
        ["禾埠街道", "作风督查", 50.0, 50.0, 0.0, "—"],
        ["滨湖街道", "推进代办制", 50.0, 30.0, 20.0, "◆ 是"],
    ]
    page = page.text_input(key="check_search").set_value("代办窗口 照片").run()
    assert "督查台账：2 条中的 1 条" in words(page)
    assert page.dataframe[0].value["unit"].tolist() == ["滨湖街道"]
    page = page.text_input(key="check_search").set_value("并无此事").run()
    assert "没有含这些字词的记录" in words(page)


def test_no_check_yet_says_who_records_them(store: Engine) -> None:
    save_plan(store, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    submit(store, progress_book(), "滨湖.xlsx", actor=OFFICE, unit_id="S01", period="2022-09", now=NOW)
    page = opened(view="督查台账")
    assert page.header[0].value == "2022年第3季度已督查 0/3 个单位；今年还没有督查记录"
    assert "由五型办在督查评价表“督查核验”表中填写" in words(page)
    assert not opened().exception


def test_the_office_draws_with_a_seed_and_all_read_the_list(checked: Engine) -> None:
    page = opened(view="随机抽查", period="2022-09")
    assert "共 3 个单位：街道 2 · 部门 1；其中本季度未查、未抽中的 1 个优先" in words(page)
    assert page.button(key="draw_units").label == "用此种子抽取 3 个单位（不可撤销）"
    page.number_input(key="draw_count").set_value(2)
    page.text_input(key="draw_seed").set_value("306417")
    page = page.run().button(key="draw_units").click().run()
    assert "第 2022-Q3-01 号抽取已存档" in words(page)
    assert [*page.text_input] == []
    (made,) = draws_made(checked)
    assert made.certificate["result"][0] == "D01"
    for role in ("五型办", "区领导", "纪检监察"):
        said = words(opened(role, "随机抽查"))
        assert "第 2022-Q3-01 号抽取：2022年第3季度，3 个单位中抽 2 个" in said
        assert "<b>审批局</b><span>部门</span>" in said
        assert "种子 306417" in said


def test_a_refused_seed_is_said_and_nothing_is_drawn(checked: Engine) -> None:
    page = opened(view="随机抽查")
    page.text_input(key="draw_seed").set_value("12")
    page = page.button(key="draw_units").click().run()
    assert page.warning[0].value.startswith("种子“12”太短")
    assert draws_made(checked) == ()


@pytest.mark.parametrize("role", ["区领导", "纪检监察"])
def test_leaders_and_discipline_see_draws_and_cannot_draw(checked: Engine, role: str) -> None:
    page = opened(role, "随机抽查")
    assert "还没有抽取过单位" in words(page)
    assert [*page.button, *page.text_input] == []


def test_the_certificate_on_paper_says_what_the_json_says(checked: Engine) -> None:
    page = opened(view="随机抽查")
    page.text_input(key="draw_seed").set_value("306417")
    page.button(key="draw_units").click().run()
    _name, told = certificate_json(checked, 1, actor=OFFICE, now=NOW)
    name, content = certificate_docx(checked, 1, actor=OFFICE, now=NOW)
    value, paper = json.loads(told), Document(BytesIO(content))
    assert name == "抽取证书2022-Q3-01.docx"
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs).replace(" ", "")
    assert value["frame_hash"] in text
    assert value["certificate_hash"] in text
    assert "种子为306417" in text
    drawn, frame, steps = paper.tables
    assert [row.cells[1].text for row in drawn.rows][1:] == value["result"]
    assert [row.cells[0].text for row in frame.rows][1:] == [row[0] for row in value["frame"]]
    assert [row.cells[3].text for row in steps.rows][1:] == [str(row[3]) for row in value["steps"]]


@pytest.mark.parametrize("display", ["rank", "bands", "none"])
def test_the_honesty_gap_stands_beside_every_unit_however_units_are_shown(
    checked: Engine, display: str
) -> None:
    """S01 claimed 20 points, S02 none; D01 was never checked: —."""
    told = briefing(checked, "2022-09", NOW)
    assert told is not None
    if display == "rank":
        rows = dict(_honesty_rows(told))
        assert rows == {"滨湖街道": "+20.0", "禾埠街道": "0.0"}
        return
    rules = replace(told.plan.rules, display=Display(display))
    shown = AppTest.from_function(board_script, default_timeout=60)
    shown.session_state["told"] = replace(told, plan=replace(told.plan, rules=rules))
    shown.run()
    assert not shown.exception, shown.exception
    if display == "bands":
        labels = [button.label.replace("\\", "") for button in shown.button]
        assert {"滨湖街道 :gray[+20.0]", "禾埠街道 :gray[0.0]"} <= set(labels)
    else:
        table = shown.dataframe[0].value
        assert dict(zip(table["单位"], table["核验偏差"], strict=True)) == {
            "滨湖街道": "+20.0",
            "禾埠街道": "0.0",
        }


def _honesty_rows(told: Briefing) -> list[tuple[str, str]]:
    """Unit and honesty gap as the chart of the ranking writes them."""
    streets = told.units.loc[told.units["group"] == "street"]
    table = table_of(score_bars(streets, told.score_lines, told.plan.rules, Look()))
    assert table is not None
    at = table.heads.index("核验偏差")
    return [(row[0].split()[-1], row[at]) for row in table.rows]


def board_script() -> None:
    import streamlit as st

    from panels.standing_board import draw_board

    draw_board(st.session_state["told"])


def test_a_unit_page_says_how_its_reports_held_up(checked: Engine) -> None:
    told = briefing(checked, "2022-09", NOW)
    assert told is not None
    sheet = unit_sheet(told, "S01")
    assert sheet.checks[["task_id", "claimed"]].values.tolist() == [["FW-01", pytest.approx(20.0)]]
    assert findings.unit_pairs_title(sheet.checks) == "已核验 1 项任务，1 项出入超过一成（最大 +20.0 点）"
    assert unit_sheet(told, "D01").checks.empty
