"""The rules a plan may set: Chinese names, how each value is read, and the field of domain/rules.py."""

from dataclasses import dataclass

from domain.rules import Display, LightRule
from loaders.text import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleName:
    """One rule: ``field`` of Rules, its names, its unit (points, share, days, count, word), its bounds."""

    field: str
    name: str
    unit: str = "points"
    low: float = 0.0
    high: float = 100.0
    also: tuple[str, ...] = ()


RULE_NAMES = (
    RuleName(field="light_rule", name="亮灯规则", unit="word", also=("亮灯方式", "亮灯判定规则")),
    RuleName(field="red_gap", name="红灯进度差", low=-100, high=0, also=("红灯差值", "红灯阈值")),
    RuleName(field="amber_gap", name="黄灯进度差", low=-100, high=0, also=("黄灯差值", "黄灯阈值")),
    RuleName(field="red_ratio", name="红灯完成比", unit="share", also=("红灯比例",)),
    RuleName(field="amber_ratio", name="黄灯完成比", unit="share", also=("黄灯比例",)),
    RuleName(field="joint_share", name="责任单位份额", unit="share", also=("责任单位系数", "配合单位份额")),
    RuleName(field="weight_tasks", name="任务权重", also=("任务完成权重",)),
    RuleName(field="weight_milestones", name="节点权重", also=("项目节点权重", "里程碑权重")),
    RuleName(field="weight_rating", name="评价权重", also=("企业群众评价权重", "企业和群众评价权重")),
    RuleName(field="weight_verification", name="核验权重", also=("督查核验权重",)),
    RuleName(field="weight_problems", name="问题办理权重", also=("问题权重",)),
    RuleName(field="weight_reporting", name="报送权重", also=("报送纪律权重", "按时报送权重")),
    RuleName(field="adjustment_cap", name="加减分上限", also=("加减分封顶",)),
    RuleName(field="rating_minimum", name="评价最低样本", unit="count", high=100_000, also=("最低样本量", "评价最低样本量")),
    RuleName(field="rating_shrinkage", name="评价收缩样本", unit="count", high=100_000, also=("收缩样本量",)),
    RuleName(field="display", name="排名方式", unit="word", also=("排名显示", "显示方式")),
    RuleName(field="excellent", name="优秀线", also=("优秀",)),
    RuleName(field="good", name="良好线", also=("良好",)),
    RuleName(field="fair", name="一般线", also=("一般",)),
    RuleName(field="milestone_zero_days", name="节点归零天数", unit="count", low=1, high=3650, also=("节点清零天数",)),
    RuleName(field="due_soon_days", name="临期天数", unit="count", high=3650, also=("临期提醒天数",)),
    RuleName(field="jump_points", name="突增点数", also=("突增阈值",)),
    RuleName(field="urge_missed", name="督办缺报期数", unit="count", low=1, high=60),
    RuleName(field="talk_red_periods", name="约谈红灯期数", unit="count", low=1, high=60),
    RuleName(field="talk_last_periods", name="约谈末位期数", unit="count", low=1, high=60),
    RuleName(field="talk_score", name="约谈得分线"),
    RuleName(field="talk_claimed", name="约谈核验偏差", also=("约谈虚高点数",)),
    RuleName(field="idle_red_periods", name="红灯未处置期数", unit="count", low=1, high=60),
    RuleName(field="letter_days", name="函件办理天数", unit="count", high=365, also=("函件回复天数",)),
    RuleName(field="award_score", name="评选得分线"),
    RuleName(field="award_rating", name="评选评价线"),
    RuleName(field="award_problems", name="评选问题办理线"),
    RuleName(field="award_claimed", name="评选核验偏差"),
    RuleName(field="award_missed", name="评选缺报上限", unit="count", high=60),
)  # fmt: skip
BY_NAME = {folded(name): rule for rule in RULE_NAMES for name in (rule.name, rule.field, *rule.also)}
RULE_WORDS: dict[str, dict[str, LightRule | Display]] = {
    "light_rule": {"进度差": LightRule.GAP, "差值": LightRule.GAP, "gap": LightRule.GAP, "完成比": LightRule.RATIO,
                   "比例": LightRule.RATIO, "ratio": LightRule.RATIO},
    "display": {"名次": Display.RANK, "排名": Display.RANK, "rank": Display.RANK, "档次": Display.BANDS,
                "bands": Display.BANDS, "不排名": Display.NONE, "none": Display.NONE},
}  # fmt: skip
