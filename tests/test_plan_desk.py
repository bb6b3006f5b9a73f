"""Revising the plan: what would change is told before anything is stored; a plan with faults changes nothing."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Action, Forbidden, Role, can
from domain.rules import Rules
from services.intake import NotStored, save_plan, submit
from services.periods import change_deadline
from services.plan_changes import plan_changes
from services.plan_desk import confirm_plan, preview_plan
from store.queries import fetch_plans, fetch_revision
from tests.books import TASKS, YEAR, plan_book, progress_book
from tests.factories import milestone, plan, project, quantity, task, unit, window

OFFICE = Actor(name="lin", role=Role.OFFICE)
JANUARY = datetime(2022, 1, 1, tzinfo=UTC)
OCTOBER = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
NEW_TASK = ("FW-09", "服务型", "上门办证", "", "滨湖街道", "", *YEAR, 2, "定性", "", None, None, "", "办成")


@pytest.fixture
def planned(engine: Engine) -> Engine:
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=JANUARY)
    submit(engine, progress_book(rate=0.8), "报表.xlsx", actor=OFFICE, now=OCTOBER)
    return engine


def look(engine: Engine, content: bytes, now: datetime = OCTOBER):
    return preview_plan(engine, content, "新清单.xlsx", actor=OFFICE, now=now)


def told(changes) -> list[tuple[str, ...]]:
    return [tuple(row) for row in changes[["part", "kind", "item_id", "field", "before", "after"]].values]


def test_revision_is_previewed_then_confirmed(planned: Engine) -> None:
    revised = plan_book(tasks=[*TASKS[:2], NEW_TASK])
    revision = fetch_revision(planned)
    shown = look(planned, revised)
    assert (shown.can_save, shown.is_known, shown.valid_from) == (True, False, "2022-09")
    assert told(shown.changes) == [
        ("tasks", "removed", "GY-01", "", "", ""),
        ("tasks", "added", "FW-09", "", "", ""),
    ]
    assert (fetch_revision(planned), len(fetch_plans(planned))) == (revision, 1)
    assert confirm_plan(planned, revised, "新清单.xlsx", actor=OFFICE, now=OCTOBER) == 2
    assert [version.valid_from for version in fetch_plans(planned)] == ["", "2022-09"]


def test_scores_and_lights_that_would_change_are_told(planned: Engine) -> None:
    late = [(*TASKS[0][:7], date(2022, 9, 20), *TASKS[0][8:]), *TASKS[1:]]  # 80 % and overdue: far behind
    shown = look(planned, plan_book(tasks=late))
    assert told(shown.changes) == [("tasks", "changed", "FW-01", "due_on", "2022-12-31", "2022-09-20")]
    assert shown.period == "2022-09"
    rows = {tuple(row[:2]): tuple(row[3:]) for row in shown.effects.values}
    assert rows[("task", "FW-01")] == ("on_track", "critical")
    assert ("unit", "S01") in rows


def test_a_plan_that_speaks_later_touches_no_figure_of_today(planned: Engine) -> None:
    shown = look(planned, plan_book(tasks=TASKS[:2]), datetime(2022, 10, 6, tzinfo=UTC))
    assert (shown.valid_from, shown.period, len(shown.effects)) == ("2022-10", None, 0)


def test_the_plan_in_force_again_changes_nothing(planned: Engine) -> None:
    shown = look(planned, plan_book())
    assert (shown.is_known or not len(shown.changes), len(shown.changes)) == (True, 0)


def test_deadlines_that_the_office_has_moved_are_no_change(planned: Engine) -> None:
    change_deadline(
        planned, "2022-10", due_at=datetime(2022, 11, 9, 10, tzinfo=UTC), actor=OFFICE, now=OCTOBER
    )
    assert told(look(planned, plan_book(tasks=TASKS[:2])).changes) == [
        ("tasks", "removed", "GY-01", "", "", "")
    ]


def test_the_first_plan_is_all_new(engine: Engine) -> None:
    shown = look(engine, plan_book(months=[9]))
    assert (shown.can_save, shown.valid_from) == (True, "")
    assert shown.changes["kind"].unique().tolist() == ["added"]
    assert shown.changes["part"].value_counts().to_dict() == {
        "units": 3,
        "tasks": 3,
        "projects": 1,
        "milestones": 1,
        "windows": 1,
    }


def test_broken_references_are_all_told_by_cell_and_nothing_is_stored(planned: Engine) -> None:
    broken = [
        (*TASKS[0][:4], "没有的街道", *TASKS[0][5:]),
        (*TASKS[1][:5], "没有的局", *TASKS[1][6:]),
        TASKS[2],
    ]
    content = plan_book(tasks=broken)
    revision = fetch_revision(planned)
    shown = look(planned, content)
    cells = {(problem.sheet, problem.cell) for problem in shown.checked.problems}
    assert {("任务", "E2"), ("任务", "F3")} <= cells
    assert (shown.can_save, len(shown.changes)) == (False, 0)
    with pytest.raises(NotStored):
        confirm_plan(planned, content, "坏清单.xlsx", actor=OFFICE, now=OCTOBER)
    assert (fetch_revision(planned), len(fetch_plans(planned))) == (revision, 1)


def test_a_progress_workbook_is_no_plan(planned: Engine) -> None:
    shown = look(planned, progress_book())
    assert (shown.can_save, shown.checked.plan) == (False, None)


@pytest.mark.parametrize("role", [role for role in Role if not can(role, Action.CHANGE_PLAN)])
def test_only_the_office_changes_the_plan(sqlite_engine: Engine, role: Role) -> None:
    other = Actor(name="x", role=role, unit_id="S01")
    with pytest.raises(Forbidden):
        preview_plan(sqlite_engine, plan_book(), "清单.xlsx", actor=other, now=OCTOBER)
    with pytest.raises(Forbidden):
        confirm_plan(sqlite_engine, plan_book(), "清单.xlsx", actor=other, now=OCTOBER)
    assert fetch_plans(sqlite_engine) == ()


def test_every_part_of_a_plan_is_compared_field_by_field() -> None:
    before = plan(
        ["2022-09"],
        units=(unit(contact="丙"),),
        tasks=(quantity(target=None),),
        projects=(project(investment=5000.0),),
        milestones=(milestone(),),
    )
    after = plan(
        ["2022-09"],
        units=(unit(contact="丁"),),
        tasks=(quantity(target=200.0, joint_units=("S02", "D01")),),
        projects=(project(investment=6000.5),),
        milestones=(milestone(baseline_finish=date(2022, 7, 31)),),
        rules=Rules(red_gap=-25.0),
    )
    assert told(plan_changes(before, after)) == [
        ("units", "changed", "S01", "contact", "丙", "丁"),
        ("tasks", "changed", "T1", "joint_units", "—", "S02, D01"),
        ("tasks", "changed", "T1", "target", "—", "200"),
        ("projects", "changed", "P01", "investment", "5000", "6000.5"),
        ("milestones", "changed", "P01-1", "baseline_finish", "2022-06-30", "2022-07-31"),
        ("rules", "changed", "red_gap", "red_gap", "-20", "-25"),
    ]


def test_equal_plans_have_no_change() -> None:
    assert plan_changes(plan(), plan()).empty
    assert told(plan_changes(plan(windows=(window("2022-09"),)), plan(windows=()))) == [
        ("windows", "removed", "2022-09", "", "", "")
    ]
    assert told(plan_changes(plan(tasks=()), plan(tasks=(task(),)))) == [("tasks", "added", "T1", "", "", "")]
