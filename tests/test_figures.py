"""Numbers are written one way only."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from domain import figures
from locales import in_language


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.614, "61.4%"),
        (0.8996, "89.9%"),
        (0.9, "90.0%"),
        (0.29, "29.0%"),
        (1.0, "100.0%"),
        (0.0, "0.0%"),
        (None, "—"),
        (float("nan"), "—"),
    ],
)
def test_percent_has_one_decimal_and_is_never_rounded_up(value: float | None, text: str) -> None:
    assert figures.percent(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(2.1, "+2.1"), (-4.84, "−4.8"), (0.01, "0.0"), (-0.04, "0.0"), (None, "—")]
)
def test_points_carry_their_sign(value: float | None, text: str) -> None:
    assert figures.points(value) == text


def test_unknown_target_is_undecided_and_zero_is_zero() -> None:
    with in_language("en"):
        assert figures.target(None) == "undecided"
    assert figures.target(None) == "未定"
    assert figures.target(0.0, "亩") == "0 亩"


def test_quantities_group_thousands_and_drop_needless_decimals() -> None:
    assert figures.quantity(1250.0, "亩") == "1,250 亩"
    assert figures.quantity(3.5) == "3.5"
    assert figures.money(12500.4) == "12,500"


def test_dates_are_iso_and_none_is_a_dash() -> None:
    assert figures.day(date(2022, 9, 30)) == "2022-09-30"
    assert figures.day(pd.NaT) == "—"  # type: ignore[arg-type]
    assert figures.short_day(pd.Timestamp("2022-09-30")) == "09-30"


def test_days_and_scores() -> None:
    assert figures.days(46.6) == "47"
    assert figures.days(-3.0) == "−3"
    assert figures.score(89.996) == "90.00"
    assert figures.score(None) == "—"


def test_a_change_of_score_has_two_decimals_like_the_score() -> None:
    assert [figures.score_change(value) for value in (-1.7, 0.354, 0.001, None)] == [
        "−1.70",
        "+0.35",
        "0.00",
        "—",
    ]


def test_moments_are_told_by_the_clock_in_shanghai() -> None:
    assert figures.moment(datetime(2022, 10, 5, 18, 30, tzinfo=UTC)) == "2022-10-06 02:30"
    assert figures.moment(pd.NaT) == "—"  # type: ignore[arg-type]


def test_file_sizes_count_by_1024() -> None:
    assert figures.bytes_size(1023) == "1023 B"
    assert figures.bytes_size(12595) == "12.3 KB"
    assert figures.bytes_size(1024 * 1024) == "1.0 MB"
