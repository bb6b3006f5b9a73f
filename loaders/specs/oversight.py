"""The six sheets of the office's oversight workbook 督查评价."""

from loaders.cells import code, count, number, strict_choice
from loaders.dates import day
from loaders.moments import period_code
from loaders.percent import percent
from loaders.quantity import quantity
from loaders.specs.column import Column, Spec, words

METHODS = words("常规检查 常规 检查 实地检查", "明察暗访 暗访 明查暗访")
VOTERS = words("企业 市场主体 企业代表", "群众 公众 市民 居民")
EXAMPLES = words("正面 正面典型 先进 表扬", "反面 反面典型 负面 曝光")
FIELDS = words("重点项目 项目 项目建设", "企业帮扶 帮扶企业 惠企", "招商引资 招商", "环境整治 环境 环保",
               "脱贫攻坚 脱贫 扶贫 巩固脱贫成果 巩固衔接 乡村振兴")  # fmt: skip
METHOD_CODES = {"常规检查": "regular", "明察暗访": "unannounced"}
FIELD_CODES = {"重点项目": "projects", "企业帮扶": "enterprises", "招商引资": "investment", "环境整治": "environment",
               "脱贫攻坚": "poverty"}  # fmt: skip
VOTER_CODES = {"企业": "enterprise", "群众": "public"}
EXAMPLE_CODES = {"正面": "positive", "反面": "negative"}
_SERIAL = Column(field="serial", header="序号", locked=True, also=("序", "NO", "No."))


def _days(header: str, *also: str, required: bool = True, name: str = "happened_on") -> Column:
    return Column(
        field=name, header=header, parser=day, spread=False, also=also, required=required, filled=required
    )


def _unit(header: str = "单位", *also: str) -> Column:
    return Column(field="unit_id", header=header, required=True, filled=True, also=also)


INSPECTIONS = Spec(
    name="督查核验",
    kind="oversight",
    key="task_id",
    tell=("verified",),
    also=("核验", "督查", "督查核查", "核验情况", "督查核验表"),
    columns=(
        _days("日期", "核验日期", "督查日期", "检查日期", name="inspected_on"),
        Column(field="method", header="方式", parser=strict_choice, words=METHODS, also=("督查方式", "核验方式", "检查方式")),
        _unit("单位", "被督查单位", "责任单位", "牵头单位", "被核验单位"),
        Column(field="task_id", header="任务编号", parser=code, required=True, filled=True, spread=False, also=("任务编码", "编号")),
        Column(field="verified", header="核验完成率", parser=percent, required=True, filled=True, spread=False,
               also=("核验值", "核实完成率", "核查完成率", "实际完成率", "认定完成率")),
        Column(field="finding", header="结论", also=("核验结论", "督查结论")),
        Column(field="evidence", header="佐证", also=("佐证材料", "证明材料")),
        Column(field="note", header="说明", also=("备注", "情况说明")),
        Column(field="field", header="督查领域", parser=strict_choice, words=FIELDS, also=("督查方面", "领域", "督查重点")),
        _SERIAL,
    ),
)  # fmt: skip

_VOTES = (("very_satisfied", "很满意", "非常满意"), ("satisfied", "满意", "较满意"), ("fairly_satisfied", "基本满意", "一般"),
          ("dissatisfied", "不满意", "较不满意"), ("very_dissatisfied", "很不满意", "非常不满意"))  # fmt: skip
RATINGS = Spec(
    name="企业群众评价",
    kind="oversight",
    key="unit_id",
    tell=("very_satisfied", "satisfied"),
    also=("评价", "满意度", "满意度评价", "企业和群众评价", "满意度测评"),
    columns=(
        Column(field="period", header="期次", parser=period_code, required=True, filled=True, also=("报告期", "评价期次", "月份")),
        _unit("单位", "被评价单位", "单位名称"),
        Column(field="voters", header="评价主体", parser=strict_choice, words=VOTERS, required=True, filled=True,
               also=("主体", "评价人", "评价群体")),
        *(
            Column(field=name, header=header, parser=count, required=True, filled=True, spread=False, also=(other,))
            for name, header, other in _VOTES
        ),
        Column(field="sample", header="样本数", parser=count, spread=False, also=("调查人数", "发放份数", "样本量", "应评数")),
        Column(field="measures", header="整改措施", also=("差评整改", "整改情况", "处理情况")),
        _SERIAL,
    ),
)  # fmt: skip

PROMISES = Spec(
    name="兑现与提速",
    kind="oversight",
    key="item",
    tell=("promised", "kept"),
    also=("兑现", "提速", "兑现提速", "政策兑现", "承诺兑现"),
    columns=(
        Column(field="period", header="期次", parser=period_code, required=True, filled=True, also=("报告期", "月份")),
        Column(field="item", header="事项", required=True, filled=True, also=("事项名称", "承诺事项", "项目")),
        Column(field="promised", header="承诺值", parser=quantity, spread=False, also=("承诺", "承诺数")),
        Column(field="kept", header="兑现值", parser=quantity, spread=False, also=("兑现", "兑现数", "实际兑现")),
        Column(field="base", header="基期值", parser=quantity, spread=False, also=("基期", "基数", "上年同期")),
        Column(field="current", header="现期值", parser=quantity, spread=False, also=("现期", "当期值", "本期值", "现值")),
        Column(field="measure", header="计量单位", also=("单位",)),
        _SERIAL,
    ),
)  # fmt: skip

ADJUSTMENTS = Spec(
    name="加减分",
    kind="oversight",
    key="unit_id",
    tell=("points",),
    also=("加减分表", "加分减分", "加扣分"),
    columns=(
        _days("日期", "时间"),
        _unit("单位", "单位名称"),
        Column(field="points", header="分值", parser=number, required=True, filled=True, spread=False, also=("加减分", "加扣分", "得分")),
        Column(field="reason", header="事由", required=True, filled=True, also=("理由", "原因", "加减分事由")),
        Column(field="document", header="依据文号", required=True, filled=True, also=("依据", "文号", "文件依据")),
        Column(field="approved_by", header="审批人", required=True, filled=True, also=("批准人", "审定人")),
        _SERIAL,
    ),
)  # fmt: skip

CASES = Spec(
    name="典型",
    kind="oversight",
    key="unit_id",
    tell=("type",),
    also=("典型案例", "正反典型", "典型事例"),
    columns=(
        _days("日期", "时间"),
        _unit("单位", "单位名称"),
        Column(field="type", header="类型", parser=strict_choice, words=EXAMPLES, required=True, filled=True, also=("类别", "典型类型")),
        Column(field="reason", header="事由", required=True, filled=True, also=("事迹", "情况", "内容")),
        Column(field="approved_by", header="审批人", required=True, filled=True, also=("批准人", "审定人")),
        _SERIAL,
    ),
)  # fmt: skip

DECISIONS = Spec(
    name="交办事项",
    kind="oversight",
    key="content",
    tell=("assigned_on", "meeting"),
    also=("交办", "交办单", "会议交办", "交办事项表", "议定事项"),
    columns=(
        _days("交办日期", "交办时间", "日期", name="assigned_on"),
        Column(field="meeting", header="会议", also=("会议名称", "来源")),
        Column(field="content", header="内容", required=True, filled=True, spread=False, also=("交办内容", "事项", "交办事项", "事项内容")),
        Column(field="units", header="责任单位", required=True, filled=True, also=("单位", "承办单位", "牵头单位")),
        _days("完成时限", "办结时限", "时限", "要求完成时间", required=False, name="due_on"),
        _days("办结日期", "完成日期", "办结时间", required=False, name="done_on"),
        Column(field="result", header="结果", also=("办理结果", "落实情况", "办理情况")),
        _SERIAL,
    ),
)  # fmt: skip

OVERSIGHT_SPECS = (INSPECTIONS, RATINGS, PROMISES, ADJUSTMENTS, CASES, DECISIONS)
SAID_OF = {  # the fields that tell what a row speaks of: two rows that share them contradict each other
    INSPECTIONS.name: ("inspected_on", "unit_id", "task_id"),
    RATINGS.name: ("period", "unit_id", "voters"),
    PROMISES.name: ("period", "item"),
    ADJUSTMENTS.name: ("happened_on", "unit_id", "reason"),
    CASES.name: ("happened_on", "unit_id", "type", "reason"),
    DECISIONS.name: ("assigned_on", "meeting", "content"),
}
