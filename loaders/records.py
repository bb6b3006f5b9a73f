"""Table rows → records: each cell through its column's parser, each doubt recorded with its address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from loaders.cells import Doubt, Facts, Parser, fault, raw, text
from loaders.findings import Findings, as_day
from loaders.percent import percent, scale
from loaders.problems import CARRY, Option
from loaders.quantity import quantity
from loaders.reader import Cell, address
from loaders.specs.column import Column, Spec
from loaders.tables import Row, Table, cells_of
from loaders.text import clean, header_unit
from locales import N_

EACH = Option("each", None, N_("It holds for each of these rows"))


@dataclass(slots=True)
class Record:
    """A row as read: field → value (None where empty, faulty or unanswered), and its raw cells."""

    number: int
    values: dict[str, object]
    cells: Mapping[str, Cell]
    table: Table
    date1904: bool = False

    def at(self, name: str) -> str:
        """The A1 address of a field's cell; the row's first cell where the sheet lacks the column."""
        column = self.table.header.fields.get(name)
        return address(self.number, column or min(self.table.header.fields.values(), default=1))

    def spot(self, name: str) -> dict[str, Any]:
        """Sheet, cell, header and raw value of a field, as a problem names them."""
        column = self.table.header.fields.get(name, 0)
        cell = self.cells.get(name)
        return {
            "sheet": self.table.sheet.name,
            "cell": self.at(name),
            "header": title(self.table, column),
            "value": raw(cell) if cell else "",
        }

    def words(self, name: str) -> str:
        """The text of a field that is printed for reference only; "" when it is not there."""
        cell = self.cells.get(name)
        if cell is None or cell.kind == "e":
            return ""
        value = cell.value
        return clean(value) if isinstance(value, str) else text(cell, Facts(date1904=self.date1904))


Tuner = Callable[[Record, Facts], None]


def by_own_measure(record: Record, facts: Facts) -> None:
    """A tuner: the row's figures are counted in the unit of measure that the row itself names."""
    facts.measure = record.words("measure") or None


def as_json(spec: Spec, record: Record) -> dict[str, object]:
    """The row as a report of the check prints it: field → value, days as text, and the sheet's row."""
    row: dict[str, object] = {}
    for column in spec.columns:
        if not column.locked:
            value = record.values.get(column.field)
            row[column.field] = value.isoformat() if isinstance(value, date) else value
    row["row"] = record.number
    return row


def title(table: Table, column: int) -> str:
    """A column's header as printed, on one line."""
    return " ".join(table.header.titles.get(column, "").split())


def read_records(
    table: Table, spec: Spec, findings: Findings, facts: Facts, tune: Tuner | None = None
) -> list[Record]:
    """The records of a table, in sheet order; rows merged into one key are joined.

    ``tune`` may set a row's own facts (its unit of measure) before its figures are read.
    """
    columns = [column for column in spec.columns if column.field in table.header.fields]
    readers = {
        column.field: (column.parser, _facts(column, table, facts)) for column in columns if not column.locked
    }
    spread = _merged_figures(table, spec, findings) if table.merged else {}
    records: list[Record] = []
    for row in table.rows:
        cells = {**row.cells, **spread[row.number]} if row.number in spread else row.cells
        record = Record(row.number, {}, cells, table, facts.date1904)
        _read(record, readers, findings, tune)
        if row.continues and records:
            findings.add("rows_joined", **record.spot(spec.key), row=row.number, first=records[-1].number)
            _join(records[-1], record, findings)
        else:
            records.append(record)
    return records


def _facts(column: Column, table: Table, base: Facts) -> Facts:
    header = title(table, table.header.fields[column.field])
    scaled = scale(cells_of(table, column.field), _unit(header)) if column.parser is percent else ""
    return Facts(header, scaled, base.period, base.date1904, base.measure, column.words)


def _unit(header: str) -> str:
    """The unit a header states: in brackets, or as a last character 完成率%."""
    return header_unit(header) or ("%" if header.rstrip().endswith(("%", "％")) else "")


def _read(
    record: Record, readers: Mapping[str, tuple[Parser, Facts]], findings: Findings, tune: Tuner | None
) -> None:
    values = record.values
    for name, cell in record.cells.items():
        reader = readers.get(name)
        if cell.kind == "e" or (cell.formula and cell.value is None):
            values[name] = None
            _note_fault(record, name, cell, reader is None, findings)
        elif reader is not None:
            parser, facts = reader
            if parser is quantity and tune is not None:
                tune(record, facts)
            found = parser(cell, facts)
            values[name] = _settled(record, name, found, findings) if found.__class__ is Doubt else found


def _settled(record: Record, name: str, doubt: object, findings: Findings) -> object:
    assert isinstance(doubt, Doubt)  # noqa: S101 - only called for one
    value = findings.settle(doubt, **record.spot(name))
    is_day = isinstance(value, str) and name.endswith(("_on", "_finish"))
    return as_day(value) if is_day else value


def _note_fault(record: Record, name: str, cell: Cell, locked: bool, findings: Findings) -> None:
    """An error of the cell; only a notice where the column is printed for reference."""
    doubt = fault(cell)
    code = doubt.code if doubt else "cell_error"
    findings.add("reference_faulty" if locked else code, **record.spot(name))


def _merged_figures(table: Table, spec: Spec, findings: Findings) -> dict[int, dict[str, Cell]]:
    """Figures merged over several rows: asked once each; sheet row → cells, where they hold for each."""
    found: dict[int, dict[str, Cell]] = {}
    for column in spec.columns:
        place = table.header.fields.get(column.field)
        if place is None or column.spread or column.locked or column.field == spec.key:
            continue
        covered: dict[tuple[int, int, int, int], list[Row]] = {}
        for row in table.rows:
            merge = table.merged.get((row.number, place))
            if merge and not row.continues:
                covered.setdefault(merge, []).append(row)
        for merge, rows in covered.items():
            cell = table.sheet.rows.get(merge[0], {}).get(place)
            if cell is not None and len(rows) > 1:
                _ask_merged(table, column.field, cell, rows, found, findings)
    return found


def _ask_merged(
    table: Table,
    name: str,
    cell: Cell,
    rows: list[Row],
    found: dict[int, dict[str, Cell]],
    findings: Findings,
) -> None:
    top, place = rows[0].number, table.header.fields[name]
    merge = table.merged[(top, place)]
    chosen = findings.add(
        "value_merged",
        sheet=table.sheet.name,
        cell=address(merge[0], place),
        header=title(table, place),
        value=raw(cell),
        options=(EACH, CARRY),
        rows=tuple(str(row.number) for row in rows),
    )
    blank = Cell(None, "", "general", False)
    for row in rows:
        found.setdefault(row.number, {})[name] = cell if chosen is EACH else blank


def _join(first: Record, other: Record, findings: Findings) -> None:
    """Add the words of a row that shares its key with the row above; two figures are an error."""
    for name, value in other.values.items():
        mine = first.values.get(name)
        if value in (None, "") or value == mine:
            continue
        if mine in (None, ""):
            first.values[name] = value
        elif isinstance(value, str) and isinstance(mine, str):
            first.values[name] = f"{mine}\n{value}"
        else:
            first.values[name] = None
            findings.add("figures_twice", first=first.at(name), **other.spot(name))
