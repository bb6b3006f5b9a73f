"""A row of 任务进展 with its plan task and last period's line, and how complete a task is by what was reported."""

from dataclasses import dataclass

from domain.plan import Kind, Task
from domain.report import TaskLine
from loaders.records import Record


@dataclass(frozen=True, slots=True)
class Row:
    """A record with what is known about its task."""

    record: Record
    task: Task
    before: TaskLine | None
    joint: bool


def completed(task: Task, reported: object, actual: object) -> float | None:
    """Completion [0–1]; None where nothing was reported or the target is unknown. Source: docs/terms, section Completion.

    A quantity: (actual − base) / (target − base), clipped to 0–1, base 0 where the plan gives none.
    """
    if task.kind is Kind.QUALITATIVE:
        return reported if isinstance(reported, float) else None
    base = task.base or 0.0
    if not isinstance(actual, float) or task.target is None or task.target == base:
        return None
    return min(1.0, max(0.0, (actual - base) / (task.target - base)))
