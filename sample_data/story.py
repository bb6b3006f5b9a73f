"""Nine months of reports of the invented district: who leads, who lags, what slips, who corrects himself."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache

from domain.plan import Kind, Milestone, Task, Unit
from domain.report import MilestoneLine, Report, TaskLine
from sample_data import words
from sample_data.district import SHANGHAI, YEAR, plan
from sample_data.issues import issue_lines
from sample_data.pace import MONTHS, Value, finish, month_end, task_path
from sample_data.profiles import PROFILES, Profile

SEED = 2022
_DONE_ENOUGH = 0.995


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One workbook handed in: what it says, its name, when it came (aware), which version of its period.

    ``asked`` holds, for a first version that raises questions, the doubtful text by task code; the report
    has None there. ``previous`` are the lines the unit's newest report of an earlier period held.
    """

    report: Report
    file_name: str
    filled_at: datetime
    version: int
    asked: Mapping[str, str]
    previous: Mapping[str, TaskLine]
    previous_milestones: Mapping[str, MilestoneLine]


@cache
def reports(seed: int = SEED) -> tuple[Filed, ...]:
    """Every workbook of the nine months, by period, unit and version."""
    newest: dict[str, Report] = {}
    filed: list[Filed] = []
    for month in MONTHS:
        for unit in plan().units:
            if month in PROFILES[unit.unit_id].missing:
                continue
            versions = list(_versions(unit, month, newest.get(unit.unit_id), seed))
            filed += versions
            newest[unit.unit_id] = versions[-1].report
    return tuple(filed)


def _versions(unit: Unit, month: int, last: Report | None, seed: int) -> Iterator[Filed]:
    profile = PROFILES[unit.unit_id]
    chance = random.Random(f"{seed}:{unit.unit_id}:{month}")
    filled_at = _arrival(chance, month, month in profile.late)
    report = _report(unit, month, last, filled_at.date(), seed)
    name = _file_name(unit, month, profile)
    known: dict[str, TaskLine] = {line.task_id: line for line in last.tasks} if last else {}
    nodes = {line.milestone_id: line for line in last.milestones} if last else {}
    version = 1
    if month in profile.asked or month in profile.corrected:
        first, asked = _first_attempt(report, month in profile.asked)
        yield Filed(
            report=first,
            file_name=f"{name}.xlsx",
            filled_at=filled_at,
            version=1,
            asked=asked,
            previous=known,
            previous_milestones=nodes,
        )
        version, name = 2, f"{name}（更正）"
        filled_at += timedelta(days=1, hours=1)
        report = replace(report, filled_on=filled_at.date())
    yield Filed(
        report=report,
        file_name=f"{name}.xlsx",
        filled_at=filled_at,
        version=version,
        asked={},
        previous=known,
        previous_milestones=nodes,
    )


def _arrival(chance: random.Random, month: int, late: bool) -> datetime:
    """On the 1st–3rd of the next month within office hours, or some days after the deadline on the 5th."""
    day = date(YEAR, month + 1, chance.randint(6, 12) if late else chance.randint(1, 3))
    return datetime.combine(day, time(chance.randint(9, 16), chance.randint(0, 59)), SHANGHAI)


def _file_name(unit: Unit, month: int, profile: Profile) -> str:
    label = unit.short_name
    if not profile.manner:
        return f"{unit.unit_id}{label}_{YEAR}-{month:02d}"
    forms = (
        f"{label}{month}月份任务进展表",
        f"{label}“五型”政府建设进度（{month}月）",
        f"{YEAR}年{month}月{label}报表",
    )
    return forms[sum(map(ord, profile.manner)) % len(forms)]


def _first_attempt(report: Report, asked: bool) -> tuple[Report, dict[str, str]]:
    """What was sent before the correction: one or two doubtful rates, or words not yet complete.

    A unit with a sheet of its own also writes a bare 1, which no cell format explains; one that leaps
    claims nine tenths at once.
    """
    profile = PROFILES[report.unit_id]
    second = "1" if profile.manner else "90%" if profile.leaps else "过半"
    lines = list(report.tasks)
    if not asked:
        lines[0] = replace(lines[0], note="数据仍在核对，先按上报口径填列。" + lines[0].note, next_step="")
        return replace(report, tasks=tuple(lines)), {}
    doubtful: dict[str, str] = {}
    for place, line in enumerate(lines):
        if line.reported is not None and 0.1 < line.reported < 0.97 and len(doubtful) < 2:
            doubtful[line.task_id] = second if doubtful else f"约{round(100 * line.reported)}%"
            lines[place] = replace(line, reported=None)
    return replace(report, tasks=tuple(lines)), doubtful


def _report(unit: Unit, month: int, last: Report | None, filled_on: date, seed: int) -> Report:
    known = {line.task_id: line for line in last.tasks} if last else {}
    led = [task for task in plan().tasks if task.lead_unit == unit.unit_id and month in task_path(task, seed)]
    lines = [_task_line(task, month, known.get(task.task_id), seed) for task in led]
    return Report(
        unit_id=unit.unit_id,
        period=f"{YEAR}-{month:02d}",
        filled_by=unit.contact,
        signed_by=unit.deputy,
        filled_on=filled_on,
        tasks=(*lines, *_joint_lines(unit, month, seed)),
        milestones=tuple(_milestone_lines(unit, month, seed)),
        issues=issue_lines(unit, month, seed),
    )


def _task_line(task: Task, month: int, last: TaskLine | None, seed: int) -> TaskLine:
    path = task_path(task, seed)
    now, before = path[month], path.get(month - 1)
    chance = random.Random(f"{seed}:{task.task_id}:{month}:words")
    done = now.rate >= _DONE_ENOUGH
    copied = PROFILES[task.lead_unit].copies and last is not None and not done and chance.random() < 0.6
    note = last.note if copied and last else words.progress(chance, task, month, now, before)
    troubled = not done and now.rate < _expected(task, month) - 0.04
    return TaskLine(
        task_id=task.task_id,
        reported=now.rate if task.kind is Kind.QUALITATIVE else None,
        actual=now.actual if task.kind is Kind.QUANTITATIVE else None,
        note=note,
        problem=_problem(chance, task, done, troubled),
        next_step=words.next_step(chance, task, month, done),
        need=words.said(chance, "need", "any") + "。" if troubled and chance.random() < 0.22 else "",
        forecast_finish=_forecast(chance, task, month, now, troubled),
        remark="",
    )


def _expected(task: Task, month: int) -> float:
    due_on = task.due_on or date(YEAR, 12, 31)
    gone = (month_end(month) - task.start_on).days / (due_on - task.start_on).days
    return min(1.0, max(0.0, gone))


def _problem(chance: random.Random, task: Task, done: bool, troubled: bool) -> str:
    if done or chance.random() > (0.9 if troubled else 0.25):
        return ""
    return words.troubles(chance, task)


def _forecast(chance: random.Random, task: Task, month: int, now: Value, troubled: bool) -> date | None:
    """The due date where it will be kept; some weeks more where the unit admits it won't; often left blank."""
    if task.due_on is None or now.rate >= _DONE_ENOUGH:
        return None
    if task.due_on <= month_end(month):
        return month_end(month) + timedelta(days=30)
    if troubled and now.rate < _expected(task, month) - 0.12:
        return task.due_on + timedelta(days=chance.choice((10, 15, 20, 31)))
    return task.due_on if chance.random() < 0.5 else None


def _joint_lines(unit: Unit, month: int, seed: int) -> Iterator[TaskLine]:
    """A joint unit's notes on some of the tasks it shares; never a value."""
    for task in plan().tasks:
        chance = random.Random(f"{seed}:{task.task_id}:{unit.unit_id}:{month}")
        started = task.start_on <= month_end(month) and task.lead_unit != unit.unit_id
        if unit.unit_id in task.joint_units and started and chance.random() < 0.2:
            yield TaskLine(task_id=task.task_id, note=words.said(chance, "note", "joint") + "。")


def _milestone_lines(unit: Unit, month: int, seed: int) -> Iterator[MilestoneLine]:
    for node in plan().milestones:
        if plan().owner(node.project_id) == unit.unit_id:
            yield _milestone_line(node, month, seed)


def _milestone_line(node: Milestone, month: int, seed: int) -> MilestoneLine:
    day = finish(node, month)
    chance = random.Random(f"{seed}:{node.milestone_id}:{day}")
    if day <= month_end(month):
        note = words.said(chance, "reached", "node") + "。"
        return MilestoneLine(
            milestone_id=node.milestone_id, actual_finish=day, evidence=node.evidence, note=note
        )
    days = (day - node.baseline_finish).days
    if days > 0:
        note = words.said(
            chance, "delay", "node", why=chance.choice(words.phrases("delay", "why")), days=days
        )
    else:
        note = words.said(chance, "plan", "node")
    return MilestoneLine(milestone_id=node.milestone_id, forecast_finish=day, note=note + "。")
