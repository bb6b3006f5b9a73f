"""Who fills in, for which period: read from labels around the table, the template, the title, the file name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from loaders.cells import raw
from loaders.reader import Cell, Sheet, address
from loaders.text import clean, folded

_LABELS = {
    "unit": ("填报单位", "报送单位", "单位名称", "上报单位", "填表单位", "填报部门", "报送部门", "制表单位", "单位"),
    "period": ("期次", "填报期次", "报送期次", "报告期", "填报月份", "报送月份", "月份", "所属月份", "统计月份", "填报期", "所属期",
               "报表期", "填报时期", "报送时期", "周次", "统计期", "报告期次", "填报周次", "所属期次"),
    "filled_by": ("填报人", "填表人", "制表人", "经办人", "报送人", "填报人员"),
    "signed_by": ("审签人", "审核人", "签发人", "单位负责人", "审批人", "分管领导", "主要负责人", "负责人", "审签", "审核"),
    "filled_on": ("填报日期", "填表日期", "报送日期", "填报时间", "报送时间", "上报日期", "上报时间", "填表时间", "日期"),
    "": ("联系电话", "电话", "联系方式", "手机", "联系人", "单位编码", "密级", "计量单位"),
}  # fmt: skip
_FIELDS = {label: name for name, labels in _LABELS.items() for label in labels}
_ALTERNATIVES = "|".join(sorted(_FIELDS, key=len, reverse=True))
_INLINE = re.compile(
    rf"(?:^|(?<=[\s\n,，;；)）。|])|(?<=\d)|(?<=[\u4e00-\u9fff]))({_ALTERNATIVES})\s*(?:[(（][^)）]*[)）])?\s*[:：]"
)
_ANYBODYS = frozenset(("单位", "单位名称"))  # on a cover either may head anything
_OF_MEASURE = "单位"  # heads a unit of measure as often as an office
_LISTED = re.compile(r"[、,/及和]")
_COVER_ROWS = 30
_LONGEST_LABEL = 80  # characters, with the spaces that labels are spread by
_STAMP = re.compile(r"\((?:盖章|公章|章|签字|签章|签名|加盖公章)\)")
_BARE = re.compile(rf"({_ALTERNATIVES})(?:\((?:盖章|公章|章|签字|签章|签名|全称|%)\))?:?")


_MEASURES = frozenset(
    ("%", "‰", "元", "万元", "亿元", "个", "家", "户", "亩", "公顷", "平方米", "万平方米", "项", "件", "人", "万人", "人次", "天", "日",
     "小时", "分", "百分比", "吨", "千米", "公里")
)  # fmt: skip


@dataclass(slots=True)
class Label:
    """What stands behind a label: the cell to read, and where it stands."""

    sheet: str
    place: str
    cell: Cell
    label: str


@dataclass(slots=True)
class Labels:
    """Field → what its label says, the first of each kind; and the words above the table."""

    found: dict[str, Label] = field(default_factory=dict)
    titles: list[tuple[str, str]] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The words behind a label, "" when there are none."""
        return raw(self.found[name].cell) if name in self.found else ""


def read_labels(sheet: Sheet, rows: Iterable[int]) -> Labels:
    """Every label in these rows with its value: behind it in its cell, or in the next cell that is filled."""
    labels = Labels()
    for number in rows:
        cells = sorted(sheet.rows.get(number, {}).items())
        for position, (column, cell) in enumerate(cells):
            if isinstance(cell.value, str):
                following = cells[position + 1 :]
                _read(labels, sheet, number, column, cell, following)
    return labels


def read_cover(sheet: Sheet) -> Labels:
    """Unit and period by the labels of a sheet that holds no known table; a bare 单位 there may head anything."""
    found = read_labels(sheet, [number for number in sheet.rows if number <= _COVER_ROWS]).found
    sure = {
        name: label
        for name, label in found.items()
        if name in ("unit", "period") and label.label not in _ANYBODYS
    }
    return Labels(sure)


def _read(
    labels: Labels, sheet: Sheet, row: int, column: int, cell: Cell, following: list[tuple[int, Cell]]
) -> None:
    text = clean(str(cell.value))
    bare = _BARE.fullmatch(folded(text)) if len(text) <= _LONGEST_LABEL else None
    if bare:
        value = next(((at, one) for at, one in following if one.value not in (None, "")), None)
        if value is not None and not _is_label(value[1]):
            _keep(labels, _FIELDS[bare[1]], Label(sheet.name, address(row, value[0]), value[1], bare[1]))
        return
    inline = list(_INLINE.finditer(text)) if ":" in text or "：" in text else []
    for found, after in zip(inline, [*inline[1:], None], strict=False):
        value_text = text[found.end() : after.start() if after else len(text)].strip(" \n\t　,，;；|")
        value_text = "" if _STAMP.fullmatch(folded(value_text)) else value_text
        if value_text:
            value_cell = Cell(value_text, "s", "general", False)
            _keep(labels, _FIELDS[found[1]], Label(sheet.name, address(row, column), value_cell, found[1]))
        elif after is None and following and not _is_label(following[0][1]):
            at, one = following[0]
            _keep(labels, _FIELDS[found[1]], Label(sheet.name, address(row, at), one, found[1]))
    if not inline and len(text) > 3:
        labels.titles.append((address(row, column), text))


def _keep(labels: Labels, name: str, label: Label) -> None:
    if isinstance(label.cell.value, str):  # the colon may stand before the value
        label.cell = label.cell._replace(value=label.cell.value.lstrip(":： \u3000"))
    if (
        name == "unit"
        and label.label == _OF_MEASURE
        and _MEASURES.issuperset(_LISTED.split(folded(raw(label.cell))))
    ):
        name = "measure"
    if name and label.cell.value not in (None, ""):
        labels.found.setdefault(name, label)


def _is_label(cell: Cell) -> bool:
    if not isinstance(cell.value, str):
        return False
    text = clean(cell.value)
    return bool(_BARE.fullmatch(folded(text)) or _INLINE.match(text))
