"""A workbook in which a unit keeps a sheet for every period: only that of the period to be reported counts."""

from collections.abc import Mapping
from dataclasses import replace

from loaders.cells import Doubt
from loaders.context import Context
from loaders.findings import Findings
from loaders.identity import read_labels
from loaders.layout import Found, Layout
from loaders.period_words import period_in, period_of
from loaders.specs.progress import TASKS


def of_one_period(layout: Layout, date1904: bool, context: Context, findings: Findings) -> Layout:
    """The layout without the sheets of other periods; an error where nothing says which period is meant.

    A sheet's own 期次 above its table counts, else its name (9月). Nothing is done unless two sheets of tasks say
    two periods.
    """
    periods = {one.sheet.name: _period(one, date1904, context) for one in layout.found}
    named = {
        one.sheet.name: code
        for one in layout.found
        if one.spec is TASKS and (code := periods[one.sheet.name])
    }
    codes = sorted(set(named.values()))
    if len(codes) < 2:
        return layout
    wanted = context.period if context.period in codes else codes[-1]
    if wanted != context.period:
        _refuse(named, codes, findings)
    kept = tuple(one for one in layout.found if periods[one.sheet.name] in (wanted, None))
    left = [one for one in layout.found if one not in kept]
    for one in left if wanted == context.period else ():
        findings.add(
            "sheet_of_other_period", sheet=one.sheet.name, found=periods[one.sheet.name], period=wanted
        )
    return replace(layout, found=kept)


def _period(one: Found, date1904: bool, context: Context) -> str | None:
    """The period that a sheet names; None where it names none, or not for sure."""
    above = (number for number in one.sheet.rows if number < one.header.top)
    label = read_labels(one.sheet, above).found.get("period")
    known = dict.fromkeys(context.windows)
    found = period_of(label.cell, date1904, known) if label else period_in(one.sheet.name, known)
    value = found.value if isinstance(found, Doubt) else found
    return value if isinstance(value, str) else None


def _refuse(named: Mapping[str, str], codes: list[str], findings: Findings) -> None:
    findings.add("sheets_of_periods", sheet=next(iter(named)), periods=tuple(codes), sheets=tuple(named))
