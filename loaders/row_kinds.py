"""What a row under a header is: data, a heading, a total, a footer, a remark, the header again, another's, nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from loaders.header_words import is_listed
from loaders.headers import Header
from loaders.reader import Cell
from loaders.specs import WORDS
from loaders.text import folded, is_nothing

Value = float | str | bool | None
Filled = list[tuple[int, Value]]
_DECORATION = str.maketrans("", "", "【】〖〗“”\"'《》★☆●○◆◇■□▲△※*#~")
_ORDINAL = r"[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[ivx]{1,4})[)]?[、.,:]?"
_DIMENSION = r"(?:打造|建设|争创|加快建设)?(?:忠诚|创新|担当|服务|过硬|廉洁)型?(?:政府|方面|类|建设|任务|工作)*(?:[(:].*)?"
_TOTAL = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:合计|小计|总计|共计)(?:/平均)?(?:[(:,].*|数|值|\d{1,4}项?)?"
    r"|(?:累计|平均|总体|整体|综合|全部)(?:完成)?(?:率|值|数|进度|情况|分)?(?:[(:,].*)?"
)
_SECTION = re.compile(
    r"[(]?[一二三四五六七八九十]{1,3}[)]?(?:[、.,:].*|$)|[(][一二三四五六七八九十]{1,3}[)].*|第[一二三四五六七八九十]+(?:部分|类|项|章).*"
    rf"|(?:{_ORDINAL})?{_DIMENSION}"
    rf"|(?:{_ORDINAL})?(?:重点|牵头|配合|责任|定性|定量|协办|主办|其他|常规)类?(?:单位)?(?:任务|工作|指标|事项)(?:[(:].*)?"
)
_FOOTER = re.compile(
    r"(?:填表|填报|审核|审签|审批|制表|复核|经办|签发|联系|分管|主要|单位|负责|科室|部门)"
    r"(?:人|人员|电话|方式|日期|时间|单位|主要|领导|负责人|签字|意见|人签字|人签名)*(?:[(].*?[)])?:.*"
    r"|(?:注|备注|说明|填表说明|填报说明|填报要求|注意事项|备注说明|附件?|抄送|主送|抄报)(?:\d{0,2}:.*|)"
    r"|(?:联系电话|填表人|填报人|审核人|审签人|制表人|填报日期|填表日期).*"
)
_NAMING = frozenset(("serial", "dimension", "clause", "project_name", "project_id", "period"))
_NUMERAL = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)]?[、.]?")
_EXAMPLE = re.compile(r"(?:填写|填报)?(?:示例|样例|范例|举例|例子|例)(?:[\d(:].*)?")
_BRACKETED = re.compile(r"[(].+[)]")
_COLUMN_NUMBER = re.compile(r"[(]?(\d{1,2})[)]?")
_DIGIT = re.compile("[0-9]")
_STEMS = "甲乙丙丁戊己庚辛"
_FIRST = ("1", "(1)", "甲")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What counts beside a row's own cells.

    ``coded``: the key is a code, so words alone in its column are none. ``first``: the row stands right under
    the header. ``wide``: its first cell is merged over three columns or more. ``closed``: a footer stood above.
    """

    coded: bool
    first: bool
    wide: bool
    closed: bool


def is_coded(cell: Cell | None) -> bool:
    """Whether a key cell alone makes its row data: a code too long for the number of a column."""
    return cell is not None and cell.kind == "s" and len(str(cell.value)) > 3 and _is_code(cell.value)


def row_kind(cells: Mapping[int, Cell], header: Header, key: str, around: Surroundings) -> str:
    """data, section, total, footer, aside, header, another or blank; ``aside`` is to be told, ``another`` is an error.

    For rows that are not data by their code at sight (``is_coded``).
    """
    place = header.fields.get(key, 0)
    code = cells.get(place)
    coded = code is not None and _is_code(code.value)
    filled: Filled = [(column, cell.value) for column, cell in cells.items() if _holds(cell)]
    if not filled or _says_nothing(filled, place):
        return "blank"
    if not coded and all(_is_filled_down(cell) for cell in cells.values() if _holds(cell)):
        return "aside" if any(cell.kind == "e" for cell in cells.values()) else "blank"
    if _numbers_columns(filled) or (not coded and _repeats_header(filled, header, around)):
        return "header"
    kind = "data" if coded else _by_words(filled, header, place)
    if kind == "data" and not coded:
        return "aside" if _is_aside(filled, place, around) else "another" if _heads_another(filled) else kind
    return kind


def _heads_another(filled: Filled) -> bool:
    """The header of another table: three known titles or more, and hardly anything else."""
    titles = [value for _column, value in filled if isinstance(value, str) and is_listed(value, WORDS)]
    return len(titles) >= 3 and len(titles) * 3 >= len(filled) * 2


def _by_words(filled: Filled, header: Header, place: int) -> str:
    """By the row's first words, where they stand in the columns that name a row."""
    words = _telling(filled, header, place)
    if not words:
        return "blank" if _only_serial(filled, header) else "data"
    first = words[0][1]
    naming = max((header.fields.get(name, 0) for name in ("serial", "task_id", "name")), default=0)
    naming = max(naming, min(header.fields.values(), default=1))
    if any(_TOTAL.fullmatch(word) for column, word in words[:2] if column <= max(naming, place)):
        return "total"
    if _FOOTER.fullmatch(first):
        return "footer"
    if words[0][0] <= naming and _is_section([word for _column, word in words], filled):
        return "section"
    return "blank" if _only_serial(filled, header) else "data"


def _telling(filled: Filled, header: Header, place: int) -> list[tuple[int, str]]:
    """The words that may tell a row's kind: of a row that is named, not those in columns of free words."""
    words = [(column, folded(value)) for column, value in filled if isinstance(value, str)]
    names = {place, header.fields.get("name")}
    if not any(column in names for column, _value in filled):
        return words
    free = {column for name, column in header.fields.items() if name not in _NAMING and column not in names}
    return [(column, word) for column, word in words if column not in free]


def _is_section(words: list[str], filled: Filled) -> bool:
    """A heading inside the table: one cell that is numbered or names a dimension, or a number and a heading."""
    if len(words) != len(filled) or len(words) > 2:
        return False
    pattern = _SECTION if len(words) == 1 else _NUMERAL
    return pattern.fullmatch(words[0].translate(_DECORATION)) is not None


def _is_aside(filled: Filled, place: int, around: Surroundings) -> bool:
    """A remark, a stamp or an example: words alone where a code should be, or merged across the table."""
    column, value = filled[0]
    if not isinstance(value, str):
        return around.closed and len(filled) == 1
    if _EXAMPLE.fullmatch(folded(value)):
        return True
    lone = around.closed or around.wide or (around.coded and column <= place)
    return lone and len(filled) == 1


def _only_serial(filled: Filled, header: Header) -> bool:
    """A row that was only numbered in advance."""
    serial = header.fields.get("serial")
    return serial is not None and all(column == serial for column, _value in filled)


def _numbers_columns(filled: Filled) -> bool:
    """The row that numbers the columns: 1 2 3 4, （1）（2）（3）（4）, 甲 乙 1 2."""
    if len(filled) < 4 or not _is_first(filled[0][1]):
        return False
    signs = [folded(value) if isinstance(value, str) else value for _column, value in filled]
    while signs and isinstance(signs[0], str) and signs[0] in _STEMS:
        signs.pop(0)
    return [_column_number(sign) for sign in signs] == list(range(1, len(signs) + 1))


def _is_first(value: Value) -> bool:
    return value == 1 or (isinstance(value, str) and folded(value) in _FIRST)


def _column_number(sign: Value) -> float | None:
    found = _COLUMN_NUMBER.fullmatch(sign) if isinstance(sign, str) else None
    return float(found[1]) if found else sign if isinstance(sign, float) else None


def _repeats_header(filled: Filled, header: Header, around: Surroundings) -> bool:
    """The header printed again, as on each page of a long sheet, or units in brackets right under it."""
    same = sum(header.titles.get(column) == value for column, value in filled)
    if same >= 2 and same * 2 >= len(filled):
        return True
    return around.first and len(filled) >= 2 and all(_is_bracketed(value) for _column, value in filled)


def _is_bracketed(value: Value) -> bool:
    return isinstance(value, str) and len(value) < 12 and _BRACKETED.fullmatch(folded(value)) is not None


def _holds(cell: Cell) -> bool:
    value = cell.value
    return (cell.formula and value is None) or (
        value is not None and (not isinstance(value, str) or bool(value.strip()))
    )


def _says_nothing(filled: Filled, place: int) -> bool:
    """无 in the cells of a row, beside a mere number at most: there is nothing to report."""
    words = [value for column, value in filled if column > place or isinstance(value, str)]
    numbers = [value for column, value in filled if not isinstance(value, str)]
    return (
        len(numbers) < 2
        and any(isinstance(value, str) for value in words)
        and all(isinstance(value, str) and is_nothing(value) for value in words)
    )


def _is_filled_down(cell: Cell) -> bool:
    """A formula drawn down beyond the tasks: it gives zero, or an error, of nothing."""
    return cell.formula and (cell.value == 0 or cell.kind == "e")


def _is_code(value: object) -> bool:
    """Whether a key cell holds a code at first sight: short ASCII with a digit, once full width is undone."""
    if not isinstance(value, str) or len(value) >= 24:
        return False
    plain = value if value.isascii() else folded(value)
    return plain.isascii() and _DIGIT.search(plain) is not None
