"""Rows under a header that are no tasks: headings, totals, footers and remarks, none of them lost unsaid."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from loaders.check import check
from tests.test_check_layout import ALL, codes, rows
from tests.test_real_sheets import CONTEXT, ROWS, Sheet, line


def with_row(*cells: Any, at: int | None = None, merge: str = "") -> Sheet:
    """The fine sheet with one more row, below its tasks unless said otherwise."""
    sheet = Sheet()
    row = at or 8
    if at:
        sheet.tasks.insert_rows(at)
    for column, value in enumerate(cells, 1):
        sheet.tasks.cell(row, column, value)
    if merge:
        sheet.tasks.merge_cells(merge)
    return sheet


@pytest.mark.parametrize("column", [1, 2])
@pytest.mark.parametrize(
    "words",
    ["1.忠诚型", "① 忠诚型", "Ⅰ 忠诚型", "【忠诚型】", "“忠诚型”政府建设", "★忠诚型", "打造服务型政府", "牵头任务", "重点任务（5项）"],
)  # fmt: skip
def test_a_heading_is_known_however_it_is_numbered_or_adorned(words: str, column: int) -> None:
    checked = with_row(*[None] * (column - 1), words, at=3).check()
    assert (checked.verdict, rows(checked), codes(checked)) == ("accepted", ALL, [])


@pytest.mark.parametrize("words", ["本页合计", "忠诚型小计", "合计/平均", "平均完成率", "任务数合计", "累计"])
def test_a_total_is_known_by_its_word(words: str) -> None:
    checked = with_row(words, None, 0.5, 435).check()
    assert (checked.verdict, rows(checked), codes(checked)) == ("accepted", ALL, [])


@pytest.mark.parametrize(
    "cells",
    [("填报说明", "按月报送"), ("备注", "一式两份"), ("抄送：督查室",), ("附：照片3张",), ("单位主要负责人签字：吴明",)],
)  # fmt: skip
def test_a_footer_is_known_with_its_words_beside_it(cells: tuple[str, ...]) -> None:
    checked = with_row(*cells).check()
    assert (checked.verdict, rows(checked), codes(checked)) == ("accepted", ALL, [])


@pytest.mark.parametrize("words", ["（盖章）", "2022年10月3日", "※ 每月5日前报送", "1.本表由各单位填报"])
def test_words_alone_where_a_code_should_be_are_told(words: str) -> None:
    checked = with_row(words).check()
    assert (checked.verdict, rows(checked)) == ("accepted", ALL)
    assert [(one.code, one.cell) for one in checked.problems] == [("row_aside", "A8")]


@pytest.mark.parametrize(
    "cells", [("无",), ("/", "/", "/"), (1, "无", "无"), (None, None, "无"), ("—", None, "—")]
)
def test_a_row_that_says_nothing_is_nothing(cells: tuple[Any, ...]) -> None:
    sheet = Sheet()
    issues = sheet.book.create_sheet("问题台账")
    issues.append(["问题编号", "来源", "问题描述", "承诺办结日期"])
    issues.append(list(cells))
    checked = sheet.check()
    assert (checked.verdict, checked.sheets["问题台账"], codes(checked)) == ("accepted", [], [])


def test_nothing_is_no_code() -> None:
    sheet = Sheet()
    issues = sheet.book.create_sheet("问题台账")
    issues.append(["问题编号", "来源", "问题描述", "承诺办结日期"])
    issues.append(["无", "企业", "电压不稳"])
    assert codes(sheet.check()) == ["issue_without_code"]


def test_a_sheet_with_nothing_but_a_word_is_told() -> None:
    sheet = Sheet()
    sheet.book.create_sheet("问题台账").append(["本月无"])
    assert (sheet.check().verdict, codes(sheet.check())) == ("accepted", ["sheet_unknown"])


def test_words_merged_over_the_table_are_told_wherever_they_begin() -> None:
    checked = with_row(None, "请各单位核对", at=5, merge="B5:H5").check()
    assert (checked.verdict, [(one.code, one.cell) for one in checked.problems]) == (
        "accepted",
        [("row_aside", "B5")],
    )


def test_an_example_left_in_the_sheet_is_told_and_not_read() -> None:
    checked = with_row("示例", "某项任务", "80%", None, "已完成", at=3).check()
    assert (checked.verdict, rows(checked), codes(checked)) == ("accepted", ALL, ["row_aside"])


@pytest.mark.parametrize(
    "cells",
    [("1", "2", "3", "4"), ("（1）", "（2）", "（3）", "（4）"), ("甲", "乙", 1, 2), ("①", "②", "③", "④"),
     (None, None, "（%）", "（户）")],
)  # fmt: skip
def test_numbers_and_units_of_the_columns_are_no_task(cells: tuple[Any, ...]) -> None:
    checked = with_row(*cells, at=3).check()
    assert (checked.verdict, rows(checked), codes(checked)) == ("accepted", ALL, [])


@pytest.mark.parametrize(
    ("value", "kind", "told"), [("0", "n", []), ("", "str", []), ("#DIV/0!", "e", ["row_aside"])]
)
def test_formulas_drawn_down_below_the_tasks_are_no_task(value: str, kind: str, told: list[str]) -> None:
    sheet = Sheet().put("C8", "=D8/2").bytes()
    cached = f'<c r="C8" t="{kind}"><f>D8/2</f><v>{value}</v></c>'.encode()
    content = patched(sheet, "xl/worksheets/sheet1.xml", rb'<c r="C8">.*?</c>', cached)
    checked = check(content, "x.xlsx", CONTEXT)
    assert (checked.verdict, rows(checked), codes(checked)) == ("accepted", ALL, told)


def patched(content: bytes, part: str, pattern: bytes, replacement: bytes) -> bytes:
    """The workbook with a piece of one part replaced, as openpyxl could not write it."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, re.sub(pattern, replacement, data) if name == part else data)
    return stream.getvalue()


@pytest.mark.parametrize("written", ["FW-05\u00a0", "ＦＷ－０５", "①", None])
@pytest.mark.parametrize("note", ["平均", "小计", "注：按月统计", "一、已开会"])
def test_no_task_is_lost_to_a_note_that_stands_before_its_code(written: str | None, note: str) -> None:
    head = ["进展情况", "任务编号", "任务名称", "完成率", "完成值"]
    numbered: list[list[Any]] = [[row[4], row[0], row[1], row[2], row[3]] for row in ROWS]
    numbered[4][:2] = [note, written]
    checked = Sheet(head=head, rows=numbered).check()
    assert (checked.verdict, rows(checked)) == ("accepted", ALL)
    assert line(checked, "FW-05")["note"] == note


def test_a_row_with_words_but_no_code_is_still_an_error() -> None:
    checked = with_row("新任务", "另一件事", 0.5).check()
    assert checked.verdict == "rejected"


def test_of_two_columns_of_words_the_nearer_name_counts_and_the_other_is_told() -> None:
    sheet = Sheet().put("K2", "完成情况").put("K3", "别的话").put("L2", "工作内容").put("L3", "内容")
    checked = sheet.check()
    assert (checked.verdict, line(checked)["note"]) == ("accepted", "已走访企业")
    assert [(one.code, one.cell) for one in checked.problems] == [
        ("column_extra", "K3"),
        ("column_extra", "L3"),
    ]


def test_a_running_total_counts_before_the_months_own_figure() -> None:
    sheet = Sheet().put("D2", "累计完成数").put("K2", "本月完成数").put("K5", 20)
    checked = sheet.check()
    assert (checked.verdict, line(checked, "FW-03")["actual"]) == ("accepted", 120)
    assert codes(checked) == ["column_extra"]


def test_a_column_of_words_is_no_rate_beside_one_of_figures() -> None:
    checked = Sheet().put("K2", "形象进度").put("K3", "主体封顶").check()
    assert (checked.verdict, line(checked)["reported"], codes(checked)) == ("accepted", 0.5, ["column_extra"])


def test_two_columns_of_rates_are_an_error() -> None:
    checked = Sheet().put("K2", "进度").put("K3", 0.9).check()
    assert (checked.verdict, codes(checked)) == ("rejected", ["header_twice"])
