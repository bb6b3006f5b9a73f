"""Sheets of the data workbook about the work: tasks, nodes, projects, dimensions, changes, what is due, needs."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.dimension import Dimension
from domain.light import Light
from domain.plan import Direction
from domain.plan import Kind as TaskKind
from domain.states import MilestoneState
from domain.unit_group import UnitGroup
from locales import N_, _
from reports.data_columns import Kind, Sheet, figure, long, text, word_of
from services.findings.changes import word as change_word

_DIMENSION, _LIGHT, GROUP = word_of(Dimension), word_of(Light), word_of(UnitGroup)
_UNIT = N_("Unit")
_PROJECT = {"done": N_("Done"), "slipping": N_("Slipping"), "on_plan": N_("On plan")}
_KINDS = {TaskKind.QUALITATIVE: N_("Qualitative"), TaskKind.QUANTITATIVE: N_("Quantitative")}
_DIRECTIONS = {Direction.HIGHER: N_("Higher is better"), Direction.LOWER: N_("Lower is better")}
_SUBJECTS = {"task": N_("Task"), "milestone": N_("Milestone")}


def named(words: Mapping[Any, str]) -> Callable[[str], str]:
    """From a value to the message that stands for it."""
    return lambda value: _(words[value])


def _before_after(value: str) -> str:
    """A light's word; days stay what they are."""
    return Light(value).label if value in set(Light) else value


LIGHT_COUNTS = tuple(
    figure(title, source, Kind.WHOLE)
    for title, source in (
        (N_("Far behind"), "critical"),
        (N_("Behind"), "behind"),
        (N_("On track"), "on_track"),
        (N_("Done"), "done"),
        (N_("Not reported"), "unknown"),
    )
)
TASKS = Sheet(
    title=N_("Tasks of the plan"),
    frame="tasks",
    columns=(
        text(N_("Task code"), "task_id"),
        text(N_("Dimension"), "dimension", _DIMENSION),
        text(N_("Task"), "name"),
        text(N_("Clause"), "clause"),
        text(N_("Lead unit"), "lead_label"),
        text(N_("Joint units"), "joint_labels"),
        text(N_("Unit group"), "group", GROUP),
        figure(N_("Starts on"), "start_on", Kind.DAY),
        figure(N_("Due on"), "due_on", Kind.DAY),
        figure(N_("Weight"), "weight", Kind.NUMBER),
        text(N_("How it is judged"), "kind", named(_KINDS)),
        text(N_("Measure"), "measure"),
        figure(N_("Base value"), "base", Kind.NUMBER),
        figure(N_("Target value"), "target", Kind.TARGET),
        text(N_("Direction"), "direction", named(_DIRECTIONS)),
        figure(N_("Reported value"), "reported", Kind.PERCENT),
        figure(N_("Verified"), "verified", Kind.PERCENT),
        figure(N_("Value so far"), "actual", Kind.NUMBER),
        figure(N_("Over-fulfilment"), "over", Kind.PERCENT),
        figure(N_("Completion that counts"), "effective", Kind.PERCENT),
        figure(N_("Schedule"), "schedule", Kind.PERCENT),
        figure(N_("Gap, points"), "gap", Kind.POINTS),
        text(N_("Light"), "light", _LIGHT),
        figure(N_("Completion last period"), "previous_effective", Kind.PERCENT),
        text(N_("Light last period"), "previous_light", _LIGHT),
        figure(N_("Carried over"), "carried", Kind.FLAG),
        figure(N_("Days overdue"), "overdue_days", Kind.DAYS),
        figure(N_("Finish as expected"), "forecast_finish", Kind.DAY),
        figure(N_("Finish as estimated"), "estimated_finish", Kind.DAY),
        long(N_("Progress"), "note"),
        long(N_("Problem"), "problem"),
        long(N_("Next step"), "next_step"),
        long(N_("Need"), "need"),
        text(N_("File"), "file_name"),
        text(N_("Cell"), "place"),
    ),
)
MILESTONES = Sheet(
    title=N_("Milestones of the plan"),
    frame="milestones",
    columns=(
        text(N_("Milestone code"), "milestone_id"),
        text(N_("Project code"), "project_id"),
        text(N_("Project"), "project_name"),
        text(N_("Field of work"), "project_field"),
        text(N_("Lead unit"), "lead_label"),
        text(N_("Milestone"), "name"),
        figure(N_("Weight"), "weight", Kind.NUMBER),
        figure(N_("Planned finish"), "baseline_finish", Kind.DAY),
        figure(N_("Finish as expected"), "forecast_finish", Kind.DAY),
        figure(N_("Actual finish"), "actual_finish", Kind.DAY),
        text(N_("State"), "state", word_of(MilestoneState)),
        figure(N_("Days late"), "slip_days", Kind.DAYS),
        figure(N_("Days late last period"), "previous_slip_days", Kind.DAYS),
        figure(N_("Points (0–1)"), "points", Kind.SCORE),
        long(N_("Evidence asked for"), "evidence"),
        long(N_("Evidence given"), "proof"),
        long(N_("Note"), "note"),
        text(N_("File"), "file_name"),
        text(N_("Cell"), "place"),
    ),
)
PROJECTS = Sheet(
    title=N_("Projects of the plan"),
    frame="projects",
    columns=(
        text(N_("Project code"), "project_id"),
        text(N_("Project"), "name"),
        text(N_("Field of work"), "field"),
        text(N_("Lead unit"), "lead_label"),
        figure(N_("Investment, 10,000 yuan"), "investment", Kind.MONEY),
        figure(N_("Milestones in all"), "milestone_count", Kind.WHOLE),
        figure(N_("Milestones reached"), "reached_count", Kind.WHOLE),
        text(N_("State"), "state", named(_PROJECT)),
        figure(N_("Worst slip, days"), "worst_slip_days", Kind.DAYS),
        text(N_("Milestone that slips most"), "worst_milestone"),
        figure(N_("Worst slip last period, days"), "previous_worst_slip_days", Kind.DAYS),
        text(N_("Next milestone"), "next_milestone"),
        figure(N_("Next on"), "next_on", Kind.DAY),
    ),
)
DIMENSIONS = Sheet(
    title=N_("Dimensions"),
    frame="dimensions",
    columns=(
        text(N_("Dimension"), "dimension", _DIMENSION),
        figure(N_("Tasks in all"), "task_count", Kind.WHOLE),
        figure(N_("Completion"), "completion", Kind.PERCENT),
        figure(N_("Schedule"), "schedule", Kind.PERCENT),
        figure(N_("Gap, points"), "gap", Kind.POINTS),
        figure(N_("Completion last period"), "previous_completion", Kind.PERCENT),
        *LIGHT_COUNTS,
    ),
)
CHANGES = Sheet(
    title=N_("Changes"),
    frame="changes",
    columns=(
        text(N_("Change"), "kind", change_word),
        text(N_("Subject"), "subject", named(_SUBJECTS)),
        text(N_("Code"), "item_id"),
        text(N_("Name"), "name"),
        text(_UNIT, "label"),
        text(N_("Before it"), "before", _before_after),
        text(N_("After it"), "after", _before_after),
    ),
)
DUE = Sheet(
    title=N_("Due soon"),
    frame="due_soon",
    columns=(
        figure(N_("Due on"), "due_on", Kind.DAY),
        figure(N_("Days left"), "days_left", Kind.DAYS),
        text(N_("Subject"), "subject", named(_SUBJECTS)),
        text(N_("Code"), "item_id"),
        text(N_("Name"), "name"),
        text(N_("Project"), "parent"),
        text(_UNIT, "label"),
        text(N_("Light"), "light", _LIGHT),
    ),
)
NEEDS = Sheet(
    title=N_("Matters to coordinate"),
    frame="needs",
    columns=(
        text(N_("Task code"), "task_id"),
        text(N_("Task"), "name"),
        text(_UNIT, "label"),
        text(N_("Dimension"), "dimension", _DIMENSION),
        text(N_("Light"), "light", _LIGHT),
        long(N_("Need"), "need"),
        text(N_("File"), "file_name"),
        text(N_("Cell"), "place"),
    ),
)
