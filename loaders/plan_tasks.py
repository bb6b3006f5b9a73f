"""Rules between the plan's sheets: units named rightly, references that hold, figures that can be judged."""

from collections.abc import Collection
from datetime import date, datetime
from itertools import pairwise

from loaders.findings import Findings
from loaders.names import Named, UnitBook
from loaders.records import Record
from loaders.text import folded, number_text
from locales import N_, _

_ABOVE, _BELOW = N_("above"), N_("below")


def shared_names(records: list[Record], book: UnitBook, findings: Findings) -> None:
    """A name that two units share is an error at each."""
    for record in records:
        for name in ("name", "short_name"):
            word = str(record.values.get(name) or "")
            owners = book.owners(word) if word else set()
            if len(owners) > 1:
                findings.add("name_shared", **record.spot(name), units=tuple(sorted(owners)))


def lead_of(record: Record, book: UnitBook, findings: Findings) -> str | None:
    """The code of the one unit that 牵头单位 names, None with an error."""
    word = str(record.values.get("lead_unit") or "")
    if not word:
        return None
    found = book.code(word)
    if found:
        return found
    named = book.listed(word)
    if len(named.codes) > 1:
        findings.add("lead_not_one", **record.spot("lead_unit"))
    elif len(named.codes) == 1 and not named.unknown:
        return named.codes[0]
    else:
        _unknown(record, "lead_unit", named, book, findings)
    return None


def _unknown(record: Record, name: str, named: Named, book: UnitBook, findings: Findings) -> None:
    for word in named.unknown:
        near = book.nearest(word)
        code = "unit_not_planned_near" if near else "unit_not_planned"
        findings.add(code, **{**record.spot(name), "value": word}, nearest=near)


def check_tasks(records: list[Record], book: UnitBook, findings: Findings) -> None:
    """Units to codes; dates, weights and figures in order."""
    for record in records:
        lead = record.values["lead_unit"] = lead_of(record, book, findings)
        record.values["joint_units"] = _joint(record, str(lead or ""), book, findings)
        _dates(record, findings)
        _weight(record, findings)
        if record.values.get("kind") == "quantitative":
            _figures(record, findings)


def _joint(record: Record, lead: str, book: UnitBook, findings: Findings) -> list[str]:
    word = str(record.values.get("joint_units") or "")
    named = book.listed(word, without=lead)
    _unknown(record, "joint_units", named, book, findings)
    codes = [code for code in named.codes if code != lead]
    if named.expanded:
        labels = {unit.unit_id: unit.label for unit in book.units}
        findings.add(
            "units_expanded", **record.spot("joint_units"), units=tuple(labels[code] for code in codes)
        )
    return codes


def _dates(record: Record, findings: Findings) -> None:
    start, due = record.values.get("start_on"), record.values.get("due_on")
    if isinstance(start, date) and isinstance(due, date) and due < start:
        findings.add(
            "due_before_start", **record.spot("due_on"), start=start.isoformat(), due=due.isoformat()
        )
    if due is None and "due_on" not in record.values:
        findings.add("required_empty", **record.spot("due_on"), row=record.number)


def _weight(record: Record, findings: Findings) -> None:
    weight = record.values.get("weight")
    if isinstance(weight, float) and weight <= 0:
        findings.add("weight_not_positive", **record.spot("weight"))


def _figures(record: Record, findings: Findings) -> None:
    """A quantity needs its unit and its target; target and base must leave room for progress."""
    values = record.values
    base, target = values.get("base"), values.get("target")
    if not values.get("measure"):
        findings.add("measure_missing", **record.spot("measure"))
    if target is None and values.get("target", "") == "":
        findings.add("target_missing", **record.spot("target"))
    if not isinstance(target, float):
        return
    start = base if isinstance(base, float) else 0.0
    lower = values.get("direction") == "lower"
    if target == start:
        findings.add("target_equals_base", **record.spot("target"))
    elif (target < start) is not lower:
        findings.add("target_against_direction", **record.spot("target"), target=number_text(target),
                     base=number_text(start), direction=_(_BELOW if lower else _ABOVE))  # fmt: skip


def check_milestones(records: list[Record], owners: Collection[str], findings: Findings) -> None:
    """A milestone belongs to a project, or to a task."""
    for record in records:
        code = record.values.get("project_id")
        if code and code not in owners:
            findings.add("project_unknown", **record.spot("project_id"))
        _weight(record, findings)


def check_windows(records: list[Record], findings: Findings) -> None:
    """Periods of one length follow each other without overlapping, and end before their deadline."""
    spans: dict[str, list[tuple[date, date, Record]]] = {}
    for record in records:
        start, end, due_at = (record.values.get(name) for name in ("starts_on", "ends_on", "due_at"))
        code = str(record.values.get("period") or "")
        if not isinstance(start, date) or not isinstance(end, date):
            continue
        if end < start:
            findings.add(
                "window_order",
                **record.spot("ends_on"),
                code=code,
                start=start.isoformat(),
                end=end.isoformat(),
            )
            continue
        if isinstance(due_at, datetime) and due_at.date() < start:
            findings.add("deadline_early", **record.spot("due_at"), code=code)
        spans.setdefault(code[5:6].strip("0123456789"), []).append((start, end, record))
    for listed in spans.values():
        _overlaps(listed, findings)


def _overlaps(spans: list[tuple[date, date, Record]], findings: Findings) -> None:
    spans.sort(key=lambda span: span[:2])
    for (_start, end, first), (start, _end, second) in pairwise(spans):
        code, other = str(second.values.get("period")), str(first.values.get("period"))
        if start <= end and folded(code) != folded(other):
            findings.add("window_overlap", **second.spot("starts_on"), code=code, other=other)
