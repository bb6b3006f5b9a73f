"""The plan 责任清单 of the invented district, read from the register/ tables beside this module."""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from domain.dimension import Dimension
from domain.period import Period
from domain.plan import Direction, Kind, Milestone, Plan, Project, Task, Unit, Window
from domain.unit_group import UnitGroup

YEAR = 2022
SHANGHAI = ZoneInfo("Asia/Shanghai")
GROUPS = {"街道": UnitGroup.STREET, "部门": UnitGroup.DEPARTMENT, "园区公司": UnitGroup.COMPANY}
DIMENSIONS = {
    "ZC": Dimension.LOYALTY,
    "CX": Dimension.INNOVATION,
    "DD": Dimension.RESPONSIBILITY,
    "FW": Dimension.SERVICE,
    "GY": Dimension.INTEGRITY,
}
UNKNOWN_TARGET = "未定"
_REGISTER = Path(__file__).parent / "register"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one register table, every cell as text ("" = blank)."""
    with (_REGISTER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def plan() -> Plan:
    """The whole plan: 24 units, 120 tasks, 15 projects, their milestones, 12 monthly windows, the rules."""
    units = tuple(_unit(row) for row in rows("units"))
    return Plan(
        units=units,
        tasks=tuple(_task(row, [unit.unit_id for unit in units]) for row in rows("tasks")),
        projects=tuple(_project(row) for row in rows("projects")),
        milestones=tuple(_milestone(row) for row in rows("milestones")),
        windows=tuple(_window(month) for month in range(1, 13)),
        rule_notes=tuple((row["name"], row["note"]) for row in rows("rules")),
    )


def _unit(row: dict[str, str]) -> Unit:
    return Unit(
        unit_id=row["code"],
        name=row["name"],
        short_name=row["short"],
        aliases=_parts(row["aliases"]),
        group=GROUPS[row["group"]],
        head=row["head"],
        deputy=row["deputy"],
        contact=row["contact"],
    )


def _task(row: dict[str, str], unit_ids: Iterable[str]) -> Task:
    return Task(
        task_id=row["code"],
        dimension=DIMENSIONS[row["code"][:2]],
        name=row["name"],
        clause=row["clause"],
        lead_unit=row["lead"],
        joint_units=_joint_units(row["joint"], row["lead"], unit_ids),
        start_on=date.fromisoformat(row["start"]),
        due_on=date.fromisoformat(row["due"]) if row["due"] else None,
        weight=float(row["weight"]),
        kind=Kind.QUANTITATIVE if row["measure"] else Kind.QUALITATIVE,
        measure=row["measure"],
        base=_number(row["base"]),
        target=_number(row["target"]),
        direction=Direction.LOWER if row["direction"] == "越低越好" else Direction.HIGHER,
        standard=row["standard"],
    )


def _joint_units(text: str, lead: str, unit_ids: Iterable[str]) -> tuple[str, ...]:
    """Codes of the joint units; ``S*`` stands for every street, and so on; the lead is never its own joint."""
    found = []
    for part in _parts(text):
        found += [code for code in unit_ids if code == part or (part[1:] == "*" and code[0] == part[0])]
    return tuple(code for code in dict.fromkeys(found) if code != lead)


def _project(row: dict[str, str]) -> Project:
    return Project(
        project_id=row["code"],
        name=row["name"],
        lead_unit=row["lead"],
        field=row["field"],
        investment=_number(row["investment"]),
    )


def _milestone(row: dict[str, str]) -> Milestone:
    return Milestone(
        milestone_id=row["code"],
        project_id=row["project"],
        name=row["name"],
        baseline_finish=date.fromisoformat(row["baseline"]),
        weight=float(row["weight"]),
        evidence=row["evidence"],
    )


def _window(month: int) -> Window:
    period = Period.parse(f"{YEAR}-{month:02d}")
    year, following = (YEAR, month + 1) if month < 12 else (YEAR + 1, 1)
    due_at = datetime(year, following, 5, 18, 0, tzinfo=SHANGHAI)
    return Window(period=period.code, starts_on=period.starts_on, ends_on=period.ends_on, due_at=due_at)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


def _number(text: str) -> float | None:
    return None if text in ("", UNKNOWN_TARGET) else float(text)
