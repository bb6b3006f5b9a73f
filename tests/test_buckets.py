"""Rate limits, worked by hand: a bucket of 3 that gets one back every 2 seconds."""

import pytest

from accounts.buckets import Bucket, Rate, drawn
from web.api.limiting import Limiter, rates
from web.api.refusals import Refusal

RATE = Rate(3, 0.5)


def test_a_fresh_bucket_is_full_and_runs_empty() -> None:
    bucket, waits = None, []
    for _draw in range(4):
        bucket, wait = drawn(bucket, RATE, now=100.0)
        waits.append(wait)
    assert waits == [0, 0, 0, 2.0]
    assert bucket == Bucket(0, 100.0)


def test_it_fills_with_time_up_to_its_size() -> None:
    assert drawn(Bucket(0, 100.0), RATE, now=101.0) == (Bucket(0.5, 101.0), 1.0)
    assert drawn(Bucket(0, 100.0), RATE, now=102.0) == (Bucket(0, 102.0), 0)
    assert drawn(Bucket(0, 100.0), RATE, now=1000.0) == (Bucket(2, 1000.0), 0)


def test_a_clock_that_went_back_gives_nothing() -> None:
    assert drawn(Bucket(0, 100.0), RATE, now=50.0) == (Bucket(0, 50.0), 2.0)


def test_a_draw_dearer_than_the_bucket_takes_all_of_a_full_one() -> None:
    assert drawn(Bucket(3, 0.0), RATE, now=0.0, cost=9) == (Bucket(0, 0.0), 0)
    assert drawn(Bucket(2, 0.0), RATE, now=0.0, cost=9) == (Bucket(2, 0.0), 2.0)


def test_each_name_has_its_own_bucket_and_the_wait_is_whole_seconds() -> None:
    limiter = Limiter(Rate(1, 0.4), clock=lambda: 7.0)
    limiter.draw("a")
    limiter.draw("b")
    with pytest.raises(Refusal) as refused:
        limiter.draw("a")
    assert (refused.value.status, refused.value.headers) == (429, {"Retry-After": "3"})


def test_ten_thousand_names_do_not_pile_up() -> None:
    limiter = Limiter(Rate(5, 0.001), clock=lambda: 0.0)
    for number in range(25_000):
        limiter.draw(str(number))
    assert len(limiter._buckets) <= 10_000
    limiter.draw("24999", cost=4)
    with pytest.raises(Refusal):
        limiter.draw("24999")


def test_the_rate_comes_from_the_environment() -> None:
    assert rates({}) == (Rate(120, 2), Rate(600, 10))
    assert rates({"BOARD_API_PER_MINUTE": "60"}) == (Rate(60, 1), Rate(300, 5))
    for wrong in ("0", "-1", "many", "1.5"):
        with pytest.raises(ValueError, match="BOARD_API_PER_MINUTE"):
            rates({"BOARD_API_PER_MINUTE": wrong})
