"""The invented district's plan: complete, consistent, and the same as its committed workbook."""

from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from domain.dimension import Dimension
from domain.plan import Direction, Kind
from domain.rules import Component, Rules
from domain.unit_group import UnitGroup
from sample_data.district import plan, rows
from sample_data.packing import packed
from sample_data.plan_sheets import plan_workbook
from sample_data.workbooks import PLAN_FILE

FOLDER = Path(__file__).parent.parent / "sample_data" / "2022"


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_district_has_24_units_in_three_groups():
    groups = Counter(unit.group for unit in plan().units)
    assert groups == {UnitGroup.STREET: 6, UnitGroup.DEPARTMENT: 13, UnitGroup.COMPANY: 5}


def test_each_dimension_has_24_tasks_and_each_unit_leads_some():
    assert Counter(task.dimension for task in plan().tasks) == dict.fromkeys(Dimension, 24)
    assert {task.lead_unit for task in plan().tasks} == {unit.unit_id for unit in plan().units}


def test_codes_are_unique_and_references_hold():
    units = {unit.unit_id for unit in plan().units}
    owners = [project.project_id for project in plan().projects] + [task.task_id for task in plan().tasks]
    nodes = [node.milestone_id for node in plan().milestones]
    assert len(units) == 24
    assert len(set(owners)) == len(owners) == 15 + 120
    assert len(set(nodes)) == len(nodes) >= 60
    assert {node.project_id for node in plan().milestones} <= set(owners)
    assert all({task.lead_unit, *task.joint_units} <= units for task in plan().tasks)
    assert all(task.lead_unit not in task.joint_units for task in plan().tasks)
    assert all(project.lead_unit in units for project in plan().projects)


def test_plan_holds_every_kind_of_task():
    tasks = {task.task_id: task for task in plan().tasks}
    assert tasks["CX-07"].kind is Kind.QUANTITATIVE and tasks["CX-07"].target is None
    assert tasks["DD-05"].direction is Direction.LOWER
    assert (tasks["DD-05"].base, tasks["DD-05"].target) == (1850, 700)
    assert tasks["ZC-23"].due_on is None
    assert tasks["FW-01"].target == tasks["FW-02"].target == 90
    assert {node.project_id for node in plan().milestones} & set(tasks) == {
        "ZC-12", "CX-06", "CX-10", "DD-06", "FW-22"
    }  # fmt: skip


def test_deadline_is_the_fifth_of_next_month_at_18_in_shanghai():
    window = plan().window("2022-12")
    assert window is not None
    assert window.due_at.astimezone(UTC) == datetime(2023, 1, 5, 10, 0, tzinfo=UTC)
    assert len(plan().windows) == 12


def test_every_rule_is_in_the_workbook_with_a_note():
    listed = {row["field"]: row for row in rows("rules")}
    assert set(listed) == set(Rules.__dataclass_fields__)
    assert all(row["note"] for row in listed.values())
    weights = [float(listed[f"weight_{component.value}"]["value"]) for component in Component]
    assert sum(weights) == 100


def test_written_plan_is_the_committed_workbook():
    # parts, not bytes: another zlib may pack the same content differently
    assert parts(packed(plan_workbook(plan()))) == parts((FOLDER / PLAN_FILE).read_bytes())


def test_writing_twice_gives_the_same_bytes():
    assert packed(plan_workbook(plan())) == packed(plan_workbook(plan()))
