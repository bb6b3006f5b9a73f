"""Bad input of the oversight workbook and the rules, each in a real file: refused with sheet, cell and reason in both languages."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from domain.plan import Plan
from loaders.check import check
from loaders.context import Context
from loaders.problems import Problem
from locales import in_language
from tests.books import oversight_book, plan_book

VOTES = ("2022-09", "滨湖街道", "企业", 10, 5, 2, 1, 0, 17, "")
CHECK = (date(2022, 9, 20), "常规检查", "滨湖街道", "GY-01", 0.4, "", "", "")
POINTS = (date(2022, 9, 8), "滨湖街道", -2, "迟报", "五型办〔2022〕3号", None)
EXAMPLE = (date(2022, 9, 9), "滨湖街道", "正面", "代办制", None)


@pytest.fixture(scope="module")
def plan() -> Plan:
    read = check(plan_book(), "plan.xlsx").plan
    assert read is not None
    return read


def told(problem: Problem, language: str) -> str:
    with in_language(language):
        return f"{problem.sheet}!{problem.cell} {problem.message}"


@pytest.mark.parametrize(
    ("sheet", "row", "chinese", "english"),
    [
        ("企业群众评价", VOTES, "企业群众评价!I2 评价票数合计 18，超过样本数 17", "企业群众评价!I2 18 votes are more than the 17"),
        ("督查核验", CHECK, "督查核验!D2 任务 GY-01 不属于滨湖街道（牵头单位是禾埠街道）", "督查核验!D2 Task GY-01 is not one of"),
        ("督查核验", (date(2022, 8, 20), *CHECK[1:]), "督查核验!A2 “2022-08-20”", "督查核验!A2 “2022-08-20” does not lie in 2022-09"),
        ("企业群众评价", ("2022-08", *VOTES[1:8], 20, ""), "企业群众评价!A2 “2022-08”", "企业群众评价!A2 “2022-08” does not lie in 2022-09"),
        ("加减分", POINTS, "加减分!F2 第2行“审批人”未填写", "加减分!F2 审批人 is empty in row 2"),
        ("典型", EXAMPLE, "典型!E2 第2行“审批人”未填写", "典型!E2 审批人 is empty in row 2"),
    ],
    ids=["votes over sample", "task of another unit", "day outside", "period outside", "points without approver", "example without approver"],
)  # fmt: skip
def test_a_bad_row_keeps_the_whole_book_out(
    plan: Plan, sheet: str, row: Sequence[Any], chinese: str, english: str
) -> None:
    found = check(oversight_book({sheet: [row]}), "督查评价.xlsx", Context(plan=plan, period="2022-09"))
    errors = [one for one in found.problems if one.severity == "error"]
    assert found.oversight is None
    assert [one for one in errors if told(one, "zh").startswith(chinese)] != [], [
        told(one, "zh") for one in errors
    ]
    assert [one for one in errors if told(one, "en").startswith(english)] != [], [
        told(one, "en") for one in errors
    ]


def test_a_day_outside_the_period_that_the_book_itself_names_keeps_it_out(plan: Plan) -> None:
    # as on the page, where nobody says of which period the workbook is: its ratings do
    early = (date(2022, 8, 20), *CHECK[1:3], "FW-01", *CHECK[4:])
    book = oversight_book({"督查核验": [early], "企业群众评价": [(*VOTES[:8], 20, "")]})
    found = check(book, "督查评价.xlsx", Context(plan=plan))
    (problem,) = [one for one in found.problems if one.severity == "error"]
    assert found.oversight is None
    assert told(problem, "zh").startswith("督查核验!A2 “2022-08-20”不在本表所属的 2022-09 期内")
    assert told(problem, "en").startswith("督查核验!A2 “2022-08-20” does not lie in 2022-09")


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2022, 9, 28), None), (date(2021, 12, 20), None), (date(2022, 9, 29), "day_outside")],
    ids=["its last day", "left open from the year before", "the day after"],
)
def test_a_decision_may_be_older_than_the_period_and_never_newer(
    plan: Plan, day: date, code: str | None
) -> None:
    row = (day, "调度会", "协调用地", "各街道", None, None, "")
    found = check(oversight_book({"交办事项": [row]}), "督查评价.xlsx", Context(plan=plan, period="2022-09"))
    assert [(one.sheet, one.cell, one.code) for one in found.problems if one.severity == "error"] == (
        [("交办事项", "A2", code)] if code else []
    )


def test_a_decision_of_a_day_after_the_whole_plan_is_refused(plan: Plan) -> None:
    row = (date(2023, 1, 5), "调度会", "协调用地", "各街道", None, None, "")
    found = check(oversight_book({"交办事项": [row]}), "督查评价.xlsx", Context(plan=plan))
    assert [one.code for one in found.problems if one.severity == "error"] == ["day_of_no_period"]


def test_weights_that_do_not_sum_to_100_keep_the_plan_out() -> None:
    book = load_workbook(BytesIO(plan_book()))
    for cell, value in (("A2", "任务权重"), ("B2", 40)):
        book["规则"][cell] = value
    stream = BytesIO()
    book.save(stream)
    found = check(stream.getvalue(), "责任清单.xlsx")
    assert found.plan is None
    (problem,) = [one for one in found.problems if one.code == "weights_not_100"]
    assert told(problem, "zh").startswith("规则!B2 ")
    assert "105" in told(problem, "zh")
    assert told(problem, "en").startswith("规则!B2 The score's weights add up to 105, not 100")
