"""The problem list of a foreign workbook: every problem with its cell, and nothing in it that a spreadsheet runs."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from loaders.check import Checked, check
from loaders.context import Context
from loaders.problem_list import problem_list
from loaders.problems import Problem
from locales import in_language
from tests.books import plan_book, progress_book

HEAD = 2


def sheet_of(checked: Checked) -> Worksheet:
    return load_workbook(BytesIO(problem_list(checked))).active


def rows(checked: Checked) -> list[list[object]]:
    return [[cell.value or "" for cell in row] for row in sheet_of(checked).iter_rows(min_row=HEAD + 1)]


def with_problem(**given: str) -> Checked:
    problem = Problem("rate_unclear", **{"sheet": "任务进展", "cell": "C3", "header": "完成率", **given})
    return Checked(file="报表.xlsx", sha256="", size=0, problems=(problem,))


def test_each_problem_stands_with_its_cell_what_was_found_and_what_to_do() -> None:
    plan = check(plan_book(), "责任清单.xlsx").plan
    own = [
        ("FW-01", "推进代办制", "约80%", None, "推进"),
        ("XX-99", "没有的任务", 0.5, None, "推进"),
        ("FW-02", "企业走访", None, 120, "走访"),
    ]
    checked = check(progress_book(rows=own), "报表.xlsx", Context(plan=plan))
    found = {one.code: one for one in checked.problems}
    listed = [row for row in rows(checked) if row[0] in ("◆ 错误", "▲ 待确认")]
    assert listed == [
        ["◆ 错误", "任务进展!A4", "任务编号", "XX-99", found["task_unknown"].message],
        ["▲ 待确认", "任务进展!C3", "完成率", "约80%", found["rate_unclear"].message],
    ]


def test_the_first_line_names_the_file() -> None:
    assert "报表.xlsx" in sheet_of(with_problem())["A1"].value


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "=cmd|' /C calc'!A0"])
def test_nothing_in_a_file_becomes_a_formula(start: str) -> None:
    text = f"{start}1+1"
    content = problem_list(with_problem(value=text, sheet=text[:20], header=text))
    cells = [cell for row in load_workbook(BytesIO(content)).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_characters_that_no_workbook_may_hold_are_left_out() -> None:
    assert rows(with_problem(value="a\x00b\x0bc"))[0][3] == "abc"


def test_a_file_without_problems_gives_a_list_without_rows() -> None:
    assert rows(Checked(file="报表.xlsx", sha256="", size=0)) == []


def test_the_list_is_in_the_language_in_use() -> None:
    with in_language("en"):
        assert next(cell.value for cell in sheet_of(with_problem())[HEAD]) == "Severity"
    assert next(cell.value for cell in sheet_of(with_problem())[HEAD]) == "程度"
