"""Working days of China by the State Council's calendar, and the deadline that follows from them.

The calendar is that of the chinesecalendar library, which knows the years already announced; beyond them Monday
to Friday stands in, and whoever asks is told so.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import chinese_calendar

from domain.figures import SHANGHAI
from domain.period import Period

OFFICE_OPENS, OFFICE_CLOSES = time(8, 30), time(18, 0)
DEADLINE_AT = OFFICE_CLOSES
_WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Workday:
    """Whether a day is worked; ``is_known`` False = its year isn't announced, so Monday to Friday was taken."""

    is_worked: bool
    is_known: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed deadline [aware, Shanghai]; ``is_known`` False = holidays of that time aren't announced yet."""

    due_at: datetime
    is_known: bool


def workday(day: date) -> Workday:
    """Whether a day is worked: make-up Saturdays and Sundays are, public holidays are not."""
    try:
        return Workday(bool(chinese_calendar.is_workday(day)), is_known=True)
    except NotImplementedError:  # a year that the library doesn't have
        return Workday(day.weekday() < _WEEKEND, is_known=False)


def workday_after(day: date, count: int) -> tuple[date, bool]:
    """The count-th working day after a day, and whether all days up to it are known; count ≥ 1."""
    if count < 1:
        raise ValueError("the first working day after a day is number 1")
    known = True
    while count:
        day += timedelta(days=1)
        found = workday(day)
        known = known and found.is_known
        count -= found.is_worked
    return day, known


def proposed_deadline(period: Period, count: int | None = None) -> Proposal:
    """18:00 in Shanghai on the count-th working day after the period's end.

    count: where not given, the first for a week, the third for a month, the fifth for a quarter.
    """
    day, known = workday_after(period.ends_on, count or workdays_allowed(period))
    return Proposal(datetime.combine(day, DEADLINE_AT, SHANGHAI), known)


def workdays_allowed(period: Period) -> int:
    """How many working days after its end a period is due, where the office says nothing else."""
    return {"W": 1, "Q": 5}.get(period.code.split("-")[1][0], 3)


def in_office_hours(moment: datetime) -> bool:
    """Whether the office is open at an aware moment, by the clock in Shanghai, the last minute included."""
    return (
        OFFICE_OPENS <= moment.astimezone(SHANGHAI).time().replace(second=0, microsecond=0) <= OFFICE_CLOSES
    )
