"""What a check may know beside the file: the plan, last period's lines, what the upload page expects."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from domain.period import Period
from domain.plan import Plan, Task
from domain.report import TaskLine
from loaders.names import UnitBook


@dataclass(frozen=True)
class Context:
    """What the file is checked against.

    ``previous``: the unit's last accepted lines by task_id. ``unit_id``/``period``: what the upload
    page expects; a file that says otherwise is an error. ``answers``: Problem.key → Option.key.
    """

    plan: Plan | None = None
    previous: Mapping[str, TaskLine] = field(default_factory=dict)
    unit_id: str | None = None
    period: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def book(self) -> UnitBook:
        """Every way of naming the plan's units; empty without a plan."""
        return UnitBook(self.plan.units if self.plan else ())

    @cached_property
    def tasks(self) -> Mapping[str, Task]:
        """The plan's tasks by code; empty without a plan."""
        return {task.task_id: task for task in self.plan.tasks} if self.plan else {}

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """Lead unit by code of project or task: whose milestones are whose; empty without a plan."""
        if self.plan is None:
            return {}
        projects = {project.project_id: project.lead_unit for project in self.plan.projects}
        return projects | {task.task_id: task.lead_unit for task in self.plan.tasks}

    @cached_property
    def windows(self) -> tuple[str, ...]:
        """The plan's period codes; empty without a plan."""
        return tuple(window.period for window in self.plan.windows) if self.plan else ()

    def span(self, period: str | None) -> Period | None:
        """The days of a period, as the plan sets them, else as the calendar does."""
        window = self.plan.window(period) if self.plan and period else None
        if window is not None:
            return Period(window.starts_on, window.ends_on, window.period)
        return Period.parse(period) if period else None

    def period_on(self, day: date) -> str | None:
        """The plan's period that a day falls in; None where it falls in none. Of several the shortest."""
        windows = self.plan.windows if self.plan else ()
        found = [window for window in windows if window.starts_on <= day <= window.ends_on]
        return min(found, key=lambda one: one.ends_on - one.starts_on).period if found else None
