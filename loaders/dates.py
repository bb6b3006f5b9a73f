"""Dates as people type them → days. What could be two days is asked; an assumption is shown."""

import re
from collections.abc import Callable
from datetime import date

from loaders.cells import Doubt, Facts, offered
from loaders.date_words import End, arabic, end_of_month, month_part, no_date, span_end
from loaders.problems import CARRY, Option
from loaders.reader import Cell
from loaders.serials import FIRST, LAST, from_serial
from loaders.text import clean, folded, is_nothing, number_text

_FULL = re.compile(
    r"(\d{4})[-/.年。、](\d{1,2})[-/.月。、](\d{1,2})[日号]?(?:\(?(?:星期|周)[一二三四五六日天]\)?)?(前|以前|之前|止)?"
)
_CLOCK = re.compile(r"(?<=\d)(?:日?\s+|[Tt])\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$")
_GAP = re.compile(r"(?<=\d)\s+(?=\d)")
_TIGHT = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_SHORT = re.compile(r"(\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?")
_REVERSED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](20\d{2})")
_MONTH = re.compile(r"(20\d{2})(?:年度?|[-/.])(\d{1,2})(?:月份?)?(\D{0,5})")
_LATER = re.compile(r"(今年|本年|当年|明年|次年|来年|去年|上年)?(\d{1,2})月份?(?:(\d{1,2})[日号]?)?(\D{0,5})")
_BARE = re.compile(r"(\d{1,2})[./](\d{1,2})")
_WRAP = re.compile(
    r"^(?:预计|计划|力争|确保|争取|已于|已|将于|于|在|拟于|拟|截至|截止)+|(?:前|以前|之前|底前)?(?:完成|完工|竣工|办结|办理完毕|投产|投运|开工|签约|交付|建成|解决)$"
)
_PIECE = re.compile(
    r"(?:20\d{2}[-/.年])?\d{1,2}(?:月\d{1,2}[日号]?|月[底末]?|[-/.]\d{1,2}(?![\d%]))|20\d{2}年\d{1,2}月"
)
_DONE = frozenset(
    ("已完成", "已办结", "已完工", "已竣工", "完成", "办结", "已全部完成")
)  # no forecast is needed
_FORECAST = re.compile("预|拟")
_VAGUE = ("date_unclear", "date_several", "date_none")
_BEFORE = ("前", "以前", "之前")
_YEARS = {"明年": 1, "次年": 1, "来年": 1, "去年": -1, "上年": -1}


def day(cell: Cell, facts: Facts) -> date | Doubt | None:
    """The day; None when blank or 无; a Doubt with its value where an assumption was made, or to ask."""
    value = cell.value
    if isinstance(value, float):
        return _number(value, cell.style, facts)
    if isinstance(value, bool):
        return _unclear()
    if value is None or is_nothing(value):
        return None
    return read_day(value, facts)


def read_day(text: str, facts: Facts) -> date | Doubt | None:
    """The day that a text names."""
    plain = arabic(folded(_GAP.sub(";", _CLOCK.sub("", clean(text)))))
    if plain.isdigit():
        return _number(float(plain), "general", facts)
    for rule in _RULES:
        found = rule(plain, facts)
        if found is not None:
            return found
    if no_date(plain) or (plain in _DONE and _FORECAST.search(facts.header)):
        return Doubt("date_none")
    bare = _WRAP.sub("", plain)
    if bare and bare != plain:
        return _unwrapped(bare, plain, facts)
    return _several(plain, facts)


def _unwrapped(bare: str, plain: str, facts: Facts) -> date | Doubt | None:
    """A day inside words such as 预计…完成: read, and the reading shown."""
    found = read_day(bare, facts)
    if isinstance(found, date):
        return _assumed(found)
    if isinstance(found, Doubt) and found.code in _VAGUE:
        return _several(plain, facts)
    return found


def _several(plain: str, facts: Facts) -> Doubt:
    """What no rule reads as a whole: every day that stands in it is offered."""
    days = []
    for piece in _PIECE.findall(plain)[:6]:
        found = read_day(piece, facts) if piece != plain else None
        reading = found.value if isinstance(found, Doubt) else found
        if isinstance(reading, date):
            days.append(reading)
    options = tuple(offered(one) for one in dict.fromkeys(days))
    return Doubt("date_several" if len(options) > 1 else "date_unclear", options=(*options, CARRY))


def _number(value: float, style: str, facts: Facts) -> date | Doubt:
    found = from_serial(value, facts.date1904)
    if style == "month" and found and found.day == 1:
        return _assumed(end_of_month(found.year, found.month))
    if style in ("date", "month"):
        return found or Doubt("date_far", options=(CARRY,))
    if 2000 < value < 2051:
        return _year_point_month(number_text(value))
    whole = number_text(value)
    if _TIGHT.fullmatch(whole):
        return _tight(whole, facts) or _unclear()
    if re.fullmatch(r"20\d{4}", whole) and 1 <= int(whole[4:]) <= 12:
        return _assumed(end_of_month(int(whole[:4]), int(whole[4:])))
    if found and value >= 30_000:
        return _assumed(found, "date_serial")
    return _bare(whole, facts) or _unclear()


def _year_point_month(shown: str) -> date | Doubt:
    """2022.1 stored as a number may have been 2022.10; 2022.6 can only be June; 2022 is a year."""
    year, _point, month = shown.partition(".")
    if not month:
        return Doubt("date_year_only", options=(offered(date(int(year), 12, 31)), CARRY))
    if month == "1":
        ends = (end_of_month(int(year), 1), end_of_month(int(year), 10))
        return Doubt("date_point_ten", options=(*(offered(one) for one in ends), CARRY))
    if len(month) <= 2 and 1 <= int(month) <= 12:
        return _assumed(end_of_month(int(year), int(month)))
    return _unclear()


def _full(plain: str, _facts: Facts) -> date | Doubt | None:
    """A whole date; 6月30日前 is due on that day, and says so."""
    found = _FULL.fullmatch(plain)
    if found is None:
        return None
    reading = _calendar(int(found[1]), int(found[2]), int(found[3]))
    return _assumed(reading) if found[4] and isinstance(reading, date) else reading


def _tight(plain: str, _facts: Facts) -> date | Doubt | None:
    found = _TIGHT.fullmatch(plain)
    return _calendar(int(found[1]), int(found[2]), int(found[3])) if found else None


def _short(plain: str, _facts: Facts) -> Doubt | None:
    """A two-digit year could be a day: always asked."""
    found = _SHORT.fullmatch(plain)
    if found is None:
        return None
    reading = _calendar(2000 + int(found[1]), int(found[2]), int(found[3]))
    options = (offered(reading),) if isinstance(reading, date) else ()
    return Doubt("date_short_year", options=(*options, CARRY))


def _reversed(plain: str, _facts: Facts) -> Doubt | None:
    """6/30/2022 is not how dates are written here: both orders are offered."""
    found = _REVERSED.fullmatch(plain)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    both = (_calendar(year, first, second), _calendar(year, second, first))
    options = tuple(dict.fromkeys(offered(one) for one in both if isinstance(one, date)))
    return Doubt("date_order", options=(*options, CARRY))


def _month(plain: str, _facts: Facts) -> date | Doubt | None:
    found = _MONTH.fullmatch(plain)
    if found is None:
        return None
    return _part(int(found[1]), int(found[2]), found[3])


def _later(plain: str, facts: Facts) -> date | Doubt | None:
    """6月30日, 6月底前, 明年3月: the year comes from the period."""
    found = _LATER.fullmatch(plain)
    if found is None:
        return None
    if facts.period is None:
        return Doubt("date_no_year", options=(CARRY,))
    year = facts.period.ends_on.year + _YEARS.get(found[1] or "", 0)
    if not found[3]:
        return _part(year, int(found[2]), found[4])
    if found[4] not in ("", *_BEFORE):
        return None
    reading = _calendar(year, int(found[2]), int(found[3]))
    return _assumed(reading) if isinstance(reading, date) else reading


def _part(year: int, month: int, words: str) -> date | Doubt | None:
    """A month, or its beginning, middle or end."""
    if not 1 <= month <= 12:
        return _impossible(())
    ends = month_part(year, month, words)
    return _of_ends(ends)


def _span(plain: str, facts: Facts) -> date | Doubt | None:
    """年底, 上半年, 三季度, 月底: ends of spans, by the period's year."""
    today = facts.period.ends_on if facts.period else None
    ends = span_end(plain, today)
    if ends == ():
        return Doubt("date_no_year", options=(CARRY,))
    return _of_ends(ends)


def _of_ends(ends: tuple[End, ...] | None) -> Doubt | None:
    if not ends:
        return None
    if len(ends) == 1:
        return _assumed(ends[0])
    return Doubt("date_before", options=(*(offered(one) for one in ends), CARRY))


def _bare(plain: str, facts: Facts) -> Doubt | None:
    """6.30 or 6/30: most likely a day of the period's year, but it is asked."""
    found = _BARE.fullmatch(plain)
    if found is None:
        return None
    year = facts.period.ends_on.year if facts.period else None
    readings = {int(found[2])} | ({int(found[2]) * 10} if len(found[2]) == 1 else set())
    options = tuple(
        offered(one)
        for last in sorted(readings)
        if year is not None and isinstance(one := _calendar(year, int(found[1]), last), date)
    )
    return Doubt("date_no_year", options=(*options, CARRY))


def _calendar(year: int, month: int, number: int) -> date | Doubt:
    """The day of the calendar, or a Doubt that offers the month's end where there is such a month."""
    try:
        found = date(year, month, number)
    except ValueError:
        known = 1 <= month <= 12 and FIRST.year <= year < LAST.year
        return _impossible((offered(end_of_month(year, month)),) if known else ())
    return found if FIRST <= found < LAST else Doubt("date_far", options=(CARRY,))


def _impossible(options: tuple[Option, ...]) -> Doubt:
    return Doubt("date_impossible", options=(*options, CARRY))


def _assumed(reading: date, code: str = "date_assumed") -> Doubt:
    return Doubt(code, {"day": reading.isoformat()}, value=reading)


def _unclear() -> Doubt:
    return Doubt("date_unclear", options=(CARRY,))


_RULES: tuple[Callable[[str, Facts], date | Doubt | None], ...] = (
    _full, _short, _reversed, _month, _span, _later, _bare,
)  # fmt: skip
