"""Figures of the plan: targets that may be 未定, and investments in 万元."""

from loaders.cells import Doubt, Facts, raw
from loaders.quantity import quantity
from loaders.reader import Cell
from loaders.text import folded, number_text

_INVESTED_IN = "万元"
_UNKNOWN = frozenset(("未定", "待定", "未确定", "待确定", "另定", "尚未确定"))


def target(cell: Cell, facts: Facts) -> float | Doubt | None:
    """The target in the row's unit; 未定 is None with a notice, and never 0; 0 stays 0."""
    if isinstance(cell.value, str):
        word = folded(cell.value)
        if word in _UNKNOWN:
            return Doubt("target_unknown")
        if word[:1] in "≥≤<>" and len(word) > 1:
            return quantity(Cell(word.lstrip("≥≤<>="), "s", "general", False), facts)
    return quantity(cell, facts)


def amount(cell: Cell, facts: Facts) -> float | Doubt | None:
    """An investment in 万元; a sum in 亿元 is converted, and the result shown."""
    if isinstance(cell.value, str) and folded(cell.value) in _UNKNOWN:
        return Doubt("amount_unknown")
    found = quantity(cell, Facts(facts.header, measure=_INVESTED_IN))
    if isinstance(found, Doubt) and found.code == "measure_differs" and len(found.options) > 1:
        value = found.options[0].value
        shown = number_text(value) if isinstance(value, float) else raw(cell)
        return Doubt("investment_converted", {"amount": shown}, value=value)
    return found
