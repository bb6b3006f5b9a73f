"""What a row of 问题台账 must satisfy: a number of its own, and dates in their order."""

from datetime import date

from domain.period import Period
from loaders.findings import Findings, as_day
from loaders.problems import CARRY, confirm
from loaders.records import Record

_ORDER = (("raised_on", "promised_on", "promised_early"), ("raised_on", "solved_on", "solved_early"))


def check_issues(records: list[Record], period: Period | None, findings: Findings) -> None:
    """All rules of the sheet; a date that is asked about becomes None in its record."""
    seen: dict[str, list[Record]] = {}
    for record in records:
        code = record.values.get("problem_id") or None
        record.values["problem_id"] = code
        if code is not None:
            seen.setdefault(str(code), []).append(record)
        elif "problem_id" not in record.cells or record.cells["problem_id"].kind != "e":
            findings.add("issue_without_code", **record.spot("problem_id"), row=record.number)
        _dates(record, period, findings)
    for code, twins in seen.items():
        if len(twins) > 1:
            cells = tuple(twin.at("problem_id") for twin in twins)
            for twin in twins:
                findings.add("issue_twice", **twin.spot("problem_id"), code=code, cells=cells)


def _dates(record: Record, period: Period | None, findings: Findings) -> None:
    values = record.values
    for first, later, code in _ORDER:
        start, end = values.get(first), values.get(later)
        if isinstance(start, date) and isinstance(end, date) and end < start:
            _ask(record, later, code, end, start, findings)
    solved = values.get("solved_on")
    if period is not None and isinstance(solved, date) and solved > period.ends_on:
        _ask(record, "solved_on", "actual_future", solved, period.ends_on, findings)


def _ask(record: Record, name: str, code: str, found: date, bound: date, findings: Findings) -> None:
    chosen = findings.add(code, **record.spot(name), options=(confirm(found.isoformat()), CARRY),
                          day=found.isoformat(), end=bound.isoformat())  # fmt: skip
    record.values[name] = as_day(chosen.value) if chosen else None
