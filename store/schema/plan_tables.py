"""Tables of the plans, append-only: a workbook with its units, tasks, projects, milestones, windows and rules."""

from typing import Any

from sqlalchemy import Column, Date, Float, ForeignKey, Integer, LargeBinary, Table

from store.schema.columns import Instant, Json, Words, day, metadata, number, words


def _plan_rows(name: str, *columns: Column[Any]) -> Table:
    return Table(
        name,
        metadata,
        Column("plan_id", ForeignKey("plans.plan_id"), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *columns,
    )


plans = Table(
    "plans",
    metadata,
    Column("plan_id", Integer, primary_key=True),
    Column("valid_from", Words, nullable=False),
    words("file_name"),
    Column("sha256", Words, nullable=False),
    Column("size", Integer, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
plan_units = _plan_rows(
    "plan_units",
    words("unit_id"),
    words("name"),
    Column("group", Words, nullable=False),
    words("short_name"),
    Column("aliases", Json, nullable=False),
    words("head"),
    words("deputy"),
    words("contact"),
)
plan_tasks = _plan_rows(
    "plan_tasks",
    words("task_id"),
    words("dimension"),
    words("name"),
    words("lead_unit"),
    Column("start_on", Date, nullable=False),
    day("due_on"),
    words("clause"),
    Column("joint_units", Json, nullable=False),
    Column("weight", Float(53), nullable=False),
    words("kind"),
    words("measure"),
    number("base"),
    number("target"),
    words("direction"),
    words("standard"),
)
plan_projects = _plan_rows(
    "plan_projects",
    words("project_id"),
    words("name"),
    words("lead_unit"),
    words("field"),
    number("investment"),
)
plan_milestones = _plan_rows(
    "plan_milestones",
    words("milestone_id"),
    words("project_id"),
    words("name"),
    Column("baseline_finish", Date, nullable=False),
    Column("weight", Float(53), nullable=False),
    words("evidence"),
)
plan_windows = _plan_rows(
    "plan_windows",
    words("period"),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("due_at", Instant, nullable=False),
)
plan_rules = _plan_rows("plan_rules", words("name"), Column("value", Json, nullable=False))
plan_rule_notes = _plan_rows("plan_rule_notes", words("name"), words("note"))
