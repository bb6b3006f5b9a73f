"""Frames of a Briefing for the meeting's agenda: what changed, what is due soon."""

from datetime import timedelta

import pandas as pd

from domain.light import Light
from metrics.changes import by_importance, milestone_changes, task_changes
from metrics.light import COMPLETE
from metrics.milestones import SLIPPING
from services.frames import empty, shaped
from services.timeline import Timeline

_TASK = {"task_id": "item_id", "lead_unit": "unit_id", "lead_label": "label"}
_MILESTONE = {"milestone_id": "item_id", "lead_unit": "unit_id", "lead_label": "label"}


def change_frame(year: Timeline, tasks: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """Frame ``changes``; empty in the first period. milestones: ``milestone_frames.milestone_frame``."""
    if year.last == 0:
        return empty("changes")
    turned = task_changes(tasks).rename(columns=_TASK).assign(subject="task")
    moved = milestone_changes(_full_names(milestones)).rename(columns=_MILESTONE).assign(subject="milestone")
    columns = ["size", *empty("changes").columns]
    return shaped("changes", by_importance(pd.concat([turned[columns], moved[columns]], ignore_index=True)))


def due_soon_frame(year: Timeline, tasks: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """Frame ``due_soon``: open tasks and milestones due within the rule's days after the period's end."""
    as_of = year.ends[-1]
    until = as_of + timedelta(days=year.plan.rules.due_soon_days)
    open_tasks = (
        tasks.loc[~(tasks["effective"] >= COMPLETE)].rename(columns=_TASK).assign(subject="task", parent="")
    )
    nodes = milestones.loc[~milestones["reached"]].rename(columns=_MILESTONE | {"baseline_finish": "due_on"})
    nodes = nodes.assign(subject="milestone", parent=nodes["project_name"], light=_node_lights(nodes))
    columns = [column for column in empty("due_soon").columns if column != "days_left"]
    rows = pd.concat([open_tasks[columns], nodes[columns]], ignore_index=True)
    rows = rows.loc[(rows["due_on"] > as_of) & (rows["due_on"] <= until)].sort_values("due_on", kind="stable")
    return shaped("due_soon", rows.assign(days_left=(rows["due_on"] - as_of).dt.days))


def _full_names(milestones: pd.DataFrame) -> pd.DataFrame:
    return milestones.assign(name=milestones["project_name"].str.cat(milestones["name"], sep=" · "))


def _node_lights(nodes: pd.DataFrame) -> pd.Series:
    """A milestone ahead: behind when it slips, on track when its date is confirmed, unknown without a forecast."""
    lights = pd.Series(Light.ON_TRACK.value, index=nodes.index, dtype="str")
    lights = lights.mask(nodes["state"] == SLIPPING, Light.BEHIND.value)
    return lights.mask(nodes["slip_days"].isna(), Light.UNKNOWN.value)
