"""The rows of data under a header: without sections, totals, footers, blank and repeated header rows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.headers import Header
from loaders.reader import Cell, Sheet
from loaders.specs.column import Spec
from loaders.text import folded

Merge = tuple[int, int, int, int]
Value = float | str | bool | None
_TOTAL = re.compile(r"(?:合计|小计|总计|共计|累计合计|平均|本页小计|分项小计)(?:[(:,（].*|数|值|\d{1,4}项?)?")
_SECTION = re.compile(
    r"[(（]?[一二三四五六七八九十]{1,3}[)）]?(?:[、.,:．].*|$)|[(（][一二三四五六七八九十]{1,3}[)）].*|第[一二三四五六七八九十]+(?:部分|类|项|章).*"
    r"|(?:忠诚|创新|担当|服务|过硬|廉洁)型?(?:政府|方面|类|类任务|建设|任务)*(?:[(:].*)?"
)
_FOOTER = re.compile(
    r"(?:填表|填报|审核|审签|审批|制表|复核|经办|签发|联系|分管|主要|单位|负责|科室|部门)(?:人|人员|电话|方式|日期|时间|单位|领导|负责人|签字|意见|人签字|人签名)*(?:[(].*?[)])?:.*"
    r"|(?:注|备注|说明|填表说明|填报说明|填报要求|注意事项|备注说明):.*|(?:联系电话|填表人|填报人|审核人|审签人|制表人|填报日期|填表日期).*"
)
_NUMERAL = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.]?")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of data: its sheet row, and field → cell of what it holds (merged words included)."""

    number: int
    cells: Mapping[str, Cell]
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A recognised sheet: its spec's name, its header, the merges that touch its data, and its rows.

    ``merged``: (row, column) → merge for the cells of vertical merges below the header.
    ``outside``: rows that hold words beyond the table (above it, and footers), for identity labels.
    """

    name: str
    sheet: Sheet
    header: Header
    merged: Mapping[tuple[int, int], Merge]
    rows: tuple[Row, ...]
    footers: tuple[int, ...]


def read_table(sheet: Sheet, header: Header, spec: Spec) -> Table:
    """The data rows below a header; merged words count for every row, merged figures for none."""
    key, spread = spec.key, frozenset(column.field for column in spec.columns if column.spread)
    merged = _vertical(sheet, header)
    rows, footers = [], []
    for number, cells in sheet.rows.items():
        if number <= header.bottom:
            continue
        joined = merged.get((number, header.fields.get(key, 0)))
        kind = "data" if joined and joined[0] < number else _kind(cells, header, key)
        if kind == "footer":
            footers.append(number)
        elif kind == "data":
            rows.append(_row(number, cells, sheet, header, merged, key, spread))
    if merged:
        rows = [row for row in rows if row.cells]
    return Table(spec.name, sheet, header, merged, tuple(rows), tuple(footers))


def _row(
    number: int,
    cells: Mapping[int, Cell],
    sheet: Sheet,
    header: Header,
    merged: Mapping[tuple[int, int], Merge],
    key: str,
    spread: frozenset[str],
) -> Row:
    found = {name: cells[column] for name, column in header.fields.items() if column in cells}
    continues = False
    if merged:
        for name, column in header.fields.items():
            merge = merged.get((number, column))
            if merge is None or merge[0] == number or name in found:
                continue
            above = sheet.rows.get(merge[0], {}).get(merge[1])
            if name == key:
                continues = above is not None
            if above is not None and (name in spread or name == key):
                found[name] = above
    return Row(number, found, continues)


def _vertical(sheet: Sheet, header: Header) -> dict[tuple[int, int], Merge]:
    """(row, column) → merge, of merges over several rows in the table's columns."""
    columns = frozenset(header.fields.values())
    found: dict[tuple[int, int], Merge] = {}
    for merge in sheet.merges:
        top, left, bottom, _right = merge
        if bottom > top > header.bottom and left in columns:
            found |= {(row, left): merge for row in range(top, min(bottom, top + 2000) + 1)}
    return found


def _kind(cells: Mapping[int, Cell], header: Header, key: str) -> str:
    """data, section, total, footer, header or blank."""
    code = cells.get(header.fields.get(key, 0))
    if code is not None and _is_code(code.value):
        return "data"
    filled = [(column, cell.value) for column, cell in cells.items() if _holds(cell)]
    if not filled:
        return "blank"
    if _is_header(filled, header):
        return "header"
    return _by_words(filled, header)


def _by_words(filled: list[tuple[int, Value]], header: Header) -> str:
    """By the row's first words, where they stand in the columns that name a row."""
    words = [(column, folded(value)) for column, value in filled if isinstance(value, str)]
    if not words:
        return "blank" if _only_serial(filled, header) else "data"
    first = words[0][1]
    naming = max((header.fields.get(name, 0) for name in ("serial", "task_id", "name")), default=0)
    naming = max(naming, min(header.fields.values(), default=1))
    if any(_TOTAL.fullmatch(word) for column, word in words[:2] if column <= naming):
        return "total"
    if _FOOTER.fullmatch(first):
        return "footer"
    if words[0][0] <= naming and _is_section([word for _column, word in words], filled):
        return "section"
    return "blank" if _only_serial(filled, header) else "data"


def _is_section(words: list[str], filled: list[tuple[int, Value]]) -> bool:
    """A heading inside the table: one cell that is numbered or names a dimension, or a number and a heading."""
    if len(words) != len(filled) or len(words) > 2:
        return False
    pattern = _SECTION if len(words) == 1 else _NUMERAL
    return pattern.fullmatch(words[0]) is not None


def _only_serial(filled: list[tuple[int, Value]], header: Header) -> bool:
    """A row that was only numbered in advance."""
    serial = header.fields.get("serial")
    return serial is not None and all(column == serial for column, _value in filled)


def _is_header(filled: list[tuple[int, Value]], header: Header) -> bool:
    """The header printed again, as on each page of a long sheet."""
    numbers = [value for _column, value in filled]
    if len(filled) >= 4 and numbers == [number + 1 for number in range(len(filled))]:
        return True  # the row that numbers the columns
    same = sum(header.titles.get(column) == value for column, value in filled)
    return same >= 2 and same * 2 >= len(filled)


def _holds(cell: Cell) -> bool:
    value = cell.value
    return cell.formula or (value is not None and (not isinstance(value, str) or bool(value.strip())))


def _is_code(value: object) -> bool:
    """Whether a key cell holds a code at first sight: short ASCII with a digit."""
    return isinstance(value, str) and len(value) < 24 and value.isascii() and any(map(str.isdigit, value))


def cells_of(table: Table, name: str) -> Iterator[Cell]:
    """The cells of one field, of all data rows."""
    return (row.cells[name] for row in table.rows if name in row.cells)
