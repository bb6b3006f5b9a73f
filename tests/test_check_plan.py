"""The plan workbook: read whole, and every fault of it named at its cell."""

from datetime import date, datetime
from io import BytesIO
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook, load_workbook

from domain.rules import LightRule
from loaders.catalogue import CODES
from loaders.check import Checked, Context, check
from locales import catalogue
from tests.books import plan_book


def changed(sheet: str, **cells: Any) -> Checked:
    """The plan of tests.books with some cells of a sheet overwritten."""
    book = load_workbook(BytesIO(plan_book()))
    for cell, value in cells.items():
        book[sheet][cell] = value
    stream = BytesIO()
    book.save(stream)
    return check(stream.getvalue(), "plan.xlsx")


def faults(checked: Checked) -> list[tuple[str, str]]:
    return [(one.cell, one.code) for one in checked.problems if one.severity != "notice"]


def test_a_plan_is_read_whole() -> None:
    checked = check(plan_book(), "plan.xlsx")
    assert (checked.kind, checked.verdict, faults(checked)) == ("plan", "accepted", [])
    assert checked.plan is not None
    first, second, _third = checked.plan.tasks
    assert (first.lead_unit, first.joint_units, first.due_on) == ("S01", ("D01",), date(2022, 12, 31))
    assert (second.measure, second.base, second.target) == ("户", 0.0, 200.0)
    assert checked.plan.window("2022-09").due_at == datetime(
        2022, 10, 5, 18, tzinfo=ZoneInfo("Asia/Shanghai")
    )  # type: ignore[union-attr]
    assert checked.sheets["节点"][0]["baseline_finish"] == "2022-06-30"


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "code"),
    [
        ("任务", "E2", "滨湖街", "unit_not_planned_near"),
        ("任务", "E2", "滨湖街道、审批局", "lead_not_one"),
        ("任务", "F2", "外太空局", "unit_not_planned"),
        ("任务", "B2", "勤政型", "word_unknown"),
        ("任务", "H2", date(2021, 1, 1), "due_before_start"),
        ("任务", "I2", 0, "weight_not_positive"),
        ("任务", "K3", None, "measure_missing"),
        ("任务", "M3", 0, "target_equals_base"),
        ("任务", "M3", -5, "target_against_direction"),
        ("任务", "M3", None, "target_missing"),
        ("任务", "C2", None, "required_empty"),
        ("任务", "A3", "FW-01", "code_twice"),
        ("节点", "B2", "P09", "project_unknown"),
        ("期次", "C3", date(2022, 1, 5), "window_order"),
        ("期次", "B3", date(2022, 1, 20), "window_overlap"),
        ("期次", "D2", "下周", "deadline_unreadable"),
        ("单位", "E2", "委员会", "word_unknown"),
    ],
)
def test_a_fault_is_an_error_at_its_cell(sheet: str, cell: str, value: Any, code: str) -> None:
    checked = changed(sheet, **{cell: value})
    assert (cell, code) in faults(checked)
    assert (checked.verdict, checked.plan) == ("rejected", None)


def test_an_unknown_target_is_none_and_zero_stays_zero() -> None:
    unknown = changed("任务", M3="未定")
    assert unknown.plan is not None
    assert unknown.plan.tasks[1].target is None
    zero = changed("任务", L3=50, M3=0, N3="越低越好")
    assert zero.plan is not None
    assert zero.plan.tasks[1].target == 0.0


def test_all_streets_are_expanded_without_the_lead_and_shown() -> None:
    checked = changed("任务", F2="各街道、审批局")
    assert checked.plan is not None
    assert checked.plan.tasks[0].joint_units == ("S02", "D01")
    assert [problem.code for problem in checked.problems if problem.cell == "F2"] == ["units_expanded"]


def test_no_date_is_a_task_without_due_date() -> None:
    checked = changed("任务", H2="长期坚持")
    assert checked.plan is not None
    assert checked.plan.tasks[0].due_on is None


def test_an_open_question_keeps_the_plan_back() -> None:
    checked = changed("任务", H2="6月31日")
    assert (checked.verdict, checked.plan) == ("questions", None)


def test_a_deadline_without_a_time_ends_with_its_day() -> None:
    checked = changed("期次", D2="2022年2月5日")
    assert checked.plan is not None
    assert checked.plan.windows[0].due_at == datetime(2022, 2, 5, 23, 59, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_a_deadline_before_the_end_of_a_day_is_shown() -> None:
    checked = changed("期次", D2="2022年2月5日前")
    assert checked.plan is not None
    assert checked.plan.windows[0].due_at == datetime(2022, 2, 5, 23, 59, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert [problem.code for problem in checked.problems if problem.cell == "D2"] == ["date_assumed"]


def test_an_investment_may_be_unknown() -> None:
    checked = changed("项目", E2="待定")
    assert checked.plan is not None
    assert checked.plan.projects[0].investment is None
    assert [problem.code for problem in checked.problems if problem.cell == "E2"] == ["amount_unknown"]


def test_rules_are_read_over_the_defaults() -> None:
    checked = changed(
        "规则",
        A2="亮灯规则",
        B2="完成比",
        A3="红灯完成比",
        B3="50%",
        A4="任务权重",
        B4=40,
        A5="节点权重",
        B5=15,
    )
    assert checked.plan is not None
    rules = checked.plan.rules
    assert (rules.light_rule, rules.red_ratio, rules.weight_tasks) == (LightRule.RATIO, 0.5, 40)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [("任务权重", 40, "weights_not_100"), ("某规则", 1, "rule_unknown"), ("红灯进度差", 20, "rule_value"),
     ("优秀线", 70, "thresholds_crossed"), ("排名方式", "随便", "rule_value")],
)  # fmt: skip
def test_a_rule_that_cannot_hold_is_an_error(name: str, value: Any, code: str) -> None:
    assert code in [found for _cell, found in faults(changed("规则", A2=name, B2=value))]


def test_oversight_is_read_against_the_plan() -> None:
    book = Workbook()
    ratings = book.active
    ratings.title = "企业群众评价"
    ratings.append(["期次", "单位", "评价主体", "很满意", "满意", "基本满意", "不满意", "很不满意"])
    ratings.append(["2022-09", "滨湖街道", "企业", 10, 5, 2, 1, 0])
    checks = book.create_sheet("督查核验")
    checks.append(["日期", "方式", "单位", "任务编号", "核验完成率", "结论", "佐证", "说明"])
    checks.append(["2022.9.20", "明察暗访", "滨湖街道", "FW-01", "45%", "偏高", "照片", None])
    decided = book.create_sheet("交办事项")
    decided.append(["交办日期", "会议", "内容", "责任单位", "完成时限", "办结日期", "结果"])
    decided.append([date(2022, 9, 5), "调度会", "协调用地", "各街道", "9月底前", None, None])
    stream = BytesIO()
    book.save(stream)
    plan = check(plan_book(), "plan.xlsx").plan
    checked = check(stream.getvalue(), "督查.xlsx", Context(plan=plan, period="2022-09"))
    assert (checked.kind, checked.verdict) == ("oversight", "accepted")
    assert checked.sheets["企业群众评价"][0] == {
        "period": "2022-09", "unit_id": "S01", "voters": "企业", "very_satisfied": 10.0, "satisfied": 5.0,
        "fairly_satisfied": 2.0, "dissatisfied": 1.0, "very_dissatisfied": 0.0, "sample": None, "measures": None, "row": 2,
    }  # fmt: skip
    assert (
        checked.sheets["督查核验"][0]["verified"],
        checked.sheets["督查核验"][0]["inspected_on"],
    ) == (0.45, "2022-09-20")
    assert checked.sheets["交办事项"][0]["units"] == ["S01", "S02"]
    assert checked.sheets["交办事项"][0]["due_on"] == "2022-09-30"


def test_a_promise_in_another_measure_than_its_row_is_asked_and_totals_are_no_units() -> None:
    book = Workbook()
    promises = book.active
    promises.title = "兑现与提速"
    promises.append(["期次", "事项", "承诺值", "兑现值", "计量单位"])
    promises.append(["2022-09", "减税降费", "0.5亿元", "4200万元", "万元"])
    ratings = book.create_sheet("企业群众评价")
    ratings.append(["期次", "单位", "评价主体", "很满意", "满意", "基本满意", "不满意", "很不满意"])
    ratings.append(["2022-09", "滨湖街道", "企业", 10, 5, 2, 1, 0])
    ratings.append([None, "合计", None, 10, 5, 2, 1, 0])
    stream = BytesIO()
    book.save(stream)
    checked = check(stream.getvalue(), "督查.xlsx", Context(plan=check(plan_book(), "plan.xlsx").plan))
    assert faults(checked) == [("C2", "measure_differs")]
    row = checked.sheets["兑现与提速"][0]
    assert (row["promised"], row["kept"]) == (None, 4200.0)
    assert len(checked.sheets["企业群众评价"]) == 1


def test_every_message_fills_the_same_values_in_both_languages() -> None:
    def names(text: str) -> set[str]:
        return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}

    chinese = catalogue("zh")
    assert [
        code
        for code, (_severity, text) in CODES.items()
        if not names(chinese[text]) <= names(text) | {"value"}
    ] == []
