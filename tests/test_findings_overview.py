"""Findings of the overview: sentences worked by hand from a plan small enough to reckon in the head."""

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest

from domain.dimension import Dimension
from domain.light import Light
from domain.plan import Plan
from domain.unit_group import UnitGroup
from locales import in_language
from services.briefing import Briefing
from services.findings import changes, overview
from services.findings.past import past
from services.narrowing import narrowed
from tests.factories import briefed, line, milestone, node_line, plan, project, task, unit

MARCH = {
    "start_on": date(2022, 1, 1),
    "due_on": date(2022, 12, 31),
}  # 90 of 365 days by the end of March: 24.7 %


def two_units() -> Plan:
    """S01 leads a service and a loyalty task, D01 an integrity task, S01 a project with two milestones."""
    return plan(
        units=(unit(), unit("D01", name="审批局", group=UnitGroup.DEPARTMENT)),
        tasks=(
            task("T1", **MARCH),
            task("T2", dimension=Dimension.LOYALTY, **MARCH),
            task("T3", dimension=Dimension.INTEGRITY, lead_unit="D01", **MARCH),
        ),
        projects=(project(),),
        milestones=(
            milestone(baseline_finish=date(2022, 3, 20)),
            milestone("P01-2", baseline_finish=date(2022, 4, 20)),
        ),
    )


def march(**given: Any) -> Briefing:
    """February on schedule (59 of 365 days: 16.2 %); in March T1 lags far, T2 is done, D01 did not report."""
    lines = [
        line("2022-02", "T1", 0.16),
        line("2022-02", "T2", 0.16),
        line("2022-02", "T3", 0.16, unit_id="D01"),
        line("2022-03", "T1", 0.02, need="请协调用地"),
        line("2022-03", "T2", 1.0),
    ]
    nodes = [
        node_line("2022-02", forecast_finish=pd.Timestamp("2022-03-20")),
        node_line("2022-03", forecast_finish=pd.Timestamp("2022-04-10")),
    ]
    return briefed("2022-03", **({"plans": two_units(), "lines": lines, "nodes": nodes} | given))


def test_the_first_line_says_how_much_how_it_stands_and_what_lags_most() -> None:
    # (0.02 + 1 + 0.16) / 3 = 39.3 %; schedule 24.66 %, 14.7 points ahead; service 2 - 24.66 = -22.7
    assert overview.district(march()) == "全区完成 39.3%，快于序时 14.7 点；服务型落后最多（−22.7 点）"


def test_the_first_line_names_the_unit_the_group_or_the_dimension_it_is_narrowed_to() -> None:
    whole = march()
    said = [
        overview.scope(narrowed(whole, group=group, unit=unit_id, dimension=dimension))
        for group, unit_id, dimension in (
            (None, None, None),
            ("department", None, None),
            (None, "S01", None),
            (None, None, "service"),
        )
    ]
    assert said[0] == "全区"
    assert said[1:3] == ["审批局", "S01街道"]
    assert said[3] == "全区服务型"


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (2.1, "快于序时 2.1 点"),
        (-4.8, "落后序时 4.8 点"),
        (0.04, "与序时持平"),
        (-0.04, "与序时持平"),
        (None, "无序时可比"),
        (float("nan"), "无序时可比"),
    ],
)
def test_a_gap_in_words(gap: float | None, words: str) -> None:
    assert overview.standing(gap) == words


def test_the_board_counts_dimensions_behind_schedule_and_names_the_worst() -> None:
    assert overview.dimension_board(march()) == "3 型中 2 型落后序时，服务型落后最多（22.7 点）"


def test_the_board_says_when_no_dimension_lags() -> None:
    good = briefed("2022-03", lines=[line("2022-03", "T1", 0.5)])
    assert overview.dimension_board(good) == "五型均达到序时，服务型最快（+25.3 点）"


def test_worst_unit_is_first_and_the_title_names_it() -> None:
    whole = march()
    assert overview.worst_units(whole) == ["S01", "D01"]
    assert overview.unit_lights(whole) == "1 个单位有维度严重滞后，S01街道最多（1 型）"
    assert overview.unit_lights(narrowed(whole, group=None, unit="S01", dimension=None)) == "1 型严重滞后"


def test_the_course_tells_done_planned_and_where_the_pace_leads() -> None:
    # 39.33 % in 90 days reaches all of it within the year
    said = overview.course(march())
    assert said == "截至2022年3月完成 39.3%，计划 24.6%；按此进度2022年12月末达 100.0%"


def test_the_course_of_the_last_period_projects_nothing() -> None:
    last = briefed("2022-12", lines=[line("2022-12", "T1", 0.9)])
    assert overview.course(last) == "截至2022年12月完成 90.0%，计划 100.0%"


def test_what_is_due_is_counted_with_what_is_behind() -> None:
    # P01-2 falls due on 20 April, within 30 days of 31 March
    assert overview.due(march()).startswith("30 天内到期 1 项")


def test_missing_units_are_counted_after_the_deadline_and_awaited_before_it() -> None:
    early = datetime(2022, 4, 2, tzinfo=UTC)
    assert overview.not_reported(march()) == "未报送 1 个单位（共 2 个）"
    assert overview.missing_units(march())["unit_id"].tolist() == ["D01"]
    assert overview.not_reported(march(now=early)) == "待报送 1 个单位（共 2 个），未到截止时间"


def test_changes_are_counted_for_worse_and_for_better() -> None:
    # worse: T1 turned red, P01-1 slipped, T3 stands at 16 of 24.7 and turned amber; better: T2 finished
    whole = march()
    assert changes.summary(whole) == "本期转差 3 项，向好 1 项"
    assert changes.counts(whole) == {"turned_red": 1, "new_slip": 1, "turned_amber": 1, "done": 1}


def test_each_change_tells_what_it_was_and_what_it_is() -> None:
    said = {change.item_id: (change.kind, change.light, change.how) for change in changes.listed(march())}
    assert said == {
        "T1": ("转红", Light.CRITICAL, "正常 → 严重滞后"),
        "P01-1": ("延期增加", Light.CRITICAL, "延期 0 → 21 天"),
        "T3": ("转黄", Light.BEHIND, "正常 → 滞后"),
        "T2": ("办结", Light.DONE, "正常 → 办结"),
    }


def test_a_kind_shows_all_of_it_and_no_kind_the_first_of_each() -> None:
    tasks = tuple(task(f"T{number}") for number in range(1, 5))
    lines = [line("2022-02", one.task_id, 0.3) for one in tasks] + [
        line("2022-03", one.task_id, 1.0) for one in tasks
    ]
    whole = briefed("2022-03", plans=plan(tasks=tasks), lines=lines)
    assert len(changes.listed(whole, None, 2)) == 2
    assert len(changes.listed(whole, "done")) == 4
    assert changes.listed(whole, "turned_red") == []


def test_the_first_period_has_nothing_to_compare_with() -> None:
    first = briefed("2022-01", plans=plan(("2022-01", "2022-02")), lines=[line("2022-01", "T1", 0.1)])
    assert changes.summary(first) == "首个期次，尚无可比"


def test_the_past_ends_with_the_figures_of_this_period() -> None:
    whole = march()
    line_, now = past(whole), whole.headline
    assert now.completion is not None
    assert line_.completion[-1] == pytest.approx(now.completion * 100)
    assert line_.critical == (0.0, 1.0)
    assert line_.slipping[-1] == now.slipping_projects == 1
    assert line_.reported == (2.0, 1.0)
    assert line_.needs[-1] == now.need_count == 1


def test_nothing_reported_is_said_not_counted() -> None:
    nothing = briefed("2022-03")
    assert overview.district(nothing) == "S01街道2022年3月暂无可计分任务"
    assert overview.course(nothing) == "尚无单位报送"
    assert overview.dimension_board(nothing) == "各维度暂无可计分任务"
    assert overview.needs(nothing) == "没有需协调事项"


def test_english_is_complete() -> None:
    with in_language("en"):
        whole = march()
        assert overview.district(whole) == (
            "The district: 39.3% done, 14.7 points ahead of schedule; Service lags most (−22.7)"
        )
        assert changes.summary(whole) == "Since last period: worse 3, better 1"
        assert overview.not_reported(whole) == "Not reported: 1 of 2 units"
