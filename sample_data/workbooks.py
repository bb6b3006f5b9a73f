"""Every workbook of the sample year as bytes: the plan, and what each unit handed in."""

from collections.abc import Iterator, Mapping

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.report import IssueLine, MilestoneLine, TaskLine
from loaders.oversight_template import oversight_workbook
from loaders.specs.oversight import EXAMPLE_CODES, FIELD_CODES, METHOD_CODES, OVERSIGHT_SPECS, VOTER_CODES
from loaders.template import workbook as template_workbook
from loaders.template_look import fit_height
from sample_data.district import YEAR, plan
from sample_data.manners import MANNERS
from sample_data.oversight import oversight
from sample_data.own_sheets import own_workbook
from sample_data.pace import MONTHS
from sample_data.packing import packed
from sample_data.plan_sheets import plan_workbook
from sample_data.profiles import PROFILES
from sample_data.story import SEED, Filed, reports

PLAN_FILE = f"责任清单{YEAR}.xlsx"
OVERSIGHT_FILE = "督查评价{month}月.xlsx"
_PARTS = {
    "督查核验": "inspections",
    "企业群众评价": "ratings",
    "兑现与提速": "promises",
    "加减分": "adjustments",
    "典型": "examples",
    "交办事项": "decisions",
}
_CODE_WORDS = {
    **{("field", code): word for word, code in FIELD_CODES.items()},
    **{("method", code): word for word, code in METHOD_CODES.items()},
    **{("voters", code): word for word, code in VOTER_CODES.items()},
    **{("type", code): word for word, code in EXAMPLE_CODES.items()},
}


def files(seed: int = SEED) -> Iterator[tuple[str, bytes]]:
    """Path below the year's folder and content of every workbook, the plan first."""
    yield PLAN_FILE, packed(plan_workbook(plan()))
    for month in MONTHS:
        yield f"{YEAR}-{month:02d}/{OVERSIGHT_FILE.format(month=month)}", oversight_file(month, seed)
    for filed in reports(seed):
        yield f"{filed.report.period}/{filed.file_name}", progress(filed)


def oversight_file(month: int, seed: int = SEED) -> bytes:
    """The office's workbook of one month: the template filled in."""
    book = oversight_workbook(plan(), rows=4)
    names = {unit.unit_id: unit.label for unit in plan().units}
    for spec in OVERSIGHT_SPECS:
        rows = getattr(oversight(month, seed), _PARTS[spec.name])
        written = [column for column in spec.columns if not column.locked]
        for number, row in enumerate(rows, 2):
            for place, column in enumerate(written, 1):
                value = _oversight_value(getattr(row, column.field, None), column.field, names)
                if value not in (None, ""):
                    cell = book[spec.name].cell(number, place)
                    cell.value, cell.number_format = value, book[spec.name].cell(2, place).number_format
    return packed(book)


def _oversight_value(value: object, field: str, names: Mapping[str, str]) -> object:
    """Codes as the words that people write."""
    if field == "units" and isinstance(value, tuple):
        return "、".join(names[code] for code in value)
    if field == "unit_id":
        return names[str(value)]
    return _CODE_WORDS.get((field, str(value)), value)


def progress(filed: Filed) -> bytes:
    """One unit's workbook: the template filled in, or the unit's own style."""
    profile = PROFILES[filed.report.unit_id]
    unit = plan().unit(filed.report.unit_id)
    if profile.manner and unit is not None:
        return packed(own_workbook(filed, unit, MANNERS[profile.manner]))
    return packed(_filled_template(filed))


def _filled_template(filed: Filed) -> Workbook:
    report = filed.report
    book = template_workbook(
        plan(),
        report.unit_id,
        report.period,
        previous=filed.previous,
        previous_milestones=filed.previous_milestones,
    )
    tasks = {line.task_id: line for line in report.tasks}
    fill_rows(
        book["任务进展"], 5, "任务编号", {code: _task_cells(line, filed) for code, line in tasks.items()}
    )
    _fill_identity(book["任务进展"], filed)
    if "节点进展" in book.sheetnames:
        nodes = {line.milestone_id: _milestone_cells(line) for line in report.milestones}
        fill_rows(book["节点进展"], 3, "节点编号", nodes)
    for row, issue in enumerate(report.issues, 4):
        for column, value in enumerate(_issue_cells(issue), 1):
            if value:
                book["问题台账"].cell(row, column).value = value
    return book


def fill_rows(sheet: Worksheet, header_row: int, key: str, lines: Mapping[str, Mapping[str, object]]) -> None:
    """Write header → value into the row that carries each key; blanks are left untouched."""
    columns = {cell.value: cell.column for cell in sheet[header_row]}
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[header_row]]
    for row in range(header_row + 1, sheet.max_row + 1):
        line = lines.get(str(sheet.cell(row, columns[key]).value), {})
        for header, value in line.items():
            if value not in (None, ""):
                sheet.cell(row, columns[header]).value = value
        if line:
            fit_height(sheet, row, widths, 36)


def _fill_identity(sheet: Worksheet, filed: Filed) -> None:
    answers = {
        "填报人": filed.report.filled_by,
        "审签人": filed.report.signed_by,
        "填报日期": filed.report.filled_on,
    }
    for row in sheet.iter_rows(min_row=2, max_row=3):
        for cell in row:
            if cell.value in answers:
                sheet.cell(cell.row, cell.column + 1).value = answers[cell.value]


def _task_cells(line: TaskLine, filed: Filed) -> dict[str, object]:
    return {
        "完成率": filed.asked.get(line.task_id, line.reported),
        "完成值": line.actual,
        "进展情况": line.note,
        "存在问题": line.problem,
        "下一步打算": line.next_step,
        "需协调事项": line.need,
        "预计完成日期": line.forecast_finish,
        "备注": line.remark,
    }


def _milestone_cells(line: MilestoneLine) -> dict[str, object]:
    return {
        "预计完成日期": line.forecast_finish,
        "实际完成日期": line.actual_finish,
        "佐证": line.evidence,
        "说明": line.note,
    }


def _issue_cells(line: IssueLine) -> tuple[object, ...]:
    return (
        line.problem_id,
        line.source,
        line.raised_on,
        line.category,
        line.description,
        line.promised_on,
        line.solved_on,
        line.result,
        line.callback,
    )
