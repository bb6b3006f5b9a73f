"""What a cell's number format says its number is: percent, date, month, text, plain number or nothing."""

import re

from loaders import bounds
from loaders.markup import Markup, pairs
from loaders.package import Package
from loaders.refusal import Refused

GENERAL, PERCENT, DATE, MONTH, TEXT, NUMBER = "general", "percent", "date", "month", "text", "number"

# Formats that files name by number alone. 27–36 and 50–58 are dates in Chinese, Japanese and Korean Excel
# (ECMA-376 part 1, 18.8.30), some of them without a day in Chinese.
_BUILT_IN = {
    **dict.fromkeys((*range(1, 9), 11, 12, 13, *range(37, 45), 48, *range(59, 63), 69, 70), NUMBER),
    **dict.fromkeys((9, 10, 67, 68), PERCENT),
    **dict.fromkeys((*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59), *range(71, 82)), DATE),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), MONTH),
    49: TEXT,
}
_SILENT = re.compile(
    r'"[^"]*"?|\\.|_.|\*.'
)  # quoted and escaped text, spaces as wide as a character, fillers
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]")
_BRACKETS = re.compile(r"\[[^\]]*\]?")  # colours, conditions, [$-804], [DBNum1]
_DATE = re.compile(r"[ymdhsgb]|aaa|am/pm|a/p|上午/下午|e(?![+-])")
_GENERAL_IN_CHINESE = "g/通用格式"
_MONTH = re.compile(r"(?=[^m]*m)(?=[^ye]*[ye])[^dhsab]*")
_PLACES = re.compile(r"[0#?@]")


def format_kind(code: str) -> str:
    """Kind of a number format: ``general``, ``percent``, ``date`` (times too), ``month``, ``text`` or ``number``.

    A month shows its year and no day: Excel turns a typed 2022年6月 into the first of June in such a format. Chinese weekdays (``aaaa``), era years (``e``) and ``[$-804]`` dates count as dates; letters in quotes or
    brackets say nothing. The first section that is not empty decides.
    """
    for section in _BRACKETS.sub("", _ELAPSED.sub(r"\1", _SILENT.sub("", code.lower()))).split(";"):
        if plain := section.replace("general", "").replace(_GENERAL_IN_CHINESE, "").strip():
            return _section_kind(plain)
    return GENERAL if "general" in code.lower() or not code.strip() else NUMBER


def _section_kind(section: str) -> str:
    if "%" in section:
        return PERCENT
    if _DATE.search(section):
        return MONTH if _MONTH.fullmatch(section) else DATE
    if section == "@":
        return TEXT
    return NUMBER if _PLACES.search(section) else GENERAL


def format_kinds(package: Package, part: str) -> dict[str, str]:
    """Style index, as cells write it, → kind of its number format; ``part`` "" means no styles at all.

    An index that is absent is general.
    """
    custom: dict[str, str] = {}
    formats: list[str] = []
    inside = [""]

    def start(name: str, attributes: list[str]) -> None:
        if name in ("numFmts", "cellXfs", "cellStyleXfs", "dxfs"):
            inside[0] = name
        elif name == "xf" and inside[0] == "cellXfs":
            formats.append(pairs(attributes).get("numFmtId", "0"))
            if len(formats) > bounds.STYLES:
                raise Refused("too_complex", part=part)
        elif name == "numFmt" and inside[0] == "numFmts":
            found = pairs(attributes)
            custom[found.get("numFmtId", "")] = format_kind(found.get("formatCode", "")[:1000])

    if part:
        markup = Markup(package, part, "styleSheet")
        markup.read(start)
        markup.close()
    return {str(index): custom.get(id_) or _built_in(id_) for index, id_ in enumerate(formats)}


def _built_in(format_id: str) -> str:
    return _BUILT_IN.get(int(format_id), GENERAL) if format_id.isdecimal() and len(format_id) < 6 else GENERAL
