"""How far each task and milestone of the invented district had come by the end of each month."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from domain.period import Period
from domain.plan import Kind, Milestone, Task
from sample_data.district import YEAR, plan, rows
from sample_data.profiles import PROFILES

MONTHS = tuple(range(1, 10))
_WHOLE = frozenset("个家件次户篇场处项类亩栋人宗笔套")


@dataclass(frozen=True, slots=True)
class Value:
    """What a unit would say of a task: ``rate`` [0–1] always, ``actual`` where it is counted."""

    rate: float
    actual: float | None


def month_end(month: int) -> date:
    """The last day of a month of the sample year."""
    return Period.parse(f"{YEAR}-{month:02d}").ends_on


@cache
def task_path(task: Task, seed: int) -> dict[int, Value]:
    """Value by month, from the month in which the task started; told fates go before chance."""
    fate = _fates().get(task.task_id)
    if fate is not None:
        return {month: _told(task, value) for month, value in fate.items()}
    nodes = [node for node in plan().milestones if node.project_id == task.task_id]
    rates = _node_rates(nodes) if nodes else _rates(task, seed)
    return {month: _counted(task, rate) for month, rate in rates.items() if task.start_on <= month_end(month)}


@cache
def _fates() -> dict[str, dict[int, float]]:
    return {
        row["task"]: {month: float(row[f"m{month}"]) for month in MONTHS if row[f"m{month}"]}
        for row in rows("fates")
    }


def _told(task: Task, value: float) -> Value:
    if task.kind is Kind.QUALITATIVE:
        return Value(value, None)
    return Value(_rate_of(task, value), value)


def _rate_of(task: Task, actual: float) -> float:
    if task.target is None:
        return 0.0
    base = task.base or 0.0
    return max(0.0, (actual - base) / (task.target - base))


def _rates(task: Task, seed: int) -> dict[int, float]:
    """Share done by month: what is due by the days times the unit's pace, never falling, whole percents."""
    chance = random.Random(f"{seed}:{task.task_id}")
    luck = chance.uniform(0.95, 1.06)
    profile = PROFILES[task.lead_unit]
    rates: dict[int, float] = {}
    last = 0.0
    for month in MONTHS:
        due = _due_share(task, month_end(month))
        if due > 0:
            rate = due * profile.pace_at(month) * luck * chance.uniform(0.98, 1.02)
            overdue = due >= 1 and (rate >= 0.93 or last >= 0.93)
            last = max(last, 1.0 if overdue else min(rate, 0.97 if due < 0.98 else 1.0))
            rates[month] = round(max(last, 0.02), 2)
    return rates


def _due_share(task: Task, on: date) -> float:
    """Days gone of days planned; a task without a date is spread over the year."""
    due_on = task.due_on or date(YEAR, 12, 31)
    days = (on - task.start_on).days + 1
    return min(1.0, max(0.0, days / ((due_on - task.start_on).days + 1)))


def _counted(task: Task, rate: float) -> Value:
    if task.kind is Kind.QUALITATIVE or task.target is None:
        return Value(rate, None)
    base = task.base or 0.0
    digits = 0 if task.measure in _WHOLE and abs(task.target - base) >= 5 else 1
    if task.target - base >= 1000 or task.measure == "人次":
        digits = 0
    actual = round(base + rate * (task.target - base), digits + (abs(task.target - base) < 2))
    return Value(_rate_of(task, actual), actual)


def _node_rates(nodes: list[Milestone]) -> dict[int, float]:
    """Share of the nodes' weight reached by month, with part of the next one's work counted."""
    total = sum(node.weight for node in nodes)
    rates: dict[int, float] = {}
    for month in MONTHS:
        on = month_end(month)
        reached = sum(node.weight for node in nodes if finish(node, month) <= on)
        after = next((node for node in nodes if finish(node, month) > on), None)
        begun = after.weight * _begun((finish(after, month) - on).days) if after else 0.0
        rates[month] = round(min(1.0, (reached + begun) / total), 2)
    return {month: max(rates[m] for m in MONTHS if m <= month) for month in MONTHS}


def _begun(days_left: int) -> float:
    """How much of a milestone's work is done when it is still so many days off: 0.1 to 0.8."""
    return max(0.1, 0.8 * (1 - days_left / 120))


@cache
def _slips() -> dict[str, tuple[int, ...]]:
    return {row["code"]: tuple(int(days) for days in row["slips"].split()) for row in rows("milestones")}


@cache
def finish(node: Milestone, month: int) -> date:
    """The finish of a milestone as known at a month's end; fixed once it lies behind that day."""
    slips = _slips()[node.milestone_id]
    for earlier in range(1, month + 1):
        day = node.baseline_finish + timedelta(days=slips[min(earlier, len(slips)) - 1])
        if day <= month_end(earlier):
            return day
    return day
