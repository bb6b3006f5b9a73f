"""The office's oversight workbook → rows per sheet and the book as domain.oversight has it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.oversight import Oversight
from loaders.cells import Facts
from loaders.context import Context
from loaders.findings import Findings
from loaders.layout import Layout, open_table
from loaders.oversight_rows import oversight_of
from loaders.oversight_rules import check_oversight
from loaders.records import Record, as_json, by_own_measure, read_records
from loaders.specs.oversight import OVERSIGHT_SPECS

Rows = list[dict[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OversightRead:
    """What was read: sheet → rows with snake_case keys, and the book; ``period`` "" where rows are of several."""

    sheets: Mapping[str, Rows]
    book: Oversight
    period: str


def read_oversight(layout: Layout, date1904: bool, context: Context, findings: Findings) -> OversightRead:
    """Read every sheet that is there; faulty or questioned cells are None.

    Where no period is asked for, the book is of the one that its rows name, and days outside it are errors.
    """
    if context.plan is None:
        findings.add("plan_needed")
    span = context.span(context.period) or (context.span(context.windows[-1]) if context.windows else None)
    records: dict[str, list[Record]] = {}
    for spec in OVERSIGHT_SPECS:
        for one in (found for found in layout.found if found.spec is spec):
            table = open_table(one, findings)
            facts = Facts(period=span, date1904=date1904)
            records.setdefault(spec.name, []).extend(
                read_records(table, spec, findings, facts, by_own_measure) if table else []
            )
    context = replace(context, period=context.period or _named_period(records))
    for spec in OVERSIGHT_SPECS:
        check_oversight(records.get(spec.name, []), spec, context, findings)
    period = context.period or _only_period(records, context)
    sheets = {
        spec.name: [as_json(spec, record) for record in records[spec.name]]
        for spec in OVERSIGHT_SPECS
        if spec.name in records
    }
    return OversightRead(sheets=sheets, book=oversight_of(records, period), period=period)


def _named_period(records: Mapping[str, list[Record]]) -> str | None:
    """The one period that the rows with a 期次 name; None where they name several, or there are none."""
    named = {
        str(row.values["period"]) for rows in records.values() for row in rows if row.values.get("period")
    }
    return named.pop() if len(named) == 1 else None


def _only_period(records: Mapping[str, list[Record]], context: Context) -> str:
    """The one period that every rating, promise and inspection is of; "" where there are several or none."""
    found: set[str] = set()
    for rows in records.values():
        for record in rows:
            period, inspected_on = record.values.get("period"), record.values.get("inspected_on")
            if period:
                found.add(str(period))
            elif isinstance(inspected_on, date):
                found.add(context.period_on(inspected_on) or "")
    return found.pop() if len(found) == 1 else ""
