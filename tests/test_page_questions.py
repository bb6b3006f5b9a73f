"""The four questions: what answers each by hand, and the page: empty, from real workbooks, narrowed, by role."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Role
from domain.oversight import Promise
from domain.promise import COST_LINES, Callback, Topic
from loaders.specs.voices import callback_of, topic_of
from services.findings import questions as findings
from services.four_questions import FourQuestions, four_questions
from services.intake import save_plan, submit
from services.oversight_desk import submit_oversight
from services.publishing import publish
from tests.books import oversight_book, plan_book, progress_book
from tests.factories import briefed, issue_line, said
from tests.stores import look_at, sqlite_store
from tools.running import board

OFFICE = Actor(name="lin", role=Role.OFFICE)
NOW = datetime(2022, 10, 8, 9, 0, tzinfo=UTC)
PROMISES = [
    ("2022-09", "减税降费", 1000, 600, None, None, "万元"),
    ("2022-09", "工程项目审批时限", None, None, 40, 30, "工作日"),
    ("2022-09", "企业开办审批时限", None, None, 4, 5, "工作日"),
    ("2022-09", "群众办事平均时长", 25, None, 40, 20, "分钟"),
    ("2022-09", "融资贴息", 200, 180, None, None, "万元"),
    ("2022-09", "走访企业", 300, 200, None, None, "户"),
]


@pytest.mark.parametrize(
    ("item", "measure", "topic"),
    [
        ("减税降费", "万元", Topic.CUTS),
        ("用地审批时限", "工作日", Topic.APPROVALS),
        ("用地成本减免", "万元", Topic.LAND),
        ("服务业补贴", "万元", Topic.CUTS),
        ("12345工单平均时长", "小时", Topic.SERVICES),
        ("走访企业", "户", None),
    ],
)
def test_an_item_answers_the_question_its_words_and_measure_name(
    item: str, measure: str, topic: Topic | None
) -> None:
    assert topic_of(item, measure) is topic


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("基本满意", Callback.SATISFIED),
        ("不满意，已二次交办", Callback.DISSATISFIED),
        ("电话未通", Callback.UNCLEAR),
        (" ", Callback.NONE),
    ],
)
def test_a_call_back_is_read_with_what_is_against_first(words: str, found: Callback) -> None:
    assert callback_of(words) is found


def asked() -> FourQuestions:
    """September: of four problems one is solved in time, one late, one overdue, one open; and some promises."""
    problem = {"source": "企业", "category": "用工"}
    day = pd.Timestamp
    return four_questions(
        briefed(
            "2022-09",
            issues=[
                issue_line("2022-09", "W1", raised_on=day("2022-09-01"), promised_on=day("2022-09-10"),
                           solved_on=day("2022-09-10"), callback="满意", **problem),
                issue_line("2022-09", "W2", raised_on=day("2022-09-01"), promised_on=day("2022-09-10"),
                           solved_on=day("2022-09-11"), callback="不满意", **problem),
                issue_line("2022-09", "W3", raised_on=day("2022-07-01"), promised_on=day("2022-08-01"), **problem),
                issue_line("2022-09", "W4", raised_on=day("2022-09-15"), promised_on=day("2022-10-15"), **problem),
            ],
            oversight=said(
                promises=[
                    Promise(period=period, item=item, promised=promised, kept=kept, base=base, current=now, measure=measure)
                    for period, item, promised, kept, base, now, measure in PROMISES
                ]
            ),
        )
    )  # fmt: skip


def test_problems_are_counted_by_what_came_of_them() -> None:
    row = asked().problems.iloc[0].to_dict()
    assert row == {
        "category": "用工",
        "solved_in_time": 1,
        "solved_late": 1,
        "overdue": 1,
        "open": 1,
        "total": 4,
        "due": 3,
    }


def test_unsolved_ones_are_counted_by_days_waited() -> None:
    # by 30 September the one of 1 July waits 91 days, the one of 15 September 15
    assert asked().ages[["overdue", "open"]].to_numpy().tolist() == [[0, 1], [0, 0], [0, 0], [1, 0]]


def test_least_kept_and_least_quickened_come_first() -> None:
    found = asked()
    assert found.approvals["item"].tolist() == ["企业开办审批时限", "工程项目审批时限"]
    assert found.approvals["ratio"].tolist() == [1.25, 0.75]
    assert found.others["item"].tolist() == ["走访企业"]


def test_every_cost_line_stands_there_with_or_without_figures() -> None:
    costs = asked().costs
    assert set(costs["topic"]) == {line.value for line in COST_LINES}
    assert costs.dropna(subset="kept_share")["topic"].tolist() == [Topic.FINANCING.value]


def test_the_year_that_is_over_is_counted_by_days() -> None:
    assert asked().elapsed == pytest.approx(273 / 365)


def test_answers_say_what_got_worse() -> None:
    found = asked()
    assert findings.problems(found) == (
        "共反映 4 件，办结 2 件；应办结 3 件中按期办结 1 件（33.3%）；逾期未办结 1 件，最久 91 天"
    )
    assert findings.callbacks(found) == "已办结 2 件中回访 2 件：满意 1、不满意 1"
    assert findings.cuts(found) == "承诺 1,000 万元，已兑现 600（60.0%）；全年时间已过 74.7%"
    assert findings.approvals(found) == "2 项中 1 项比基期快；改善最少的是企业开办审批时限：+25.0%"
    assert findings.services(found) == "1 项中 1 项比基期快；改善最少的是群众办事平均时长：−50.0%"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    look_at(tmp_path, monkeypatch)
    engine = sqlite_store(tmp_path / "board.db")
    yield engine
    engine.dispose()


def report() -> bytes:
    """The street's workbook with a problem of an enterprise that is past its promise."""
    book = load_workbook(BytesIO(progress_book()))
    sheet = book.create_sheet("问题台账")
    sheet.append(
        [
            "问题编号",
            "来源",
            "反映日期",
            "类别",
            "问题描述",
            "承诺办结日期",
            "办结日期",
            "办理结果",
            "回访结果",
        ]
    )
    sheet.append(["W1", "企业", date(2022, 7, 1), "用工", "招工难", date(2022, 8, 1), None, None, None])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def words(shown: object) -> str:
    parts = [*shown.header, *shown.subheader, *shown.markdown, *shown.caption]  # type: ignore[attr-defined]
    tables = [table.value.to_csv() for table in shown.table]  # type: ignore[attr-defined]
    return "\n".join([*(str(one.value) for one in parts), *tables]).replace("\\", "")


def test_real_workbooks_answer_all_four(store: Engine) -> None:
    save_plan(store, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    submit(store, report(), "滨湖.xlsx", actor=OFFICE, now=NOW)
    submit_oversight(store, oversight_book({"兑现与提速": PROMISES}), "督查.xlsx", actor=OFFICE, now=NOW)
    publish(store, "2022-09", actor=OFFICE, now=NOW)
    shown = board("questions", role=Role.LEADER).run()
    assert [one.message for one in shown.exception] == []
    text = words(shown)
    assert shown.header[0].value == "问题按期办结 0.0%；承诺减税降费兑现 60.0%；审批提速 1/2；办事提速 1/1"
    assert "单位自报" in text
    assert "五型办核实" in text
    assert any("招工难" in one.label for one in shown.button)
    assert "督查.xlsx 兑现与提速!B2" in text
    assert "1 项按名称和计量单位归不到任何一问" in text
    narrowed = board("questions", role=Role.LEADER, unit="禾埠街道").run()
    assert "尚无问题台账" in words(narrowed)
    assert "承诺 1,000 万元" in words(narrowed)


def test_without_data_each_question_says_who_supplies_it(store: Engine) -> None:
    save_plan(store, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    shown = board("questions", role=Role.OFFICE).run()
    assert [one.message for one in shown.exception] == []
    assert shown.header[0].value == "四问都还没有数据可答"
    text = words(shown)
    assert text.count("由五型办在督查评价表的“兑现与提速”表填报") == 4
    assert "由各单位在进度表的“问题台账”表填报" in text
