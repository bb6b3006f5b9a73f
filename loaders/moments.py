"""Cells of the plan's 期次 sheet: period codes, and deadlines as moments in Shanghai."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from loaders.cells import Doubt, Facts
from loaders.dates import read_day
from loaders.period_words import period_of
from loaders.reader import Cell
from loaders.serials import from_serial
from loaders.text import clean, folded

SHANGHAI = ZoneInfo("Asia/Shanghai")
LAST_MINUTE = time(23, 59)
_AFTER_NOON = frozenset(("下午", "晚上"))
_CLOCK = re.compile(
    r"(.*?\D?)(?:t)?(上午|下午|晚上)?(\d{1,2})(?:[:：时点](\d{1,2})?)(?:分)?(?::\d{2})?(?:前|之前|以前|止)?"
)


def period_code(cell: Cell, facts: Facts) -> object:
    """The period code of a cell; an error where it names none."""
    found = period_of(cell, facts.date1904)
    return found if found is not None else Doubt("period_unreadable")


def moment(cell: Cell, facts: Facts) -> datetime | Doubt | None:
    """The deadline, aware, in Asia/Shanghai; 23:59 of the day where no time of day is given."""
    value = cell.value
    if isinstance(value, float):
        return _of_number(value, facts)
    if value is None or isinstance(value, bool) or not value.strip():
        return None if value is None or isinstance(value, str) else Doubt("deadline_unreadable")
    return _of_text(value, facts)


def _of_number(value: float, facts: Facts) -> datetime | Doubt:
    day = from_serial(value, facts.date1904)
    if day is None:
        return Doubt("deadline_unreadable")
    minutes = round((value % 1) * 24 * 60)
    if minutes == 0:
        return datetime.combine(day, LAST_MINUTE, SHANGHAI)
    return datetime.combine(day, time(), SHANGHAI) + timedelta(minutes=minutes)


def _of_text(value: str, facts: Facts) -> datetime | Doubt:
    text = " ".join(clean(value).split())
    day_text, _gap, clock = text.rpartition(" ")
    found = _CLOCK.fullmatch(folded(clock if day_text else text))
    if found is None:
        return _combined(text, LAST_MINUTE, facts)
    hour = int(found[3]) + (12 if found[2] in _AFTER_NOON and int(found[3]) < 12 else 0)
    minute = int(found[4] or 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return Doubt("deadline_unreadable")
    at = LAST_MINUTE if hour == 24 else time(hour, minute)
    return _combined(day_text or found[1], at, facts)


def _combined(text: str, at: time, facts: Facts) -> datetime | Doubt:
    day = read_day(text, facts)
    if isinstance(day, date):
        return datetime.combine(day, at, SHANGHAI)
    if isinstance(day, Doubt) and day.code == "date_assumed" and isinstance(day.value, date):
        return Doubt(day.code, day.values, value=datetime.combine(day.value, at, SHANGHAI))
    return Doubt("deadline_unreadable")
