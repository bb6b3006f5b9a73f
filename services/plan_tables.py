"""A plan's lists as frames: one row a task, unit, project, milestone; who answers for which task with what share."""

from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from domain.plan import Milestone, Plan, Project, Task

_TEXT = "str"


@dataclass(frozen=True, slots=True)
class PlanTables:
    """A plan's lists, made once and only read.

    units: unit_id, name, label, group, head, deputy, contact; tasks, projects: the columns of their domain classes;
    milestones: theirs and project_name, project_field, lead_unit, dimension; nodes: project_id, baseline_finish, weight
    of the same; shares: task_id, unit_id, share [1 lead, joint by the rules], lead [bool];
    labels, groups: unit code → short name, unit group value.
    """

    units: pd.DataFrame
    tasks: pd.DataFrame
    projects: pd.DataFrame
    milestones: pd.DataFrame
    nodes: pd.DataFrame
    shares: pd.DataFrame
    labels: dict[str, str]
    groups: dict[str, str]


def plan_tables(plan: Plan) -> PlanTables:
    """All tables of a plan, in the plan's order."""
    milestones = _milestones(plan)
    return PlanTables(
        units=_units(plan),
        tasks=_tasks(plan),
        projects=_projects(plan),
        milestones=milestones,
        nodes=milestones[["project_id", "baseline_finish", "weight"]],
        shares=_shares(plan),
        labels={unit.unit_id: unit.label for unit in plan.units},
        groups={unit.unit_id: unit.group.value for unit in plan.units},
    )


def days_of(days: list[object]) -> pd.DatetimeIndex:
    """Days as Timestamps, None as NaT."""
    return pd.DatetimeIndex(pd.to_datetime(pd.Series(days, dtype="object"))).as_unit("us")


def _units(plan: Plan) -> pd.DataFrame:
    """Units in the plan's order: unit_id, name, label, group, head, deputy, contact."""
    columns = ("unit_id", "name", "label", "group", "head", "deputy", "contact")
    rows = [tuple(str(getattr(unit, column)) for column in columns) for unit in plan.units]
    return pd.DataFrame(rows, columns=list(columns), dtype=_TEXT)


def _tasks(plan: Plan) -> pd.DataFrame:
    """Tasks in the plan's order, with the columns of domain.plan.Task; dates as Timestamps, unknowns NaN."""
    rows = [{name: getattr(task, name) for name in Task.__dataclass_fields__} for task in plan.tasks]
    frame = pd.DataFrame(rows, columns=list(Task.__dataclass_fields__), dtype="object")
    return _typed(
        frame, days=("start_on", "due_on"), numbers=("weight", "base", "target"), objects=("joint_units",)
    )


def _projects(plan: Plan) -> pd.DataFrame:
    """Projects in the plan's order, with the columns of domain.plan.Project."""
    frame = pd.DataFrame(
        [asdict(project) for project in plan.projects], columns=list(Project.__dataclass_fields__)
    )
    return _typed(frame.astype("object"), numbers=("investment",))


def _milestones(plan: Plan) -> pd.DataFrame:
    """Milestones by project in the plan's order and by baseline.

    Columns of domain.plan.Milestone and, of their project (or task): project_name, project_field, lead_unit,
    dimension ["" for projects].
    """
    frame = pd.DataFrame(
        [asdict(node) for node in plan.milestones], columns=list(Milestone.__dataclass_fields__)
    )
    frame = _typed(frame.astype("object"), days=("baseline_finish",), numbers=("weight",))
    merged = frame.merge(_owners(plan), on="project_id", how="inner")
    return merged.sort_values(["owner_order", "baseline_finish", "milestone_id"], ignore_index=True)


def _shares(plan: Plan) -> pd.DataFrame:
    """Who answers for which task: task_id, unit_id, share [lead 1, joint as the rules say], lead [bool]."""
    known = {unit.unit_id for unit in plan.units}
    rows = [
        (
            task.task_id,
            unit_id,
            1.0 if unit_id == task.lead_unit else plan.rules.joint_share,
            unit_id == task.lead_unit,
        )
        for task in plan.tasks
        for unit_id in dict.fromkeys((task.lead_unit, *task.joint_units))
        if unit_id in known
    ]
    frame = pd.DataFrame(rows, columns=["task_id", "unit_id", "share", "lead"])
    return frame.astype({"task_id": _TEXT, "unit_id": _TEXT, "share": "float64", "lead": "bool"})


def _owners(plan: Plan) -> pd.DataFrame:
    """Projects, and tasks that milestones may belong to, in the plan's order."""
    projects = [(p.project_id, p.name, p.field, p.lead_unit, "") for p in plan.projects]
    taken = {project.project_id for project in plan.projects}
    tasks = [
        (task.task_id, task.name, "", task.lead_unit, task.dimension.value)
        for task in plan.tasks
        if task.task_id not in taken
    ]
    columns = ["project_id", "project_name", "project_field", "lead_unit", "dimension"]
    frame = pd.DataFrame(projects + tasks, columns=columns, dtype=_TEXT)
    return frame.assign(owner_order=range(len(frame)))


def _typed(
    frame: pd.DataFrame,
    days: tuple[str, ...] = (),
    numbers: tuple[str, ...] = (),
    objects: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Columns as days, numbers, objects; everything else is text."""
    kinds: dict[str, Any] = (
        dict.fromkeys(frame.columns, _TEXT)
        | dict.fromkeys(numbers, "float64")
        | dict.fromkeys(objects, "object")
    )
    plain = {name: frame[name].astype(kind) for name, kind in kinds.items() if name not in days}
    dates = {name: pd.to_datetime(frame[name]).astype("datetime64[us]") for name in days}
    return pd.DataFrame({name: (plain | dates)[name] for name in frame.columns})
