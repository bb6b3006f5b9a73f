"""Notices of what is odd about a sheet: hidden, far away, beside the known columns; all of it was looked at."""

from loaders.cells import raw
from loaders.findings import Findings
from loaders.reader import address
from loaders.tables import Table


def note_oddities(table: Table, findings: Findings) -> None:
    """Notices of what is hidden, far away or beside the known columns; all of it was looked at."""
    sheet = table.sheet
    if sheet.hidden:
        findings.add("sheet_hidden", sheet=sheet.name)
    hidden = (
        [str(row.number) for row in table.rows if row.number in sheet.hidden_rows]
        if sheet.hidden_rows
        else []
    )
    if hidden:
        findings.add("rows_hidden", sheet=sheet.name, rows=tuple(hidden))
    if sheet.hidden_columns:
        _note_hidden_columns(table, findings)
    for number in table.asides:
        column, cell = next(iter(sheet.rows[number].items()))
        findings.add("row_aside", sheet=sheet.name, cell=address(number, column), value=raw(cell), row=number)
    if sheet.far:
        findings.add("cells_far", sheet=sheet.name, cell=sheet.far[0], cells=tuple(sheet.far))
    _note_extra_columns(table, findings)


def _note_hidden_columns(table: Table, findings: Findings) -> None:
    used = [column for column in table.header.fields.values() if column in table.sheet.hidden_columns]
    if used:
        titles = tuple(table.header.titles.get(column, "") for column in used)
        findings.add("columns_hidden", sheet=table.sheet.name, titles=titles)


def _note_extra_columns(table: Table, findings: Findings) -> None:
    """One notice for each column that holds something but is not in the spec."""
    known = frozenset(table.header.fields.values()) | {
        c for twins in table.header.twice.values() for c in twins
    }
    extra: dict[int, int] = {}
    for row in table.rows:
        for column in table.sheet.rows[row.number].keys() - known:
            extra.setdefault(column, row.number)
    for column, row_number in sorted(extra.items()):
        name = " ".join(table.header.titles.get(column, "").split())
        title = name or address(row_number, column).rstrip("0123456789")
        cell = address(row_number, column)
        findings.add("column_extra", sheet=table.sheet.name, cell=cell, header=name, title=title)
