"""Layouts of real offices: nothing inside or beside a table is lost or taken for what it is not."""

from datetime import date, datetime
from typing import Any

import pytest

from loaders.check import Checked, Context, check
from loaders.problems import Problem
from locales import in_language
from tests.test_real_sheets import CONTEXT, PLAN, ROWS, Sheet, at, line


def codes(checked: Checked) -> list[str]:
    return [problem.code for problem in checked.problems]


def rows(checked: Checked) -> list[str]:
    return [str(row["task_id"]) for row in checked.sheets["任务进展"]]


ALL = ["FW-01", "FW-02", "FW-03", "FW-04", "FW-05"]


def test_tasks_are_known_by_name_where_codes_are_missing() -> None:
    numbered: list[list[Any]] = [[number, *row[1:5]] for number, row in enumerate(ROWS, 1)]
    checked = Sheet(head=["序号", "任务名称", "完成率", "完成值", "进展情况"], rows=numbered).check()
    assert rows(checked) == ALL
    assert codes(checked) == ["task_by_name"] * 5


def test_words_such_as_average_in_a_note_do_not_make_a_total() -> None:
    numbered: list[list[Any]] = [[number, *row[1:5]] for number, row in enumerate(ROWS, 1)]
    checked = Sheet(head=["序号", "任务名称", "完成率", "完成值", "进展情况"], rows=numbered).check()
    assert line(checked, "FW-05")["note"] == "平均15天"


def test_a_row_without_code_and_known_name_is_an_error_not_a_section() -> None:
    sheet = Sheet()
    sheet.tasks.append([None, "另一件事", None, None, "一、已开会；二、已部署"])
    assert ("error", "row_without_code") in at(sheet.check(), "A8")


def test_sections_totals_and_numbered_columns_are_skipped() -> None:
    sheet = Sheet()
    sheet.tasks.insert_rows(3, 2)
    for column in range(1, 11):
        sheet.tasks.cell(3, column, column)
    sheet.put("A4", "一").put("B4", "忠诚型")
    sheet.tasks.append(["（二）创新型政府建设"])
    sheet.tasks.append([None, "合  计", 0.5, 435])
    sheet.tasks.append(["小计（5项）", None, 0.5])
    checked = sheet.check()
    assert (checked.verdict, rows(checked)) == ("accepted", ALL)


def test_a_repeated_header_is_not_data() -> None:
    sheet = Sheet()
    sheet.tasks.insert_rows(5)
    for column in range(1, 11):
        sheet.tasks.cell(5, column, sheet.tasks.cell(2, column).value)
    checked = sheet.check()
    assert (checked.verdict, rows(checked)) == ("accepted", ALL)


def test_two_columns_for_one_field_are_an_error_that_names_both() -> None:
    checked = Sheet(
        head=["编号", "任务编号", "任务名称", "完成率"], rows=[["1", "FW-01", "推进代办制", 0.5]]
    ).check()
    assert checked.verdict == "rejected"
    assert [(p.code, p.cell) for p in checked.problems] == [("header_twice", "A2")]


def test_an_empty_twin_column_is_let_go() -> None:
    head = ["任务编号", "任务名称", "完成率", "完成值", "进展情况", "工作进展"]
    assert Sheet(head=head).check().verdict == "accepted"


def test_rows_merged_under_one_code_are_one_task() -> None:
    sheet = Sheet()
    sheet.tasks.insert_rows(4)
    sheet.put("E4", "第二项措施")
    for span in ("A3:A4", "B3:B4", "C3:C4"):
        sheet.tasks.merge_cells(span)
    checked = sheet.check()
    assert (checked.verdict, rows(checked)) == ("accepted", ALL)
    assert line(checked)["note"] == "已走访企业\n第二项措施"
    assert ("notice", "rows_joined") in at(checked, "A4")


def test_a_merged_rate_holds_for_each_row_only_when_confirmed() -> None:
    sheet = Sheet().put("C4", None)
    sheet.tasks.merge_cells("C3:C4")
    asked = sheet.check()
    key = next(problem.key for problem in asked.problems if problem.code == "value_merged")
    assert (line(asked)["reported"], line(asked, "FW-02")["reported"]) == (None, None)
    answered = sheet.check(Context(plan=PLAN, answers={key: "each"}))
    assert (line(answered)["reported"], line(answered, "FW-02")["reported"]) == (0.5, 0.5)
    assert answered.verdict == "accepted"


def test_a_hidden_copy_of_the_sheet_is_left_alone_and_said() -> None:
    sheet = Sheet()
    copy = sheet.book.copy_worksheet(sheet.tasks)
    copy.sheet_state = "hidden"
    checked = sheet.check()
    assert (checked.verdict, codes(checked)) == ("accepted", ["sheet_hidden_copy"])


def test_the_same_task_on_two_sheets_is_an_error_at_both() -> None:
    sheet = Sheet()
    sheet.book.copy_worksheet(sheet.tasks).delete_rows(5, 3)
    assert codes(sheet.check()).count("task_twice") == 4


def test_a_title_of_another_month_is_asked() -> None:
    sheet = Sheet()
    sheet.tasks.insert_rows(1)
    sheet.put("A1", "滨湖街道2022年8月工作进展表")
    checked = sheet.check()
    assert (checked.verdict, checked.period) == ("questions", None)
    assert ("question", "period_conflict") in at(checked, "D2")


def unnamed() -> Sheet:
    sheet = Sheet()
    for cell in ("A1", "B1", "C1", "D1", "E1", "F1", "G1", "H1"):
        sheet.put(cell, None)
    return sheet


def test_a_file_name_is_only_an_asked_reading() -> None:
    checked = check(unnamed().bytes(), "滨湖街道2022年9月.xlsx", CONTEXT)
    assert codes(checked) == ["unit_from_name", "period_from_name"]
    assert (checked.unit_id, checked.period, checked.verdict) == (None, None, "questions")
    answers = {problem.key: "confirm" for problem in checked.problems}
    again = check(unnamed().bytes(), "滨湖街道2022年9月.xlsx", Context(plan=PLAN, answers=answers))
    assert (again.unit_id, again.period, again.verdict) == ("S01", "2022-09", "accepted")


def test_the_upload_page_may_name_unit_and_period() -> None:
    checked = check(unnamed().bytes(), "x.xlsx", Context(plan=PLAN, unit_id="S01", period="2022-09"))
    assert (checked.unit_id, checked.period, checked.verdict) == ("S01", "2022-09", "accepted")


@pytest.mark.parametrize("words", ["截至2022年9月30日", "截至2022年9月底", "至2022年9月"])
def test_a_period_may_be_named_by_its_end(words: str) -> None:
    assert Sheet().put("D1", words).check().period == "2022-09"


def test_a_cover_may_name_unit_and_period() -> None:
    sheet = unnamed()
    cover = sheet.book.create_sheet("封面", 0)
    cover.append(["五型政府建设进展表"])
    cover.append(["填报单位：滨湖街道"])
    cover.append(["期次：2022年9月"])
    checked = sheet.check()
    assert (checked.verdict, checked.unit_id, checked.period) == ("accepted", "S01", "2022-09")
    other = cover["A3"]
    other.value = "期次：2022年5月"
    assert [(one.code, one.sheet, one.cell) for one in sheet.check().problems] == [
        ("period_unknown", "封面", "A3")
    ]


def test_a_list_of_tasks_beside_a_report_is_there_for_reference() -> None:
    sheet = Sheet()
    listed = sheet.book.create_sheet("任务", 0)
    listed.append(
        [
            "任务编号",
            "五型维度",
            "任务名称",
            "牵头单位",
            "起始日期",
            "完成时限",
            "权重",
            "考核方式",
            "计量单位",
            "目标值",
        ]
    )
    listed.append(
        ["FW-01", "服务型", "推进代办制", "滨湖街道", date(2022, 1, 1), date(2022, 12, 31), 1, "定性"]
    )
    checked = sheet.check()
    assert (checked.kind, checked.verdict, codes(checked)) == ("progress", "accepted", ["sheet_unknown"])


def test_the_name_of_another_task_beside_a_code_is_an_error() -> None:
    checked = Sheet().put("B3", "企业走访").check()
    assert ("error", "name_of_other_task") in at(checked, "B3")


def test_a_stamp_behind_the_label_is_no_unit() -> None:
    assert Sheet().put("A1", "填报单位：（盖章）").check().unit_id == "S01"


def test_planned_dates_of_the_1904_system_are_compared_rightly() -> None:
    sheet = Sheet()
    sheet.book.epoch = datetime(1904, 1, 1)
    sheet.put("H1", date(2022, 10, 3)).put("K2", "完成时限").put("K3", date(2022, 12, 31), "yyyy-mm-dd")
    assert codes(sheet.check()) == []


def test_without_any_trace_the_error_says_where_to_write_it() -> None:
    checked = check(unnamed().bytes(), "x.xlsx", CONTEXT)
    assert codes(checked) == ["unit_missing", "period_missing"]
    assert "填报单位" in checked.problems[0].message


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("fw－０1", "FW-01"),
        (" FW-01 ", "FW-01"),
        ("FW01", "FW-01"),
        ("①", "FW-01"),
        ("FW_01", "FW-01"),
        ("【FW-01】", "FW-01"),
        ("FW-01推进代办制", "FW-01"),
    ],
)
def test_codes_are_read_however_they_are_typed(written: str, read: str) -> None:
    checked = Sheet().put("A3", written).check()
    assert (checked.verdict, rows(checked)[0]) == ("accepted", read)


def test_an_answer_takes_its_reading_and_stays_on_record() -> None:
    sheet = Sheet().put("C3", "约80%")
    key = "任务进展!C3/rate_unclear"
    checked = sheet.check(Context(plan=PLAN, answers={key: "0.8"}))
    assert (checked.verdict, line(checked)["reported"]) == ("accepted", 0.8)
    kept = next(problem for problem in checked.problems if problem.key == key)
    assert (kept.severity, kept.answer) == ("notice", "0.8")
    assert kept.message.endswith("已答复：读作80%。")


def test_a_made_up_answer_answers_nothing() -> None:
    checked = Sheet().put("C3", "约80%").check(Context(plan=PLAN, answers={"任务进展!C3/rate_unclear": "1"}))
    assert (checked.verdict, line(checked)["reported"]) == ("questions", None)


def test_a_quantity_task_with_a_rate_is_asked_and_converted() -> None:
    sheet = Sheet().put("D5", None).put("C5", 0.6)
    checked = sheet.check()
    problem = next(problem for problem in checked.problems if problem.code == "rate_for_quantity")
    assert [option.label for option in problem.options] == ["读作120户", "沿用上期值"]
    assert line(checked, "FW-03")["reported"] is None
    assert line(sheet.check(Context(plan=PLAN, answers={problem.key: "120"})), "FW-03")["actual"] == 120


def test_a_problem_is_kept_and_worded_in_both_languages() -> None:
    problem = next(one for one in Sheet().put("C3", 1).check().problems if one.code == "rate_one")
    again = Problem.from_row(problem.as_row())
    assert again == problem
    with in_language("en"):
        assert again.message == "A bare 1 may mean 1% or 100%. Choose one, or write it with a percent sign."
        assert [option.label for option in again.options] == [
            "Read as 1%",
            "Read as 100%",
            "Keep last period's value",
        ]
    assert again.message.startswith("单独的“1”")
