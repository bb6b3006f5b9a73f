"""Small real workbooks for tests: a plan of two streets and an office, and the sheets they hand in."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook

UNITS = (
    ("S01", "滨湖街道办事处", "滨湖街道", "", "街道", "甲", "乙", "丙"),
    ("S02", "禾埠街道办事处", "禾埠街道", "", "街道", "甲", "乙", "丙"),
    ("D01", "行政审批局", "审批局", "", "部门", "甲", "乙", "丙"),
)
UNIT_HEAD = ("单位编码", "单位名称", "简称", "别名", "类别", "主要负责人", "分管负责人", "联络员")
TASK_HEAD = (
    *("任务编号", "五型维度", "任务名称", "依据条款", "牵头单位", "责任单位", "起始日期", "完成时限", "权重"),
    *("考核方式", "计量单位", "基期值", "目标值", "方向", "完成标准"),
)
YEAR = (date(2022, 1, 1), date(2022, 12, 31))
TASKS = (
    (
        "FW-01",
        "服务型",
        "推进代办制",
        "第一条",
        "滨湖街道",
        "审批局",
        *YEAR,
        1,
        "定性",
        "",
        None,
        None,
        "",
        "办成",
    ),
    ("FW-02", "服务型", "企业走访", "", "滨湖街道", "", *YEAR, 1, "定量", "户", 0, 200, "越高越好", "走访"),
    ("GY-01", "过硬型", "作风督查", "", "禾埠街道", "", *YEAR, 1, "定性", "", None, None, "", "查实"),
)
PROGRESS_HEAD = (
    "任务编号",
    "任务名称",
    "完成率",
    "完成值",
    "进展情况",
    "存在问题",
    "下一步打算",
    "需协调事项",
    "预计完成日期",
)


def plan_book(*, tasks: Sequence[Sequence[Any]] = TASKS, months: Sequence[int] = range(1, 13)) -> bytes:
    """A plan workbook: deadlines at 18:00 on the fifth of the month after."""
    book = Workbook()
    _sheet(book, "单位", UNIT_HEAD, UNITS)
    _sheet(book, "任务", TASK_HEAD, tasks)
    _sheet(
        book, "项目", ("项目编号", "项目名称", "牵头单位", "领域", "总投资（万元）"),
        [("P01", "便民中心", "滨湖街道", "重点项目", 5000)],
    )  # fmt: skip
    _sheet(
        book, "节点", ("节点编号", "项目编号", "节点名称", "计划完成日期", "权重", "佐证要求"),
        [("P01-1", "P01", "开工", date(2022, 6, 30), 1, "照片")],
    )  # fmt: skip
    _sheet(book, "期次", ("期次", "起", "止", "报送截止时间"), [_window(month) for month in months])
    _sheet(book, "规则", ("名称", "值", "说明"), [])
    return _bytes(book)


def progress_book(
    *,
    unit: str = "滨湖街道",
    period: str = "2022-09",
    filled_on: date | None = date(2022, 10, 3),
    rate: Any = 0.5,
    rows: Sequence[Sequence[Any]] | None = None,
) -> bytes:
    """A progress workbook; rate is the 完成率 of the unit's first task (a number is formatted as percent)."""
    own = [
        ("FW-01", "推进代办制", rate, None, f"{period}已走访企业，完成率{rate}", "", "", "", None),
        ("FW-02", "企业走访", None, 120, f"{period}走访120户", "", "", "", None),
    ]
    book = Workbook()
    sheet = book.active
    sheet.title = "任务进展"
    sheet.append(
        ["填报单位", unit, "期次", period, "填报人", "周晓岚", "审签人", "吴明", "填报日期", filled_on]
    )
    sheet.append(PROGRESS_HEAD)
    for row in own if rows is None else rows:
        sheet.append(row)
        cell = sheet.cell(sheet.max_row, 3)
        cell.number_format = "0%" if isinstance(cell.value, float) else "General"
    return _bytes(book)


def street_book(period: str = "2022-09", rate: float = 0.5, filled_on: date | None = None) -> bytes:
    """The progress workbook of the other street."""
    rows = [("GY-01", "作风督查", rate, None, f"{period}开展督查", "", "", "", None)]
    return progress_book(unit="禾埠街道", period=period, filled_on=filled_on, rows=rows)


def _window(month: int) -> tuple[Any, ...]:
    days = (date(2022, month, 1), date(2022, month, 28))
    due = datetime(2022 + month // 12, month % 12 + 1, 5, 18)
    return (f"2022-{month:02d}", *days, due)


def _sheet(book: Workbook, title: str, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    sheet = book.create_sheet(title)
    sheet.append(head)
    for row in rows:
        sheet.append(row)


def _bytes(book: Workbook) -> bytes:
    if "Sheet" in book.sheetnames and len(book.sheetnames) > 1:
        del book["Sheet"]
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


OVERSIGHT_HEADS = {
    "督查核验": ("日期", "方式", "单位", "任务编号", "核验完成率", "结论", "佐证", "说明"),
    "企业群众评价": (
        *("期次", "单位", "评价主体", "很满意", "满意", "基本满意", "不满意", "很不满意"),
        *("样本数", "整改措施"),
    ),
    "兑现与提速": ("期次", "事项", "承诺值", "兑现值", "基期值", "现期值", "计量单位"),
    "加减分": ("日期", "单位", "分值", "事由", "依据文号", "审批人"),
    "典型": ("日期", "单位", "类型", "事由", "审批人"),
    "交办事项": ("交办日期", "会议", "内容", "责任单位", "完成时限", "办结日期", "结果"),
}


def oversight_book(rows: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    """An oversight workbook with these sheets; 核验完成率 is formatted as percent."""
    book = Workbook()
    for title, lines in rows.items():
        _sheet(book, title, OVERSIGHT_HEADS[title], lines)
        if title == "督查核验":
            for number in range(2, len(lines) + 2):
                book[title].cell(number, 5).number_format = "0%"
    return _bytes(book)
