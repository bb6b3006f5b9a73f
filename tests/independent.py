"""The headline figures of a period worked out a second time, by other means, to hold the board's against.

Plain Python over the workbooks: the plan and the days of handing in are read with openpyxl, the formulas are coded
afresh from the contract (docs/terms tells them in words); nothing is imported from metrics/ or services/. Only the
values in the rows of the units' own sheets, which are laid out in many ways, come from ``manage.py check --json``.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

Row = dict[str, Any]
_FILLED_ON = re.compile(r"填报日期[：:]?\s*(\d{4})\D(\d{1,2})\D(\d{1,2})")
_GROUPS = {"街道": "street", "部门": "department", "园区公司": "company"}


def checked(root: Path, plan: Path, folder: Path) -> list[Row]:
    """What ``manage.py check --json`` says of every workbook below a folder."""
    command = [sys.executable, "manage.py", "check", "--json", "--plan", str(plan), str(folder)]
    printed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in printed.splitlines()]


def filled_on(path: Path) -> date:
    """The day that stands beside, or behind, 填报日期 in a workbook."""
    for sheet in load_workbook(path, data_only=True):
        for row in sheet.iter_rows(values_only=True):
            for place, value in enumerate(row):
                if not isinstance(value, str) or "填报日期" not in value:
                    continue
                if found := _FILLED_ON.search(value):
                    return date(*map(int, found.groups()))
                beside = next(other for other in row[place + 1 :] if other is not None)
                if isinstance(beside, datetime):
                    return beside.date()
                return date(*map(int, re.findall(r"\d+", str(beside))[:3]))
    raise ValueError(path)


def _rows(path: Path, sheet: str) -> list[Row]:
    lines = load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True)
    head = [str(cell) for cell in next(lines)]
    return [dict(zip(head, line, strict=True)) for line in lines if any(cell is not None for cell in line)]


@dataclass(frozen=True)
class Year:
    """The plan, and what the units sent: reports in the order they were handed in."""

    plan: Path
    reports: tuple[Row, ...]
    oversight: tuple[Row, ...] = ()

    def said(self, sheet: str) -> list[Row]:
        """All rows of one oversight sheet, book by book."""
        return [row for book in self.oversight for row in book["sheets"].get(sheet, ())]

    def period_of(self, day: date) -> str:
        """The period a day falls in."""
        return next(
            code for code, window in self.windows.items() if window["起"].date() <= day <= window["止"].date()
        )

    @cached_property
    def units(self) -> list[Row]:
        return _rows(self.plan, "单位")

    @cached_property
    def tasks(self) -> dict[str, Row]:
        return {row["任务编号"]: row for row in _rows(self.plan, "任务")}

    @cached_property
    def projects(self) -> dict[str, Row]:
        return {row["项目编号"]: row for row in _rows(self.plan, "项目")}

    @cached_property
    def nodes(self) -> list[Row]:
        return _rows(self.plan, "节点")

    @cached_property
    def windows(self) -> dict[str, Row]:
        return {row["期次"]: row for row in _rows(self.plan, "期次")}

    @cached_property
    def rules(self) -> dict[str, Any]:
        return {row["名称"]: row["值"] for row in _rows(self.plan, "规则")}

    @cached_property
    def code(self) -> dict[str, str]:
        """Name, short name or alias of a unit → its code."""
        words = [
            (unit, unit[key]) for unit in self.units for key in ("单位名称", "简称", "别名") if unit[key]
        ]
        return {name: unit["单位编码"] for unit, word in words for name in word.split("、")}

    def group(self, unit: str) -> str:
        return next(_GROUPS[row["类别"]] for row in self.units if row["单位编码"] == unit)

    def joint(self, task: Row) -> set[str]:
        """Codes of a task's joint units; 各街道 and the like are all units of that kind."""
        named: set[str] = set()
        for word in re.split("[、，；\n]", task["责任单位"] or ""):
            if word == "各单位":
                named |= {row["单位编码"] for row in self.units}
            elif word.startswith("各"):
                named |= {row["单位编码"] for row in self.units if row["类别"] == word[1:]}
            elif word:
                named.add(self.code[word])
        return named - {self.code[task["牵头单位"]]}

    def owner(self, node: Row) -> str:
        """Code of the unit that leads a milestone's project, or the task it belongs to."""
        of = node["项目编号"]
        return self.code[(self.projects.get(of) or self.tasks[of])["牵头单位"]]

    def sent(self, period: str) -> list[Row]:
        """Reports that count up to a period, in time order: the last one handed in by each unit for each."""
        newest = {(one["period"], one["unit"]): one for one in self.reports if one["period"] <= period}
        return [newest[key] for key in sorted(newest)]


def year(root: Path, plan: Path, folder: Path) -> Year:
    """Read a year of workbooks."""
    every = checked(root, plan, folder)
    books = [one for one in every if one["kind"] == "oversight"]
    found = [one for one in every if one["kind"] == "progress"]
    assert {one["verdict"] for one in found} <= {"accepted", "questions"}
    for one in found:
        one["filled_on"] = filled_on(root / one["file"])
    return Year(
        plan,
        tuple(sorted(found, key=lambda one: (one["period"], one["filled_on"], one["file"]))),
        tuple(books),
    )


@dataclass(frozen=True)
class Standing:
    """How everything stood at the end of one period."""

    year: Year
    period: str

    @cached_property
    def as_of(self) -> date:
        day: date = self.year.windows[self.period]["止"].date()
        return day

    @cached_property
    def sent(self) -> list[Row]:
        return self.year.sent(self.period)

    # -- tasks ---------------------------------------------------------------

    def completion(self, code: str) -> float | None:
        """What a check in this very period found of its lead unit, else what that unit told."""
        task = self.year.tasks[code]
        found = [
            (row["inspected_on"], row["verified"])
            for row in self.year.said("督查核验")
            if row["task_id"] == code and row["unit_id"] == self.year.code[task["牵头单位"]]
            if self.year.period_of(date.fromisoformat(row["inspected_on"])) == self.period
        ]
        return max(found)[1] if found and self.is_scored(code) else self.told(code)

    def told(self, code: str) -> float | None:
        """The newest value its lead unit reported, as a share of the way; None = never reported."""
        task = self.year.tasks[code]
        reported, actual = self._value(code)
        if task["考核方式"] == "定性":
            return None if reported is None else min(1.0, max(0.0, reported))
        if actual is None or not self.is_scored(code):
            return None
        base = float(task["基期值"] or 0.0)
        if task["目标值"] == base:
            met = actual <= base if task["方向"] == "越低越好" else actual >= base
            return 1.0 if met else 0.0
        share: float = (actual - base) / (task["目标值"] - base)
        return min(1.0, max(0.0, share))

    def _value(self, code: str) -> tuple[float | None, float | None]:
        lead = self.year.code[self.year.tasks[code]["牵头单位"]]
        given: tuple[float | None, float | None] = (None, None)
        for report in self.sent:
            for row in report["sheets"].get("任务进展", ()) if report["unit"] == lead else ():
                if row["task_id"] == code and (row["reported"] is not None or row["actual"] is not None):
                    given = (row["reported"], row["actual"])
        return given

    def is_scored(self, code: str) -> bool:
        """Whether a task's target is known (and, where less is better, what it started from)."""
        task = self.year.tasks[code]
        if task["考核方式"] == "定性":
            return True
        known = isinstance(task["目标值"], int | float)
        return known and (task["方向"] != "越低越好" or isinstance(task["基期值"], int | float))

    def schedule(self, code: str) -> float | None:
        """Milestones' weights due by now where the task has them, else days gone, the first and last counted."""
        task = self.year.tasks[code]
        own = [node for node in self.year.nodes if node["项目编号"] == code]
        if own:
            due = sum(node["权重"] for node in own if node["计划完成日期"].date() <= self.as_of)
            return float(due / sum(node["权重"] for node in own))
        if not isinstance(task["完成时限"], datetime):
            return None
        start, end = task["起始日期"].date(), task["完成时限"].date()
        gone = ((self.as_of - start).days + 1) / ((end - start).days + 1)
        return min(1.0, max(0.0, gone))

    def is_red(self, code: str) -> bool:
        """Overdue, or more than the rule's points behind; not when complete or never reported."""
        done, planned, due = self.completion(code), self.schedule(code), self.year.tasks[code]["完成时限"]
        if done is None or done >= 1 - 1e-9:
            return False
        overdue = isinstance(due, datetime) and self.as_of > due.date()
        far = planned is not None and round((done - planned) * 100, 6) < self.year.rules["红灯进度差"]
        return overdue or far

    def attainment(self, code: str) -> float | None:
        """min(1, completion / schedule) of a task that has started; silence is 0."""
        planned = self.schedule(code)
        if not planned or not self.is_scored(code):
            return None
        return min(1.0, (self.completion(code) or 0.0) / planned)

    # -- sums ----------------------------------------------------------------

    def weights(self, unit: str | None = None) -> dict[str, float]:
        """Scored task → how much it counts: for the district its weight, for a unit times its share."""
        shares: dict[str, float] = {}
        for code, task in self.year.tasks.items():
            if unit is None or self.year.code[task["牵头单位"]] == unit:
                share = 1.0
            else:
                share = self.year.rules["责任单位份额"] if unit in self.year.joint(task) else 0.0
            if share and self.is_scored(code):
                shares[code] = share * task["权重"]
        return shares

    def total_completion(self, unit: str | None = None) -> float:
        weights = self.weights(unit)
        return mean({code: self.completion(code) or 0.0 for code in weights}, weights)

    def total_schedule(self) -> float:
        planned = {code: at for code in self.year.tasks if (at := self.schedule(code)) is not None}
        return mean(planned, {code: w for code, w in self.weights().items() if code in planned})

    def gap(self) -> float:
        """Points between the district's completion and its schedule."""
        return (self.total_completion() - self.total_schedule()) * 100

    def red_count(self) -> int:
        return sum(self.is_red(code) for code in self.year.tasks)

    def reported_count(self) -> int:
        """Units whose report for this very period is in."""
        return len({one["unit"] for one in self.sent if one["period"] == self.period})

    # -- milestones ----------------------------------------------------------

    def slip(self, node: Row) -> tuple[bool, int | None]:
        """Whether a milestone is reached, and how many days it is late (None = nothing known)."""
        forecast, actual = self._dates(node)
        baseline = node["计划完成日期"].date()
        if actual is not None and actual <= self.as_of:
            return True, (actual - baseline).days
        stands = actual or forecast
        late = None if stands is None else (stands - baseline).days
        passed = baseline <= self.as_of or (stands is not None and stands <= self.as_of)
        if passed:
            so_far = (self.as_of - baseline).days
            late = so_far if late is None else max(late, so_far)
        return False, late

    def _dates(self, node: Row) -> tuple[date | None, date | None]:
        """Forecast and actual finish: each stands until its owner gives another."""
        given: dict[str, date] = {}
        for report in self.sent:
            for row in (
                report["sheets"].get("节点进展", ()) if report["unit"] == self.year.owner(node) else ()
            ):
                if row["milestone_id"] == node["节点编号"]:
                    given |= {
                        name: date.fromisoformat(row[name])
                        for name in ("forecast_finish", "actual_finish")
                        if row[name]
                    }
        return given.get("forecast_finish"), given.get("actual_finish")

    def late_projects(self) -> set[str]:
        """Projects with a milestone still open that is late or will be."""
        late = set()
        for node in self.year.nodes:
            reached, days = self.slip(node)
            if node["项目编号"] in self.year.projects and not reached and days is not None and days > 0:
                late.add(node["项目编号"])
        return late

    # -- score ---------------------------------------------------------------

    def tasks_value(self, unit: str) -> float | None:
        given = {code: at for code in self.weights(unit) if (at := self.attainment(code)) is not None}
        weights = {code: w for code, w in self.weights(unit).items() if code in given}
        return 100 * mean(given, weights) if given else None

    def milestones_value(self, unit: str) -> float | None:
        points: dict[str, float] = {}
        weights = {node["节点编号"]: node["权重"] for node in self.year.nodes}
        for node in self.year.nodes:
            if self.year.owner(node) != unit:
                continue
            reached, days = self.slip(node)
            if reached and days is not None:
                points[node["节点编号"]] = min(1.0, max(0.0, 1 - days / self.year.rules["节点归零天数"]))
            elif node["计划完成日期"].date() <= self.as_of:
                points[node["节点编号"]] = 0.0
        return 100 * mean(points, {code: weights[code] for code in points}) if points else None

    def reporting_value(self, unit: str) -> float:
        """On time 1, late 0.5, missing 0; a report sent by the day of the deadline is on time."""
        first: dict[str, date] = {}
        for one in self.year.reports:
            if one["unit"] == unit:
                first.setdefault(one["period"], one["filled_on"])
        marks = []
        for period, window in self.year.windows.items():
            if period <= self.period:
                on = first.get(period)
                marks.append(0.0 if on is None else 1.0 if on <= window["报送截止时间"].date() else 0.5)
        return 100 * sum(marks) / len(marks)

    def problems_value(self, unit: str) -> float | None:
        """Of the problems solved or due, the share solved by the promised day."""
        standing: dict[str, Row] = {}
        for report in self.sent:
            for row in report["sheets"].get("问题台账", ()) if report["unit"] == unit else ():
                standing[row["problem_id"]] = row
        handled = [mark for row in standing.values() if (mark := self._handled(row)) is not None]
        return 100 * sum(handled) / len(handled) if handled else None

    def _handled(self, row: Row) -> bool | None:
        promised = date.fromisoformat(row["promised_on"]) if row["promised_on"] else None
        solved = date.fromisoformat(row["solved_on"]) if row["solved_on"] else None
        if solved is not None and solved <= self.as_of:
            return promised is None or solved <= promised
        return False if promised is not None and promised <= self.as_of else None

    def verification_value(self, unit: str) -> float | None:
        """100 − 2 × weighted mean of what was claimed too much in the checks of its own tasks this year."""
        claimed: list[tuple[float, float]] = []
        for row in self.year.said("督查核验"):
            task, then = self.year.tasks[row["task_id"]], date.fromisoformat(row["inspected_on"])
            if row["unit_id"] != unit or self.year.code[task["牵头单位"]] != unit or then > self.as_of:
                continue
            told = Standing(self.year, self.year.period_of(then)).told(row["task_id"])
            if told is not None:
                claimed.append((max(0.0, told - row["verified"]) * 100, task["权重"]))
        if not claimed:
            return None
        excess = sum(points * weight for points, weight in claimed) / sum(
            weight for _points, weight in claimed
        )
        return max(0.0, 100 - 2 * excess)

    def votes(self, unit: str, voters: str) -> list[int]:
        """The year's votes so far by grade, best first."""
        grades = ("very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied")
        rows = [
            row
            for row in self.year.said("企业群众评价")
            if row["unit_id"] == unit and row["voters"] == voters and row["period"] <= self.period
        ]
        return [int(sum(row[grade] for row in rows)) for grade in grades]

    def rating_value(self, unit: str) -> float | None:
        """Mean of the voter groups with five votes or more, each drawn to the mean of the unit's group."""
        worth = (100, 80, 60, 30, 0)
        peers = [
            row["单位编码"]
            for row in self.year.units
            if self.year.group(row["单位编码"]) == self.year.group(unit)
        ]
        scores = []
        for voters in ("企业", "群众"):
            own = self.votes(unit, voters)
            every = [self.votes(peer, voters) for peer in peers]
            if sum(own) < 5:
                continue
            points = sum(map(lambda vote, value: vote * value, own, worth))
            all_points = sum(
                vote * value for votes in every for vote, value in zip(votes, worth, strict=True)
            )
            average = all_points / sum(map(sum, every))
            scores.append((points + 20 * average) / (sum(own) + 20))
        return sum(scores) / len(scores) if scores else None

    def adjustment(self, unit: str) -> float:
        """Points of the year so far, within ± 5."""
        total = sum(
            row["points"]
            for row in self.year.said("加减分")
            if row["unit_id"] == unit and date.fromisoformat(row["happened_on"]) <= self.as_of
        )
        return float(min(5.0, max(-5.0, total)))

    def score(self, unit: str) -> float | None:
        """Components that exist by their weights; None = no scored task begun, or never heard of this year."""
        values = {
            "任务权重": self.tasks_value(unit),
            "节点权重": self.milestones_value(unit),
            "评价权重": self.rating_value(unit),
            "核验权重": self.verification_value(unit),
            "问题办理权重": self.problems_value(unit),
            "报送权重": self.reporting_value(unit),
        }
        if values["任务权重"] is None or unit not in {one["unit"] for one in self.sent}:
            return None
        there = {name: value for name, value in values.items() if value is not None}
        whole = mean(there, {name: self.year.rules[name] for name in there}) + self.adjustment(unit)
        return min(100.0, max(0.0, whole))

    def ranks(self, group: str) -> dict[str, int]:
        """1-2-2-4 by the score of two decimals."""
        members = [unit["单位编码"] for unit in self.year.units if _GROUPS[unit["类别"]] == group]
        scores = {unit: round(value + 1e-9, 2) for unit in members if (value := self.score(unit)) is not None}
        return {unit: 1 + sum(other > score for other in scores.values()) for unit, score in scores.items()}


def mean(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Σ weight × value / Σ weight over the keys of weights."""
    return sum(values[key] * weights[key] for key in weights) / _sum(weights.values())


def _sum(weights: Iterable[float]) -> float:
    return float(sum(weights))
