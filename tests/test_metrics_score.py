"""Measures of a unit: discipline, problem handling, score, rank, bands, losses, changes."""

import pandas as pd
import pytest

from domain.rules import Component, Rules
from metrics.changes import by_importance, milestone_changes, task_changes
from metrics.discipline import discipline, report_state
from metrics.losses import losses
from metrics.problems import age_days, handling, problem_state
from metrics.rank import band, behind_next, rank
from metrics.score import score, score_lines, shared_weights

NAN = float("nan")
NOW = pd.Timestamp("2022-10-06 00:00", tz="UTC")


def states(*rows: tuple[str | None, str]) -> list[str]:
    frame = pd.DataFrame(rows, columns=["first_received_at", "due_at"])
    frame = pd.DataFrame({name: pd.to_datetime(frame[name], utc=True) for name in frame})
    return report_state(frame, NOW).tolist()


def test_report_on_the_minute_of_the_deadline_is_on_time():
    assert states(("2022-10-05 10:00", "2022-10-05 10:00"), ("2022-10-05 10:01", "2022-10-05 10:00")) == [
        "on_time",
        "late",
    ]


def test_report_is_missing_only_after_its_deadline():
    assert states((None, "2022-10-05 10:00"), (None, "2022-10-06 00:00")) == ["missing", "open"]


def test_discipline_averages_the_year_so_far_without_open_ones():
    frame = pd.DataFrame(
        {"unit_id": ["S01"] * 4 + ["S02"], "state": ["on_time", "late", "missing", "open", "open"]}
    )
    assert discipline(frame).tolist()[:4] == [1.0, 0.75, 0.5, 0.5]
    assert pd.isna(discipline(frame).iloc[4])


def problems(*rows: tuple[str | None, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["promised_on", "solved_on"]).astype("datetime64[us]")
    frame = frame.assign(
        as_of=pd.Timestamp("2022-09-30"), raised_on=pd.Timestamp("2022-09-01"), unit_id="S01"
    )
    return frame.assign(state=problem_state(frame))


def test_problem_solved_on_the_promised_day_is_in_time():
    assert problems(("2022-09-10", "2022-09-10"), ("2022-09-10", "2022-09-11"))["state"].tolist() == [
        "solved_in_time",
        "solved_late",
    ]


def test_problem_unsolved_at_the_end_of_its_day_is_overdue():
    assert problems(("2022-09-30", None), ("2022-10-01", None))["state"].tolist() == ["overdue", "open"]


def test_problem_solved_after_the_period_is_not_solved_yet():
    assert problems(("2022-09-20", "2022-10-02"), ("2022-10-20", "2022-10-02"))["state"].tolist() == [
        "overdue",
        "open",
    ]


def test_problem_without_promise_breaks_none():
    assert problems((None, "2022-09-20"), (None, None))["state"].tolist() == ["solved_in_time", "open"]


def test_handling_is_the_share_of_those_solved_or_due():
    in_time, late, due, ahead = (
        ("2022-09-10", "2022-09-09"),
        ("2022-09-10", "2022-09-12"),
        ("2022-09-10", None),
        ("2022-10-10", None),
    )
    assert handling(problems(in_time, in_time, in_time, late, due, ahead, ahead), ["unit_id"])["S01"] == 0.6
    assert pd.isna(handling(problems(ahead), ["unit_id"])["S01"])


def test_problem_ages_until_it_is_solved():
    assert age_days(problems(("2022-09-10", "2022-09-09"), ("2022-09-10", None))).tolist() == [8, 29]


def components(**given: float) -> pd.DataFrame:
    row = {f"{part.value}_value": NAN for part in Component} | {
        f"{name}_value": value for name, value in given.items()
    }
    return pd.DataFrame([row | {"unit_id": "S01"}])


def test_weights_of_the_rules_sum_to_100():
    assert sum(Rules().weight(part) for part in Component) == 100


def test_absent_components_give_their_weight_to_the_rest():
    weights = shared_weights(components(tasks=80, reporting=100), Rules()).iloc[0].dropna()
    assert weights.to_dict() == {"tasks_value": 87.5, "reporting_value": 12.5}


def test_score_by_hand():
    assert score(components(tasks=80, reporting=100), Rules()).iloc[0] == pytest.approx(82.5)
    everything = components(tasks=90, milestones=80, rating=70, verification=60, problems=50, reporting=40)
    assert score(everything, Rules()).iloc[0] == pytest.approx(31.5 + 16 + 14 + 6 + 5 + 2)


def test_score_without_any_component_is_missing():
    assert pd.isna(score(components(), Rules()).iloc[0])


@pytest.mark.parametrize(("points", "expected"), [(3, 83), (9, 85), (-9, 75)])
def test_adjustments_are_capped(points, expected):
    assert score(components(tasks=80), Rules(), pd.Series([float(points)])).iloc[0] == expected


def test_adjustments_do_not_lift_a_score_above_100():
    assert score(components(tasks=98), Rules(), pd.Series([5.0])).iloc[0] == 100


def test_score_lines_add_up_to_the_score():
    values = components(tasks=80, milestones=50, reporting=100)
    lines = score_lines(values, Rules())
    assert lines["component"].tolist() == ["tasks", "milestones", "reporting"]
    assert lines["weight"].sum() == pytest.approx(100)
    assert lines["points"].sum() == pytest.approx(score(values, Rules()).iloc[0])
    assert (lines["points"] + lines["lost"]).tolist() == pytest.approx(lines["weight"].tolist())


def ranked(*scores: float) -> list[int]:
    return rank(pd.Series(scores), [pd.Series(["street"] * len(scores))]).tolist()


def test_ranks_are_1_2_2_4():
    assert ranked(80, 90, 80, 70) == [2, 1, 2, 4]


def test_scores_alike_to_a_hundredth_share_a_rank():
    assert ranked(90.001, 90.004, 89.99) == [1, 1, 3]


def test_units_are_ranked_within_their_group():
    places = rank(pd.Series([90.0, 80.0, NAN]), [pd.Series(["street", "company", "street"])])
    assert places.tolist() == [1, 1, pd.NA]


def test_behind_next_counts_to_the_next_better_score():
    result = behind_next(pd.Series([90.0, 80.0, 80.0, 75.5, NAN]), pd.Series(["street"] * 5)).tolist()
    assert result[1:4] == [10.0, 10.0, 4.5]
    assert pd.isna(result[0])
    assert pd.isna(result[4])


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (90.0, "excellent"),
        (89.99, "good"),
        (89.996, "excellent"),
        (80, "good"),
        (79.99, "fair"),
        (60, "fair"),
        (59.99, "poor"),
        (NAN, ""),
    ],
)
def test_band_boundaries(points, expected):
    assert band(pd.Series([points]), Rules()).iloc[0] == expected


def test_losses_sum_to_what_the_component_lost():
    items = pd.DataFrame({"unit_id": ["S01"] * 3, "pull": [1.0, 1.0, 5.0], "value": [1.0, 0.4, NAN]})
    lost = losses(items, pd.Series({"S01": 20.0}))
    assert lost.tolist()[:2] == [0.0, pytest.approx(6.0)]
    assert pd.isna(lost.iloc[2])


def turned(before: str | None, after: str) -> str:
    frame = pd.DataFrame(
        {
            "light": [after],
            "previous_light": pd.Series([before], dtype="str"),
            "gap": [0.0],
            "previous_gap": [0.0],
        }
    )
    kinds = task_changes(frame)["kind"].tolist()
    return kinds[0] if kinds else ""


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("behind", "critical", "turned_red"),
        ("unknown", "critical", "turned_red"),
        ("on_track", "behind", "turned_amber"),
        ("critical", "behind", "caught_up"),
        ("critical", "on_track", "turned_green"),
        ("behind", "done", "done"),
        ("unknown", "on_track", ""),
        ("critical", "critical", ""),
        (None, "critical", ""),
    ],
)
def test_kind_of_a_changed_light(before, after, kind):
    assert turned(before, after) == kind


def moved(before: float, after: float, reached: bool = False) -> list[tuple[str, str, str]]:
    frame = pd.DataFrame(
        {
            "reached": [reached],
            "previous_reached": [False],
            "slip_days": [after],
            "previous_slip_days": [before],
        }
    )
    return list(milestone_changes(frame)[["kind", "before", "after"]].itertuples(index=False, name=None))


def test_milestone_that_slips_further_is_news():
    assert moved(NAN, 12) == [("new_slip", "", "12")]
    assert moved(12, 20) == [("new_slip", "12", "20")]
    assert moved(12, 12) == []


def test_milestone_that_catches_up_or_is_reached_is_news():
    assert moved(12, 5) == [("caught_up", "12", "5")]
    assert moved(12, 14, reached=True) == [("milestone_reached", "12", "14")]
    assert moved(-3, -5) == []


def test_red_lights_come_first_and_the_largest_slip_first():
    frame = pd.DataFrame(
        {"kind": ["done", "new_slip", "turned_red", "new_slip"], "size": [0.0, 5.0, 1.0, 9.0]}
    )
    assert by_importance(frame)["size"].tolist() == [1.0, 9.0, 5.0, 0.0]
