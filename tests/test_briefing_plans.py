"""Each period is judged by the plan that was in force then."""

from datetime import date

import pandas as pd
import pytest

from domain.plan import PlanVersion
from domain.rules import Rules
from services.timeline import newest_period, plan_in_force, timeline
from tests.factories import MONTHS, SUBMISSION, briefed, filed, frame, line, plan, quantity, task, version

OLD = plan(tasks=(quantity(target=100.0),))
NEW = plan(tasks=(quantity(target=200.0), task("T2")))
BOTH = (version(OLD), version(NEW, "2022-03", 2))


def test_revision_never_rewrites_history():
    lines = [line(period, actual=50) for period in ("2022-01", "2022-02", "2022-03")]
    history = briefed("2022-03", plans=BOTH, lines=lines).history
    one = history.loc[history["task_id"] == "T1"]
    assert one["effective"].tolist() == [0.5, 0.5, 0.25]
    assert history.loc[history["task_id"] == "T2", "period"].tolist() == ["2022-03"]


def test_value_carried_over_a_revision_is_measured_by_the_new_target():
    shown = briefed("2022-03", plans=BOTH, lines=[line("2022-02", actual=50)])
    one = shown.tasks.set_index("task_id").loc["T1"]
    assert (one["effective"], one["previous_effective"], one["carried"]) == (0.25, 0.5, True)


def test_earlier_period_shows_the_plan_of_its_time():
    shown = briefed("2022-02", plans=BOTH, lines=[line("2022-02", actual=50)])
    assert shown.tasks["task_id"].tolist() == ["T1"]
    assert shown.plan is OLD


def test_lights_of_each_period_follow_the_rules_of_its_plan():
    strict = version(plan(rules=Rules(red_gap=-1.0)), "2022-02", 2)
    lines = [line("2022-01", reported=0.04), line("2022-02", reported=0.11)]
    shown = briefed("2022-02", plans=(version(plan()), strict), lines=lines)
    # gaps: 4 − 8.49 = −4.5 (limit −20), then 11 − 16.16 = −5.2 (limit −1)
    assert shown.history["light"].tolist() == ["on_track", "critical"]


def test_changed_lead_takes_the_last_value_along():
    second = version(plan(tasks=(task(lead_unit="S02"),)), "2022-02", 2)
    shown = briefed("2022-02", plans=(version(plan()), second), lines=[line("2022-01", reported=0.3)])
    assert shown.tasks[["lead_unit", "effective", "carried"]].values.tolist() == [["S02", 0.3, True]]


def test_of_two_versions_from_the_same_period_the_newer_one_counts():
    assert plan_in_force((version(NEW, "2022-03", 3), version(OLD, "2022-03", 2)), "2022-04") is NEW


def test_first_plan_speaks_for_periods_before_it():
    assert plan_in_force((version(OLD, "2022-03"),), "2022-01") is OLD


def test_revision_with_the_remaining_periods_only_keeps_the_past_ones():
    rest = version(plan(MONTHS[2:]), "2022-03", 2)
    year = timeline((version(plan()), rest), "2022-04")
    assert list(year.codes) == ["2022-01", "2022-02", "2022-03", "2022-04"]
    assert [(part.start, part.stop) for part in year.stretches] == [(0, 2), (2, 4)]


def test_new_year_carries_nothing_over():
    next_year = plan(
        ("2023-01", "2023-02"), tasks=(task(start_on=date(2023, 1, 1), due_on=date(2023, 12, 31)),)
    )
    both = (version(plan()), PlanVersion(plan_id=2, valid_from="2023-01", plan=next_year))
    shown = briefed("2023-01", plans=both, lines=[line("2022-12", reported=0.9)])
    assert shown.previous is None
    assert shown.tasks["effective"].isna().all()


def test_weekly_periods_are_judged_like_months():
    weeks = tuple(f"2022-W{week:02d}" for week in range(1, 5))
    shown = briefed("2022-W02", plans=plan(weeks), lines=[line("2022-W02", reported=0.05)])
    assert shown.as_of == date(2022, 1, 16)
    assert shown.headline.schedule == pytest.approx(16 / 365)
    assert len(shown.curve) == 4


def newest(*periods: str, today: date = date(2022, 5, 20)) -> str | None:
    submissions = frame([filed(period) for period in periods], SUBMISSION)
    return newest_period((version(plan()),), submissions, today)


def test_newest_period_is_the_last_one_with_an_accepted_report():
    assert newest("2022-03", "2022-02") == "2022-03"


def test_newest_period_without_reports_is_the_one_of_today():
    assert newest() == "2022-05"
    assert newest(today=date(2021, 12, 1)) == "2022-01"


def test_no_plan_no_period():
    assert (
        newest_period((), pd.DataFrame(columns=list(SUBMISSION)).astype(SUBMISSION), date(2022, 1, 1)) is None
    )
