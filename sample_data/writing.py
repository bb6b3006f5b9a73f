"""How a value is written by hand: the many ways of one rate, one date, one quantity."""

from collections.abc import Callable
from datetime import date, datetime

from openpyxl.cell.cell import Cell

from sample_data.words import number

_EPOCH = datetime(1899, 12, 30)
_WIDE = str.maketrans("0123456789%.", "０１２３４５６７８９％．")


def write_rate(cell: Cell, rate: float, way: str) -> None:
    """A rate [0–1]; whole rates that would read as a bare 1 are written with their sign."""
    shown = f"{number(round(rate * 100, 4))}%"
    bare = rate * 100 == 1 or (rate == 1 and way == "fraction")
    if way == "text" or bare:
        cell.value = shown
    elif way == "wide":
        cell.value = shown.translate(_WIDE)
    elif way == "hundred":
        cell.value = round(rate * 100, 4)
    else:
        cell.value = rate
        cell.number_format = "0%" if way == "format" else "General"


def write_count(cell: Cell, value: float, way: str, measure: str) -> None:
    """A quantity: a number, or text with its unit, or text with grouped thousands."""
    if way == "unit" and measure != "%":
        cell.value = f"{number(value)}{measure}"
    elif way == "grouped" and value >= 1000:
        cell.value = f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
    else:
        cell.value = int(value) if value == int(value) else value


def write_day(cell: Cell, day: date, way: str) -> None:
    """A date: a real one, a serial in a general cell, or one of the forms people type."""
    written = _DAYS.get(way)
    if written is not None:
        cell.value = written(day)
        return
    cell.value = day
    cell.number_format = "yyyy/m/d"


def _bottom(day: date) -> str:
    last = day.month != date.fromordinal(day.toordinal() + 1).month
    return f"{day.year}年{day.month}月底" if last else _dot(day)


def _dot(day: date) -> str:
    return f"{day.year}.{day.month}.{day.day}"


_DAYS: dict[str, Callable[[date], object]] = {
    "dot": _dot,
    "slash": lambda day: f"{day.year}/{day.month}/{day.day}",
    "words": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "bottom": _bottom,
    "serial": lambda day: (datetime(day.year, day.month, day.day) - _EPOCH).days,
}
