"""Completion rates 完成率 → 0–1: format, sign and the column's scale settle a number; the rest is asked."""

import re
from collections.abc import Iterable

from loaders.cells import Doubt, Facts
from loaders.problems import BLANK, CARRY, Option
from loaders.reader import Cell
from loaders.text import PERCENT_UNITS, folded, is_nothing, number_text

_SIGNED = re.compile(r"([+-]?\d+(?:\.\d+)?)%")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
_ANY = re.compile(r"\d+(?:\.\d+)?(?=%|个百分点)")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)%?(?:-|~|至|到)(\d+(?:\.\d+)?)%")
_LONE = re.compile(r"(?<![\d./])\d+(?:\.\d+)?(?![\d./])")
_FRACTION = re.compile(r"(\d{1,4})/(\d{1,4})")
_TENTHS = re.compile(r"([一二三四五六七八九])成(半?)")
_DIGITS = {word: number for number, word in enumerate("一二三四五六七八九", 1)}
_WHOLE = re.compile(r"(?:100%)?(?:已|均已|全部|已全部|全面|任务)?(?:完成|完工|办结|竣工|落实到位|完成任务)")
_NONE = re.compile(r"(?:暂未|尚未|未|还未|没有|暂无)(?:启动|开展|开始|开工|动工|实施|进展)")
_HUNDREDTHS = re.compile(r"百分之(\d+(?:\.\d+)?)")
_HUNDRED = "百分之百"
_SPELLED = re.compile(r"百分之([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)")


def percent(cell: Cell, facts: Facts) -> float | Doubt | None:
    """The rate 0–1; None when blank, 无, — or /; a Doubt for what two people could read differently."""
    value = cell.value
    if isinstance(value, bool):
        return Doubt("rate_unreadable", options=(CARRY,))
    if isinstance(value, float):
        if cell.style == "percent":
            return _within(value, smaller=True)
        if cell.style in ("date", "month"):
            return Doubt("rate_unreadable", options=(CARRY,))
        return _bare(value, facts)
    if value is None or is_nothing(value):
        return None
    return _text(folded(value), facts)


def scale(cells: Iterable[Cell], header_unit: str) -> str:
    """How a column's plain numbers are meant: ``percent``, ``fraction``, or "" when nothing tells."""
    if header_unit in PERCENT_UNITS:
        return "percent"
    above = below = 0
    for cell in cells:
        value = cell.value
        if value.__class__ is str and _PLAIN.fullmatch(value):
            value = float(value)
        if isinstance(value, float) and cell.style != "percent":
            above += value > 1
            below += 0 < value < 1
    if above == below:
        return ""
    return "percent" if above > below else "fraction"


def _within(value: float, *, smaller: bool = False) -> float | Doubt:
    """A rate that is sure in its scale, if it lies within 0–100 %."""
    if 0 <= value <= 1:
        return value
    if value > 1:
        options = (_as(1.0), BLANK, CARRY)
        hundredth = (_as(value / 100),) if smaller and value <= 100 else ()
        return Doubt("rate_above", {"shown": _shown(value)}, (*hundredth, *options))
    return Doubt("rate_below", {"shown": _shown(value)}, (_as(0.0), BLANK, CARRY))


def _bare(value: float, facts: Facts) -> float | Doubt:
    """A number without a percent sign or format, by the scale of its column."""
    if value == 0:
        return 0.0
    if value == 1:
        return Doubt("rate_one", options=(_as(0.01), _as(1.0), CARRY))
    if 0 < value < 1:
        return _doubled(value) if facts.scale == "percent" else value
    if value < 0 or value > 100:
        return _within(value / 100)
    if value <= 2 and facts.scale == "fraction":
        return Doubt("rate_scale", {"shown": _shown(value)}, (_as(value / 100), _as(1.0), CARRY))
    return round(value / 100, 12)


def _doubled(value: float) -> Doubt:
    """A fraction in a column of 0–100: both readings are offered."""
    return Doubt("rate_fraction", options=(_as(value / 100), _as(value), CARRY))


def _text(text: str, facts: Facts) -> float | Doubt:
    found = _SIGNED.fullmatch(text)
    if found:
        return _within(round(float(found[1]) / 100, 12))
    if _PLAIN.fullmatch(text):
        return _bare(float(text), facts)
    if text == _HUNDRED:
        return 1.0
    found = _HUNDREDTHS.fullmatch(text)
    if found:
        return _within(round(float(found[1]) / 100, 12))
    spelled = _SPELLED.fullmatch(text)
    if spelled and any(spelled.groups()):
        return _spelled(*spelled.groups())
    return Doubt("rate_unclear", options=(*_readings(text), CARRY))


def _spelled(tens: str, ten: str, ones: str) -> float | Doubt:
    """百分之八十五 is as clear as 85%; 百分之八五 is not."""
    if tens and ones and not ten:
        return Doubt("rate_unclear", options=(CARRY,))
    if not ten:
        return _DIGITS[tens or ones] / 100
    return ((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)) / 100


def _readings(text: str) -> tuple[Option, ...]:
    """What an unclear text might mean, as answers; empty when no number can be made of it."""
    if _NONE.fullmatch(text):
        return (_as(0.0),)
    if _WHOLE.fullmatch(text):
        return (_as(1.0),)
    fraction = _FRACTION.fullmatch(text)
    if fraction and 0 < int(fraction[2]) >= int(fraction[1]):
        return (_as(int(fraction[1]) / int(fraction[2])),)
    tenths = _TENTHS.search(text)
    if tenths:
        return (_as((_DIGITS[tenths[1]] + (0.5 if tenths[2] else 0)) / 10),)
    ends = _RANGE.search(text)
    found = list(ends.groups()) if ends else _ANY.findall(text) or _LONE.findall(text)
    rates = [_rate(float(number), "%" in text) for number in found[:4]]
    return tuple(_as(rate) for rate in dict.fromkeys(rates) if rate is not None)


def _rate(number: float, signed: bool) -> float | None:
    if number > 100:
        return None
    return number / 100 if signed or number > 1 else number


def _as(rate: float) -> Option:
    rate = round(rate, 12)
    return Option(number_text(rate), rate, reading=_shown(rate))


def _shown(rate: float) -> str:
    return f"{number_text(round(rate * 100, 6))}%"
