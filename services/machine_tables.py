"""What other systems read: five tables with fixed columns, each described, taken from a Briefing."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from domain.rules import Display
from locales import N_
from services.briefing import Briefing

_RANKS = ("rank", "previous_rank", "moved")


@dataclass(frozen=True, slots=True)
class Field:
    """A column: name, kind (text, number, integer, flag, day, moment, list), and what it says."""

    name: str
    kind: str
    words: str
    may_miss: bool = True


def _key(name: str, words: str) -> Field:
    return Field(name, "text", words, may_miss=False)


_UNIT = (
    _key("unit_id", N_("code of the unit")),
    _key("label", N_("short name of the unit")),
    _key("group", N_("group of the unit: street, department, company")),
)
TABLES: Mapping[str, tuple[Field, ...]] = {
    "periods": (
        _key("period", N_("code of the period")),
        Field("starts_on", "day", N_("first day"), may_miss=False),
        Field("ends_on", "day", N_("last day"), may_miss=False),
        Field("due_at", "moment", N_("deadline for reports"), may_miss=False),
        Field("is_closed", "flag", N_("whether reports are taken no more"), may_miss=False),
        Field("version", "integer", N_("newest published version")),
        Field("published_at", "moment", N_("when that was published")),
    ),
    "units": (
        *_UNIT,
        Field("task_count", "integer", N_("tasks that it leads or takes part in")),
        Field("lead_count", "integer", N_("tasks that it leads")),
        Field("completion", "number", N_("weighted share done, 0–1")),
        Field("schedule", "number", N_("share that the schedule asks for, 0–1")),
        Field("gap", "number", N_("completion less schedule, in percentage points")),
        Field("attainment", "number", N_("completion by schedule, 0–1")),
        Field("critical", "integer", N_("led tasks far behind")),
        Field("behind", "integer", N_("led tasks behind")),
        Field("on_track", "integer", N_("led tasks on schedule")),
        Field("done", "integer", N_("led tasks done")),
        Field("unknown", "integer", N_("led tasks never reported")),
        Field("report_state", "text", N_("report of the period: on_time, late, missing, open")),
        Field("carried_count", "integer", N_("led tasks whose last value stands")),
    ),
    "scores": (
        *_UNIT,
        Field("score", "number", N_("score, 0–100")),
        Field("rank", "integer", N_("rank within the group; none where ranks are not shown")),
        Field("previous_score", "number", N_("score of the period before")),
        Field("previous_rank", "integer", N_("rank of the period before")),
        Field("moved", "integer", N_("ranks moved up")),
        Field("band", "text", N_("band: excellent, good, fair, poor")),
        Field("unranked_reason", "text", N_("why it has no rank")),
        Field("tasks_value", "number", N_("component: tasks, 0–100")),
        Field("milestones_value", "number", N_("component: milestones, 0–100")),
        Field("rating_value", "number", N_("component: ratings, 0–100")),
        Field("honesty", "number", N_("mean of reported less verified over the year's checks, in points")),
        Field("verification_value", "number", N_("component: verification, 0–100")),
        Field("problems_value", "number", N_("component: problem handling, 0–100")),
        Field("reporting_value", "number", N_("component: reporting, 0–100")),
    ),
    "tasks": (
        _key("task_id", N_("code of the task")),
        _key("dimension", N_("dimension of the five")),
        _key("name", N_("name")),
        _key("lead_unit", N_("code of the lead unit")),
        Field("joint_units", "list", N_("codes of the joint units"), may_miss=False),
        Field("start_on", "day", N_("planned start")),
        Field("due_on", "day", N_("planned finish")),
        Field("weight", "number", N_("weight")),
        Field("kind", "text", N_("qualitative or quantitative")),
        Field("measure", "text", N_("unit of measure")),
        Field("base", "number", N_("value at the start")),
        Field("target", "number", N_("target value")),
        Field("reported", "number", N_("completion as reported, 0–1")),
        Field("actual", "number", N_("value as reported")),
        Field("effective", "number", N_("completion that counts, 0–1")),
        Field("schedule", "number", N_("share that the schedule asks for, 0–1")),
        Field("gap", "number", N_("completion less schedule, in percentage points")),
        Field("light", "text", N_("light: done, on_track, behind, critical, unknown")),
        Field("carried", "flag", N_("whether an earlier value stands"), may_miss=False),
        Field("carried_from", "text", N_("period of that value")),
        Field("overdue_days", "integer", N_("days past the planned finish")),
        Field("forecast_finish", "day", N_("finish as the unit expects it")),
        Field("estimated_finish", "day", N_("finish by earned schedule")),
        Field("note", "text", N_("progress in words")),
        Field("problem", "text", N_("problem in words")),
        Field("next_step", "text", N_("next step in words")),
        Field("need", "text", N_("what the unit needs from others")),
    ),
    "milestones": (
        _key("milestone_id", N_("code of the milestone")),
        _key("project_id", N_("code of the project")),
        _key("project_name", N_("name of the project")),
        _key("lead_unit", N_("code of the lead unit")),
        _key("name", N_("name")),
        Field("weight", "number", N_("weight")),
        Field("baseline_finish", "day", N_("planned finish")),
        Field("forecast_finish", "day", N_("finish as the unit expects it")),
        Field("actual_finish", "day", N_("finish as reported")),
        Field("state", "text", N_("state: done, late_done, due_missed, slipping, on_plan")),
        Field("slip_days", "number", N_("days late; negative = early")),
        Field("previous_slip_days", "number", N_("days late as of the period before")),
        Field("points", "number", N_("points, 0–1")),
        Field("note", "text", N_("progress in words")),
    ),
}
_FRAMES = {"units": "units", "scores": "units", "tasks": "tasks", "milestones": "milestones"}


def machine_table(briefing: Briefing, name: str) -> pd.DataFrame:
    """One of the tables, with the columns of TABLES[name]; ranks, and the order by them, are left out where the plan shows none."""
    frame: pd.DataFrame = getattr(briefing, _FRAMES[name])
    rows = frame[[field.name for field in TABLES[name]]]
    display = briefing.plan.rules.display
    if frame is briefing.units and display is not Display.RANK:
        rows = rows.sort_values("unit_id", ignore_index=True)  # the briefing has them by rank
    if name == "scores" and display is not Display.RANK:
        hidden = _RANKS if display is Display.BANDS else (*_RANKS, "band")
        rows = rows.assign(**{column: None for column in hidden})
    return rows
