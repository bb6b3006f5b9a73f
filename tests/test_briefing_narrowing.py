"""A narrowed Briefing: what is left, and which sums are made anew."""

from functools import cache

import pytest

from domain.dimension import Dimension
from domain.unit_group import UnitGroup
from services.briefing import Briefing
from services.narrowing import narrowed
from tests.factories import briefed, issue_line, line, milestone, node_line, plan, project, task, unit

ALL = {"group": None, "unit": None, "dimension": None}


@cache
def whole() -> Briefing:
    given = plan(
        units=(unit(), unit("S02"), unit("D01", group=UnitGroup.DEPARTMENT)),
        tasks=(
            task("T1", joint_units=("S02",)),
            task("T2", lead_unit="S02", weight=3.0, dimension=Dimension.LOYALTY),
            task("T3", lead_unit="D01"),
        ),
        projects=(project(), project("P02", lead_unit="D01")),
        milestones=(
            milestone(),
            milestone("P02-1", project_id="P02"),
            milestone("T2-1", project_id="T2"),
        ),
    )
    return briefed(
        "2022-03",
        plans=given,
        lines=[
            line("2022-02", "T1", 0.1, need="人手"),
            line("2022-03", "T1", 0.2),
            line("2022-03", "T1", unit_id="S02", need="用地"),
            line("2022-03", "T2", 0.4, unit_id="S02"),
            line("2022-03", "T3", 0.9, unit_id="D01"),
        ],
        nodes=[node_line("2022-03", "P02-1", unit_id="D01", forecast_finish="2022-07-20")],
        issues=[issue_line("2022-03", "W1", unit_id="S02")],
    )


def only(**chosen: str) -> Briefing:
    return narrowed(whole(), **(ALL | chosen))


def test_no_choice_changes_nothing():
    assert only() is whole()


def test_group_counts_the_tasks_its_units_lead_once():
    shown = only(group="street")
    assert set(shown.tasks["task_id"]) == {"T1", "T2"}
    assert shown.headline.completion == pytest.approx((0.2 + 3 * 0.4) / 4)
    assert shown.headline.expected_units == 2
    assert shown.headline.slipping_projects == 0
    assert shown.submission_count == 3


def test_unit_sees_led_and_joint_tasks_by_its_share():
    shown = only(unit="S02")
    assert set(shown.tasks["task_id"]) == {"T1", "T2"}
    assert shown.headline.completion == pytest.approx((0.5 * 0.2 + 3 * 0.4) / 3.5)
    assert shown.headline.completion == pytest.approx(shown.units["completion"].iloc[0])
    assert shown.needs["need"].tolist() == ["用地"]
    assert shown.issues["problem_id"].tolist() == ["W1"]
    assert shown.milestones["milestone_id"].tolist() == ["T2-1"]


def test_dimension_makes_the_units_sums_over_its_tasks():
    shown = only(dimension="service")
    assert set(shown.tasks["task_id"]) == {"T1", "T3"}
    assert shown.headline.completion == pytest.approx(0.55)
    units = shown.units.set_index("unit_id")
    assert units["completion"].to_dict() == {"D01": 0.9, "S01": 0.2, "S02": 0.2}
    assert units["lead_count"].to_dict() == {"D01": 1, "S01": 1, "S02": 0}
    assert shown.dimensions.set_index("dimension")["task_count"].to_dict() == {
        "loyalty": 0,
        "innovation": 0,
        "responsibility": 0,
        "service": 2,
        "integrity": 0,
    }


def test_projects_belong_to_no_dimension():
    shown = only(dimension="service")
    assert set(shown.projects["project_id"]) == {"P01", "P02"}
    assert set(shown.milestones["milestone_id"]) == {"P01-1", "P02-1"}


@pytest.mark.parametrize("chosen", [{"group": "street"}, {"unit": "S02"}, {"dimension": "loyalty"}])
def test_rank_and_score_stay_those_of_the_whole_group(chosen):
    before = whole().units.set_index("unit_id")[["score", "rank", "behind_next"]]
    after = only(**chosen).units.set_index("unit_id")[["score", "rank", "behind_next"]]
    assert after.equals(before.loc[after.index])


def test_last_periods_needs_are_counted_for_the_selection():
    assert whole().previous_headline is not None
    assert [only(unit=code).previous_headline.need_count for code in ("S01", "S02")] == [1, 0]


def test_curve_keeps_the_whole_year():
    shown = only(group="department")
    assert len(shown.curve) == 12
    assert shown.curve["actual"].dropna().tolist() == [0.9]


def test_code_that_nobody_has_leaves_nothing():
    shown = only(unit="X99")
    assert (len(shown.tasks), len(shown.units), shown.headline.completion) == (0, 0, None)
    assert len(shown.curve) == 12
