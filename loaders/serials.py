"""Excel's day numbers → dates, in the 1900 and the 1904 system."""

from datetime import date, timedelta
from functools import lru_cache

_ZERO_1900, _ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
FIRST, LAST = date(2000, 1, 1), date(2050, 1, 1)


@lru_cache(maxsize=10_000)
def from_serial(value: float, date1904: bool) -> date | None:
    """The day of a serial number, its time of day dropped; None outside the years 2000–2049.

    Excel's false 29 February 1900 lies before that range. Source: ECMA-376 part 1, 18.17.4.1.
    """
    if not 1 <= value < 100_000:
        return None
    day = (_ZERO_1904 if date1904 else _ZERO_1900) + timedelta(days=int(value))
    return day if FIRST <= day < LAST else None
