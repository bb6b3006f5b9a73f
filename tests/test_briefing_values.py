"""A Briefing's figures, worked by hand from a few rows."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from domain.dimension import Dimension
from domain.rules import Rules
from locales import ENGLISH, in_language
from services.briefing import Briefing
from tests.factories import (
    briefed,
    filed,
    issue_line,
    line,
    milestone,
    node_line,
    plan,
    project,
    quantity,
    task,
    unit,
)


def row(frame: pd.DataFrame, **wanted: object) -> pd.Series:
    for column, value in wanted.items():
        frame = frame.loc[frame[column] == value]
    assert len(frame) == 1, frame
    return frame.iloc[0]


def test_value_stands_and_is_marked_when_a_unit_does_not_report():
    shown = briefed("2022-04", lines=[line("2022-02", reported=0.2, note="进场", place="任务进展!F7")])
    found = row(shown.tasks, task_id="T1")
    assert (found["effective"], found["carried"], found["carried_from"], found["age"]) == (
        0.2,
        True,
        "2022-02",
        2,
    )
    assert (found["note"], found["place"], found["file_name"]) == ("进场", "任务进展!F7", "S01.xlsx")
    assert row(shown.units, unit_id="S01")["carried_count"] == 1
    april = row(shown.history, period="2022-04")
    assert (april["effective"], april["note"]) == (0.2, "")


def test_row_without_a_value_brings_its_words_and_carries_the_value():
    lines = [
        line("2022-02", reported=0.2, note="进场"),
        line("2022-03", note="受阻", forecast_finish=date(2023, 2, 1)),
    ]
    found = row(briefed("2022-03", lines=lines).tasks, task_id="T1")
    assert (found["effective"], found["carried_from"], found["note"]) == (0.2, "2022-02", "受阻")
    assert found["light"] == "behind"


def test_never_reported_is_unknown_and_still_shows_its_overdue_days():
    shown = briefed("2022-03", plans=plan(tasks=(task(due_on=date(2022, 2, 28)),)))
    found = row(shown.tasks, task_id="T1")
    assert (found["light"], found["overdue_days"], found["carried"]) == ("unknown", 31, False)
    assert pd.isna(found["age"])


def test_joint_units_row_is_a_note_not_a_value():
    two = plan(units=(unit(), unit("S02")), tasks=(task(joint_units=("S02",)),))
    shown = briefed("2022-03", plans=two, lines=[line("2022-03", unit_id="S02", reported=0.9, note="配合")])
    assert shown.tasks["effective"].isna().all()
    assert shown.joint_notes[["task_id", "unit_id", "note"]].values.tolist() == [["T1", "S02", "配合"]]


def test_joint_unit_gets_half_a_share_of_its_leads_value():
    two = plan(units=(unit(), unit("S02")), tasks=(task(joint_units=("S02",)), task("T2", lead_unit="S02")))
    lines = [line("2022-06", "T1", 0.9), line("2022-06", "T2", 0.3, unit_id="S02")]
    shown = briefed("2022-06", plans=two, lines=lines)
    assert row(shown.units, unit_id="S02")["completion"] == pytest.approx((0.9 * 0.5 + 0.3) / 1.5)
    assert row(shown.units, unit_id="S01")["completion"] == 0.9
    assert shown.headline.completion == pytest.approx(0.6)


def test_joint_share_comes_from_the_rules():
    two = plan(
        units=(unit(), unit("S02")),
        tasks=(task(joint_units=("S02",)), task("T2", lead_unit="S02")),
        rules=Rules(joint_share=1.0),
    )
    lines = [line("2022-06", "T1", 0.9), line("2022-06", "T2", 0.3, unit_id="S02")]
    assert row(briefed("2022-06", plans=two, lines=lines).units, unit_id="S02")[
        "completion"
    ] == pytest.approx(0.6)


def test_unknown_target_is_listed_but_not_scored():
    two = plan(tasks=(task(), quantity("T2", target=None)))
    shown = briefed(
        "2022-06", plans=two, lines=[line("2022-06", "T1", 0.4), line("2022-06", "T2", actual=700)]
    )
    found = row(shown.tasks, task_id="T2")
    assert (found["actual"], found["scored"], found["light"]) == (700, False, "unknown")
    assert shown.headline.completion == 0.4
    assert shown.headline.task_count == 2


def test_score_and_losses_by_hand():
    one = plan(
        tasks=(task("T1", weight=3.0, due_on=date(2022, 2, 28)), task("T2", due_on=date(2022, 2, 28))),
        projects=(project(),),
        milestones=(milestone(baseline_finish=date(2022, 2, 13)),),
    )
    with in_language(ENGLISH):
        shown = briefed(
            "2022-02",
            plans=one,
            lines=[line("2022-01", "T1", 0.1), line("2022-02", "T1", 0.6), line("2022-02", "T2", 1.0)],
            nodes=[node_line("2022-02", actual_finish=date(2022, 2, 28))],
            issues=[issue_line("2022-02", "W1", promised_on=date(2022, 2, 1), solved_on=date(2022, 2, 4))],
        )
    found = row(shown.units, unit_id="S01")
    # tasks (3 × 0.6 + 1) / 4 = 70; milestone 15 of 30 days late = 50; problems 0; reporting 100; weights 35, 20, 10, 5.
    assert found[
        ["tasks_value", "milestones_value", "problems_value", "reporting_value"]
    ].tolist() == pytest.approx([70, 50, 0, 100])
    assert found["score"] == pytest.approx((35 * 70 + 20 * 50 + 10 * 0 + 5 * 100) / 70)
    assert found["band"] == "poor"
    losses = shown.losses.set_index("item_id")
    assert losses["lost"].to_dict() == pytest.approx({"T1": 15.0, "P01-1": 100 / 7, "W1": 100 / 7})
    assert losses["cause"].to_dict() == {
        "T1": "60.0% done, 100.0% due",
        "P01-1": "reached 15 days late",
        "W1": "solved 3 days after the promised date",
    }


def test_losses_of_reports_name_the_period():
    lines = [line("2022-01", reported=0.5), line("2022-03", reported=0.5)]
    shown = briefed("2022-03", lines=lines)
    found = row(shown.losses, unit_id="S01", kind="report")
    assert (found["item_id"], found["period"], found["cause"]) == ("2022-02", "2022-02", "未报")


def test_unit_without_an_accepted_report_is_not_ranked():
    two = plan(units=(unit(), unit("S02")), tasks=(task(joint_units=("S02",)),))
    shown = briefed("2022-03", plans=two, lines=[line("2022-03", reported=0.5)])
    found = row(shown.units, unit_id="S02")
    assert found["unranked_reason"] == "本年度尚无有效报送"
    assert pd.isna(found["score"])
    assert pd.isna(found["rank"])
    assert row(shown.units, unit_id="S01")["unranked_reason"] == ""


def test_unit_without_a_scored_task_is_not_ranked():
    shown = briefed("2022-03", plans=plan(tasks=()), submissions=[filed("2022-03")])
    assert row(shown.units, unit_id="S01")["unranked_reason"] == "尚无可计分任务"


def test_rank_and_score_move_against_last_period():
    two = plan(units=(unit(), unit("S02")), tasks=(task(), task("T2", lead_unit="S02")))
    shown = briefed(
        "2022-02",
        plans=two,
        lines=[
            line("2022-01", "T1", 0.08),
            line("2022-01", "T2", 0.02, unit_id="S02"),
            line("2022-02", "T1", 0.08),
            line("2022-02", "T2", 0.16, unit_id="S02"),
        ],
    )
    found = row(shown.units, unit_id="S02")
    assert (found["rank"], found["previous_rank"], found["moved"]) == (1, 2, 1)
    assert shown.unit_history.loc[shown.unit_history["unit_id"] == "S01", "rank"].tolist() == [1, 2]


def test_first_period_has_no_last_one():
    shown = briefed("2022-01", lines=[line("2022-01", reported=0.1)])
    assert shown.previous is None
    assert shown.previous_headline is None
    assert shown.tasks["previous_light"].isna().all()
    assert shown.changes.empty


def test_later_reports_do_not_change_an_earlier_period():
    lines = [line("2022-01", reported=0.05), line("2022-02", reported=0.9)]
    shown = briefed("2022-01", lines=lines)
    assert (shown.headline.completion, shown.submission_count) == (0.05, 1)


def test_periods_are_those_with_a_report_and_the_chosen_one():
    shown = briefed("2022-03", lines=[line("2022-01", reported=0.05), line("2022-05", reported=0.9)])
    assert shown.periods == ("2022-01", "2022-03", "2022-05")


def test_actual_finish_stands_when_a_later_sheet_omits_it():
    one = plan(projects=(project(),), milestones=(milestone(baseline_finish=date(2022, 2, 28)),))
    nodes = [node_line("2022-02", actual_finish=date(2022, 2, 20), evidence="验收单"), node_line("2022-03")]
    shown = briefed("2022-03", plans=one, nodes=nodes)
    found = row(shown.milestones, milestone_id="P01-1")
    assert (found["state"], found["slip_days"]) == ("done", -8)
    assert shown.milestone_history["reached"].tolist() == [True, True]


def test_last_known_forecast_stands_and_history_keeps_each_one():
    one = plan(projects=(project(),), milestones=(milestone(),))
    nodes = [
        node_line("2022-01", forecast_finish=date(2022, 7, 10)),
        node_line("2022-03", forecast_finish=date(2022, 8, 9)),
    ]
    shown = briefed("2022-04", plans=one, nodes=nodes)
    assert shown.milestone_history["slip_days"].tolist() == [10, 10, 40, 40]
    found = row(shown.projects, project_id="P01")
    assert (found["worst_slip_days"], found["previous_worst_slip_days"], found["state"]) == (
        40,
        40,
        "slipping",
    )
    assert (shown.headline.slipping_projects, shown.headline.worst_slip_days) == (1, 40)


def test_only_the_lead_unit_speaks_for_a_milestone():
    one = plan(units=(unit(), unit("S02")), projects=(project(),), milestones=(milestone(),))
    shown = briefed(
        "2022-03", plans=one, nodes=[node_line("2022-03", unit_id="S02", actual_finish=date(2022, 3, 1))]
    )
    assert shown.milestone_history.empty


def test_tasks_own_milestone_makes_its_schedule_and_belongs_to_its_lead():
    one = plan(milestones=(milestone("T1-1", project_id="T1", baseline_finish=date(2022, 3, 31)),))
    shown = briefed("2022-03", plans=one, lines=[line("2022-03", reported=0.5)])
    assert row(shown.tasks, task_id="T1")["schedule"] == 1.0
    found = row(shown.milestones, milestone_id="T1-1")
    assert (found["project_name"], found["lead_unit"], found["state"]) == ("任务T1", "S01", "due_missed")
    assert shown.projects.empty


def test_problem_stands_until_it_is_solved_though_a_later_sheet_omits_it():
    shown = briefed(
        "2022-03",
        lines=[line("2022-03", reported=0.2)],
        issues=[issue_line("2022-01", raised_on=date(2022, 1, 10), promised_on=date(2022, 2, 10))],
    )
    found = row(shown.issues, problem_id="W1")
    assert (found["state"], found["age_days"]) == ("overdue", 80)
    assert row(shown.units, unit_id="S01")["problems_value"] == 0


def test_needs_are_those_of_this_period_from_lead_and_joint_units():
    two = plan(units=(unit(), unit("S02")), tasks=(task(joint_units=("S02",)),))
    lines = [
        line("2022-01", need="旧事"),
        line("2022-02", reported=0.1, need="用地指标"),
        line("2022-02", unit_id="S02", need="人手"),
    ]
    shown = briefed("2022-02", plans=two, lines=lines)
    assert shown.needs["need"].tolist() == ["用地指标", "人手"]
    assert shown.headline.need_count == 2
    assert _previous(shown).need_count == 1


def _previous(shown: Briefing):
    assert shown.previous_headline is not None
    return shown.previous_headline


def test_correction_after_the_deadline_keeps_a_report_on_time():
    early, late = datetime(2022, 2, 1, tzinfo=UTC), datetime(2022, 2, 20, tzinfo=UTC)
    rows = [
        filed("2022-01", submission_id=1, received_at=early, counts=False),
        filed("2022-01", submission_id=2, received_at=late, version=2, question_count=3),
    ]
    found = row(briefed("2022-01", submissions=rows).reports, period="2022-01")
    assert (found["state"], found["versions"], found["submission_id"], found["question_count"]) == (
        "on_time",
        2,
        2,
        3,
    )


def test_returned_report_does_not_count_as_handed_in():
    early, late = datetime(2022, 2, 1, tzinfo=UTC), datetime(2022, 2, 20, tzinfo=UTC)
    rows = [
        filed("2022-01", submission_id=1, received_at=early, counts=False, status="returned"),
        filed("2022-01", submission_id=2, received_at=late, version=2),
    ]
    assert row(briefed("2022-01", submissions=rows).reports, period="2022-01")["state"] == "late"


def test_open_report_is_neither_missing_nor_punished():
    shown = briefed("2022-02", lines=[line("2022-01", reported=0.5)], now=datetime(2022, 3, 1, tzinfo=UTC))
    found = row(shown.units, unit_id="S01")
    assert (found["report_state"], found["reporting_value"]) == ("open", 100)


def test_due_soon_counts_from_the_day_after_to_the_last_day_of_the_rule():
    dues = {
        "T0": date(2022, 3, 31),
        "T1": date(2022, 4, 1),
        "T30": date(2022, 4, 30),
        "T31": date(2022, 5, 1),
    }
    one = plan(tasks=tuple(task(code, due_on=due) for code, due in dues.items()))
    shown = briefed("2022-03", plans=one, lines=[line("2022-03", code, 0.9) for code in dues])
    assert shown.due_soon[["item_id", "days_left"]].values.tolist() == [["T1", 1], ["T30", 30]]


def test_finished_work_is_not_due_soon():
    one = plan(
        tasks=(task(due_on=date(2022, 4, 10)),),
        projects=(project(),),
        milestones=(
            milestone("P01-1", baseline_finish=date(2022, 4, 5)),
            milestone("P01-2", baseline_finish=date(2022, 4, 6)),
        ),
    )
    nodes = [node_line("2022-03", "P01-1", actual_finish=date(2022, 3, 30))]
    shown = briefed("2022-03", plans=one, lines=[line("2022-03", reported=1.0)], nodes=nodes)
    assert shown.due_soon[["item_id", "parent", "light"]].values.tolist() == [["P01-2", "项目P01", "unknown"]]


def test_changes_speak_of_tasks_and_milestones():
    one = plan(projects=(project(),), milestones=(milestone(),))
    shown = briefed(
        "2022-04",
        plans=one,
        lines=[line("2022-03", reported=0.24), line("2022-04", reported=0.25)],
        nodes=[node_line("2022-04", forecast_finish=date(2022, 7, 12))],
    )
    assert shown.changes[["kind", "subject", "item_id", "before", "after"]].values.tolist() == [
        ["new_slip", "milestone", "P01-1", "", "12"],
        ["turned_amber", "task", "T1", "on_track", "behind"],
    ]


def test_dimensions_are_all_five_in_the_speechs_order():
    two = plan(tasks=(task(), task("T2", dimension=Dimension.LOYALTY)))
    shown = briefed("2022-06", plans=two, lines=[line("2022-05", "T2", 0.3), line("2022-06", "T2", 0.5)])
    assert shown.dimensions["dimension"].tolist() == [dimension.value for dimension in Dimension]
    found = row(shown.dimensions, dimension="loyalty")
    assert (found["completion"], found["previous_completion"], found["task_count"]) == (0.5, 0.3, 1)
    assert row(shown.dimensions, dimension="service")["unknown"] == 1


def test_unit_dimensions_hold_led_tasks_only():
    two = plan(units=(unit(), unit("S02")), tasks=(task(joint_units=("S02",)),))
    shown = briefed("2022-06", plans=two, lines=[line("2022-06", reported=0.2)])
    assert shown.unit_dimensions[["unit_id", "dimension", "light"]].values.tolist() == [
        ["S01", "service", "critical"]
    ]


def test_curve_runs_over_the_whole_year():
    shown = briefed("2022-06", lines=[line("2022-03", reported=0.1), line("2022-06", reported=0.362)])
    curve = shown.curve.set_index("period")
    assert len(curve) == 12
    assert curve.loc["2022-12", "planned"] == 1.0
    assert curve["actual"].dropna().to_dict() == {
        "2022-03": 0.1,
        "2022-04": 0.1,
        "2022-05": 0.1,
        "2022-06": 0.362,
    }
    assert curve.loc["2022-12", "projected"] == pytest.approx(0.362 * 365 / 181)


def test_worst_lights_come_first_in_tasks():
    done = {"T1": 0.9, "T2": 0.1, "T3": 0.4, "T4": 0.2}
    one = plan(tasks=tuple(task(code) for code in (*done, "T5")))
    shown = briefed(
        "2022-06", plans=one, lines=[line("2022-06", code, value) for code, value in done.items()]
    )
    assert shown.tasks["task_id"].tolist() == ["T2", "T4", "T3", "T5", "T1"]
