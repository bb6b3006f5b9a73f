"""A file made from our template comes back whole, its problems marked; foreign workbooks are never saved again."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from domain.plan import Plan
from domain.report import TaskLine
from loaders.check import Checked, check
from loaders.context import Context
from loaders.marked_copy import marked_copy
from loaders.marks import LIST_SHEET
from loaders.template import template
from tests.books import plan_book

PERIOD = "2022-09"
LAST = {"FW-01": TaskLine(task_id="FW-01", reported=0.4)}


def the_plan() -> Plan:
    plan = check(plan_book(), "责任清单.xlsx").plan
    assert plan is not None
    return plan


PLAN = the_plan()


BLANK = template(PLAN, "S01", PERIOD, previous=LAST)


def filled(*cells: tuple[str, str, Any]) -> bytes:
    """S01's template for September with these (sheet, address, value) typed in."""
    book = load_workbook(BytesIO(BLANK))
    for sheet, place, value in cells:
        book[sheet][place].value = value
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def checked(content: bytes) -> Checked:
    return check(content, "报表.xlsx", Context(plan=PLAN, previous=LAST, unit_id="S01", period=PERIOD))


def marked(content: bytes) -> Workbook:
    found = checked(content)
    assert found.from_template
    copy = marked_copy(content, PLAN, "S01", PERIOD, LAST, {}, found.problems)
    return load_workbook(BytesIO(copy))


HEADERS = {cell.value: cell.column_letter for cell in load_workbook(BytesIO(BLANK))["任务进展"][5]}
RATE, ACTUAL, NOTE, FORECAST = (HEADERS[name] for name in ("完成率", "完成值", "进展情况", "预计完成日期"))
FIRST, SECOND = 6, 7  # FW-01 judged by a rate, FW-02 counted


def typed(row: int, name: str, value: Any) -> tuple[str, str, Any]:
    return ("任务进展", f"{name}{row}", value)


def test_values_come_back_in_their_cells() -> None:
    day = datetime(2022, 12, 1)
    book = marked(
        filled(
            typed(FIRST, RATE, 0.6),
            typed(FIRST, NOTE, "已走访 120 户"),
            typed(FIRST, FORECAST, day),
            typed(SECOND, ACTUAL, 130),
            ("任务进展", "B3", "周晓岚"),
            ("节点进展", "G4", date(2022, 6, 28)),
        )
    )
    sheet = book["任务进展"]
    assert [sheet[f"{name}{FIRST}"].value for name in (RATE, NOTE, FORECAST)] == [0.6, "已走访 120 户", day]
    assert (sheet[f"{ACTUAL}{SECOND}"].value, sheet["B3"].value) == (130, "周晓岚")
    assert book["节点进展"]["G4"].value == datetime(2022, 6, 28)


def test_a_questioned_cell_is_coloured_and_says_what_to_do() -> None:
    content = filled(typed(FIRST, RATE, "约80%"), typed(SECOND, ACTUAL, 130))
    (question,) = [one for one in checked(content).problems if one.severity.value == "question"]
    cell = marked(content)["任务进展"][f"{RATE}{FIRST}"]
    assert (cell.value, cell.fill.fgColor.rgb[-6:]) == ("约80%", "FFE29A")
    assert cell.comment is not None and question.message in cell.comment.text


def test_an_error_is_coloured_stronger_than_the_question_beside_it() -> None:
    content = filled(typed(FIRST, RATE, "#REF!"), typed(SECOND, ACTUAL, 130))
    book = load_workbook(BytesIO(content))
    book["任务进展"][f"{RATE}{FIRST}"].data_type = "e"
    cell = marked(saved(book))["任务进展"][f"{RATE}{FIRST}"]
    assert (cell.value, cell.fill.fgColor.rgb[-6:]) == ("#REF!", "F8C4BE")


def test_a_cell_without_a_problem_keeps_its_look() -> None:
    cell = marked(filled(typed(FIRST, RATE, 0.6), typed(SECOND, ACTUAL, 130)))["任务进展"][f"{RATE}{FIRST}"]
    assert (cell.fill.fgColor.rgb[-6:], cell.comment, cell.number_format) == ("FFFFFF", None, "0.0%")


@pytest.mark.parametrize("value", ["约80%", 1, "70-80%", 1.2, "过半"])
def test_the_copy_is_asked_the_same_again(value: object) -> None:
    content = filled(typed(FIRST, RATE, value), typed(SECOND, ACTUAL, 130))
    first = checked(content)
    copy = marked_copy(content, PLAN, "S01", PERIOD, LAST, {}, first.problems)
    again = checked(copy)
    assert [(one.key, one.value) for one in again.problems] == [
        (one.key, one.value) for one in first.problems
    ]
    assert (again.from_template, again.verdict) == (True, first.verdict)


def test_a_mended_copy_is_accepted_with_all_else_that_was_in_it() -> None:
    content = filled(typed(FIRST, RATE, "约80%"), typed(FIRST, NOTE, "推进"), typed(SECOND, ACTUAL, 130))
    book = marked(content)
    book["任务进展"][f"{RATE}{FIRST}"].value = "80%"
    found = checked(saved(book))
    assert found.report is not None
    values = [(line.task_id, line.reported, line.actual, line.note) for line in found.report.tasks]
    assert values[:2] == [("FW-01", 0.8, None, "推进"), ("FW-02", None, 130.0, "")]


def test_a_row_that_the_template_does_not_have_stands_below_whole_and_marked() -> None:
    book = load_workbook(BytesIO(filled(typed(FIRST, RATE, 0.6), typed(SECOND, ACTUAL, 130))))
    sheet = book["任务进展"]
    sheet["A8"].value, sheet["B8"].value, sheet[f"{RATE}8"].value = "XX-99", "没有的任务", 0.5
    content = saved(book)
    assert [(one.code, one.cell) for one in checked(content).problems if one.severity.value == "error"] == [
        ("task_unknown", "A8")
    ]
    copy = marked(content)["任务进展"]
    row = next(cell.row for cell in copy["A"] if cell.value == "XX-99")
    assert (copy[f"B{row}"].value, copy[f"{RATE}{row}"].value) == ("没有的任务", 0.5)
    assert copy[f"A{row}"].fill.fgColor.rgb[-6:] == "F8C4BE"


def test_rows_in_another_order_find_their_own_place() -> None:
    book = load_workbook(BytesIO(filled(typed(FIRST, RATE, "约80%"), typed(SECOND, ACTUAL, 130))))
    sheet = book["任务进展"]
    for cells in zip(sheet[FIRST], sheet[SECOND], strict=True):
        upper, lower = cells
        upper.value, lower.value = lower.value, upper.value
    copy = marked(saved(book))["任务进展"]
    assert (copy[f"A{FIRST}"].value, copy[f"{RATE}{FIRST}"].value) == ("FW-01", "约80%")
    assert copy[f"{RATE}{FIRST}"].comment is not None
    assert copy[f"{ACTUAL}{SECOND}"].value == 130


def test_a_value_in_the_wrong_column_is_kept_there() -> None:
    copy = marked(filled(typed(FIRST, ACTUAL, 55), typed(SECOND, ACTUAL, 130)))["任务进展"]
    assert copy[f"{ACTUAL}{FIRST}"].value == 55


def test_a_plain_80_stays_80_and_not_8000_percent() -> None:
    book = load_workbook(BytesIO(filled(typed(SECOND, ACTUAL, 130))))
    cell = book["任务进展"][f"{RATE}{FIRST}"]
    cell.value, cell.number_format = 80, "General"
    copy = marked(saved(book))["任务进展"][f"{RATE}{FIRST}"]
    assert (copy.value, copy.number_format) == (80, "General")


def test_text_that_looks_like_a_formula_stays_text() -> None:
    book = load_workbook(BytesIO(filled(typed(FIRST, RATE, 0.6), typed(SECOND, ACTUAL, 130))))
    cell = book["任务进展"][f"{NOTE}{FIRST}"]
    cell.value, cell.data_type = '=HYPERLINK("http://evil")', "s"
    copy = marked(saved(book))["任务进展"][f"{NOTE}{FIRST}"]
    assert (copy.value, copy.data_type) == ('=HYPERLINK("http://evil")', "s")


def test_all_problems_are_listed_on_a_sheet_that_is_not_read() -> None:
    content = filled(typed(FIRST, RATE, "约80%"))
    found = checked(content)
    book = marked(content)
    rows = [[cell.value for cell in row] for row in book[LIST_SHEET].iter_rows(min_row=3)]
    assert [row[4] for row in rows] == [one.message for one in found.problems]
    assert LIST_SHEET not in {one.sheet for one in checked(saved(book)).problems}
