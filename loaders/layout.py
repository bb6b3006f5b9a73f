"""Which sheet of a workbook is which: told by headers first, by sheet names second."""

from collections.abc import Mapping
from dataclasses import dataclass

from loaders.cells import raw
from loaders.findings import Findings
from loaders.header_claims import likely
from loaders.headers import Header, find_header, header_rows, recognised
from loaders.oddities import note_oddities
from loaders.reader import Sheet, Workbook, address
from loaders.specs import SPECS, WORDS
from loaders.specs.column import Spec
from loaders.specs.plan import PLAN_NEEDED
from loaders.tables import Table, read_table
from loaders.text import clean, folded
from loaders.twins import untwined

IDENTITY_SHEET, IDENTITY_MARK = "_identity", "board-template"
LISTS_SHEET = "_lists"  # what the drop-downs of our own workbooks offer
_OURS = (IDENTITY_SHEET, LISTS_SHEET)
_VARIED = tuple(spec for spec in SPECS if spec.families)
_GUIDES = frozenset(("填表说明", "填报说明", "使用说明", "说明", "填写说明", "目录", "封面"))


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet, what it was taken for, and its header."""

    sheet: Sheet
    spec: Spec
    header: Header


@dataclass(frozen=True, slots=True)
class Layout:
    """A workbook laid out: its kind ("" when no sheet is known), its sheets, its hidden identity.

    ``others``: sheets with content that were not recognised; a cover may name the sender.
    """

    kind: str
    found: tuple[Found, ...]
    identity: Mapping[str, str]
    from_template: bool
    others: tuple[Sheet, ...] = ()


def lay_out(workbook: Workbook, findings: Findings) -> Layout:
    """Recognise the sheets; what is not recognised is recorded, never dropped in silence."""
    identity, from_template = _identity(workbook)
    sheets = [sheet for sheet in workbook.sheets if sheet.rows and sheet.name not in _OURS]
    candidates = {sheet.name: _candidates(sheet) for sheet in sheets}
    kind = _kind(candidates)
    found, others = [], []
    for sheet in sheets:
        best = max(
            (one for one in candidates[sheet.name] if one.spec.kind == kind),
            key=lambda one: _weight(one),
            default=None,
        )
        if best is not None:
            found.append(best)
            continue
        others.append(sheet)
        if candidates[sheet.name]:
            findings.add("sheet_unknown", sheet=sheet.name)  # known, but of another kind of workbook
        elif folded(sheet.name) not in _GUIDES:
            _unknown(sheet, kind, findings)
    return Layout(kind, tuple(_once(found, findings)), identity, from_template, tuple(others))


def _candidates(sheet: Sheet) -> list[Found]:
    found = []
    rows = header_rows(sheet, WORDS, _VARIED)
    for spec in likely(sheet, rows, SPECS):
        header = find_header(sheet, spec, rows)
        if header is not None and recognised(header, spec):
            found.append(Found(sheet, spec, header))
    return found


def _weight(found: Found) -> float:
    """How well a sheet fits a spec: fields named, and a little for the sheet's own name."""
    return found.header.score + (2.5 if folded(found.sheet.name) in found.spec.names else 0)


def _kind(candidates: Mapping[str, list[Found]]) -> str:
    """The kind of workbook that its sheets fit best, all together."""
    totals: dict[str, float] = {}
    for listed in candidates.values():
        best: dict[str, float] = {}
        for one in listed:
            best[one.spec.kind] = max(best.get(one.spec.kind, 0), _weight(one))
        for kind, weight in best.items():
            totals[kind] = totals.get(kind, 0) + weight
    found = {one.spec for listed in candidates.values() for one in listed}
    if "progress" in totals and not found.issuperset(PLAN_NEEDED):
        totals.pop("plan", None)  # a list of tasks beside a report is there for reference
    return max(totals, key=lambda kind: totals[kind], default="")


def _unknown(sheet: Sheet, kind: str, findings: Findings) -> None:
    """A sheet with content that no spec fits: an error where its name says it should."""
    cells = [cell for row in sheet.rows.values() for cell in row.values()]
    spec = next(
        (
            spec
            for spec in SPECS
            if len(cells) > 1 and folded(sheet.name) in spec.names and kind in ("", spec.kind)
        ),
        None,
    )
    if spec is not None:
        looked_for = tuple(column.header for column in spec.columns if not column.locked)
        findings.add("header_not_found", sheet=sheet.name, looked_for=looked_for)
    elif kind:
        findings.add("sheet_unknown", sheet=sheet.name)


def _once(found: list[Found], findings: Findings) -> list[Found]:
    """Where hidden and visible sheets fit the same spec, the visible ones count."""
    kept = []
    for one in found:
        rivals = [other for other in found if other.spec is one.spec and not other.sheet.hidden]
        if one.sheet.hidden and rivals:
            findings.add("sheet_hidden_copy", sheet=one.sheet.name, used=rivals[0].sheet.name)
        else:
            kept.append(one)
    return kept


def _identity(workbook: Workbook) -> tuple[dict[str, str], bool]:
    """The key/value rows of the template's hidden identity sheet."""
    sheet = next((sheet for sheet in workbook.sheets if sheet.name == IDENTITY_SHEET), None)
    if sheet is None:
        return {}, False
    texts = {
        number: {column: str(cell.value) for column, cell in row.items()}
        for number, row in sheet.rows.items()
    }
    if texts.get(1, {}).get(1) != IDENTITY_MARK:
        return {}, False
    return {row[1]: clean(row.get(2, "")) for number, row in texts.items() if number > 1 and 1 in row}, True


def open_table(one: Found, findings: Findings) -> Table | None:
    """The table of a recognised sheet; None when its columns cannot be told apart or are missing."""
    header = untwined(one.header, one.sheet, one.spec, findings)
    if header is None:
        return None
    missing = [
        column.header for column in one.spec.columns if column.required and column.field not in header.fields
    ]
    if missing:
        findings.add("column_missing", sheet=one.sheet.name, missing=tuple(missing), row=header.bottom)
        return None
    table = read_table(one.sheet, header, one.spec)
    note_oddities(table, findings)
    if table.below:
        _note_below(table, findings)
    return table


def _note_below(table: Table, findings: Findings) -> None:
    """Another table under this one, which would else be lost or taken for its rows."""
    cells = table.sheet.rows[table.below]
    column = next(iter(cells))
    titles = tuple(raw(cell) for cell in cells.values())[:4]
    findings.add(
        "table_below",
        sheet=table.sheet.name,
        cell=address(table.below, column),
        row=table.below,
        titles=titles,
    )
