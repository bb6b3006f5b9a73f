"""The template: prefilled, guarded, and read back without loss, also through LibreOffice."""

import os
import shutil
import subprocess
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Forbidden, Role
from domain.dimension import Dimension
from domain.plan import Kind, Milestone, Plan, Project, Task, Unit, Window
from domain.report import MilestoneLine, TaskLine
from domain.unit_group import UnitGroup
from loaders.check import Context, check
from loaders.template import HEADER_ROW, plan_version, template
from locales import in_language
from services.forms import form
from services.intake import save_plan
from tests.books import plan_book

WRITTEN = ("完成率", "完成值", "进展情况", "存在问题", "下一步打算", "需协调事项", "预计完成日期", "备注")


def a_task(code: str, **changes: object) -> Task:
    given = {
        "task_id": code,
        "dimension": Dimension.SERVICE,
        "name": f"任务{code}",
        "lead_unit": "S01",
        "start_on": date(2022, 1, 1),
        "due_on": date(2022, 12, 31),
    }
    return Task(**(given | changes))


PLAN = Plan(
    units=(
        Unit(unit_id="S01", name="滨湖街道办事处", short_name="滨湖街道", group=UnitGroup.STREET),
        Unit(unit_id="D01", name="行政审批局", group=UnitGroup.DEPARTMENT),
    ),
    tasks=(
        a_task("T-1"),
        a_task("T-2", kind=Kind.QUANTITATIVE, measure="户", base=0.0, target=120.0),
        a_task("T-3", kind=Kind.QUANTITATIVE, measure="亿元", base=0.0, target=None, due_on=None),
        a_task("T-4", start_on=date(2022, 11, 1)),
        a_task("T-5", lead_unit="D01", joint_units=("S01",)),
        a_task("T-6", name="=1+1"),
    ),
    projects=(Project(project_id="P1", name="社区整治", lead_unit="S01"),),
    milestones=(
        Milestone(milestone_id="P1-1", project_id="P1", name="开工", baseline_finish=date(2022, 4, 10)),
        Milestone(milestone_id="T-1-1", project_id="T-1", name="印发", baseline_finish=date(2022, 6, 30)),
    ),
    windows=(
        Window(
            period="2022-10",
            starts_on=date(2022, 10, 1),
            ends_on=date(2022, 10, 31),
            due_at=datetime(2022, 11, 5, 10, 0, tzinfo=UTC),
        ),
    ),
)
PREVIOUS = {"T-1": TaskLine(task_id="T-1", reported=0.625), "T-2": TaskLine(task_id="T-2", actual=88.0)}


def book(unit_id: str = "S01", **given: object) -> Workbook:
    return load_workbook(BytesIO(template(PLAN, unit_id, "2022-10", **given)))


def row_of(sheet: Worksheet, code: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == code)


def cells(sheet: Worksheet, code: str, header_row: int = HEADER_ROW) -> dict[str, object]:
    return {head.value: sheet.cell(row_of(sheet, code), head.column) for head in sheet[header_row]}


def test_tasks_led_come_first_and_shared_ones_below_their_mark():
    sheet = book()["任务进展"]
    first = [sheet.cell(row, 1).value for row in range(HEADER_ROW + 1, sheet.max_row + 1)]
    assert first == ["一、牵头任务", "T-1", "T-2", "T-3", "T-6", "二、责任单位(仅备注)：只填进展情况", "T-5"]


def test_a_unit_without_shared_tasks_gets_one_plain_list():
    sheet = book("D01")["任务进展"]
    assert [sheet.cell(row, 1).value for row in range(HEADER_ROW + 1, sheet.max_row + 1)] == ["T-5"]


def test_only_input_cells_are_open_and_there_is_no_password():
    sheet = book()["任务进展"]
    assert sheet.protection.sheet is True
    assert sheet.protection.password is None
    opened = {
        code: {head for head, cell in cells(sheet, code).items() if not cell.protection.locked}
        for code in ("T-1", "T-2", "T-5")
    }
    assert opened["T-1"] == set(WRITTEN) - {"完成值"}
    assert opened["T-2"] == set(WRITTEN) - {"完成率"}
    assert opened["T-5"] == {"进展情况", "备注"}


def test_last_periods_values_stand_beside():
    sheet = book(previous=PREVIOUS)["任务进展"]
    rate, count = cells(sheet, "T-1")["上期值"], cells(sheet, "T-2")["上期值"]
    assert (rate.value, rate.number_format) == (0.625, "0.0%")
    assert count.value == 88


def test_unknown_target_and_no_date_are_said_in_words():
    row = cells(book()["任务进展"], "T-3")
    assert (row["目标值"].value, row["计划完成日期"].value) == ("未定", "长期坚持")


def test_text_that_looks_like_a_formula_stays_text():
    cell = cells(book()["任务进展"], "T-6")["任务名称"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_rates_are_checked_to_lie_within_0_and_100_percent():
    sheet = book()["任务进展"]
    cell = cells(sheet, "T-1")["完成率"]
    check_of_cell = next(one for one in sheet.data_validations.dataValidation if cell.coordinate in one.sqref)
    assert (check_of_cell.type, check_of_cell.formula1, check_of_cell.formula2) == ("decimal", "0", "1")
    assert cell.number_format == "0.0%"


def test_choices_of_the_issue_sheet_are_drop_downs():
    lists = [one.formula1 for one in book()["问题台账"].data_validations.dataValidation if one.type == "list"]
    assert lists == [
        '"企业,群众,12345,督查"',
        '"企业开办,项目落地,群众办事,用工,用电,用气,用地,物流,融资,其他"',
    ]


def test_milestone_sheet_holds_own_projects_and_task_nodes_only_where_there_are_any():
    before = {"P1-1": MilestoneLine(milestone_id="P1-1", actual_finish=date(2022, 4, 12))}
    sheet = book(previous_milestones=before)["节点进展"]
    assert [sheet.cell(row, 1).value for row in (4, 5)] == ["P1-1", "T-1-1"]
    assert cells(sheet, "P1-1", 3)["上期预计"].value == datetime(2022, 4, 12)
    assert "节点进展" not in book("D01").sheetnames


def test_header_repeats_in_print_and_stays_on_screen():
    sheet = book()["任务进展"]
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.freeze_panes == "C6"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)


def test_hidden_sheet_names_unit_period_and_plan():
    sheet = book()["_identity"]
    assert sheet.sheet_state == "hidden"
    assert [tuple(cell.value for cell in row) for row in sheet.iter_rows()] == [
        ("board-template", None),
        ("unit", "S01"),
        ("period", "2022-10"),
        ("plan", plan_version(PLAN)),
        ("template", "1"),
    ]


def test_english_template_keeps_the_headers_the_checker_knows():
    with in_language("en"):
        content = template(PLAN, "D01", "2022-10")
    result = check(content, "f.xlsx", Context(plan=PLAN))
    assert (result.unit_id, result.period, result.from_template) == ("D01", "2022-10", True)


def test_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="no unit 'X9'"):
        template(PLAN, "X9", "2022-10")


def filled() -> bytes:
    """The template as a clerk would leave it, typed into its open cells."""
    workbook = book(previous=PREVIOUS)
    sheet = workbook["任务进展"]
    for code, answers in (
        (
            "T-1",
            (1, None, "第一行\n第二行", "人手不足", "下月推进", "请协调用地", date(2022, 11, 30), "=备注"),
        ),
        ("T-2", (None, 101.5, "累计101.5户", "", "", "", None, "")),
        ("T-3", (None, 12, "待批复", "", "", "", None, "")),
        ("T-5", (None, None, "已配合", "", "", "", None, "")),
        ("T-6", (0.125, None, "起步", "", "", "", None, "")),
    ):
        for head, value in zip(WRITTEN, answers, strict=True):
            if value not in (None, ""):
                cells(sheet, code)[head].value = value
    remark = cells(sheet, "T-1")["备注"]
    remark.data_type = "s"
    for label, value in (("填报人", "黎小舟"), ("审签人", "傅秋禾"), ("填报日期", date(2022, 11, 3))):
        cell = next(cell for row in sheet["A2:P3"] for cell in row if cell.value == label)
        sheet.cell(cell.row, cell.column + 1).value = value
    nodes = workbook["节点进展"]
    cells(nodes, "P1-1", 3)["实际完成日期"].value = date(2022, 4, 12)
    cells(nodes, "P1-1", 3)["佐证"].value = "开工令"
    cells(nodes, "T-1-1", 3)["预计完成日期"].value = date(2022, 11, 15)
    cells(nodes, "T-1-1", 3)["说明"].value = "推后"
    issue = ("W-1", "12345", date(2022, 10, 8), "用电", "停电未通知", date(2022, 10, 20), None, "", "")
    for column, value in enumerate(issue, 1):
        if value not in (None, ""):
            workbook["问题台账"].cell(4, column).value = value
    with BytesIO() as buffer:
        workbook.save(buffer)
        return buffer.getvalue()


def assert_nothing_lost(content: bytes) -> None:
    result = check(content, "滨湖.xlsx", Context(plan=PLAN))
    assert result.verdict == "accepted", [problem.message for problem in result.problems]
    assert result.from_template
    report = result.report
    assert report is not None
    assert (report.unit_id, report.period) == ("S01", "2022-10")
    assert (report.filled_by, report.signed_by, report.filled_on) == ("黎小舟", "傅秋禾", date(2022, 11, 3))
    lines = {line.task_id: line for line in report.tasks}
    first = lines["T-1"]
    assert (first.reported, first.actual, first.note) == (1.0, None, "第一行\n第二行")
    assert (first.problem, first.next_step, first.need) == ("人手不足", "下月推进", "请协调用地")
    assert (first.forecast_finish, first.remark) == (date(2022, 11, 30), "=备注")
    assert [lines[code].actual for code in ("T-2", "T-3")] == [101.5, 12.0]
    assert (lines["T-5"].reported, lines["T-5"].note, lines["T-6"].reported) == (None, "已配合", 0.125)
    reached, coming = report.milestones
    assert (reached.milestone_id, reached.actual_finish, reached.evidence) == (
        "P1-1",
        date(2022, 4, 12),
        "开工令",
    )
    assert (coming.forecast_finish, coming.actual_finish, coming.note) == (date(2022, 11, 15), None, "推后")
    (issue,) = report.issues
    assert (issue.problem_id, issue.source, issue.category) == ("W-1", "12345", "用电")
    assert (issue.raised_on, issue.promised_on, issue.solved_on) == (
        date(2022, 10, 8),
        date(2022, 10, 20),
        None,
    )


def test_filled_template_is_read_back_without_loss():
    assert_nothing_lost(filled())


def test_untouched_template_has_one_fault_that_nothing_is_filled_in():
    result = check(template(PLAN, "S01", "2022-10"), "f.xlsx", Context(plan=PLAN))
    assert [problem.code for problem in result.problems if problem.severity == "error"] == ["nothing_filled"]
    assert (result.unit_id, result.period) == ("S01", "2022-10")


def converted(content: bytes, folder: Path, extension: str, target: str) -> bytes:
    """The workbook opened and saved by LibreOffice without a window, in a profile of its own."""
    source = folder / f"book.{extension}"
    source.write_bytes(content)
    out = folder / target
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            str(out),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (out / f"book.{target}").read_bytes()


@pytest.mark.slow
def test_filled_template_survives_libreoffice(tmp_path: Path):
    if shutil.which("soffice") is None:
        if os.environ.get("BOARD_REQUIRE_SOFFICE") == "1":
            pytest.fail("BOARD_REQUIRE_SOFFICE=1, but soffice is not installed")
        pytest.skip("soffice (LibreOffice) is not installed")
    ods = converted(filled(), tmp_path, "xlsx", "ods")
    assert_nothing_lost(converted(ods, tmp_path, "ods", "xlsx"))


def test_a_unit_gets_its_own_form_and_no_other(sqlite_engine: Engine) -> None:
    office = Actor(name="lin", role=Role.OFFICE)
    save_plan(sqlite_engine, plan_book(), "清单.xlsx", actor=office, now=datetime(2022, 1, 1, tzinfo=UTC))
    clerk = Actor(name="zhou", role=Role.UNIT, unit_id="S01")
    given = load_workbook(BytesIO(form(sqlite_engine, "S01", "2022-09", actor=clerk)))
    assert given["任务进展"]["B2"].value == "滨湖街道办事处"
    for asker, unit_id in ((clerk, "S02"), (Actor(name="chen", role=Role.LEADER), "S01")):
        with pytest.raises(Forbidden):
            form(sqlite_engine, unit_id, "2022-09", actor=asker)
