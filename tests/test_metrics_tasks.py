"""Measures of a task: completion, carry forward, schedule, gap, light, attainment, sums."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from domain.light import Light
from domain.rules import LightRule, Rules
from metrics.attainment import attainment
from metrics.carry import age, last_known
from metrics.completion import completion, over, scored
from metrics.light import light, overdue_days
from metrics.schedule import gap, schedule
from metrics.totals import totals

NAN = float("nan")
PLAIN = Rules()


def quantity(
    actual: float = NAN, base: float = 0, target: float = 100, direction: str = "higher"
) -> pd.DataFrame:
    row = {"kind": "quantitative", "base": base, "target": target, "direction": direction, "reported": NAN}
    return pd.DataFrame([row | {"actual": actual}])


def rate(reported: float) -> pd.DataFrame:
    return quantity().assign(kind="qualitative", target=NAN, reported=reported)


def value(frame: pd.DataFrame) -> float:
    return float(completion(frame).iloc[0])


def test_reported_rate_is_completion_of_a_qualitative_task():
    assert value(rate(0.35)) == 0.35


def test_quantity_counts_from_its_base():
    assert value(quantity(150, base=100, target=300)) == 0.25


def test_lower_is_better_counts_downwards():
    assert value(quantity(150, base=200, target=120, direction="lower")) == 0.625


def test_quantity_beyond_its_target_is_complete_and_the_rest_is_over():
    assert value(quantity(130)) == 1.0
    assert over(quantity(130)).iloc[0] == pytest.approx(0.3)


def test_exactly_the_target_is_not_over():
    assert value(quantity(100)) == 1.0
    assert np.isnan(over(quantity(100)).iloc[0])


def test_quantity_worse_than_its_base_is_zero():
    assert value(quantity(210, base=200, target=120, direction="lower")) == 0.0


def test_unknown_target_is_not_scored():
    frame = quantity(50, target=NAN)
    assert np.isnan(value(frame))
    assert not scored(frame).iloc[0]


def test_missing_base_is_zero_when_more_is_better():
    assert value(quantity(25, base=NAN)) == 0.25


def test_missing_base_is_not_scored_when_less_is_better():
    assert not scored(quantity(25, base=NAN, direction="lower")).iloc[0]


@pytest.mark.parametrize(("actual", "done"), [(90, 1.0), (95, 1.0), (89.96, 0.0)])
def test_target_equal_to_base_asks_to_hold_the_level(actual, done):
    assert value(quantity(actual, base=90, target=90)) == done


def test_rate_of_a_quantitative_task_is_not_its_completion():
    assert np.isnan(value(quantity().assign(reported=0.8)))


def test_last_known_value_stands_within_its_item_only():
    items = np.array([0, 0, 0, 1, 1])
    standing = last_known(items, np.array([True, False, False, False, True]))
    assert standing.tolist() == [0, 0, 0, -1, 4]
    assert age(standing).tolist() == [0, 1, 2, -1, 0]


def test_nothing_to_carry_gives_nothing():
    assert last_known(np.array([], dtype="int64"), np.array([], dtype="bool")).tolist() == []


NO_NODES = pd.DataFrame(
    {
        "project_id": pd.Series(dtype="str"),
        "baseline_finish": pd.Series(dtype="datetime64[us]"),
        "weight": pd.Series(dtype="float64"),
    }
)


def planned(start: str, due: str | None, *days: str, nodes: pd.DataFrame = NO_NODES) -> list[float]:
    tasks = pd.DataFrame(
        {"task_id": ["T"], "start_on": pd.to_datetime([start]), "due_on": pd.to_datetime([due])}
    ).astype({"due_on": "datetime64[us]"})
    return schedule(tasks, nodes, pd.DatetimeIndex(pd.to_datetime(list(days)))).iloc[0].tolist()


def test_schedule_counts_start_and_due_day():
    assert planned("2022-01-01", "2022-01-10", "2021-12-31", "2022-01-01", "2022-01-05", "2022-01-10") == [
        0.0,
        pytest.approx(0.1),
        pytest.approx(0.5),
        1.0,
    ]


def test_schedule_stays_full_after_the_due_day():
    assert planned("2022-01-01", "2022-01-10", "2022-03-01") == [1.0]


def test_january_of_a_whole_year_is_31_of_365():
    assert planned("2022-01-01", "2022-12-31", "2022-01-31") == [pytest.approx(31 / 365)]


def test_no_due_date_has_no_schedule():
    assert np.isnan(planned("2022-01-01", None, "2022-06-30")).all()


def test_one_day_task_is_due_on_its_day():
    assert planned("2022-05-01", "2022-05-01", "2022-04-30", "2022-05-01") == [0.0, 1.0]


def test_own_milestones_make_the_schedule_by_weight_and_day():
    nodes = pd.DataFrame(
        {
            "project_id": ["T", "T", "P01"],
            "baseline_finish": pd.to_datetime(["2022-03-31", "2022-06-30", "2022-01-01"]),
            "weight": [1.0, 3.0, 9.0],
        }
    )
    days = ("2022-03-30", "2022-03-31", "2022-06-29", "2022-06-30")
    assert planned("2022-01-01", "2022-12-31", *days, nodes=nodes) == [0.0, 0.25, 0.25, 1.0]


def lit(effective: float, planned_: float, rules: Rules = PLAIN, **given: date) -> Light:
    row = {"effective": effective, "schedule": planned_, "as_of": "2022-09-30", "due_on": "2022-12-31"}
    frame = pd.DataFrame([row | {"forecast_finish": None} | given])
    days = ["as_of", "due_on", "forecast_finish"]
    frame = frame.astype(dict.fromkeys(days, "datetime64[us]"))
    return Light(light(frame.assign(gap=gap(frame["effective"], frame["schedule"])), rules).iloc[0])


@pytest.mark.parametrize(
    ("effective", "planned_", "expected"),
    [
        (0.50, 0.70, Light.BEHIND),
        (0.4999, 0.70, Light.CRITICAL),
        (0.65, 0.70, Light.ON_TRACK),
        (0.6499, 0.70, Light.BEHIND),
        (0.80, 0.70, Light.ON_TRACK),
        (1.0, 0.70, Light.DONE),
        (NAN, 0.70, Light.UNKNOWN),
        (0.3, NAN, Light.ON_TRACK),
        (0.0, 0.0, Light.ON_TRACK),
    ],
)
def test_light_by_gap(effective, planned_, expected):
    assert lit(effective, planned_) is expected


@pytest.mark.parametrize(
    ("effective", "planned_", "expected"),
    [
        (0.42, 0.70, Light.BEHIND),
        (0.4199, 0.70, Light.CRITICAL),
        (0.56, 0.70, Light.ON_TRACK),
        (0.5599, 0.70, Light.BEHIND),
        (0.0, 0.0, Light.ON_TRACK),
        (0.02, 0.04, Light.CRITICAL),
    ],
)
def test_light_by_ratio(effective, planned_, expected):
    assert lit(effective, planned_, Rules(light_rule=LightRule.RATIO)) is expected


@pytest.mark.parametrize("rule", list(LightRule))
def test_overdue_is_critical_under_both_rules(rule):
    rules = Rules(light_rule=rule)
    assert lit(0.99, 1.0, rules, due_on=date(2022, 9, 29)) is Light.CRITICAL
    assert lit(0.99, 1.0, rules, due_on=date(2022, 9, 30)) is Light.ON_TRACK


def test_overdue_but_never_reported_is_unknown():
    assert lit(NAN, 1.0, due_on=date(2022, 6, 30)) is Light.UNKNOWN


def test_forecast_after_the_due_date_is_at_least_behind():
    assert lit(0.80, 0.70, forecast_finish=date(2023, 1, 1)) is Light.BEHIND
    assert lit(0.80, 0.70, forecast_finish=date(2022, 12, 31)) is Light.ON_TRACK
    assert lit(0.40, 0.70, forecast_finish=date(2023, 1, 1)) is Light.CRITICAL


def test_overdue_days_count_from_the_day_after_due():
    frame = pd.DataFrame(
        {
            "effective": [0.5, 0.5, NAN, 1.0, 0.5],
            "as_of": pd.to_datetime(["2022-09-30"] * 5),
            "due_on": pd.to_datetime(["2022-09-30", "2022-09-28", "2022-08-31", "2022-08-31", None]),
        }
    )
    assert overdue_days(frame).tolist() == [0, 2, 30, 0, 0]


def test_attainment_is_completion_against_schedule_at_most_one():
    frame = pd.DataFrame(
        {
            "effective": [0.3, 0.5, NAN, 0.2, 0.4, NAN],
            "schedule": [0.4, 0.4, 0.4, 0.0, NAN, 0.4],
            "scored": [True, True, True, True, True, False],
        }
    )
    result = attainment(frame).tolist()
    assert result[:3] == [pytest.approx(0.75), 1.0, 0.0]
    assert np.isnan(result[3:]).all()


def sums(rows: list[tuple[str, float, float, bool, float]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["unit_id", "effective", "schedule", "scored", "pull"])
    return totals(frame.assign(attainment=attainment(frame)), ["unit_id"])


def test_totals_are_weighed_by_weight_and_share():
    result = sums([("S01", 0.9, 0.5, True, 3.0), ("S01", 0.1, 0.5, True, 1.0)]).loc["S01"]
    assert result["completion"] == pytest.approx(0.7)  # (0.9 × 3 + 0.1 × 1) / 4
    assert result["attainment"] == pytest.approx(0.8)  # (1 × 3 + 0.2 × 1) / 4
    assert result["gap"] == pytest.approx(20.0)


def test_totals_count_never_reported_as_zero_and_leave_out_the_unscored():
    result = sums(
        [("S01", 0.8, 0.5, True, 1.0), ("S01", NAN, 0.5, True, 1.0), ("S01", NAN, 0.9, False, 8.0)]
    ).loc["S01"]
    assert (result["completion"], result["schedule"], result["task_count"]) == (0.4, 0.5, 3)


def test_totals_of_nothing_known_are_missing_not_zero():
    result = sums([("S01", NAN, 0.5, True, 1.0)]).loc["S01"]
    assert result[["completion", "attainment", "gap"]].isna().all()
    assert result["schedule"] == 0.5
