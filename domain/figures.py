"""How numbers are written, everywhere the same: screen, slide and paper take them from here."""

import math
from datetime import date, datetime
from zoneinfo import ZoneInfo

from locales import _

NONE = "—"
SHANGHAI = ZoneInfo("Asia/Shanghai")


def _missing(value: float | None) -> bool:
    return value is None or math.isnan(value)


def percent(value: float | None) -> str:
    """A fraction as a percentage with one decimal, cut off and not rounded up: 0.8996 is ``89.9%``, never 90."""
    if value is None or _missing(value):
        return NONE
    tenths = math.floor(round(value * 1000, 6))
    return f"{tenths / 10:.1f}%"


def points(value: float | None) -> str:
    """Percentage points with their sign, one decimal: ``+2.1``, ``−4.8``; a gap under 0.05 is ``0.0``."""
    if value is None or _missing(value):
        return NONE
    text = f"{abs(value):.1f}"
    sign = "" if text == "0.0" else ("+" if value > 0 else "−")
    return sign + text


def score_change(value: float | None) -> str:
    """A difference of scores with its sign, two decimals like the scores: ``+0.35``, ``−1.70``, ``0.00``."""
    if value is None or _missing(value):
        return NONE
    text = f"{abs(value):.2f}"
    sign = "" if text == "0.00" else ("+" if value > 0 else "−")
    return sign + text


def change(value: int) -> str:
    """A difference of counts with its sign: ``+5``, ``−2``, ``0``."""
    return f"{value:+d}".replace("-", "−") if value else "0"


def days(value: float | None) -> str:
    """Whole days: ``47``; days ahead of plan carry a minus."""
    return NONE if value is None or _missing(value) else f"{value:.0f}".replace("-", "−")


def score(value: float | None) -> str:
    """A score with two decimals."""
    return NONE if value is None or _missing(value) else f"{value:.2f}"


def money(value: float | None) -> str:
    """An amount of 万元, grouped: ``12,500``."""
    return NONE if value is None or _missing(value) else f"{value:,.0f}"


def quantity(value: float | None, measure: str = "") -> str:
    """A counted quantity with its unit and no needless decimals: ``1,250 亩``."""
    if value is None or _missing(value):
        return NONE
    number = f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{number} {measure}".strip()


def target(value: float | None, measure: str = "") -> str:
    """A target; an unknown one is 未定, never 0."""
    return _("undecided") if value is None or _missing(value) else quantity(value, measure)


def day(value: date | None) -> str:
    """A date as ``2022-09-30``; none is —."""
    return NONE if value is None or value != value else f"{value:%Y-%m-%d}"


def written_day(value: date) -> str:
    """A date as official papers write it: ``2022年10月8日``."""
    return _("{year}-{month:02}-{day:02}", year=value.year, month=value.month, day=value.day)


def short_day(value: date | None) -> str:
    """A date within the year as ``09-30``."""
    return NONE if value is None or value != value else f"{value:%m-%d}"


def moment(value: datetime | None) -> str:
    """An aware timestamp as the clock in Shanghai showed it: ``2022-10-05 18:00``; none is —."""
    return NONE if value is None or value != value else f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def bytes_size(value: int) -> str:
    """The size of a file: ``13 B``, ``12.3 KB``, ``1.2 MB``; of 1,024 each, as file managers write it."""
    if value < 1024:
        return f"{value} B"
    return f"{value / 1024:,.1f} KB" if value < 1024 * 1024 else f"{value / 1024 / 1024:,.1f} MB"
