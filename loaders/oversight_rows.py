"""Records of the oversight sheets → the rows of domain.oversight, with the cell each stands in."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.oversight import GRADES, Adjustment, Decision, Example, Inspection, Oversight, Promise, Rating
from loaders.records import Record
from loaders.specs import oversight as specs
from loaders.specs.column import Spec

Records = Mapping[str, list[Record]]


def oversight_of(records: Records, period: str) -> Oversight:
    """The whole book; rows that lack what names them are left out (each has its error)."""

    def rows(spec: Spec, make: Callable[[Record], Any]) -> tuple[Any, ...]:
        needed = [column.field for column in spec.columns if column.filled]
        return tuple(
            make(record)
            for record in records.get(spec.name, [])
            if all(record.values.get(name) not in (None, "", []) for name in needed)
        )

    return Oversight(
        period=period,
        inspections=rows(specs.INSPECTIONS, _inspection),
        ratings=rows(specs.RATINGS, _rating),
        promises=rows(specs.PROMISES, _promise),
        adjustments=rows(specs.ADJUSTMENTS, _adjustment),
        examples=rows(specs.CASES, _example),
        decisions=rows(specs.DECISIONS, _decision),
    )


def _where(record: Record, name: str) -> dict[str, Any]:
    return {"row": record.number, "place": f"{record.table.sheet.name}!{record.at(name)}"}


def _words(record: Record, *names: str) -> dict[str, Any]:
    return {name: str(record.values.get(name) or "") for name in names}


def _same(record: Record, *names: str) -> dict[str, Any]:
    return {name: record.values.get(name) for name in names}


def _inspection(record: Record) -> Inspection:
    return Inspection(
        method=specs.METHOD_CODES.get(str(record.values.get("method")), "regular"),
        field=specs.FIELD_CODES.get(str(record.values.get("field")), ""),
        **_same(record, "inspected_on", "unit_id", "task_id", "verified"),
        **_words(record, "finding", "evidence", "note"),
        **_where(record, "verified"),
    )


def _rating(record: Record) -> Rating:
    sample = record.values.get("sample")
    return Rating(
        voters=specs.VOTER_CODES[str(record.values["voters"])],
        sample=int(sample) if isinstance(sample, int | float) else None,
        **{name: int(record.values[name]) for name in GRADES},  # type: ignore[call-overload]
        **_same(record, "period", "unit_id"),
        **_words(record, "measures"),
        **_where(record, "voters"),
    )


def _promise(record: Record) -> Promise:
    return Promise(
        **_same(record, "period", "promised", "kept", "base", "current"),
        **_words(record, "item", "measure"),
        **_where(record, "item"),
    )


def _adjustment(record: Record) -> Adjustment:
    return Adjustment(
        **_same(record, "happened_on", "unit_id", "points"),
        **_words(record, "reason", "document", "approved_by"),
        **_where(record, "points"),
    )


def _example(record: Record) -> Example:
    return Example(
        type=specs.EXAMPLE_CODES[str(record.values["type"])],
        **_same(record, "happened_on", "unit_id"),
        **_words(record, "reason", "approved_by"),
        **_where(record, "type"),
    )


def _decision(record: Record) -> Decision:
    units = record.values.get("units")
    return Decision(
        units=tuple(units) if isinstance(units, list) else (),
        **_same(record, "assigned_on", "due_on", "done_on"),
        **_words(record, "meeting", "content", "result"),
        **_where(record, "content"),
    )
