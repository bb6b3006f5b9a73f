"""Words that stand for many units at once: 各街道, 区直各部门, 各有关单位."""

import re

from domain.unit_group import UnitGroup
from loaders.text import folded

_STREET, _DEPARTMENT, _COMPANY = UnitGroup.STREET, UnitGroup.DEPARTMENT, UnitGroup.COMPANY
_WHOSE = r"(?:全区|区直|区级|区属|辖区|本区|开发区)?"
_WHICH = r"(?:有关|相关|责任|成员|涉及|职能|主管)*"
_STREETS = r"(?:街道|镇街|街镇|乡镇街道|乡镇\(街道\)|镇\(街道\)|乡镇、街道)(?:办事处|办)?"
_DEPARTMENTS, _COMPANIES = r"(?:部门|局办|科局)", r"(?:园区|平台|国有)?公司|(?:园区|平台|国有)企业"
_ALL: tuple[tuple[re.Pattern[str], tuple[UnitGroup, ...]], ...] = (
    (re.compile(rf"{_WHOSE}各{_WHICH}{_STREETS}"), (_STREET,)),
    (re.compile(rf"(?:{_WHOSE}各{_WHICH}|区直){_DEPARTMENTS}"), (_DEPARTMENT,)),
    (re.compile(rf"{_WHOSE}各{_WHICH}(?:{_COMPANIES})"), (_COMPANY,)),
    (
        re.compile(rf"{_WHOSE}(?:各级?|全体){_WHICH}单位|各级各(?:部门|单位)"),
        (_STREET, _DEPARTMENT, _COMPANY),
    ),
)
_BARE: tuple[tuple[re.Pattern[str], UnitGroup], ...] = (
    (re.compile(_STREETS), _STREET),
    (re.compile(_DEPARTMENTS), _DEPARTMENT),
    (re.compile(_COMPANIES), _COMPANY),
)


def groups_meant(words: str, *, after_all: bool = False) -> tuple[UnitGroup, ...]:
    """The groups of which every unit is meant; () for other words.

    ``after_all``: the words before in the list were such, so 部门 in 各街道、部门 means all of them too.
    """
    plain = folded(words)
    found = next((groups for pattern, groups in _ALL if pattern.fullmatch(plain)), ())
    if found or not after_all:
        return found
    return tuple(group for pattern, group in _BARE if pattern.fullmatch(plain))
