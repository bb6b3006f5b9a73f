"""The oversight workbook: each fault at its cell, and the book as the store takes it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from domain.oversight import Adjustment, Decision, Example, Inspection, Promise, Rating
from domain.plan import Plan
from loaders.check import Checked, check
from loaders.context import Context
from tests.books import oversight_book, plan_book

GOOD: dict[str, Sequence[Any]] = {
    "督查核验": (date(2022, 9, 20), "明察暗访", "滨湖街道", "FW-01", 0.45, "偏高", "照片", ""),
    "企业群众评价": ("2022-09", "滨湖街道", "企业", 10, 5, 2, 1, 0, 20, "上门回访"),
    "兑现与提速": ("2022-09", "减税降费", 500, 420, None, None, "万元"),
    "加减分": (date(2022, 9, 8), "禾埠街道", -2, "迟报", "五型办〔2022〕3号", "王某"),
    "典型": (date(2022, 9, 9), "滨湖街道", "正面", "代办制", "王某"),
    "交办事项": (date(2022, 9, 5), "调度会", "协调用地", "各街道", date(2022, 9, 30), None, ""),
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    read = check(plan_book(), "plan.xlsx").plan
    assert read is not None
    return read


def checked(plan: Plan, period: str | None = "2022-09", **rows: Sequence[Sequence[Any]]) -> Checked:
    book = {sheet: [row] for sheet, row in GOOD.items()} | rows
    return check(oversight_book(book), "督查评价.xlsx", Context(plan=plan, period=period))


def changed(plan: Plan, sheet: str, position: int, value: Any) -> list[tuple[str, str, str]]:
    row = list(GOOD[sheet])
    row[position] = value
    found = checked(plan, **{sheet: [row]})
    return [(one.sheet, one.cell, one.code) for one in found.problems if one.severity == "error"]


def test_a_whole_book_is_read(plan: Plan) -> None:
    found = checked(plan)
    assert (found.kind, found.verdict, found.period) == ("oversight", "accepted", "2022-09")
    book = found.oversight
    assert book is not None
    assert book.inspections == (
        Inspection(inspected_on=date(2022, 9, 20), method="unannounced", unit_id="S01", task_id="FW-01",
                   verified=0.45, finding="偏高", evidence="照片", row=2, place="督查核验!E2"),
    )  # fmt: skip
    assert book.ratings == (
        Rating(period="2022-09", unit_id="S01", voters="enterprise", very_satisfied=10, satisfied=5,
               fairly_satisfied=2, dissatisfied=1, sample=20, measures="上门回访", row=2, place="企业群众评价!C2"),
    )  # fmt: skip
    assert book.promises == (
        Promise(period="2022-09", item="减税降费", promised=500.0, kept=420.0, measure="万元", row=2, place="兑现与提速!B2"),
    )  # fmt: skip
    assert book.adjustments == (
        Adjustment(happened_on=date(2022, 9, 8), unit_id="S02", points=-2.0, reason="迟报",
                   document="五型办〔2022〕3号", approved_by="王某", row=2, place="加减分!C2"),
    )  # fmt: skip
    assert book.examples == (
        Example(happened_on=date(2022, 9, 9), unit_id="S01", type="positive", reason="代办制", approved_by="王某",
                row=2, place="典型!C2"),
    )  # fmt: skip
    assert book.decisions == (
        Decision(assigned_on=date(2022, 9, 5), meeting="调度会", content="协调用地", units=("S01", "S02"),
                 due_on=date(2022, 9, 30), row=2, place="交办事项!C2"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "position", "value", "cell", "code"),
    [
        ("督查核验", 3, "GY-01", "D2", "task_not_of_unit"),
        ("督查核验", 3, "FW-99", "D2", "task_unknown_near"),
        ("督查核验", 2, "外太空局", "C2", "unit_not_planned"),
        ("督查核验", 0, date(2022, 8, 20), "A2", "day_outside"),
        ("督查核验", 4, None, "E2", "required_empty"),
        ("企业群众评价", 0, "2022-08", "A2", "day_outside"),
        ("企业群众评价", 8, 17, "I2", "votes_over_sample"),
        ("企业群众评价", 3, -1, "D2", "count_unreadable"),
        ("加减分", 5, None, "F2", "required_empty"),
        ("加减分", 4, None, "E2", "required_empty"),
        ("典型", 4, None, "E2", "required_empty"),
        ("典型", 0, date(2022, 10, 9), "A2", "day_outside"),
        ("交办事项", 4, date(2022, 9, 1), "E2", "due_before_start"),
    ],
)
def test_a_fault_is_an_error_at_its_cell_and_nothing_is_taken(
    plan: Plan, sheet: str, position: int, value: Any, cell: str, code: str
) -> None:
    assert (sheet, cell, code) in changed(plan, sheet, position, value)


def test_exactly_the_sample_may_vote(plan: Plan) -> None:
    assert changed(plan, "企业群众评价", 8, 18) == []


def test_a_joint_unit_may_be_inspected_on_a_task_it_takes_part_in(plan: Plan) -> None:
    assert changed(plan, "督查核验", 2, "审批局") == []


def test_the_same_thing_said_twice_is_an_error(plan: Plan) -> None:
    other = (*GOOD["督查核验"][:4], 0.5, "", "", "")
    found = checked(plan, 督查核验=[GOOD["督查核验"], other])
    faults = [(one.cell, one.code) for one in found.problems if one.severity == "error"]
    assert faults == [("D3", "said_twice")]
    assert found.oversight is None


def test_without_a_period_asked_for_the_book_tells_its_own(plan: Plan) -> None:
    assert checked(plan, None).period == "2022-09"
    two = checked(plan, None, 兑现与提速=[("2022-08", "减税降费", 500, 420, None, None, "万元")])
    assert (two.period, two.verdict) == (None, "accepted")
