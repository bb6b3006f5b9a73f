"""Working days and deadlines by the Chinese calendar; checked by hand against the State Council's notices."""

from datetime import date, datetime

import pytest

from domain.figures import SHANGHAI
from domain.period import Period
from services.workdays import in_office_hours, proposed_deadline, workday, workday_after


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        (date(2022, 9, 30), True),  # Friday
        (date(2022, 10, 1), False),  # National Day, 1 to 7 October
        (date(2022, 10, 7), False),
        (date(2022, 10, 8), True),  # Saturday, made up for
        (date(2022, 10, 9), True),  # Sunday, made up for
        (date(2022, 10, 10), True),
        (date(2022, 10, 15), False),  # Saturday
        (date(2022, 6, 3), False),  # Dragon Boat, a Friday
        (date(2022, 1, 29), True),  # Saturday before the Spring Festival, made up for
    ],
)
def test_holidays_and_made_up_days_of_2022(day: date, is_worked: bool) -> None:
    found = workday(day)
    assert (found.is_worked, found.is_known) == (is_worked, True)


def test_a_year_not_announced_yet_is_monday_to_friday_and_says_so() -> None:
    friday, saturday = workday(date(2099, 10, 2)), workday(date(2099, 10, 3))
    assert (friday.is_worked, saturday.is_worked, friday.is_known, saturday.is_known) == (
        True,
        False,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("count", "day"),
    [(1, date(2022, 10, 8)), (2, date(2022, 10, 9)), (3, date(2022, 10, 10)), (6, date(2022, 10, 13))],
)
def test_working_days_after_september_2022_begin_with_the_made_up_weekend(count: int, day: date) -> None:
    assert workday_after(date(2022, 9, 30), count) == (day, True)


def test_number_zero_is_no_working_day() -> None:
    with pytest.raises(ValueError, match="number 1"):
        workday_after(date(2022, 9, 30), 0)


@pytest.mark.parametrize(
    ("code", "due_at"),
    [
        ("2022-09", datetime(2022, 10, 10, 18, 0)),  # third working day
        ("2022-W37", datetime(2022, 9, 19, 18, 0)),  # the Monday after 12–18 September
        ("2022-W39", datetime(2022, 10, 8, 18, 0)),  # ends on Sunday 2 October, within the holidays
        ("2022-Q3", datetime(2022, 10, 12, 18, 0)),  # fifth working day
    ],
)
def test_deadline_proposed_for_a_period(code: str, due_at: datetime) -> None:
    proposal = proposed_deadline(Period.parse(code))
    assert (proposal.due_at, proposal.is_known) == (due_at.replace(tzinfo=SHANGHAI), True)


def test_the_office_may_allow_more_days() -> None:
    assert proposed_deadline(Period.parse("2022-09"), 4).due_at.date() == date(2022, 10, 11)


def test_a_proposal_in_an_unknown_year_says_so() -> None:
    assert proposed_deadline(Period.parse("2099-09")).is_known is False


@pytest.mark.parametrize(
    ("hour", "minute", "inside"),
    [(8, 29, False), (8, 30, True), (18, 0, True), (18, 1, False), (23, 59, False)],
)
def test_office_hours_include_their_first_and_last_minute(hour: int, minute: int, inside: bool) -> None:
    assert in_office_hours(datetime(2022, 10, 10, hour, minute, 30, tzinfo=SHANGHAI)) is inside
