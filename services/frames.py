"""The columns of every frame in a Briefing with their types: empties are built from it, a test holds it to the contract."""

from typing import Any

import pandas as pd

_TYPES: dict[str, Any] = {
    kind: pd.api.types.pandas_dtype(name)
    for kind, name in {
        "text": "str",
        "float": "float64",
        "int": "int64",
        "whole": "Int64",
        "bool": "bool",
        "day": "datetime64[us]",
        "instant": "datetime64[us, UTC]",
        "object": "object",
    }.items()
}
_MAY_MISS = ("previous_light",)  # None = there is no last period


def _columns(**kinds: str) -> dict[str, str]:
    """Column → type name, in the order written: kind=…names separated by spaces."""
    return {
        name: kind for spec, names in kinds.items() for name in names.split() for kind in [spec.split("_")[0]]
    }


FRAMES: dict[str, dict[str, str]] = {
    "tasks": _columns(
        text_1="task_id name dimension clause lead_unit lead_label",
        object_1="joint_units",
        text_2="joint_labels group",
        day_1="start_on due_on",
        float_1="weight",
        text_3="kind measure",
        float_2="base target",
        text_4="direction standard",
        float_3="reported verified actual completion over effective schedule gap",
        text_5="light",
        float_4="attainment previous_effective previous_gap",
        text_6="previous_light",
        bool_1="carried",
        text_7="carried_from",
        whole_1="age",
        int_1="overdue_days",
        day_2="forecast_finish estimated_finish",
        text_8="note problem next_step need",
        whole_2="submission_id",
        text_9="file_name place",
        bool_2="scored",
    ),
    "history": _columns(
        text_1="task_id period",
        day_1="as_of",
        float_1="reported verified effective schedule gap",
        text_2="light",
        bool_1="carried",
        text_3="note problem next_step need",
        day_2="forecast_finish",
        whole_1="submission_id",
        text_4="file_name place dimension lead_unit",
        float_2="weight attainment",
        bool_2="scored",
    ),
    "milestones": _columns(
        text_1="milestone_id project_id project_name project_field lead_unit lead_label group name",
        float_1="weight",
        text_2="evidence",
        day_1="baseline_finish forecast_finish actual_finish finish",
        text_3="state",
        float_2="slip_days previous_slip_days points",
        text_4="proof note",
        whole_1="submission_id",
        text_5="file_name place",
    ),
    "milestone_history": _columns(
        text_1="milestone_id project_id period", day_1="as_of finish", float_1="slip_days", bool_1="reached"
    ),
    "projects": _columns(
        text_1="project_id name field lead_unit lead_label group",
        float_1="investment",
        int_1="milestone_count reached_count",
        float_2="worst_slip_days previous_worst_slip_days",
        text_2="worst_milestone next_milestone",
        day_1="next_on",
        text_3="state previous_state",
    ),
    "units": _columns(
        text_1="unit_id name label group head deputy contact",
        int_1="task_count lead_count",
        float_1="completion schedule gap attainment",
        int_2="critical behind on_track done unknown",
        text_2="report_state",
        int_3="carried_count",
        float_2="tasks_value milestones_value rating_value verification_value problems_value reporting_value score",
        whole_1="rank",
        float_3="previous_score",
        whole_2="previous_rank moved",
        float_4="behind_next",
        text_3="band unranked_reason",
        float_5="adjustment honesty",
        int_4="inspected_count flagged_count votes negative_votes",
    ),
    "unit_history": _columns(
        text_1="unit_id label group period",
        day_1="as_of",
        float_1="completion schedule gap score",
        whole_1="rank",
    ),
    "score_lines": _columns(text_1="unit_id component", float_1="value nominal_weight weight points lost"),
    "losses": _columns(
        text_1="unit_id component kind item_id item_name cause", float_1="lost", text_2="period place"
    ),
    "reports": _columns(
        text_1="unit_id label group period",
        instant_1="due_at",
        text_2="state",
        int_1="versions",
        instant_2="received_at",
        whole_1="submission_id",
        text_3="file_name",
        int_2="question_count notice_count",
        instant_3="first_received_at",
    ),
    "dimensions": _columns(
        text_1="dimension",
        int_1="task_count",
        float_1="completion schedule gap previous_completion",
        int_2="critical behind on_track done unknown",
    ),
    "unit_dimensions": _columns(
        text_1="unit_id label group dimension",
        int_1="task_count",
        float_1="completion schedule gap",
        text_2="light",
    ),
    "curve": _columns(text_1="period", day_1="as_of", float_1="planned actual projected"),
    "changes": _columns(text_1="kind subject item_id name unit_id label dimension before after"),
    "due_soon": _columns(
        text_1="subject item_id name parent unit_id label dimension",
        day_1="due_on",
        int_1="days_left",
        text_2="light",
    ),
    "needs": _columns(text_1="task_id name unit_id label dimension need light file_name place"),
    "issues": _columns(
        text_1="unit_id label group problem_id source category description",
        day_1="raised_on promised_on solved_on",
        text_2="result callback state",
        float_1="age_days",
        text_3="place file_name period",
    ),
    "inspections": _columns(
        text_1="unit_id label group task_id name dimension",
        day_1="inspected_on",
        text_2="method period",
        float_1="reported verified claimed ratio weight",
        bool_1="flagged is_lead",
        text_3="field finding evidence note place file_name",
        int_1="book_id",
    ),
    "ratings": _columns(
        text_1="unit_id label group period voters",
        int_1="very_satisfied satisfied fairly_satisfied dissatisfied very_dissatisfied valid negative",
        float_1="sample raw",
        text_2="measures place file_name",
    ),
    "voices": _columns(
        text_1="unit_id label group voters",
        int_1="very_satisfied satisfied fairly_satisfied dissatisfied very_dissatisfied valid negative",
        float_1="raw mean shrunk",
        bool_1="scored",
    ),
    "promises": _columns(
        text_1="period item",
        float_1="promised kept kept_share base current change",
        text_2="measure",
        bool_1="is_newest",
        text_3="place file_name",
    ),
    "adjustments": _columns(
        text_1="unit_id label group",
        day_1="happened_on",
        float_1="points",
        text_2="reason document approved_by place file_name",
    ),
    "examples": _columns(
        text_1="unit_id label group", day_1="happened_on", text_2="type reason approved_by place file_name"
    ),
    "decisions": _columns(
        day_1="assigned_on",
        text_1="meeting content",
        object_1="units",
        text_2="labels",
        day_2="due_on done_on",
        text_3="state",
        bool_1="is_open",
        float_1="days_over",
        text_4="result place file_name",
        int_1="book_id",
    ),
    "coverage": _columns(text_1="unit_id label group quarter", int_1="inspection_count"),
    "joint_notes": _columns(text_1="task_id unit_id label period note problem next_step need place"),
}


def shaped(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with exactly the columns of its catalogue, in order and type; absent columns are missing values.

    Raises KeyError for a frame that the catalogue does not know, ValueError where a value does not fit its type.
    """
    columns = {
        column: _typed(
            frame[column] if column in frame else pd.Series(index=frame.index, dtype="object"), kind, column
        )
        for column, kind in FRAMES[name].items()
    }
    result = pd.DataFrame(columns, index=frame.index)
    result.index = pd.RangeIndex(len(frame))
    return result


def empty(name: str) -> pd.DataFrame:
    """The frame without rows, well typed."""
    return shaped(name, pd.DataFrame())


def _typed(values: pd.Series, kind: str, column: str) -> pd.Series:
    """Values in the catalogue's type; missing text is "" but where "none" has a meaning of its own."""
    wanted = _TYPES[kind]
    if values.dtype != wanted:
        dates = pd.to_datetime(values, utc=kind == "instant") if kind in ("day", "instant") else values
        values = dates.astype(wanted)
    return values.fillna("") if kind == "text" and column not in _MAY_MISS and values.hasnans else values
