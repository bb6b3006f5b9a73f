"""The plan workbook 责任清单 of the invented district, as the office would keep it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from domain.plan import Direction, Kind, Plan, Task
from sample_data.district import DIMENSIONS, GROUPS, SHANGHAI, UNKNOWN_TARGET, rows

_WORDS = {
    dimension: word
    for dimension, word in zip(
        DIMENSIONS.values(), ("忠诚型", "创新型", "担当型", "服务型", "过硬型"), strict=True
    )
}
_GROUP_WORDS = {group: word for word, group in GROUPS.items()}
_HEADERS = {
    "单位": ("单位编码", "单位名称", "简称", "别名", "类别", "主要负责人", "分管负责人", "联络员"),
    "任务": (
        "任务编号",
        "五型维度",
        "任务名称",
        "依据条款",
        "牵头单位",
        "责任单位",
        "起始日期",
        "完成时限",
        "权重",
        "考核方式",
        "计量单位",
        "基期值",
        "目标值",
        "方向",
        "完成标准",
    ),
    "项目": ("项目编号", "项目名称", "牵头单位", "领域", "总投资（万元）"),
    "节点": ("节点编号", "项目编号", "节点名称", "计划完成日期", "权重", "佐证要求"),
    "期次": ("期次", "起", "止", "报送截止时间"),
    "规则": ("名称", "值", "说明"),
}
_WIDTHS = {
    "任务名称": 30,
    "完成标准": 34,
    "责任单位": 30,
    "单位名称": 26,
    "说明": 60,
    "节点名称": 22,
    "报送截止时间": 20,
}


def plan_workbook(plan: Plan) -> Workbook:
    """The six sheets of a plan, names of units instead of their codes."""
    book = Workbook()
    book.remove(book.active)
    for name, lines in (
        ("单位", _units(plan)),
        ("任务", _tasks(plan)),
        ("项目", _projects(plan)),
        ("节点", _milestones(plan)),
        ("期次", _windows(plan)),
        ("规则", _rules()),
    ):
        _fill(book.create_sheet(name), _HEADERS[name], lines)
    return book


def _fill(sheet: Worksheet, headers: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    sheet.append(list(headers))
    for line in lines:
        sheet.append([None if value == "" else value for value in line])
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E79")
        cell.alignment = Alignment(horizontal="center", vertical="center")
        sheet.column_dimensions[cell.column_letter].width = _WIDTHS.get(str(cell.value), 13)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            if cell.is_date:
                timed = isinstance(cell.value, datetime)
                cell.number_format = "yyyy-mm-dd hh:mm" if timed else "yyyy-mm-dd"
    sheet.freeze_panes = "B2"


def _units(plan: Plan) -> Iterator[Sequence[object]]:
    for unit in plan.units:
        group = _GROUP_WORDS[unit.group]
        aliases = "、".join(unit.aliases)
        people = (unit.head, unit.deputy, unit.contact)
        yield (unit.unit_id, unit.name, unit.short_name, aliases, group, *people)


def _tasks(plan: Plan) -> Iterator[Sequence[object]]:
    labels = {unit.unit_id: unit.label for unit in plan.units}
    for task in plan.tasks:
        yield (
            task.task_id,
            _WORDS[task.dimension],
            task.name,
            task.clause,
            labels[task.lead_unit],
            _listed(plan, task, labels),
            task.start_on,
            task.due_on or "长期坚持",
            task.weight,
            "定量" if task.kind is Kind.QUANTITATIVE else "定性",
            task.measure,
            "" if task.base is None else task.base,
            _target(task),
            _direction(task),
            task.standard,
        )


def _target(task: Task) -> object:
    if task.kind is Kind.QUALITATIVE:
        return ""
    return UNKNOWN_TARGET if task.target is None else task.target


def _direction(task: Task) -> str:
    if task.kind is Kind.QUALITATIVE:
        return ""
    return "越低越好" if task.direction is Direction.LOWER else "越高越好"


def _listed(plan: Plan, task: Task, labels: dict[str, str]) -> str:
    """Joint units as the office writes them: 各街道 where it means all of them, else names."""
    streets = {unit.unit_id for unit in plan.units if unit.unit_id.startswith("S")}
    whole = streets <= {*task.joint_units}
    words = ["各街道" if whole and code in streets else labels[code] for code in task.joint_units]
    return "、".join(dict.fromkeys(words))


def _projects(plan: Plan) -> Iterator[Sequence[object]]:
    labels = {unit.unit_id: unit.label for unit in plan.units}
    for project in plan.projects:
        investment = "" if project.investment is None else project.investment
        yield (project.project_id, project.name, labels[project.lead_unit], project.field, investment)


def _milestones(plan: Plan) -> Iterator[Sequence[object]]:
    for node in plan.milestones:
        yield (
            node.milestone_id,
            node.project_id,
            node.name,
            node.baseline_finish,
            node.weight,
            node.evidence,
        )


def _windows(plan: Plan) -> Iterator[Sequence[object]]:
    for window in plan.windows:
        due_at = window.due_at.astimezone(SHANGHAI).replace(tzinfo=None)
        yield (window.period, window.starts_on, window.ends_on, due_at)


def _rules() -> Iterator[Sequence[object]]:
    for row in rows("rules"):
        value: object = row["value"]
        try:
            value = float(row["value"])
        except ValueError:
            value = row["value"]
        yield (row["name"], value, row["note"])
