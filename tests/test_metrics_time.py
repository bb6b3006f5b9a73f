"""Measures of time: milestones, project slips, forecast by earned schedule, S-curve."""

import numpy as np
import pandas as pd
import pytest

from domain.rules import Rules
from metrics.curve import curve
from metrics.forecast import estimated_finish, schedule_index
from metrics.milestones import milestones, project_slips

AS_OF = "2022-09-30"


def node(
    baseline: str, forecast: str | None = None, actual: str | None = None, as_of: str = AS_OF
) -> pd.Series:
    days = {"baseline_finish": baseline, "forecast_finish": forecast, "actual_finish": actual, "as_of": as_of}
    return milestones(pd.DataFrame([days]).astype("datetime64[us]"), Rules()).iloc[0]


def test_baseline_day_itself_is_on_time():
    result = node("2022-06-30", actual="2022-06-30")
    assert (result["state"], result["slip_days"], result["points"]) == ("done", 0, 1.0)


@pytest.mark.parametrize(
    ("actual", "points"), [("2022-07-01", 29 / 30), ("2022-07-15", 0.5), ("2022-07-30", 0.0)]
)
def test_late_milestone_falls_to_zero_in_thirty_days(actual, points):
    result = node("2022-06-30", actual=actual)
    assert result["state"] == "late_done"
    assert result["points"] == pytest.approx(points)


def test_milestone_later_than_thirty_days_has_no_negative_points():
    assert node("2022-06-30", actual="2022-09-30")["points"] == 0.0


def test_early_milestone_counts_before_its_baseline():
    result = node("2022-12-31", actual="2022-09-01")
    assert (result["state"], result["points"], result["slip_days"]) == ("done", 1.0, -121)


def test_missed_milestone_without_forecast_counts_days_to_the_period_end():
    result = node("2022-09-10")
    assert (result["state"], result["slip_days"], result["points"]) == ("due_missed", 20, 0.0)


def test_milestone_due_on_the_last_day_and_not_reached_is_missed():
    assert node(AS_OF)["state"] == "due_missed"
    assert np.isnan(node("2022-10-01")["points"])


def test_missed_milestone_with_forecast_slips_to_that_forecast():
    assert node("2022-09-10", forecast="2022-10-20")["slip_days"] == 40


def test_forecast_that_has_passed_unreached_counts_days_to_the_period_end():
    assert node("2022-08-31", forecast="2022-09-15")["slip_days"] == 30


def test_milestone_ahead_slips_by_its_forecast():
    result = node("2022-10-31", forecast="2022-11-15")
    assert (result["state"], result["slip_days"]) == ("slipping", 15)
    assert node("2022-10-31", forecast="2022-10-31")["state"] == "on_plan"


def test_milestone_ahead_without_forecast_has_no_known_slip():
    result = node("2022-10-31")
    assert result["state"] == "on_plan"
    assert np.isnan(result["slip_days"])


def test_actual_finish_after_the_period_end_is_not_yet_reached():
    result = node("2022-09-25", actual="2022-10-03")
    assert (result["reached"], result["state"], result["slip_days"], result["points"]) == (
        False,
        "due_missed",
        8,
        0.0,
    )


def slips(*rows: tuple[str, str, str | None, str | None]) -> pd.Series:
    days = ["baseline_finish", "forecast_finish", "actual_finish"]
    frame = pd.DataFrame(rows, columns=["name", *days]).astype(dict.fromkeys(days, "datetime64[us]"))
    frame = frame.assign(project_id="P01", as_of=pd.Timestamp(AS_OF))
    return project_slips(frame.join(milestones(frame, Rules()))).loc["P01"]


def test_project_slips_by_its_worst_open_milestone():
    result = slips(
        ("签约", "2022-03-31", None, "2022-06-30"),
        ("开工", "2022-10-31", "2022-11-10", None),
        ("完工", "2022-12-31", "2023-01-30", None),
    )
    assert (result["worst_slip_days"], result["worst_milestone"], result["state"]) == (30, "完工", "slipping")
    assert (result["next_milestone"], result["reached_count"], result["milestone_count"]) == ("开工", 1, 3)


def test_project_with_all_milestones_reached_is_done():
    result = slips(("签约", "2022-03-31", None, "2022-04-02"))
    assert (result["state"], result["worst_slip_days"], result["next_milestone"]) == ("done", 2, "")
    assert pd.isna(result["next_on"])


def ends(*months: int) -> pd.DatetimeIndex:
    return pd.DatetimeIndex([pd.Timestamp(2022, month, 1) + pd.offsets.MonthEnd(0) for month in months])


def work(
    effective: float, due: str | None = "2022-12-31", count: int = 3, done: str | None = None
) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "task_id": ["T"],
            "start_on": ["2022-01-01"],
            "due_on": [due],
            "effective": [effective],
            "report_count": [count],
            "completed_on": [done],
        }
    )
    return frame.astype(dict.fromkeys(("start_on", "due_on", "completed_on"), "datetime64[us]"))


def nodes(*rows: tuple[str, float]) -> pd.DataFrame:
    frame = pd.DataFrame([("T", *row) for row in rows], columns=["project_id", "baseline_finish", "weight"])
    return frame.astype({"project_id": "str", "baseline_finish": "datetime64[us]", "weight": "float64"})


def finish(task: pd.DataFrame, months: pd.DatetimeIndex, own: pd.DataFrame | None = None) -> pd.Timestamp:
    return estimated_finish(task, nodes() if own is None else own, months).iloc[0]


NINE = ends(*range(1, 10))


def test_earned_schedule_by_hand():
    # PV at the end of June 181/365, of July 212/365; EV 182.5/365: ES = 6 + 1.5/31, AT = 9.
    index = schedule_index(work(0.5), nodes(), NINE).iloc[0]
    assert index == pytest.approx((6 + 1.5 / 31) / 9)
    # 365 / index = 543.1 → 544th day of the task, 543 days after 1 January 2022.
    assert finish(work(0.5), NINE) == pd.Timestamp("2023-06-28")


def test_task_on_schedule_is_forecast_for_its_due_date():
    assert finish(work(273 / 365), NINE) == pd.Timestamp("2022-12-31")


def test_one_period_of_data_cannot_be_forecast():
    assert pd.isna(finish(work(0.5, count=1), NINE))


def test_nothing_done_cannot_be_forecast():
    assert pd.isna(finish(work(0.0), NINE))


def test_no_due_date_cannot_be_forecast():
    assert pd.isna(finish(work(0.5, due=None), NINE))


def test_never_reported_cannot_be_forecast():
    assert pd.isna(finish(work(float("nan"), count=0), NINE))


def test_complete_task_finished_in_the_period_that_completed_it():
    assert finish(work(1.0, count=1, done="2022-07-31"), NINE) == pd.Timestamp("2022-07-31")


def test_periods_go_on_beyond_the_calendar_for_tasks_due_later():
    # 2022-01-01 to 2023-12-31 is 730 days; 90 of them done at the end of March, the 90th day: on schedule.
    assert finish(work(90 / 730, due="2023-12-31"), ends(1, 2, 3)) == pd.Timestamp("2023-12-31")


def test_level_stretch_between_milestones_is_on_schedule():
    own = nodes(("2022-03-31", 1.0), ("2022-12-31", 1.0))
    assert schedule_index(work(0.5), own, ends(1, 2, 3, 4, 5, 6)).iloc[0] == 1.0
    assert finish(work(0.5), ends(1, 2, 3, 4, 5, 6), own) == pd.Timestamp("2022-12-31")


def test_missed_milestone_holds_earned_schedule_before_it():
    own = nodes(("2022-03-31", 1.0), ("2022-12-31", 1.0))
    # PV 0, 0, 0.5 …; EV 0.25: ES = 2 + 0.25/0.5 = 2.5, AT = 5.
    assert schedule_index(work(0.25), own, ends(1, 2, 3, 4, 5)).iloc[0] == pytest.approx(0.5)


def test_curve_projects_the_pace_so_far():
    months = ends(7, 8, 9)
    days = [212, 243, 273]
    planned = pd.Series([day / 365 for day in days], index=months)
    result = curve(planned, pd.Series([0.53, np.nan, np.nan], index=months), pd.Timestamp("2022-01-01"))
    assert result["projected"].tolist() == [pytest.approx(0.53 * day / 212) for day in days]


def test_curve_never_projects_beyond_all_of_it_nor_before_the_last_actual():
    months = ends(2, 4)
    result = curve(
        pd.Series([0.2, 0.4], index=months),
        pd.Series([0.9, np.nan], index=months),
        pd.Timestamp("2022-01-01"),
    )
    assert result["projected"].tolist() == [pytest.approx(0.9), 1.0]


def test_curve_without_data_projects_nothing():
    planned = pd.Series([0.2], index=ends(2))
    assert curve(planned, planned * np.nan, pd.Timestamp("2022-01-01"))["projected"].isna().all()
