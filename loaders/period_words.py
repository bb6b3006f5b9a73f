"""Periods as people write them → period codes: 2022年9月, 2022.9, 2022年第37周, 9月."""

import re
from collections.abc import Iterable

from domain.period import Period
from loaders.cells import Doubt
from loaders.date_words import arabic
from loaders.problems import Option
from loaders.reader import Cell
from loaders.serials import from_serial
from loaders.text import folded, number_text

_MONTH = re.compile(r"(20\d\d)(?:年度?|[-./])(\d{1,2})(?:月份?)?(?!\d)")
_DAY = re.compile(r"(20\d\d)[-./年](\d{1,2})[-./月]\d{1,2}日?")
_TIGHT = re.compile(r"(20\d\d)(\d\d)")
_WEEK = re.compile(r"(20\d\d)(?:年度?)?(?:-?w|[-./]?第?)(\d{1,2})周?")
_WEEK_WITHIN = re.compile(
    r"(20\d\d)(?:年|-)?(?:w(?=\d{1,2})|第(?=\d{1,2}周))(\d{1,2})"
)  # 第9期 may be anything
_WEEK_SIGNS = ("w", "周")
_DAYS = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日(?:-|至|~|到)(?:20\d\d年)?(\d{1,2})月\d{1,2}日")
_QUARTER = re.compile(r"(20\d\d)(?:年度?)?(?:-?q([1-4])|第?([一二三四1-4])季度?)")
_LOOSE = re.compile(r"(20\d\d)年(?:度)?(\d{1,2})月")
_YEARLESS = re.compile(r"(?:第?(\d{1,2})周|(\d{1,2})月份?)(?:度|份)?")
_UNTIL = re.compile(r"^(?:截至|截止|截)到?|^至")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


def period_of(cell: Cell, date1904: bool, known: Iterable[str] = ()) -> str | Doubt | None:
    """The period code that a cell names; a Doubt where it could be two; None where it names none.

    ``known`` are the plan's period codes: 9月 alone is read only when exactly one of them fits.
    """
    value = cell.value
    if isinstance(value, float):
        return _of_number(value, cell.style, date1904)
    return period_in(value, known) if isinstance(value, str) else None


def period_in(text: str, known: Iterable[str] = ()) -> str | Doubt | None:
    """The period code that a whole text names."""
    plain = _UNTIL.sub("", arabic(folded(text)).strip("。.,()"))
    day = _DAY.fullmatch(plain)
    if day and (code := _code(day[1], "", int(day[2]))):
        return Doubt("period_assumed", {"period": code}, value=code)
    for rule in (_week, _quarter, _month):
        code = rule(plain)
        if code:
            return code
    return _yearless(plain, known)


def period_within(text: str) -> str | None:
    """The one month or week that a longer text (a title, a file name) speaks of; None for none or two."""
    plain = folded(text)
    months = {_code(found[1], "", int(found[2])) for found in _MONTH.finditer(plain)}
    weeks = {_code(found[1], "W", int(found[2])) for found in _WEEK_WITHIN.finditer(plain)}
    tight = {
        _code(found[1], "", int(found[2])) for found in re.finditer(r"(?<!\d)(20\d\d)(\d\d)(?!\d)", plain)
    }
    codes = {code for code in weeks or months or tight if code}
    return codes.pop() if len(codes) == 1 else None


def _of_number(value: float, style: str, date1904: bool) -> str | Doubt | None:
    day = from_serial(value, date1904)
    if style in ("date", "month") or (day is not None and value > 30_000 and value < 60_000):
        return f"{day:%Y-%m}" if day else None
    shown = number_text(value)
    if re.fullmatch(r"20\d\d\.1", shown):
        options = tuple(Option(code, code, reading=code) for code in (f"{shown[:4]}-01", f"{shown[:4]}-10"))
        return Doubt("period_point_ten", options=options)
    found = _MONTH.fullmatch(shown) or _TIGHT.fullmatch(shown)
    return _code(found[1], "", int(found[2])) if found else None


def _month(plain: str) -> str | None:
    found = _MONTH.fullmatch(plain) or _TIGHT.fullmatch(plain)
    if found is None and len(plain) < 30:
        months = {(one[1], one[2]) for one in _MONTH.finditer(plain)}
        ends = _DAYS.fullmatch(plain)
        if len(months) > 1 or (ends and len(months) == 1 and int(ends[1]) != int(next(iter(months))[1])):
            return None
        found = _LOOSE.match(plain)
    return _code(found[1], "", int(found[2])) if found else None


def _week(plain: str) -> str | None:
    found = _WEEK.fullmatch(plain)
    marked = found is not None and any(sign in plain for sign in _WEEK_SIGNS)
    return _code(found[1], "W", int(found[2])) if found and marked else None


def _quarter(plain: str) -> str | None:
    found = _QUARTER.fullmatch(plain)
    if found is None:
        return None
    number = int(found[2]) if found[2] else _QUARTERS.get(found[3]) or int(found[3])
    return f"{found[1]}-Q{number}"


def _yearless(plain: str, known: Iterable[str]) -> str | Doubt | None:
    found = _YEARLESS.fullmatch(plain)
    if found is None:
        return None
    ending = f"-W{int(found[1]):02d}" if found[1] else f"-{int(found[2]):02d}"
    fitting = [code for code in known if code.endswith(ending)]
    if len(fitting) == 1:
        return Doubt("period_assumed", {"period": fitting[0]}, value=fitting[0])
    options = tuple(Option(code, code, reading=code) for code in fitting[:6])
    return Doubt("period_no_year", options=options)


def _code(year: str, kind: str, number: int) -> str | None:
    """The code, if there is such a period."""
    code = f"{year}-{kind}{number:02d}"
    try:
        Period.parse(code)
    except ValueError:
        return None
    return code
