"""A unit workbook of five sheets with 100 rows each, and the plan it is checked against."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.dimension import Dimension
from domain.plan import Kind, Milestone, Plan, Project, Task, Unit, Window
from domain.unit_group import UnitGroup

ROWS = 100
UNIT = "S01"
FIRST, LAST = date(2022, 1, 1), date(2022, 12, 31)


def _task(number: int) -> Task:
    counted = number % 3 == 0
    return Task(
        task_id=f"FW-{number:03d}",
        dimension=list(Dimension)[number % 5],
        name=f"第{number}项重点任务推进落实",
        lead_unit=UNIT,
        start_on=FIRST,
        due_on=LAST,
        kind=Kind.QUANTITATIVE if counted else Kind.QUALITATIVE,
        measure="户" if counted else "",
        base=0.0 if counted else None,
        target=200.0 if counted else None,
    )


def benchmark_plan() -> Plan:
    """One unit with 100 tasks, 20 projects and 100 milestones."""
    numbers = range(1, ROWS + 1)
    return Plan(
        units=(Unit(unit_id=UNIT, name="滨湖街道办事处", short_name="滨湖街道", group=UnitGroup.STREET),),
        tasks=tuple(map(_task, numbers)),
        projects=tuple(
            Project(project_id=f"P{n:02d}", name=f"项目{n}", lead_unit=UNIT) for n in range(1, 21)
        ),
        milestones=tuple(
            Milestone(
                milestone_id=f"P{(n - 1) % 20 + 1:02d}-{(n - 1) // 20 + 1}",
                project_id=f"P{(n - 1) % 20 + 1:02d}",
                name=f"节点{n}",
                baseline_finish=FIRST + timedelta(days=3 * n),
            )
            for n in numbers
        ),
        windows=(
            Window(
                period="2022-09",
                starts_on=date(2022, 9, 1),
                ends_on=date(2022, 9, 30),
                due_at=datetime(2022, 10, 5, 10, tzinfo=UTC),
            ),
        ),
    )


def _tasks(sheet: Worksheet, plan: Plan) -> None:
    sheet.append(["滨湖街道2022年9月重点任务进度表"])
    sheet.append(
        ["填报单位", "滨湖街道", "期次", "2022-09", "填报人", "周晓岚", "填报日期", date(2022, 10, 3)]
    )
    sheet.append(
        [
            "任务编号",
            "任务名称",
            "完成率",
            "完成值",
            "进展情况",
            "存在问题",
            "下一步打算",
            "需协调事项",
            "预计完成日期",
            "备注",
        ]
    )
    for number, task in enumerate(plan.tasks):
        counted = task.kind is Kind.QUANTITATIVE
        sheet.append(
            [
                task.task_id,
                task.name,
                None if counted else round(0.3 + number % 60 / 100, 2),
                float(100 + number % 90) if counted else None,
                f"已完成第{number}批次工作，累计走访企业{number + 3}户",
                "个别事项推进偏慢" if number % 4 == 0 else None,
                "下月完成剩余部分并组织验收",
                None,
                date(2022, 11, 1) + timedelta(days=number % 50),
                None,
            ]
        )
        sheet.cell(sheet.max_row, 3).number_format = "0%"


def _milestones(sheet: Worksheet, plan: Plan) -> None:
    sheet.append(
        ["节点编号", "项目名称", "节点名称", "计划完成日期", "预计完成日期", "实际完成日期", "佐证", "说明"]
    )
    for number, stone in enumerate(plan.milestones):
        reached = stone.baseline_finish <= date(2022, 9, 30)
        finish = stone.baseline_finish + timedelta(days=number % 7)
        name = next(project.name for project in plan.projects if project.project_id == stone.project_id)
        done = min(finish, date(2022, 9, 30)) if reached else None
        sheet.append(
            [
                stone.milestone_id,
                name,
                stone.name,
                stone.baseline_finish,
                None if reached else finish,
                done,
                "验收单" if reached else None,
                "按计划推进",
            ]
        )


def _issues(sheet: Worksheet) -> None:
    sheet.append(
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
    for number in range(ROWS):
        raised = FIRST + timedelta(days=number * 2)
        sheet.append(
            [
                f"W{number:03d}",
                "企业",
                raised,
                "用电",
                f"反映第{number}号线路电压不稳",
                raised + timedelta(days=15),
                raised + timedelta(days=number % 20),
                "已更换变压器",
                "满意",
            ]
        )


def _attachment(sheet: Worksheet, title: str) -> None:
    sheet.append(["序号", "材料名称", "文号", "日期", "份数", "存放处", "经办人", "说明"])
    for number in range(ROWS):
        day = FIRST + timedelta(days=number)
        sheet.append(
            [
                number + 1,
                f"{title}{number}",
                f"滨办〔2022〕{number}号",
                day,
                number % 5 + 1,
                "档案室",
                "周晓岚",
                "原件",
            ]
        )


def unit_workbook() -> bytes:
    """The five sheets: three that are read into rows and two the unit keeps beside them."""
    plan, book = benchmark_plan(), Workbook()
    first = book.active
    first.title = "任务进展"
    _tasks(first, plan)
    _milestones(book.create_sheet("节点进展"), plan)
    _issues(book.create_sheet("问题台账"))
    _attachment(book.create_sheet("佐证目录"), "佐证材料")
    _attachment(book.create_sheet("会议记录"), "调度会记录")
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
