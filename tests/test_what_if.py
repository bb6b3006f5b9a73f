"""Other weights: who moves, how firm each stands; worked by hand, and true for any values."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.rules import Component, Rules
from metrics.robustness import kept, scores_under, weightings
from metrics.score import VALUE_COLUMNS, score
from services.what_if import moves, robustness, with_weights
from tests.factories import briefed, line, plan, task, unit

NAN = float("nan")


def units(*rows: tuple[float, float]) -> pd.DataFrame:
    """Units of one group with a tasks value and a reporting value."""
    frame = pd.DataFrame({name: [NAN] * len(rows) for name in VALUE_COLUMNS})
    frame["tasks_value"], frame["reporting_value"] = zip(*rows, strict=True)
    return frame.assign(group="street", adjustment=0.0)


def test_weightings_stay_within_the_swing_and_sum_to_a_hundred() -> None:
    drawn = weightings(Rules())
    assert drawn.shape == (1000, 6)
    assert drawn.sum(axis=1) == pytest.approx(np.full(1000, 100.0))
    assert ((drawn[:, 0] >= 100 * 0.8 * 35 / (0.8 * 35 + 1.2 * 65)) & (drawn[:, 0] <= 100 * 1.2 * 35 / (1.2 * 35 + 0.8 * 65))).all()  # fmt: skip
    assert (drawn == weightings(Rules())).all()


def test_scores_under_weights_by_hand() -> None:
    # (35·80 + 5·100) / 40 = 82.5; (10·80 + 30·100) / 40 = 95, and 5 of 7 points of adjustment = 100
    weights = np.array([[35, 0, 0, 0, 0, 5.0], [10, 0, 0, 0, 0, 30.0]])
    assert scores_under(units((80, 100)), weights, pd.Series([0.0]), 5).tolist() == [[82.5], [95.0]]
    assert scores_under(units((80, 100)), weights, pd.Series([7.0]), 5).tolist() == [[87.5], [100.0]]


def test_share_kept_counts_weightings_by_hand() -> None:
    weights = np.array(
        [[35, 0, 0, 0, 0, 5.0], [1, 0, 0, 0, 0, 9.0], [30, 0, 0, 0, 0, 10.0], [20, 0, 0, 0, 0, 20.0]]
    )
    found = kept(units((90, 0), (70, 100)), Rules(), weights)
    # 78.75 v 73.75 kept; 9 v 97 lost; 67.5 v 77.5 lost; 45 v 85 lost
    assert found["rank_kept"].tolist() == [0.25, 0.25]
    # bands in force fair, fair: first 78.75 fair, 9 poor, 67.5 fair, 45 poor; second 73.75 fair, 97 exc., 77.5 fair, 85 good
    assert found["band_kept"].tolist() == [0.5, 0.5]


def test_a_tie_is_kept_where_it_stays_a_tie() -> None:
    assert kept(units((80, 60), (80, 60)), Rules(), weightings(Rules()))["rank_kept"].tolist() == [1.0, 1.0]


VALUE = st.one_of(st.just(NAN), st.floats(0, 100))


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(*[VALUE] * 6), min_size=1, max_size=5), points=st.floats(-9, 9))
def test_the_weights_in_force_give_the_score_in_force(rows: list[tuple[float, ...]], points: float) -> None:
    frame = pd.DataFrame(rows, columns=list(VALUE_COLUMNS), dtype="float64")
    extra, rules = pd.Series(points, index=frame.index), Rules()
    nominal = np.array([[rules.weight(part) for part in Component]])
    made = scores_under(frame, nominal, extra, rules.adjustment_cap)[0]
    assert made == pytest.approx(score(frame, rules, extra).to_numpy(float), nan_ok=True)


@settings(max_examples=30, deadline=None)
@given(rows=st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=6))
def test_a_unit_better_in_everything_keeps_the_first_place(rows: list[tuple[float, float]]) -> None:
    frame = units((100, 100), *((min(a, 99), min(b, 99)) for a, b in rows))
    assert kept(frame, Rules(), weightings(Rules(), draws=50))["rank_kept"].iloc[0] == 1


def test_weights_are_brought_to_a_hundred_and_none_at_all_is_refused() -> None:
    made = with_weights(Rules(), dict.fromkeys(Component, 20))
    assert made.weight(Component.TASKS) == pytest.approx(100 / 6)
    with pytest.raises(ValueError, match="TASKS"):
        with_weights(Rules(), dict.fromkeys(Component, 0))


def test_who_moves_when_only_reporting_counts() -> None:
    made = briefed(
        "2022-03",
        plans=plan(
            periods=("2022-03",),
            units=(unit("S01"), unit("S02")),
            tasks=(task("T1", lead_unit="S01"), task("T2", lead_unit="S02")),
        ),
        lines=[line("2022-03", "T1", 0.0), line("2022-03", "T2", 1.0, unit_id="S02")],
    )
    weights = dict.fromkeys(Component, 0.0) | {Component.REPORTING: 1.0}
    rows = moves(made, with_weights(made.plan.rules, weights)).set_index("unit_id")
    assert rows["rank"].to_dict() == {"S02": 1, "S01": 2}
    assert rows["new_rank"].to_dict() == {"S02": 1, "S01": 1}  # both on time: 100 and 100
    assert rows["moved"].to_dict() == {"S02": 0, "S01": 1}
    assert robustness(made)["rank_kept"].tolist() == [1.0, 1.0]
