"""The words that tell what a promised item is about, and what a call-back found: for the four questions 四问."""

from domain.promise import Callback, Topic

# Read from top to bottom, the first word found decides: a time limit of land approvals is an approval, not a cost.
TOPIC_WORDS = (
    (Topic.APPROVALS, ("审批", "审核", "核准", "许可", "企业开办", "开办企业", "登记")),
    (
        Topic.SERVICES,
        ("服务", "办事", "办件", "办理", "办结", "工单", "热线", "时长", "等候", "排队", "诉求"),
    ),
    (Topic.LABOUR, ("用工", "招工", "社保", "稳岗")),
    (Topic.POWER, ("用电", "电费", "电价", "供电")),
    (Topic.GAS, ("用气", "燃气", "天然气", "气价", "供气")),
    (Topic.LAND, ("用地", "土地", "厂房", "租金")),
    (Topic.LOGISTICS, ("物流", "运输", "运费")),
    (Topic.FINANCING, ("融资", "贴息", "贷款", "利息", "担保")),
)
# 不满意 holds 满意, so what is against comes first.
CALLBACK_WORDS = (
    (Callback.DISSATISFIED, ("不满", "不认可", "未解决", "没有解决", "没解决", "反弹")),
    (Callback.SATISFIED, ("满意", "认可", "解决", "好评")),
)


_TIMES = (Topic.APPROVALS, Topic.SERVICES)
_MONEY = "元"


def topic_of(item: str, measure: str) -> Topic | None:
    """Which question an item answers, by the words in its name and by what it is measured in.

    Money is never an approval or a service; money without a word of a cost line is a cut. None = it answers none.
    """
    is_money = _MONEY in measure
    for topic, words in TOPIC_WORDS:
        if not (is_money and topic in _TIMES) and any(word in item for word in words):
            return topic
    return Topic.CUTS if is_money else None


def callback_of(text: str) -> Callback:
    """What a call-back found by the unit's own words; "" = nobody was called."""
    if not text.strip():
        return Callback.NONE
    for found, words in CALLBACK_WORDS:
        if any(word in text for word in words):
            return found
    return Callback.UNCLEAR
