"""The units' own sheet styles: which words, columns and forms of writing each of them is used to."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """One office's way to lay out a progress sheet.

    columns: field or "" (a column of their own) with the header they print, in their order.
    rates: format (0.8 shown 80%), text (80%), wide (８０％), fraction (0.8), hundred (80).
    days: date, dot (2022.9.30), words (2022年9月30日), bottom (…月底 where it is one), serial, slash.
    counts: number, unit (350万元), grouped (1,200). groups: header over each pair, by first column.
    """

    columns: tuple[tuple[str, str], ...]
    sheet: str = "任务进展"
    title: str = "{unit}{month}月份重点任务进展情况表"
    identity: str = "pair"
    rates: str = "format"
    days: str = "date"
    counts: str = "number"
    groups: dict[int, tuple[int, str]] = field(default_factory=dict)
    sections: bool = False
    total: bool = False
    footer: bool = False
    blank_rows: bool = False
    hidden_row: bool = False
    unit_line: bool = False
    milestones: str = "节点进展"
    issues: str = "问题台账"


MANNERS = {
    "ledger": Manner(
        columns=(
            ("", "序号"),
            ("task_id", "任务编号"),
            ("name", "重点任务"),
            ("reported", "完成进度（%）"),
            ("actual", "累计完成值"),
            ("note", "工作进展"),
            ("problem", "存在困难"),
            ("next_step", "下步打算"),
            ("need", "需上级协调事项"),
            ("forecast_finish", "预计办结时间"),
            ("remark", "备注"),
        ),
        sheet="任务进展表",
        rates="hundred",
        days="dot",
        footer=True,
        unit_line=True,
    ),
    "plain": Manner(
        columns=(
            ("name", "任务名称"),
            ("task_id", "任务编码"),
            ("note", "目前进展"),
            ("reported", "完 成 率"),
            ("actual", "完成值"),
            ("forecast_finish", "预计完成\n时间"),
            ("problem", "存在问题"),
            ("next_step", "下一步计划"),
            ("need", "需协调解决问题"),
        ),
        sheet="Sheet1",
        title="",
        rates="fraction",
        days="words",
        blank_rows=True,
    ),
    "grouped": Manner(
        columns=(
            ("", "序号"),
            ("task_id", "任务编号"),
            ("name", "任务名称"),
            ("reported", "完成率"),
            ("actual", "完成值"),
            ("note", "进展情况"),
            ("problem", "存在问题"),
            ("next_step", "下一步打算"),
            ("need", "需协调事项"),
            ("forecast_finish", "预计完成日期"),
        ),
        groups={4: (5, "完成情况"), 6: (9, "工作推进")},
        sections=True,
        rates="text",
        days="bottom",
        counts="unit",
    ),
    "stamped": Manner(
        columns=(
            ("task_id", "编号"),
            ("name", "工作任务"),
            ("lead", "牵头单位"),
            ("reported", "进度"),
            ("actual", "完成量"),
            ("note", "推进情况"),
            ("problem", "主要问题"),
            ("next_step", "下一步工作"),
            ("need", "需上级协调"),
            ("forecast_finish", "预计完成时间"),
            ("remark", "备注"),
        ),
        identity="stamp",
        rates="wide",
        days="slash",
        total=True,
        footer=True,
    ),
    "official": Manner(
        columns=(
            ("", "序号"),
            ("dimension", "五型维度"),
            ("task_id", "任务编号"),
            ("name", "任务名称"),
            ("clause", "依据条款"),
            ("reported", "完成率"),
            ("actual", "完成值"),
            ("note", "进展情况"),
            ("problem", "存在问题"),
            ("next_step", "下一步打算"),
            ("need", "需协调事项"),
            ("forecast_finish", "预计完成日期"),
        ),
        identity="one",
        rates="text",
        days="words",
        sections=True,
        footer=True,
    ),
    "wide": Manner(
        columns=(
            ("task_id", "任务编号"),
            ("name", "任务名称"),
            ("", "分管领导"),
            ("", "经办科室"),
            ("reported", "完成率"),
            ("actual", "完成值"),
            ("measure", "计量单位"),
            ("note", "进展情况"),
            ("problem", "存在问题"),
            ("next_step", "下一步打算"),
            ("need", "需协调事项"),
            ("forecast_finish", "预计完成日期"),
            ("remark", "备注"),
        ),
        rates="format",
        days="dot",
        counts="grouped",
        hidden_row=True,
        blank_rows=True,
    ),
    "twofold": Manner(
        columns=(
            ("task_id", "任务编号"),
            ("name", "任务名称"),
            ("forecast_finish", "预计完成日期"),
            ("reported", "完成率"),
            ("actual", "完成值"),
            ("note", "进展情况"),
            ("problem", "存在问题"),
            ("next_step", "下一步打算"),
            ("need", "需协调事项"),
        ),
        groups={4: (5, "完成情况")},
        identity="one",
        rates="text",
        days="dot",
        sections=True,
        total=True,
        milestones="项目节点",
    ),
    "terse": Manner(
        columns=(
            ("task_id", "任务编号"),
            ("name", "任务"),
            ("reported", "完成比例"),
            ("actual", "实际完成值"),
            ("note", "工作进展情况"),
            ("problem", "困难问题"),
            ("next_step", "下步计划"),
            ("need", "需协调解决的问题"),
            ("forecast_finish", "预计完成时间"),
        ),
        sheet="进度表",
        identity="stamp",
        rates="hundred",
        days="serial",
    ),
    "serial": Manner(
        columns=(
            ("", "序号"),
            ("name", "任务名称"),
            ("task_id", "任务编号"),
            ("actual", "完成值"),
            ("reported", "完成率"),
            ("forecast_finish", "预计完成日期"),
            ("note", "进展情况"),
            ("problem", "存在问题"),
            ("next_step", "下一步打算"),
            ("need", "需协调事项"),
            ("remark", "备注"),
        ),
        rates="format",
        days="words",
        counts="unit",
        unit_line=True,
        footer=True,
        issues="问题清单",
    ),
    "mixed": Manner(
        columns=(
            ("task_id", "任务编号"),
            ("name", "任务名称"),
            ("reported", "完成率"),
            ("actual", "完成值"),
            ("forecast_finish", "预计完成时间"),
            ("note", "进展"),
            ("problem", "问题"),
            ("next_step", "下一步措施"),
            ("need", "需协调的问题"),
        ),
        title="{unit}“五型”工作月报（{month}月）",
        rates="fraction",
        days="words",
        sections=True,
        total=True,
        blank_rows=True,
    ),
}
