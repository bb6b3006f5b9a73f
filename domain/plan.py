"""The plan 责任清单 as plain rows: who answers for what, by when, measured how."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.dimension import Dimension
from domain.rules import Rules
from domain.unit_group import UnitGroup


class Kind(StrEnum):
    """How a task is judged 考核方式: by a rate that is reported, or by a quantity that is counted."""

    QUALITATIVE = "qualitative"
    QUANTITATIVE = "quantitative"


class Direction(StrEnum):
    """Which way a quantity should move 方向."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit 单位 that reports."""

    unit_id: str
    name: str
    group: UnitGroup
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    head: str = ""
    deputy: str = ""
    contact: str = ""

    @property
    def label(self) -> str:
        """The short name where there is one, for charts and tables."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task 任务: one lead unit, any number of joint units.

    ``target`` None = 未定 (unknown, never 0); ``due_on`` None = no date (长期坚持).
    """

    task_id: str
    dimension: Dimension
    name: str
    lead_unit: str
    start_on: date
    due_on: date | None
    clause: str = ""
    joint_units: tuple[str, ...] = ()
    weight: float = 1.0
    kind: Kind = Kind.QUALITATIVE
    measure: str = ""
    base: float | None = None
    target: float | None = None
    direction: Direction = Direction.HIGHER
    standard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project 项目, which milestones belong to. ``investment`` in 万元, None where unknown."""

    project_id: str
    name: str
    lead_unit: str
    field: str = ""
    investment: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A milestone 节点. ``project_id`` is a project's code, or a task's: then it makes that task's schedule."""

    milestone_id: str
    project_id: str
    name: str
    baseline_finish: date
    weight: float = 1.0
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A period's days and its deadline (``due_at`` is aware; 23:59 of the day where no time is given)."""

    period: str
    starts_on: date
    ends_on: date
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole plan workbook; codes are unique within each list, references between lists hold."""

    units: tuple[Unit, ...] = ()
    tasks: tuple[Task, ...] = ()
    projects: tuple[Project, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    windows: tuple[Window, ...] = ()
    rules: Rules = field(default_factory=Rules)
    rule_notes: tuple[tuple[str, str], ...] = ()

    def unit(self, unit_id: str) -> Unit | None:
        """The unit with this code, if there is one."""
        return next((unit for unit in self.units if unit.unit_id == unit_id), None)

    def window(self, period: str) -> Window | None:
        """The period with this code, if the plan has it."""
        return next((window for window in self.windows if window.period == period), None)

    def owner(self, project_id: str) -> str | None:
        """The lead unit of a project, or of a task that has milestones of its own."""
        leads = {project.project_id: project.lead_unit for project in self.projects}
        leads |= {task.task_id: task.lead_unit for task in self.tasks}
        return leads.get(project_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """A stored plan; it speaks for periods from ``valid_from`` on ("" = from the beginning)."""

    plan_id: int
    valid_from: str
    plan: Plan
