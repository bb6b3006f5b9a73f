"""Whose report a file is, and for which period: the sheet's own words first, then the other traces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from loaders.cells import Doubt, raw
from loaders.context import Context
from loaders.findings import Findings
from loaders.identity import Label, Labels
from loaders.layout import Layout
from loaders.period_words import period_in, period_of, period_within
from loaders.problems import Option
from loaders.specs import form_words as form
from loaders.text import clean, folded

_CODE = re.compile(r"(?<![A-Z0-9])[A-Z]{1,4}-?\d{1,4}(?![A-Z0-9])")
_READABLE = "{reading}"


@dataclass(frozen=True, slots=True)
class Traces:
    """Where a file may say whose it is: labels by sheet (main sheet first), covers, template, file name."""

    labels: Sequence[Labels]
    sheets: Sequence[str]
    layout: Layout
    file: str
    date1904: bool
    covers: Sequence[Labels] = ()

    @property
    def everywhere(self) -> tuple[Labels, ...]:
        """Labels of the sheets that are read, then of the others."""
        return (*self.labels, *self.covers)

    def label(self, name: str) -> Label | None:
        """The first label of a kind, main sheet first."""
        return next((labels.found[name] for labels in self.everywhere if name in labels.found), None)

    @property
    def main(self) -> str:
        """The sheet that problems of the whole file point at."""
        return self.sheets[0] if self.sheets else ""


def unit_of(traces: Traces, context: Context, findings: Findings) -> str | None:
    """The unit's code; None where it is unknown (an error, or the plan is needed to resolve a name)."""
    label = traces.label("unit")
    unit = (
        _labelled_unit(label, traces, context, findings) if label else _traced_unit(traces, context, findings)
    )
    _compare_units(label, traces, context, findings)
    if unit and context.unit_id and unit != context.unit_id:
        expected = context.plan.unit(context.unit_id) if context.plan else None
        findings.add("wrong_unit", sheet=label.sheet if label else traces.main, cell=label.place if label else "", header=form.UNIT,
                     value=raw(label.cell) if label else unit,
                     found=unit, expected=expected.name if expected else context.unit_id)  # fmt: skip
    return unit


def _labelled_unit(label: Label, traces: Traces, context: Context, findings: Findings) -> str | None:
    name = raw(label.cell)
    if context.plan is None:
        inside = _CODE.search(folded(name).upper())
        unit = inside[0] if inside else traces.layout.identity.get("unit")
        findings.add("plan_needed", sheet=label.sheet, cell=label.place, header=label.label, value=name)
        return unit
    return context.book.code(name) or _unknown_unit(label, name, context, findings)


def _unknown_unit(label: Label, name: str, context: Context, findings: Findings) -> str | None:
    """What a name is that no unit bears: several units, one unit's name inside others (asked), or an error."""
    place: dict[str, Any] = {"sheet": label.sheet, "cell": label.place, "header": label.label, "value": name}
    inside = context.book.within(name)
    listed = context.book.listed(name)
    if label.cell.kind == "e":
        findings.add("cell_error", **place)
    elif len(listed.codes) > 1 and not listed.unknown:
        findings.add("unit_several", **place)
    elif inside:
        unit = context.plan.unit(inside) if context.plan else None
        option = Option("confirm", inside, reading=unit.name if unit else inside)
        return (
            inside if findings.add("unit_inside", **place, options=(option,), unit=option.reading) else None
        )
    else:
        near = context.book.nearest(name)
        findings.add("unit_unknown_near" if near else "unit_unknown", **place, nearest=near)
    return None


def _traced_unit(traces: Traces, context: Context, findings: Findings) -> str | None:
    """The unit where no label names it: template, title, upload page, file name."""
    if context.plan is None:
        findings.add("plan_needed", sheet=traces.main)
    stated = traces.layout.identity.get("unit")
    if stated and (context.plan is None or context.plan.unit(stated)):
        return stated
    for place, title in (title for labels in traces.everywhere for title in labels.titles):
        unit = context.book.within(title)
        if unit:
            findings.add("unit_from_title", sheet=traces.main, cell=place, value=title, unit=unit)
            return unit
    if context.unit_id:
        findings.add("unit_from_page", sheet=traces.main, unit=context.unit_id)
        return context.unit_id
    named = context.book.within(traces.file)
    if named:
        option = Option("confirm", named, _READABLE, named)
        chosen = findings.add(
            "unit_from_name", sheet=traces.main, value=traces.file, options=(option,), unit=named
        )
        return named if chosen else None
    findings.add("unit_missing", sheet=traces.main)
    return None


def _compare_units(label: Label | None, traces: Traces, context: Context, findings: Findings) -> None:
    """Other sheets that name another unit."""
    if label is None:
        return
    for labels in traces.labels:
        other = labels.found.get("unit")
        if other and other is not label and folded(raw(other.cell)) != folded(raw(label.cell)):
            mine, theirs = context.book.code(raw(label.cell)), context.book.code(raw(other.cell))
            if mine is None or mine != theirs:
                findings.add("unit_conflict", sheet=other.sheet, cell=other.place, header=other.label,
                             value=raw(other.cell), other=raw(label.cell))  # fmt: skip


def period_in_file(traces: Traces, context: Context, findings: Findings) -> str | None:
    """The period's code; None where it is unknown (an error or an open question)."""
    label = traces.label("period")
    period = (
        _labelled_period(label, traces, context, findings)
        if label
        else _traced_period(traces, context, findings)
    )
    if period is None:
        return None
    place: dict[str, Any] = {
        "sheet": label.sheet if label else traces.main,
        "cell": label.place if label else "",
        "header": label.label if label else form.PERIOD,
    }
    value = raw(label.cell) if label else period
    if context.period and period != context.period:
        findings.add("wrong_period", **place, value=value, found=period, expected=context.period)
    elif context.plan and period not in context.windows:
        findings.add("period_unknown", **place, value=value, found=period)
    return period


def _labelled_period(label: Label, traces: Traces, context: Context, findings: Findings) -> str | None:
    titled = _titled(traces)
    known = context.windows or [code for code in (titled and titled[0], traces.layout.identity.get("period"),
                                                  context.period, period_within(traces.file)) if code]  # fmt: skip
    found = period_of(label.cell, traces.date1904, dict.fromkeys(known))
    place: dict[str, Any] = {
        "sheet": label.sheet,
        "cell": label.place,
        "header": label.label,
        "value": raw(label.cell),
    }
    if isinstance(found, Doubt):
        settled = findings.settle(found, **place)
        found = settled if isinstance(settled, str) else None
    elif found is None:
        findings.add("period_unreadable", **place)
    if found and titled and titled[0] != found and _same_kind(found, titled[0]):
        options = tuple(Option(code, code, _READABLE, code) for code in (found, titled[0]))
        chosen = findings.add("period_conflict", **place, options=options, title=titled[2], other=titled[1])
        return str(chosen.value) if chosen else None
    return found


def _same_kind(one: str, other: str) -> bool:
    """Whether two codes are both months, weeks or quarters: a weekly report may name its month in the title."""
    return one[5:6].isdigit() == other[5:6].isdigit()


def _titled(traces: Traces) -> tuple[str, str, str] | None:
    """The period that the words above a table speak of: its code, the cell, the words."""
    for labels in traces.everywhere:
        for place, title in labels.titles:
            code = period_within(title)
            if code and len(title) < 50:
                return code, place, title
    return None


def _traced_period(traces: Traces, context: Context, findings: Findings) -> str | None:
    """The period where no label names it: template, title, upload page, file name."""
    stated = period_in(traces.layout.identity.get("period", ""))
    if isinstance(stated, str):
        return stated
    titled = _titled(traces)
    if titled:
        findings.add(
            "period_from_title", sheet=traces.main, cell=titled[1], value=titled[2], period=titled[0]
        )
        return titled[0]
    if context.period:
        findings.add("period_from_page", sheet=traces.main, period=context.period)
        return context.period
    named = period_within(clean(traces.file))
    if named:
        option = Option("confirm", named, _READABLE, named)
        chosen = findings.add(
            "period_from_name", sheet=traces.main, value=traces.file, options=(option,), period=named
        )
        return named if chosen else None
    findings.add("period_missing", sheet=traces.main)
    return None
