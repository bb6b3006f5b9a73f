"""Quantities 完成值 → numbers in the plan's unit: “350万元” is 350 where the plan counts 万元."""

import re

from loaders.cells import Doubt, Facts, plain_number
from loaders.problems import CARRY, Option
from loaders.reader import Cell
from loaders.text import folded, is_nothing, number_text

_MEASURED = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)([^\d.,~\-+]*)")
_NUMBERS = re.compile(r"(?<![\d.,a-z])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d.,a-z])")
_GAP = re.compile(r"\d\s+\d")
_GROUPED = re.compile(r"\d{1,3}(?:\s\d{3})+(?:\.\d+)?\D*")
_COUNTERS = frozenset("个家户项件处人名宗座条次")
_VAGUE = re.compile(r"约|近|超|逾|多|余|以上|以下|左右|上下|不足|大概|预计|~|至|到|\+|>|<|≥|≤|几|数")
_SAME = {
    "平米": "平方米", "m2": "平方米", "㎡": "平方米", "平方": "平方米", "万": "万元", "亿": "亿元", "人民币万元": "万元",
    "万元人民币": "万元", "百分点": "%", "个百分点": "%", "百分比": "%", "公里": "千米", "km": "千米", "人次": "人次",
    "工作日": "个工作日", "天": "日",
}  # fmt: skip
_FACTORS = {("亿元", "万元"): 1e4, ("万元", "亿元"): 1e-4, ("元", "万元"): 1e-4, ("元", "亿元"): 1e-8,
            ("万元", "元"): 1e4, ("亿元", "元"): 1e8}  # fmt: skip
_CONVERTED = frozenset(unit for pair in _FACTORS for unit in pair)
_PERCENT, _TEN_THOUSAND = "%", "万"


def quantity(cell: Cell, facts: Facts) -> float | Doubt | None:
    """The quantity in the plan's unit (``facts.measure``, None = not known); None when blank, 无, — or /."""
    value = cell.value
    if isinstance(value, bool):
        return Doubt("quantity_unclear", options=(CARRY,))
    if isinstance(value, float):
        return _number(value, cell.style, facts)
    if value is None or is_nothing(value):
        return None
    if _GAP.search(value) and not _GROUPED.fullmatch(value.strip()):
        return Doubt("quantity_unclear", options=(CARRY,))
    return _text(folded(value), facts)


def _number(value: float, style: str, facts: Facts) -> float | Doubt:
    by_header = _of_header(facts)
    if style in ("date", "month"):
        return Doubt("quantity_date", options=(CARRY,))
    if style == "percent":
        return _percentage(value, facts.measure)
    if facts.measure is not None and _measure(facts.measure) == _PERCENT and 0 < abs(value) <= 1:
        return Doubt("quantity_fraction", options=(_as(value), _as(round(value * 100, 9)), CARRY))
    if by_header and facts.measure and by_header != _measure(facts.measure):
        return _converted(value, by_header, facts.measure)
    return value


def _of_header(facts: Facts) -> str:
    """The measure that the column's header names, where it names one that can be converted."""
    unit = _measure(facts.unit)
    return unit if unit in _CONVERTED else ""


def _percentage(value: float, measure: str | None) -> float | Doubt:
    """A number in a percent format is a share; it belongs only where the plan counts in %."""
    points = round(value * 100, 9)
    if measure is None:
        return Doubt("quantity_percent_unchecked", value=points)
    if _measure(measure) == _PERCENT:
        return points
    return Doubt("quantity_percent", {"measure": measure}, (CARRY,))


def _text(text: str, facts: Facts) -> float | Doubt:
    found = _MEASURED.fullmatch(text)
    if found is None or _VAGUE.search(text):
        return Doubt("quantity_unclear", options=(*_readings(text), CARRY))
    number, unit = plain_number(found[1]), found[2]
    if unit.startswith("(") and unit.endswith(")"):
        unit = unit[1:-1]
        if facts.measure is not None and _measure(unit) not in (_measure(facts.measure), *_CONVERTED):
            return Doubt("quantity_unclear", options=(*_readings(text), CARRY))  # a remark, not a unit
    if number is None:
        return Doubt("quantity_unclear", options=(CARRY,))
    if not unit:
        return _number(number, "general", facts)
    if facts.measure is None:
        return Doubt("measure_unchecked", {"measure": unit}, value=number)
    if _measure(unit) == _measure(facts.measure):
        return number
    return _converted(number, unit, facts.measure)


def _converted(number: float, unit: str, measure: str) -> Doubt:
    """Another unit than the plan's: asked, with the conversion offered where it is sure."""
    factor = _FACTORS.get((_measure(unit), _measure(measure)))
    if factor is None and unit == _TEN_THOUSAND + measure:
        factor = 1e4
    if unit in _COUNTERS and measure in _COUNTERS:
        factor = 1.0
    options = () if factor is None else (_as(round(number * factor, 9), measure),)
    return Doubt("measure_differs", {"found": unit, "measure": measure}, (*options, CARRY))


def _readings(text: str) -> tuple[Option, ...]:
    numbers = [plain_number(found) for found in _NUMBERS.findall(text)[:4]]
    return tuple(_as(number) for number in dict.fromkeys(numbers) if number is not None)


def _measure(unit: str) -> str:
    word = folded(unit)
    return _SAME.get(word, word)


def _as(number: float, measure: str = "") -> Option:
    shown = number_text(number)
    return Option(shown, number, reading=f"{shown}{measure}")
