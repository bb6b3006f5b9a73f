"""What units write in their sheets: phrases of register/phrases.csv, chosen and filled by chance."""

import random
from functools import cache

from domain.plan import Direction, Kind, Task
from sample_data.district import rows
from sample_data.pace import Value

_TOPICS = (
    ("land", ("征迁", "腾交", "收储", "土地", "供地", "安置")),
    ("works", ("建设", "改造", "整治", "道路", "厂房", "工程")),
    ("enterprise", ("企业", "招商", "项目", "投资", "签约", "成本", "机构")),
)
_COLLEAGUES = ("自然资源分局", "规划建设局", "财政金融局", "行政审批局", "供电部门", "市直有关部门")


@cache
def phrases(kind: str, scope: str) -> tuple[str, ...]:
    """All phrases of one kind and scope, in file order."""
    return tuple(row["text"] for row in rows("phrases") if (row["kind"], row["scope"]) == (kind, scope))


def topic(task: Task) -> str:
    """What a task is about, by the words in its name; its dimension where no word tells."""
    found = (scope for scope, marks in _TOPICS if any(mark in task.name for mark in marks))
    return next(found, task.dimension.value)


def number(value: float) -> str:
    """A quantity as people write it: no trailing zeros, at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def said(chance: random.Random, kind: str, *scopes: str, **values: object) -> str:
    """One phrase of the scopes, its blanks filled: {n} a small count, {k} a larger one, and the values given."""
    choices = [text for scope in scopes for text in phrases(kind, scope)]
    return chance.choice(choices).format(
        **{"n": chance.randint(2, 9), "k": chance.randint(11, 48), "who": chance.choice(_COLLEAGUES)} | values
    )


def progress(chance: random.Random, task: Task, month: int, now: Value, before: Value | None) -> str:
    """进展情况: for a count the figure and what was done, for a rate what was done and how far it is."""
    if now.rate >= 1:
        return f"{said(chance, 'act', topic(task))}；{said(chance, 'result', 'done')}。"
    act = said(chance, "act", topic(task))
    if task.kind is Kind.QUANTITATIVE and now.actual is not None:
        return f"{_figure(chance, task, month, now, before)}。{act}。"
    stage = "early" if now.rate < 0.3 else "middle" if now.rate < 0.75 else "late"
    return f"{act}；{said(chance, 'result', stage)}。"


def _figure(chance: random.Random, task: Task, month: int, now: Value, before: Value | None) -> str:
    total, base = now.actual or 0.0, task.base or 0.0
    earlier = base if before is None or before.actual is None else before.actual
    if task.target is None:
        return f"目前意向规模{number(total)}{task.measure}，总规模待上级批复"
    level = task.direction is Direction.LOWER or task.measure in ("%", "天", "小时")
    scope = "level" if level else "same" if total == earlier else "gain"
    return said(
        chance,
        "count",
        scope,
        month=month,
        total=number(total),
        delta=number(abs(total - earlier)),
        moved=number(abs(total - base)),
        base=number(base),
        target=number(task.target),
        share=round(100 * now.rate),
        measure=task.measure,
    )


def next_step(chance: random.Random, task: Task, month: int, done: bool) -> str:
    """下一步打算."""
    scopes = ("done",) if done else ("any", topic(task))
    return said(chance, "next", *scopes, next_month=month + 1) + "。"


def troubles(chance: random.Random, task: Task) -> str:
    """存在问题: one or two."""
    first, second = (said(chance, "problem", "any", topic(task)) for _ in range(2))
    return several(chance, (first,) if first == second else (first, second))


def several(chance: random.Random, texts: tuple[str, ...]) -> str:
    """One text, or two numbered on lines of their own, as people do."""
    if len(texts) == 1 or chance.random() < 0.6:
        return texts[0] + "。"
    return "\n".join(f"{count}.{text}；" for count, text in enumerate(texts, 1)).rstrip("；") + "。"
