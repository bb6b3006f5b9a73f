"""Progress workbooks in the units' own styles: titles, stamps, merged headers, totals, footers."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from domain.dimension import Dimension
from domain.plan import Task, Unit
from domain.report import IssueLine, MilestoneLine, TaskLine
from loaders.template_look import fit_height
from sample_data.district import plan
from sample_data.manners import Manner
from sample_data.story import Filed
from sample_data.writing import write_count, write_day, write_rate

_SECTIONS = ("一、忠诚型", "二、创新型", "三、担当型", "四、服务型", "五、过硬型")
_WORDS = dict(zip(Dimension, ("忠诚型", "创新型", "担当型", "服务型", "过硬型"), strict=True))
_WORDY = ("进展", "问题", "打算", "下", "困难", "情况", "名称", "协调")
_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_MILESTONE_HEADERS = (
    "节点编号",
    "项目名称",
    "节点名称",
    "计划完成时间",
    "预计完成时间",
    "实际完成时间",
    "佐证材料",
    "说明",
)
_ISSUE_HEADERS = (
    "问题编号",
    "问题来源",
    "反映时间",
    "类别",
    "问题描述",
    "承诺办结时间",
    "办结时间",
    "办理结果",
    "回访情况",
)


def own_workbook(filed: Filed, unit: Unit, manner: Manner) -> Workbook:
    """The report as this unit would lay it out by itself."""
    book = Workbook()
    sheet = book.active
    sheet.title = manner.sheet
    row = _head(sheet, filed, unit, manner)
    row = _table(sheet, row, filed, manner)
    if manner.footer:
        _foot(sheet, row + 1, filed)
    if filed.report.milestones:
        _milestones(book.create_sheet(manner.milestones), filed.report.milestones, manner)
    if filed.report.issues:
        _issues(book.create_sheet(manner.issues), filed.report.issues, manner)
    return book


def _head(sheet: Worksheet, filed: Filed, unit: Unit, manner: Manner) -> int:
    """Title, who and when; returns the row on which the header begins."""
    report, month = filed.report, int(filed.report.period[-2:])
    width, row = len(manner.columns), 1
    if manner.title:
        sheet.cell(1, 1, manner.title.format(unit=unit.short_name, month=month))
        sheet.cell(1, 1).font = Font(name="方正小标宋简体", size=18)
        sheet.cell(1, 1).alignment = Alignment(horizontal="center")
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
        row = 2
    period, filled_on = f"2022年{month}月", report.filled_on or date(2022, month, 28)
    if manner.identity == "one":
        text = f"填报单位：{unit.short_name}　　期次：{period}　　填报日期：{filled_on.isoformat()}"
        sheet.cell(row, 1, text)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
        row += 1
    elif manner.identity == "stamp":
        sheet.cell(row, 1, f"填报单位（盖章）：{unit.name}")
        sheet.cell(row, width - 2, f"填报日期：{filled_on.year}年{filled_on.month}月{filled_on.day}日")
        sheet.cell(row + 1, 1, f"期次：{report.period}")
        row += 2
    else:
        for column, (label, value) in enumerate(
            (("填报单位", unit.short_name), ("期次", period), ("填报日期", filled_on))
        ):
            sheet.cell(row, 1 + 3 * column, label)
            sheet.cell(row, 2 + 3 * column, value)
        row += 1
    row = _people(sheet, row, filed, manner)
    if manner.unit_line:
        sheet.cell(row, width, "单位：%、个、户等")
        row += 1
    return row


def _people(sheet: Worksheet, row: int, filed: Filed, manner: Manner) -> int:
    """The row with who filled in and who signed, where the footer doesn't say it."""
    if manner.footer:
        return row
    sheet.cell(row, 1, f"填报人：{filed.report.filled_by}")
    sheet.cell(row, 4, f"审签人：{filed.report.signed_by}")
    return row + 1


def _table(sheet: Worksheet, row: int, filed: Filed, manner: Manner) -> int:
    """Header and rows; returns the first row after the table."""
    row = _header(sheet, row, manner)
    tasks = {task.task_id: task for task in plan().tasks}
    lines = sorted(filed.report.tasks, key=lambda line: list(Dimension).index(tasks[line.task_id].dimension))
    serial = 0
    for dimension, group in groupby(lines, key=lambda line: tasks[line.task_id].dimension):
        if manner.sections:
            sheet.cell(row, 1, _SECTIONS[list(Dimension).index(dimension)])
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(manner.columns))
            row += 1
        for line in group:
            serial += 1
            _row(sheet, row, serial, line, tasks[line.task_id], filed, manner)
            row += 1
        if manner.blank_rows and dimension is Dimension.INNOVATION:
            row += 1
    if manner.hidden_row:
        sheet.row_dimensions[row - 1].hidden = True
    if manner.total:
        sheet.cell(row, 1, "合计")
        sheet.cell(row, 2, f"共{serial}项任务")
        row += 1
    return row


def _header(sheet: Worksheet, row: int, manner: Manner) -> int:
    """One header row, or two with merged groups above; returns the first row of data."""
    last = row + bool(manner.groups)
    grouped = {column: first for first, (end, _) in manner.groups.items() for column in range(first, end + 1)}
    for column, (_, title) in enumerate(manner.columns, 1):
        cell = sheet.cell(last if column in grouped else row, column, title)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        if manner.groups and column not in grouped:
            sheet.merge_cells(start_row=row, end_row=last, start_column=column, end_column=column)
        sheet.column_dimensions[cell.column_letter].width = _width(title)
    for first, (end, title) in manner.groups.items():
        sheet.cell(row, first, title).alignment = Alignment(horizontal="center")
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=end)
    return last + 1


def _width(title: str) -> float:
    """Wide columns for words, narrow ones for codes and figures."""
    return 7 if title == "序号" else 30 if any(mark in title for mark in _WORDY) else 14


def _row(
    sheet: Worksheet, row: int, serial: int, line: TaskLine, task: Task, filed: Filed, manner: Manner
) -> None:
    said = {
        "task_id": task.task_id,
        "name": task.name,
        "dimension": _WORDS[task.dimension],
        "clause": task.clause,
        "lead": _short(task.lead_unit),
        "measure": task.measure,
        "note": line.note,
        "problem": line.problem,
        "next_step": line.next_step,
        "need": line.need,
        "remark": line.remark,
    }
    for column, (field, title) in enumerate(manner.columns, 1):
        cell = sheet.cell(row, column)
        cell.border = _BOX
        if field == "reported":
            _write_reported(cell, line, filed, manner)
        elif field == "actual" and line.actual is not None:
            write_count(cell, line.actual, manner.counts, task.measure)
        elif field == "forecast_finish" and line.forecast_finish is not None:
            write_day(cell, line.forecast_finish, manner.days)
        elif not field:
            cell.value = serial if title == "序号" else _office(title, filed)
        elif said.get(field):
            cell.value = said[field]
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    fit_height(sheet, row, [_width(title) for _, title in manner.columns], 30)


def _write_reported(cell: object, line: TaskLine, filed: Filed, manner: Manner) -> None:
    if line.task_id in filed.asked:
        cell.value = filed.asked[line.task_id]  # type: ignore[attr-defined]
    elif line.reported is not None:
        write_rate(cell, line.reported, manner.rates)


def _office(title: str, filed: Filed) -> str:
    return filed.report.signed_by if title == "分管领导" else "综合科"


def _short(unit_id: str) -> str:
    unit = plan().unit(unit_id)
    return unit.label if unit else unit_id


def _foot(sheet: Worksheet, row: int, filed: Filed) -> None:
    sheet.cell(row, 1, f"填表人：{filed.report.filled_by}")
    sheet.cell(row, 4, f"审核人：{filed.report.signed_by}")


def _milestones(sheet: Worksheet, lines: Sequence[MilestoneLine], manner: Manner) -> None:
    nodes = {node.milestone_id: node for node in plan().milestones}
    parents = {project.project_id: project.name for project in plan().projects}
    parents |= {task.task_id: task.name for task in plan().tasks}
    sheet.append(_MILESTONE_HEADERS)
    for row, line in enumerate(lines, 2):
        node = nodes[line.milestone_id]
        for column, value in enumerate((node.milestone_id, parents[node.project_id], node.name), 1):
            sheet.cell(row, column, value)
        for column, day in ((4, node.baseline_finish), (5, line.forecast_finish), (6, line.actual_finish)):
            if day is not None:
                write_day(sheet.cell(row, column), day, manner.days)
        sheet.cell(row, 7, line.evidence or None)
        sheet.cell(row, 8, line.note or None)


def _issues(sheet: Worksheet, lines: Sequence[IssueLine], manner: Manner) -> None:
    sheet.append(_ISSUE_HEADERS)
    for row, line in enumerate(lines, 2):
        words = (line.problem_id, line.source, None, line.category, line.description, None, None)
        for column, value in enumerate((*words, line.result or None, line.callback or None), 1):
            sheet.cell(row, column, value)
        for column, day in ((3, line.raised_on), (6, line.promised_on), (7, line.solved_on)):
            if day is not None:
                write_day(sheet.cell(row, column), day, manner.days)
