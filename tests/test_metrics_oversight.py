"""Rating, verification and adjustments on values worked by hand, at their boundaries, and what must always hold."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.light import Light
from domain.rules import Rules
from metrics.adjustments import adjustments
from metrics.rating import GRADES, rating, votes
from metrics.verification import coverage, doubt, honesty, verification

RULES = Rules()


def ballots(*rows: tuple[int, int, int, int, int], **columns: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(GRADES))
    return frame.assign(peers="street", **columns)


@pytest.mark.parametrize(
    ("gap", "light"),
    [
        (float("nan"), None),
        (-8.0, None),
        (5.0, None),
        (5.1, Light.BEHIND),
        (20.0, Light.BEHIND),
        (20.1, Light.CRITICAL),
    ],
)
def test_reports_far_above_what_was_found_are_in_doubt(gap: float, light: Light | None) -> None:
    assert doubt(gap, RULES) is light


def test_votes_weigh_100_80_60_30_0() -> None:
    found = votes(ballots((10, 5, 3, 1, 1)))
    assert found.iloc[0].to_dict() == {"valid": 20, "negative": 2, "raw": 80.5}


def test_no_votes_have_no_score() -> None:
    found = rating(ballots((0, 0, 0, 0, 0)), RULES, ["peers"])
    assert pd.isna(found["raw"].iloc[0])
    assert not found["scored"].iloc[0]


def test_a_small_sample_is_drawn_to_the_mean_of_its_peers() -> None:
    # all of A's 20 say 100; B's 60 say 60: the peers' mean is (2000 + 3600) / 80 = 70
    found = rating(ballots((20, 0, 0, 0, 0), (0, 0, 60, 0, 0)), RULES, ["peers"])
    assert found["mean"].tolist() == [70.0, 70.0]
    assert found["shrunk"].tolist() == [(2000 + 20 * 70) / 40, (3600 + 20 * 70) / 80]  # 85, 62.5


@pytest.mark.parametrize(("count", "scored"), [(4, False), (5, True)])
def test_below_five_votes_are_shown_and_not_scored(count: int, scored: bool) -> None:
    found = rating(ballots((count, 0, 0, 0, 0)), RULES, ["peers"])
    assert found["scored"].tolist() == [scored]
    assert found["raw"].tolist() == [100.0]


@pytest.mark.parametrize(
    ("reported", "verified", "claimed", "flagged"),
    [
        (0.80, 0.60, 20.0, True),
        (0.50, 0.45, 5.0, False),  # 0.90 itself is within
        (0.50, 0.449, 5.1, True),
        (0.50, 0.55, -5.0, False),  # 1.10 itself is within
        (0.50, 0.56, -6.0, True),
        (0.0, 0.0, 0.0, False),
        (0.0, 0.1, -10.0, True),
    ],
)
def test_outside_nine_to_eleven_tenths_is_flagged(
    reported: float, verified: float, claimed: float, flagged: bool
) -> None:
    found = honesty(pd.DataFrame({"reported": [reported], "verified": [verified]})).iloc[0]
    assert found["claimed"] == pytest.approx(claimed)
    assert found["flagged"] == flagged


def test_claims_cost_two_points_each_and_modesty_nothing() -> None:
    rows = pd.DataFrame(
        {
            "unit_id": ["A", "A", "B", "C"],
            "reported": [0.75, 0.40, 0.40, 1.0],
            "verified": [0.60, 0.40, 0.70, 0.40],
            "weight": [2.0, 1.0, 1.0, 1.0],
        }
    )
    # A: (15 × 2 + 0) / 3 = 10 → 80; B was modest → 100; C claimed 60 → below 0 → 0
    found = verification(rows, ["unit_id"])
    assert found.round(9).to_dict() == {"A": 80.0, "B": 100.0, "C": 0.0}


def test_never_inspected_is_absent_and_so_is_what_was_never_reported() -> None:
    rows = pd.DataFrame({"unit_id": ["A"], "reported": [float("nan")], "verified": [0.4], "weight": [1.0]})
    assert len(verification(rows, ["unit_id"])) == 0


def test_coverage_counts_a_unit_once() -> None:
    units = pd.Index(["A", "B", "C", "D"])
    assert coverage(pd.Series(["A", "B", "A"]), units) == 0.5
    assert coverage(pd.Series([], dtype="str"), units) == 0.0
    assert coverage(pd.Series(["A"]), pd.Index([])) is None


def test_points_are_summed_and_capped_together() -> None:
    rows = pd.DataFrame({"unit_id": ["A", "A", "A", "B"], "points": [3.0, 4.0, -1.0, -9.0]})
    assert adjustments(rows, 5.0, ["unit_id"]).to_dict() == {"A": 5.0, "B": -5.0}


counts = st.tuples(*[st.integers(0, 500)] * 5)


@settings(max_examples=40, deadline=None)
@given(st.lists(counts, min_size=1, max_size=6))
def test_a_rating_never_leaves_0_to_100_and_lies_between_its_own_and_the_mean(
    rows: list[tuple[int, int, int, int, int]],
) -> None:
    found = rating(ballots(*rows), RULES, ["peers"]).dropna(subset=["raw"])
    assert found["shrunk"].between(-1e-9, 100 + 1e-9).all()
    low, high = found[["raw", "mean"]].min(axis=1), found[["raw", "mean"]].max(axis=1)
    assert (found["shrunk"] >= low - 1e-9).all()
    assert (found["shrunk"] <= high + 1e-9).all()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=8), st.floats(0, 1))
def test_claiming_less_never_lowers_the_verification(pairs: list[tuple[float, float]], share: float) -> None:
    rows = pd.DataFrame(pairs, columns=["reported", "verified"]).assign(unit_id="A", weight=1.0)
    modest = rows.assign(reported=rows["reported"] * share)
    before, after = verification(rows, ["unit_id"])["A"], verification(modest, ["unit_id"])["A"]
    assert 0 <= before <= 100
    assert after >= before - 1e-9
