"""Headers as clerks word them: each names its column, or none; of two columns the surer one counts."""

from typing import Any

import pytest

from loaders.header_words import akin, named
from loaders.specs.progress import TASKS
from tests.test_real_sheets import ROWS, Sheet, line


def field(title: str) -> str:
    return named(TASKS, title) or akin(TASKS, title)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("需要协调解决的事项", "need"), ("需区领导协调解决的困难和问题", "need"), ("工作建议", "need"),
        ("下一阶段工作打算", "next_step"), ("下月工作计划", "next_step"), ("后续工作安排", "next_step"),
        ("目前存在的主要困难和问题", "problem"), ("存在困难、问题", "problem"), ("未完成原因分析", "problem"),
        ("工作进展及成效", "note"), ("截至9月底工作落实情况", "note"), ("完成情况", "note"), ("完成情况（文字）", "note"),
        ("完成情况（%）", "reported"), ("工作进展（百分比）", "reported"), ("任务完成进度", "reported"),
        ("1-9月累计完成", "actual"), ("定量指标完成值", "actual"), ("完成值（%）", "actual"),
        ("预计可完成时间", "forecast_finish"), ("调整后预计完成月份", "forecast_finish"),
        ("重点任务名称", "name"), ("工作任务内容", "name"), ("其他需说明的事项", "remark"),
    ],
)  # fmt: skip
def test_a_header_of_a_family_names_its_column(title: str, name: str) -> None:
    assert field(title) == name


@pytest.mark.parametrize(
    "title", ["序时进度", "计划进度", "应完成率", "上年完成数", "工作措施", "领导批示", "满意度"]
)
def test_what_only_sounds_like_a_column_names_none(title: str) -> None:
    assert field(title) == ""


def test_a_listed_header_leaves_none_to_its_family() -> None:
    head = ["任务编号", "任务名称", "完成率", "完成值", "进展情况", "本月工作成效"]
    rows: list[list[Any]] = [[*row, "成效"] for row in ROWS]
    checked = Sheet(head=head, rows=rows).check()
    assert (checked.verdict, line(checked)["note"]) == ("accepted", "已走访企业")
    assert [problem.code for problem in checked.problems] == ["column_extra"]
