"""The plan's 规则 sheet → Rules: every number checked against its bounds, weights against 100."""

import re
from dataclasses import dataclass, fields

from domain.rules import Component, Rules
from loaders.cells import plain_number
from loaders.findings import Findings
from loaders.records import Record
from loaders.specs.rules import BY_NAME, RULE_NAMES, RULE_WORDS, RuleName
from loaders.text import folded, number_text
from locales import N_, _

_BETWEEN = N_("a number from {low} to {high}")
_ORDER = (("excellent", "good"), ("good", "fair"), ("amber_gap", "red_gap"), ("amber_ratio", "red_ratio"))
_NUMBER = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?)(%|个?百分点|分|天|日|份|个|人|家)?")
_INTEGERS = frozenset(field.name for field in fields(Rules) if field.type in (int, "int"))


@dataclass(frozen=True, slots=True)
class RulesRead:
    """The rules, the office's notes on them, and the rows as JSON."""

    rules: Rules
    notes: tuple[tuple[str, str], ...]
    rows: list[dict[str, object]]


def read_rules(records: list[Record], findings: Findings) -> RulesRead:
    """Rules of the sheet over the defaults; an unknown name or value is an error at its cell."""
    values: dict[str, object] = {}
    places: dict[str, Record] = {}
    notes, rows = [], []
    for record in records:
        rule = BY_NAME.get(folded(str(record.values.get("name") or "")))
        value = _value(record, rule, findings) if rule else None
        if rule is None:
            findings.add("rule_unknown", **record.spot("name"), allowed=tuple(one.name for one in RULE_NAMES))
        if rule and rule.field in places:
            cells = (places[rule.field].at("name"), record.at("name"))
            findings.add("rule_twice", **record.spot("name"), rule=rule.name, cells=cells)
        elif rule and value is not None:
            values[rule.field], places[rule.field] = value, record
        note = str(record.values.get("note") or "")
        if rule and note:
            notes.append((rule.name, note))
        name = rule.name if rule else record.values.get("name")
        rows.append({"name": name, "value": value, "note": note, "row": record.number})
    rules = Rules(**values)  # type: ignore[arg-type]
    _whole(rules, places, findings)
    return RulesRead(rules, tuple(notes), rows)


def _value(record: Record, rule: RuleName, findings: Findings) -> object:
    """The value of one rule in the unit of its field; None with an error where it is none."""
    words = RULE_WORDS.get(rule.field)
    if words is not None:
        found: object = words.get(folded(record.words("value")))
        wanted = "、".join(dict.fromkeys(word for word in words if not word.isascii()))
    else:
        found = _number(record, rule)
        wanted = _(_BETWEEN, low=number_text(rule.low), high=number_text(_highest(rule)))
    if found is None:
        findings.add("rule_value", **record.spot("value"), rule=rule.name, wanted=wanted)
    return found


def _highest(rule: RuleName) -> float:
    return 1.0 if rule.unit == "share" else rule.high


def _number(record: Record, rule: RuleName) -> float | int | None:
    cell = record.cells.get("value")
    if cell is None:
        return None
    found = _NUMBER.fullmatch(folded(record.words("value")))
    number = plain_number(found[1]) if found else None
    if number is None:
        return None
    percent = found is not None and (found[2] == "%" or cell.style == "percent")
    if rule.unit == "share":
        number = number / 100 if percent or number > 1 else number
    if not rule.low <= number <= _highest(rule):
        return None
    if rule.field in _INTEGERS:
        return int(number) if number == int(number) else None
    return number


def _whole(rules: Rules, places: dict[str, Record], findings: Findings) -> None:
    """Rules that hold only together: weights sum to 100, thresholds lie in their order."""
    total = sum(rules.weight(component) for component in Component)
    if abs(total - 100) > 1e-6:
        last = next(
            (places[f"weight_{one}"] for one in reversed(Component) if f"weight_{one}" in places), None
        )
        findings.add("weights_not_100", **(last.spot("value") if last else {}), total=number_text(total))
    names = {rule.field: rule.name for rule in RULE_NAMES}
    for better, worse in _ORDER:
        if getattr(rules, better) <= getattr(rules, worse):
            place = places.get(better) or places.get(worse)
            findings.add("thresholds_crossed", **(place.spot("value") if place else {}),
                         better=names[better], worse=names[worse])  # fmt: skip
