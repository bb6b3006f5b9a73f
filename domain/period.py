"""Reporting periods 期次: ``2022-09`` is a month, ``2022-W37`` an ISO week, ``2022-Q3`` a quarter."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from locales import _

_CODE = re.compile(r"(?P<year>20\d{2})-(?:(?P<month>\d{2})|W(?P<week>\d{2})|Q(?P<quarter>[1-4]))")


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """A period by its days; ``code`` is its identity, ordering is by time."""

    starts_on: date
    ends_on: date
    code: str

    @classmethod
    def parse(cls, code: str) -> "Period":
        """The period that a code names; raises ValueError where the code names none."""
        match = _CODE.fullmatch(code)
        if match is None:
            raise ValueError(f"{code!r} is not a period code")
        year = int(match["year"])
        if match["month"]:
            return cls._months(code, year, int(match["month"]), 1)
        if match["quarter"]:
            return cls._months(code, year, int(match["quarter"]) * 3 - 2, 3)
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return cls(monday, monday + timedelta(days=6), code)

    @classmethod
    def _months(cls, code: str, year: int, month: int, count: int) -> "Period":
        start = date(year, month, 1)
        after = month + count
        end = date(year + (after > 12), after - 12 if after > 12 else after, 1) - timedelta(days=1)
        return cls(start, end, code)

    @property
    def label(self) -> str:
        """Name on screen, e.g. ``2022年9月`` or ``2022年第37周``."""
        year, part = self.code.split("-")
        if part.startswith("W"):
            return _("{year} week {number}", year=year, number=int(part[1:]))
        if part.startswith("Q"):
            return _("{year} Q{number}", year=year, number=int(part[1:]))
        return _("{year}-{number:02d}", year=year, number=int(part))
