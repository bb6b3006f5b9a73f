"""What real sheets look like: each variant is read right, asked, or refused at its own cell, never guessed."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.dimension import Dimension
from domain.plan import Direction, Kind, Milestone, Plan, Project, Task, Unit, Window
from domain.report import TaskLine
from domain.unit_group import UnitGroup
from loaders.check import Checked, Context, check
from tests.books import PROGRESS_HEAD


def _task(code: str, name: str, **more: Any) -> Task:
    facts = {
        "dimension": Dimension.SERVICE,
        "lead_unit": "S01",
        "start_on": date(2022, 1, 1),
        "due_on": date(2022, 12, 31),
    }
    return Task(task_id=code, name=name, **(facts | more))


PLAN = Plan(
    units=(
        Unit(
            unit_id="S01",
            name="滨湖街道办事处",
            short_name="滨湖街道",
            aliases=("滨湖办",),
            group=UnitGroup.STREET,
        ),
        Unit(unit_id="S02", name="禾埠街道办事处", short_name="禾埠街道", group=UnitGroup.STREET),
        Unit(unit_id="D01", name="行政审批局", short_name="审批局", group=UnitGroup.DEPARTMENT),
    ),
    tasks=(
        _task("FW-01", "推进代办制"),
        _task("FW-02", "一窗受理改革"),
        _task("FW-03", "企业走访", kind=Kind.QUANTITATIVE, measure="户", base=0.0, target=200.0),
        _task("FW-04", "盘活资金", kind=Kind.QUANTITATIVE, measure="万元", base=0.0, target=500.0),
        _task(
            "FW-05",
            "压缩审批时限",
            kind=Kind.QUANTITATIVE,
            measure="天",
            base=20.0,
            target=10.0,
            direction=Direction.LOWER,
        ),
        _task("FW-06", "协同任务", lead_unit="D01", joint_units=("S01",)),
        _task("FW-09", "别家的任务", lead_unit="S02"),
    ),
    projects=(Project(project_id="P01", name="便民中心", lead_unit="S01"),),
    milestones=(
        Milestone(milestone_id="P01-1", project_id="P01", name="开工", baseline_finish=date(2022, 6, 30)),
        Milestone(milestone_id="P01-2", project_id="P01", name="完工", baseline_finish=date(2022, 11, 30)),
    ),
    windows=tuple(
        Window(
            period=f"2022-{m:02d}",
            starts_on=date(2022, m, 1),
            ends_on=date(2022, m, 28),
            due_at=datetime(2022, m + 1, 5, 10, tzinfo=UTC),
        )
        for m in (8, 9)
    ),
)
HEAD = [*PROGRESS_HEAD, "备注"]
ROWS: list[list[Any]] = [
    ["FW-01", "推进代办制", 0.5, None, "已走访企业"],
    ["FW-02", "一窗受理改革", 0.6, None, "窗口已整合"],
    ["FW-03", "企业走访", None, 120, "走访120户"],
    ["FW-04", "盘活资金", None, 300, "盘活300万元"],
    ["FW-05", "压缩审批时限", None, 15, "平均15天"],
]
CONTEXT = Context(plan=PLAN)


class Sheet:
    """A progress workbook that is fine until a test spoils it."""

    def __init__(
        self, *, head: list[Any] | None = None, rows: list[list[Any]] | None = None, title: str = "任务进展"
    ) -> None:
        self.book = Workbook()
        self.tasks: Worksheet = self.book.active
        self.tasks.title = title
        self.tasks.append(
            ["填报单位", "滨湖街道", "期次", "2022-09", "填报人", "周晓岚", "填报日期", date(2022, 10, 3)]
        )
        self.tasks.append(head or HEAD)
        for row in rows or ROWS:
            self.tasks.append(row)

    def put(self, cell: str, value: Any, number_format: str | None = None) -> "Sheet":
        self.tasks[cell] = value
        if number_format:
            self.tasks[cell].number_format = number_format
        return self

    def bytes(self) -> bytes:
        stream = BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def check(self, context: Context = CONTEXT) -> Checked:
        return check(self.bytes(), "滨湖街道2022-09.xlsx", context)


def line(checked: Checked, code: str = "FW-01") -> dict[str, Any]:
    rows = checked.as_json()["sheets"]["任务进展"]
    return next(row for row in rows if row["task_id"] == code)


def at(checked: Checked, cell: str) -> list[tuple[str, str]]:
    return [(problem.severity.value, problem.code) for problem in checked.problems if problem.cell == cell]


def severities(checked: Checked, cell: str) -> set[str]:
    return {severity for severity, _code in at(checked, cell)}


def test_a_clean_sheet_is_accepted_and_read() -> None:
    checked = Sheet().check()
    result = checked.as_json()
    assert (checked.verdict, checked.kind, checked.unit_id, checked.period) == (
        "accepted",
        "progress",
        "S01",
        "2022-09",
    )
    assert set(result) == {"file", "kind", "unit", "period", "verdict", "sheets", "problems"}
    assert line(checked)["reported"] == 0.5
    assert line(checked)["row"] == 3
    assert line(checked, "FW-03")["actual"] == 120
    assert line(checked, "FW-03")["reported"] is None
    assert [problem for problem in result["problems"] if problem["severity"] != "notice"] == []


@pytest.mark.parametrize(
    ("value", "number_format", "reported"),
    [
        (0.8, "0%", 0.8),
        (0.8, "0.00%", 0.8),
        ("80%", None, 0.8),
        ("８０％", None, 0.8),
        (0.8, None, 0.8),
        (80, None, 0.8),
        ("80 %", None, 0.8),
        (1, "0%", 1.0),
        ("100%", None, 1.0),
        (0, None, 0.0),
        ("0%", None, 0.0),
        ("85.5%", None, 0.855),
        (100, None, 1.0),
    ],
)
def test_rate_is_read(value: Any, number_format: str | None, reported: float) -> None:
    checked = Sheet().put("C3", value, number_format).check()
    assert line(checked)["reported"] == pytest.approx(reported)
    assert severities(checked, "C3") <= {"notice"}


@pytest.mark.parametrize(
    "value",
    [
        1,
        "约80%",
        "过半",
        "70-80%",
        "70%~80%",
        120,
        "120%",
        -5,
        "-5%",
        "基本完成",
        "八成",
        "80%左右",
        "已完成",
    ],
)
def test_doubtful_rate_is_asked_and_left_empty(value: Any) -> None:
    checked = Sheet().put("C3", value).check()
    assert line(checked)["reported"] is None
    assert severities(checked, "C3") == {"question"}
    assert checked.verdict == "questions"


def test_eighty_in_a_column_of_hundreds_is_eighty_percent() -> None:
    checked = Sheet().put("C3", 80).put("C4", 65).check()
    assert (line(checked)["reported"], line(checked, "FW-02")["reported"]) == (0.8, 0.65)


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (date(2022, 11, 30), "yyyy-mm-dd", "2022-11-30"),
        (44895, None, "2022-11-30"),
        ("2022.11.30", None, "2022-11-30"),
        ("2022/11/30", None, "2022-11-30"),
        ("2022-11-30", None, "2022-11-30"),
        ("2022年11月30日", None, "2022-11-30"),
        ("２０２２年１１月３０日", None, "2022-11-30"),
        ("2022年11月底", None, "2022-11-30"),
        ("2022.11", None, "2022-11-30"),
        ("2022年11月", None, "2022-11-30"),
        ("11月底前", None, "2022-11-30"),
        ("11月30日", None, "2022-11-30"),
        ("年底前", None, "2022-12-31"),
        ("四季度", None, "2022-12-31"),
        ("2022年12月中旬", None, "2022-12-20"),
        ("上半年", None, "2022-06-30"),
        ("三季度", None, "2022-09-30"),
        ("长期坚持", None, None),
    ],
)
def test_date_is_read(value: Any, number_format: str | None, expected: str | None) -> None:
    checked = Sheet().put("I3", value, number_format).check()
    assert line(checked)["forecast_finish"] == expected
    assert severities(checked, "I3") <= {"notice"}


@pytest.mark.parametrize(
    "value", [2022.1, "6月31日", "2022-02-30", "6月30日、9月30日", "2022.6.30/2022.9.30", "待定吧", "22.6.30"]
)
def test_doubtful_date_is_asked_and_left_empty(value: Any) -> None:
    checked = Sheet().put("I3", value).check()
    assert line(checked)["forecast_finish"] is None
    assert severities(checked, "I3") <= {"question", "error"}
    assert severities(checked, "I3") != set()


def test_assumed_month_end_is_shown_as_a_notice() -> None:
    assert severities(Sheet().put("I3", "2022.11").check(), "I3") == {"notice"}


def test_1904_dates() -> None:
    sheet = Sheet()
    sheet.book.epoch = datetime(1904, 1, 1)
    sheet.put("I3", date(2022, 11, 30), "yyyy-mm-dd").put("H1", date(2022, 10, 3), "yyyy-mm-dd")
    assert line(sheet.check())["forecast_finish"] == "2022-11-30"


@pytest.mark.parametrize(
    ("cell", "code", "value", "actual"),
    [
        ("D5", "FW-03", "120户", 120),
        ("D5", "FW-03", "１２０", 120),
        ("D6", "FW-04", "1,200万元", 1200),
        ("D6", "FW-04", "1，200", 1200),
        ("D5", "FW-03", 0, 0),
    ],
)
def test_quantity_is_read(cell: str, code: str, value: Any, actual: float) -> None:
    checked = Sheet().put(cell, value).check()
    assert line(checked, code)["actual"] == actual
    assert "error" not in severities(checked, cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("D5", "约120户"), ("D5", "100余户"), ("D6", "0.03亿元"), ("D6", "300亩"), ("D5", "一百多")],
)
def test_doubtful_quantity_is_asked(cell: str, value: str) -> None:
    checked = Sheet().put(cell, value).check()
    assert severities(checked, cell) == {"question"}


def test_title_rows_above_and_footer_below_are_not_data() -> None:
    sheet = Sheet()
    sheet.tasks.insert_rows(1, 3)
    sheet.put("A1", "2022年9月“五型”政府建设进度表").put("A2", "单位：%")
    sheet.tasks.append([])
    sheet.tasks.append(["填表人：周晓岚", None, "联系电话：0796-0000000"])
    checked = sheet.check()
    assert checked.verdict == "accepted"
    assert len(checked.as_json()["sheets"]["任务进展"]) == 5
    assert line(checked)["row"] == 6


def test_header_words_may_have_breaks_spaces_and_synonyms_and_move() -> None:
    head = [
        "序号",
        "任务\n编码",
        "重点任务名称",
        "工作进展",
        "完 成 率\n（%）",
        "完成值",
        "预计完成时间",
        "存在困难",
        "下步工作打算",
        "需协调解决的事项",
    ]
    rows = [
        [1, "FW-01", "推进代办制", "已走访", 50, None, "2022.11.30", "人手不足", "加快", "请协调用地"],
        [2, "FW-02", "一窗受理改革", "已整合", 60, None, None, None, None, None],
        [3, "FW-03", "企业走访", "走访", None, 120, None, None, None, None],
        [4, "FW-04", "盘活资金", "盘活", None, 300, None, None, None, None],
        [5, "FW-05", "压缩审批时限", "压缩", None, 15, None, None, None, None],
    ]
    checked = Sheet(head=head, rows=rows).check()
    first = line(checked)
    assert checked.verdict == "accepted"
    assert (first["reported"], first["forecast_finish"], first["note"]) == (0.5, "2022-11-30", "已走访")
    assert (first["problem"], first["next_step"], first["need"]) == ("人手不足", "加快", "请协调用地")


def test_two_row_header_is_joined() -> None:
    sheet = Sheet(head=["任务编号", "任务名称", "完成情况", None, "进展情况"])
    sheet.tasks.insert_rows(3)
    sheet.put("C3", "完成率").put("D3", "完成值")
    for span in ("A2:A3", "B2:B3", "C2:D2", "E2:E3"):
        sheet.tasks.merge_cells(span)
    checked = sheet.check()
    assert checked.verdict == "accepted"
    assert line(checked)["reported"] == 0.5
    assert line(checked, "FW-03")["actual"] == 120


def test_section_and_total_rows_are_skipped() -> None:
    sheet = Sheet()
    sheet.tasks.insert_rows(3)
    sheet.put("A3", "一、忠诚型")
    sheet.tasks.merge_cells("A3:J3")
    sheet.tasks.append(["合计", None, 0.55, 435])
    checked = sheet.check()
    assert checked.verdict == "accepted"
    assert len(checked.as_json()["sheets"]["任务进展"]) == 5


def test_hidden_row_is_read_with_a_notice() -> None:
    sheet = Sheet()
    sheet.tasks.row_dimensions[4].hidden = True
    checked = sheet.check()
    assert line(checked, "FW-02")["reported"] == 0.6
    assert any(problem.severity == "notice" and "隐藏" in problem.message for problem in checked.problems)


def test_extra_column_is_reported_not_dropped() -> None:
    checked = Sheet().put("K2", "领导批示").put("K3", "请加快").check()
    assert checked.verdict == "accepted"
    assert any("领导批示" in problem.message for problem in checked.problems)


@pytest.mark.parametrize("value", ["#REF!", "#N/A", "#DIV/0!"])
def test_error_cell_is_an_error_at_its_cell(value: str) -> None:
    checked = Sheet().put("C3", value).check()
    assert severities(checked, "C3") == {"error"}
    assert checked.verdict == "rejected"


def test_formula_without_a_cached_value_is_an_error_at_its_cell() -> None:
    checked = Sheet().put("C3", "=1/2").check()
    assert severities(checked, "C3") == {"error"}


def test_one_rate_merged_over_two_tasks_is_not_given_to_both() -> None:
    sheet = Sheet().put("C4", None)
    sheet.tasks.merge_cells("C3:C4")
    checked = sheet.check()
    assert checked.verdict != "accepted"
    assert any(
        problem.cell in ("C3", "C4", "C3:C4") and problem.severity != "notice" for problem in checked.problems
    )


def test_unknown_task_is_an_error_that_names_the_cell() -> None:
    checked = Sheet().put("A3", "FW-77").check()
    assert "error" in severities(checked, "A3")


def test_task_of_another_unit_is_an_error() -> None:
    sheet = Sheet()
    sheet.tasks.append(["FW-09", "别家的任务", 0.5, None, "代做"])
    assert "error" in severities(sheet.check(), "A8")


def test_joint_task_line_is_a_note() -> None:
    sheet = Sheet()
    sheet.tasks.append(["FW-06", "协同任务", None, None, "配合完成"])
    checked = sheet.check()
    assert checked.verdict == "accepted"
    assert line(checked, "FW-06")["note"] == "配合完成"


def test_same_task_twice_is_an_error() -> None:
    sheet = Sheet()
    sheet.tasks.append(["FW-01", "推进代办制", 0.7])
    checked = sheet.check()
    assert checked.verdict == "rejected"
    assert "error" in severities(checked, "A8")


def test_missing_task_is_asked() -> None:
    checked = Sheet(rows=ROWS[1:]).check()
    assert checked.verdict == "questions"
    assert any("FW-01" in problem.message for problem in checked.problems)


def test_renamed_task_is_a_notice() -> None:
    checked = Sheet().put("B3", "推进全程代办制度").check()
    assert checked.verdict == "accepted"
    assert severities(checked, "B3") == {"notice"}


def test_wrong_unit_and_period_are_errors() -> None:
    assert Sheet().check(Context(plan=PLAN, unit_id="S02")).verdict == "rejected"
    assert Sheet().check(Context(plan=PLAN, period="2022-08")).verdict == "rejected"
    assert Sheet().put("D1", "2022-05").check().verdict == "rejected"


def test_alias_of_the_unit_is_understood() -> None:
    assert Sheet().put("B1", "滨湖办").check().unit_id == "S01"


@pytest.mark.parametrize("text", ["2022年9月", "2022.9", "2022-09", "2022年09月份", "2022/9"])
def test_period_is_understood(text: str) -> None:
    assert Sheet().put("D1", text).check().period == "2022-09"


def test_label_and_value_in_one_cell() -> None:
    sheet = Sheet()
    for cell in ("B1", "C1", "D1", "E1", "F1", "G1", "H1"):
        sheet.put(cell, None)
    sheet.put("A1", "填报单位（盖章）：滨湖街道").put("C1", "期次：2022年9月")
    checked = sheet.check()
    assert (checked.unit_id, checked.period) == ("S01", "2022-09")


def test_progress_that_fell_or_jumped_is_asked() -> None:
    before = {
        "FW-01": TaskLine(task_id="FW-01", reported=0.9),
        "FW-02": TaskLine(task_id="FW-02", reported=0.1),
    }
    checked = Sheet().check(Context(plan=PLAN, previous=before))
    assert severities(checked, "C3") == {"question"}
    assert severities(checked, "C4") == {"question"}


def test_words_copied_from_last_period_are_noticed() -> None:
    before = {"FW-01": TaskLine(task_id="FW-01", reported=0.4, note="已走访企业")}
    checked = Sheet().check(Context(plan=PLAN, previous=before))
    assert severities(checked, "E3") == {"notice"}


def test_text_is_cleaned() -> None:
    checked = Sheet().put("E3", "已走访\u00a0企业_x000D_\n第二行 ").check()
    assert line(checked)["note"] == "已走访 企业\n第二行"


def test_all_faults_are_reported_at_once() -> None:
    checked = Sheet().put("C3", "约80%").put("C4", "#REF!").put("I5", "6月31日").put("A6", "FW-99").check()
    cells = {problem.cell for problem in checked.problems if problem.severity != "notice"}
    assert {"C3", "C4", "I5", "A6"} <= cells


def test_milestones_are_read() -> None:
    sheet = Sheet()
    stones = sheet.book.create_sheet("节点进展")
    stones.append(
        ["节点编号", "项目名称", "节点名称", "计划完成日期", "预计完成日期", "实际完成日期", "佐证", "说明"]
    )
    stones.append(
        ["P01-1", "便民中心", "开工", date(2022, 6, 30), None, date(2022, 7, 10), "施工许可证", "雨季"]
    )
    stones.append(["P01-2", "便民中心", "完工", date(2022, 11, 30), "2022年12月底", None, None, None])
    checked = sheet.check()
    rows = checked.as_json()["sheets"]["节点进展"]
    assert checked.verdict == "accepted"
    assert [(row["milestone_id"], row["forecast_finish"], row["actual_finish"]) for row in rows] == [
        ("P01-1", None, "2022-07-10"),
        ("P01-2", "2022-12-31", None),
    ]


def test_problem_register_is_read() -> None:
    sheet = Sheet()
    issues = sheet.book.create_sheet("问题台账")
    issues.append(
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
    issues.append(["W1", "企业", "2022.8.1", "用电", "电压不稳", "2022年8月底", None, None, None])
    rows = sheet.check().as_json()["sheets"]["问题台账"]
    assert (rows[0]["problem_id"], rows[0]["raised_on"], rows[0]["promised_on"]) == (
        "W1",
        "2022-08-01",
        "2022-08-31",
    )


def test_without_a_plan_what_needs_it_is_said_once() -> None:
    checked = Sheet().check(Context())
    assert checked.period == "2022-09"
    assert [problem.code for problem in checked.problems].count("plan_needed") == 1
    assert line(checked)["reported"] == 0.5


def test_sheet_under_another_name_is_known_by_its_header() -> None:
    assert Sheet(title="Sheet1").check().verdict == "accepted"


def test_a_workbook_with_nothing_known_is_refused_with_what_was_looked_for() -> None:
    book = Workbook()
    book.active.append(["姓名", "电话"])
    stream = BytesIO()
    book.save(stream)
    checked = check(stream.getvalue(), "通讯录.xlsx", CONTEXT)
    assert checked.verdict in ("rejected", "unreadable")
    assert checked.problems[0].message != ""


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
def test_no_bytes_make_it_raise(content: bytes) -> None:
    checked = check(content, "x.xlsx", CONTEXT)
    assert checked.verdict == "unreadable"
    assert checked.as_json()["sheets"] == {}
