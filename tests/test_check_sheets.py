"""Several tables in one file: sheets of other periods, copies of a sheet, another table below; and names in other words."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from loaders.check import Checked, check
from loaders.context import Context
from tests.books import plan_book, progress_book

PLAN = check(plan_book(), "责任清单.xlsx").plan


def months(*named: tuple[str, str]) -> bytes:
    """One file with a sheet for each of some periods: (name of the sheet, its 期次)."""
    book = load_workbook(BytesIO(progress_book()))
    first = book.active
    for name, period in named:
        sheet = book.copy_worksheet(first)
        sheet.title, sheet["D1"] = name, period
    book.remove(first)
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def codes(checked: Checked) -> list[str]:
    return [one.code for one in checked.problems if one.severity.value != "notice"]


def test_sheets_of_several_periods_are_one_error_and_not_one_for_each_row() -> None:
    checked = check(months(("8月", "2022-08"), ("9月", "2022-09")), "一.xlsx", Context(plan=PLAN))
    assert codes(checked) == ["sheets_of_periods"]
    assert "（2022-08、2022-09：8月、9月）" in checked.problems[0].message


def test_the_sheet_of_the_period_asked_for_counts_and_the_other_is_told() -> None:
    content = months(("9月", "2022-09"), ("8月", "2022-08"))
    checked = check(content, "一.xlsx", Context(plan=PLAN, unit_id="S01", period="2022-08"))
    assert (checked.verdict, checked.period, len(checked.sheets["任务进展"])) == ("accepted", "2022-08", 2)
    assert [(one.code, one.sheet) for one in checked.problems] == [("sheet_of_other_period", "9月")]


def test_a_copy_of_a_sheet_is_one_error_at_the_copy() -> None:
    book = load_workbook(BytesIO(progress_book(rows=[(f"T-{n}", f"任务{n}", 0.5) for n in range(3)])))
    book.copy_worksheet(book.active).title = "副本"
    checked = check(saved(book), "一.xlsx")
    assert [(one.code, one.sheet, one.cell) for one in checked.problems if one.severity.value == "error"] == [
        ("sheets_repeat", "副本", "A3")
    ]


def test_another_table_below_is_an_error_at_its_header_and_none_of_its_rows_a_task() -> None:
    book = load_workbook(BytesIO(progress_book()))
    book.active.append(["节点编号", "项目名称", "节点名称", "实际完成日期"])
    book.active.append(["P01-1", "便民中心", "开工", "2022-06-30"])
    checked = check(saved(book), "一.xlsx", Context(plan=PLAN))
    assert [(one.code, one.cell) for one in checked.problems] == [("table_below", "A5")]
    assert [row["task_id"] for row in checked.sheets["任务进展"]] == ["FW-01", "FW-02"]


@pytest.mark.parametrize(
    ("written", "unit", "found"),
    [
        ("：滨湖街道", "S01", []),
        ("庐陵新区滨湖街道办事处", None, ["unit_inside"]),
        ("滨湖街道、禾埠街道", None, ["unit_several"]),
        ("滨糊街道", None, ["unit_unknown_near"]),
    ],
)
def test_a_unit_in_other_words_is_read_asked_or_refused(
    written: str, unit: str | None, found: list[str]
) -> None:
    checked = check(progress_book(unit=written), "一.xlsx", Context(plan=PLAN))
    assert (checked.unit_id, codes(checked)) == (unit, found)


def test_a_unit_whose_name_stands_inside_others_is_confirmed_by_a_click() -> None:
    content = progress_book(unit="庐陵新区滨湖街道办事处")
    asked = check(content, "一.xlsx", Context(plan=PLAN)).problems[0]
    assert [one.label for one in asked.options] == ["读作滨湖街道办事处"]
    checked = check(content, "一.xlsx", Context(plan=PLAN, answers={asked.key: "confirm"}))
    assert (checked.verdict, checked.unit_id) == ("accepted", "S01")


def test_a_formula_without_its_result_is_one_error_and_not_an_empty_row_too() -> None:
    book = load_workbook(BytesIO(progress_book()))
    book.active["D4"] = "=100+20"
    checked = check(saved(book), "一.xlsx", Context(plan=PLAN))
    assert [one.code for one in checked.problems] == ["formula_empty"]


def test_a_remark_in_brackets_behind_a_figure_is_no_unit() -> None:
    rows = [("FW-01", "推进代办制", "50%", None), ("FW-02", "企业走访", None, "120（含续建）")]
    checked = check(progress_book(rows=rows), "一.xlsx", Context(plan=PLAN))
    asked = next(one for one in checked.problems if one.cell == "D4")
    assert (asked.code, [one.key for one in asked.options]) == ("quantity_unclear", ["120", "carry"])


def test_a_cell_as_long_as_excel_allows_is_read_though_each_character_is_written_as_its_number() -> None:
    longest = "进" * 32_767  # as "&#36827;": 262,136 bytes without a tag
    rows = [("FW-01", "推进代办制", 0.5, None, longest), ("FW-02", "企业走访", None, 120, "走访")]
    checked = check(progress_book(rows=rows), "一.xlsx", Context(plan=PLAN))
    assert (checked.verdict, checked.sheets["任务进展"][0]["note"]) == ("accepted", longest)


def test_shared_tasks_on_a_sheet_of_their_own_need_no_column_of_figures() -> None:
    book = load_workbook(BytesIO(progress_book()))
    shared = book.create_sheet("配合任务")
    shared.append(["任务编号", "任务名称", "进展情况"])
    shared.append(["T-9", "协同任务", "已配合"])
    checked = check(saved(book), "一.xlsx")
    assert (checked.verdict, [row["task_id"] for row in checked.sheets["任务进展"]]) == (
        "accepted",
        ["FW-01", "FW-02", "T-9"],
    )


@pytest.mark.parametrize("written", ["《推进代办制》", "1.推进代办制", "（3）推进“代办制”"])
def test_a_task_is_known_by_its_name_whatever_stands_around_it(written: str) -> None:
    rows = [(None, written, 0.5, None, "走访"), ("FW-02", "企业走访", None, 120, "走访")]
    checked = check(progress_book(rows=rows), "一.xlsx", Context(plan=PLAN))
    assert (checked.verdict, checked.sheets["任务进展"][0]["task_id"]) == ("accepted", "FW-01")


def test_a_ninth_issue_in_the_title_is_no_ninth_week() -> None:
    book = load_workbook(BytesIO(progress_book()))
    book.active["C1"], book.active["D1"] = "滨湖街道2022年第9期进展表", None
    assert codes(check(saved(book), "一.xlsx", Context(plan=PLAN))) == ["period_missing"]


def test_done_in_the_place_of_a_forecast_is_no_date_and_in_the_place_of_the_day_done_is_asked() -> None:
    rows = [
        ("FW-01", "推进代办制", "100%", None, "办结", "", "", "", "已完成"),
        ("FW-02", "企业走访", None, 120, "走访"),
    ]
    book = load_workbook(BytesIO(progress_book(rows=rows)))
    nodes = book.create_sheet("节点进展")
    nodes.append(["节点编号", "项目名称", "节点名称", "实际完成日期", "佐证"])
    nodes.append(["P01-1", "便民中心", "开工", "已完成", "照片"])
    checked = check(saved(book), "一.xlsx", Context(plan=PLAN))
    found = {one.cell: one.code for one in checked.problems}
    assert (found["I3"], found["D2"]) == ("date_none", "date_unclear")
