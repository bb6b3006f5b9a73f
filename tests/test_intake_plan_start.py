"""A revised plan speaks from the first period that can still change; history stays."""

from datetime import UTC, datetime

import pytest

from domain.period import Period
from domain.plan import Plan, Window
from services.plan_start import plan_start


def plan(*months: int) -> Plan:
    spans = [Period.parse(f"2022-{month:02d}") for month in months]
    return Plan(
        windows=tuple(
            Window(
                period=span.code,
                starts_on=span.starts_on,
                ends_on=span.ends_on,
                due_at=datetime(2022, int(span.code[5:]) + 1, 5, 10, tzinfo=UTC),
            )
            for span in spans
        )
    )


def start(now: datetime, *reported: str, is_first: bool = False) -> str | None:
    return plan_start(plan(9, 7, 8), is_first=is_first, reported=frozenset(reported), now=now)


def test_the_first_plan_speaks_from_the_beginning() -> None:
    assert start(datetime(2022, 8, 20, tzinfo=UTC), is_first=True) == ""


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2022, 9, 5, 9, 59, tzinfo=UTC), "2022-08"),
        (datetime(2022, 9, 5, 10, 0, tzinfo=UTC), "2022-09"),
    ],
)
def test_a_later_plan_speaks_from_the_first_deadline_ahead(now: datetime, expected: str) -> None:
    assert start(now, "2022-07") == expected


def test_of_a_past_year_it_speaks_from_the_first_period_after_all_reported() -> None:
    afterwards = datetime(2026, 1, 1, tzinfo=UTC)
    assert start(afterwards) == "2022-07"
    assert start(afterwards, "2022-08") == "2022-09"


def test_a_plan_all_of_whose_periods_are_reported_has_no_start() -> None:
    assert start(datetime(2026, 1, 1, tzinfo=UTC), "2022-09") is None
