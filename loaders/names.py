"""Unit names as people write them → unit codes: full and short names, aliases, brackets, “各街道”."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.plan import Unit
from loaders.everyone import groups_meant
from loaders.text import folded, is_nothing

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〕]*〕")
_SIGNS = re.compile(r"[()\[\]〔〕《》\"'“”·.。]")
_BETWEEN = re.compile(r"[、,;/\n|+&]|(?<=\S)\s{2,}(?=\S)|(?<=[局委办处街镇司心部])(?:和|及|与)(?=\S)")
_ROLES = frozenset(("牵头", "牵头单位", "配合", "配合单位", "责任单位", "主办", "协办", "盖章", "公章", "章"))
_LOOSE = re.compile(r"[\s·.。\\＼｜]+|\d{1,2}[.、)）]\s*")
_DUTY = re.compile(r"(?:等(?:有关|相关)?(?:单位|部门)?)?(?:按(?:照)?职责(?:分工)?(?:负责|落实|配合)?)?$")


@dataclass(frozen=True, slots=True)
class Named:
    """A list of units as read: codes in order, names that no unit bears, and words that were expanded."""

    codes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    expanded: tuple[str, ...] = ()


@dataclass(slots=True)
class UnitBook:
    """Every way of naming the plan's units. A name that two units share names neither."""

    units: tuple[Unit, ...]
    _codes: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index every name of every unit."""
        for unit in self.units:
            for name in (unit.unit_id, unit.name, unit.short_name, *unit.aliases):
                for form in _forms(name):
                    self._codes.setdefault(form, set()).add(unit.unit_id)

    def code(self, name: str) -> str | None:
        """The code of the unit so named, None when none or several are."""
        for form in _forms(name):
            found = self._codes.get(form, set())
            if len(found) == 1:
                return next(iter(found))
        return self._inside(name)

    def owners(self, name: str) -> set[str]:
        """The codes of all units so named."""
        return set(self._codes.get(folded(name), set()))

    def _inside(self, name: str) -> str | None:
        """S01 滨湖街道 or 牵头：滨湖街道（S01）: a code or a role beside a name, when all say the same."""
        every = [part for part in re.split(r"[\s()（）\-_：:]+", name) if part]
        parts = [part for part in every if folded(part) not in _ROLES]
        found = {
            next(iter(codes)) for part in parts if len(codes := self._codes.get(folded(part), set())) == 1
        }
        known = all(folded(part) in self._codes for part in parts)
        return found.pop() if len(found) == 1 and known and len(every) > 1 else None

    def within(self, text: str) -> str | None:
        """The one unit whose name stands in a title; None for none or several."""
        plain = folded(text)
        hits = {
            form: codes
            for form, codes in self._codes.items()
            if len(form) >= 3 and form in plain and len(codes) == 1
        }
        longest = [form for form in hits if not any(form != other and form in other for other in hits)]
        codes = {next(iter(hits[form])) for form in longest}
        return codes.pop() if len(codes) == 1 else None

    def nearest(self, name: str) -> str:
        """The name most like an unknown one, "" when nothing is near."""
        names = {
            folded(name): name
            for unit in self.units
            for name in (unit.name, unit.short_name, *unit.aliases)
            if name
        }
        near = difflib.get_close_matches(folded(name), names, 1, 0.5)
        return names[near[0]] if near else ""

    def listed(self, text: str, without: str = "") -> Named:
        """The units of a list 经发局、财政局，各街道; ``without`` (the lead) is left out of 各单位."""
        codes: list[str] = []
        unknown: list[str] = []
        expanded: list[str] = []
        for name in split_names(text):
            groups = groups_meant(name, after_all=bool(expanded))
            if groups:
                expanded.append(name)
                codes += [
                    unit.unit_id for unit in self.units if unit.group in groups and unit.unit_id != without
                ]
            elif found := self._codes_of(name):
                codes += found
            else:
                unknown.append(name)
        return Named(tuple(dict.fromkeys(codes)), tuple(unknown), tuple(expanded))

    def _codes_of(self, name: str) -> list[str]:
        """The code of a name; of names parted loosely (by a space, a point) only where each is known."""
        found = self.code(name)
        if found:
            return [found]
        parts = [self.code(part) for part in _LOOSE.split(name) if part]
        return [part for part in parts if part] if len(parts) > 1 and all(parts) else []


def split_names(text: str) -> list[str]:
    """The names of a list, however they are parted; a closing 等 is dropped."""
    plain = text.replace("，", ",").replace("；", ";").replace("／", "/")
    names = (_DUTY.sub("", name.strip()) for name in _BETWEEN.split(plain))
    return [name for name in names if name and not is_nothing(name)]


def nearest(word: str, known: Iterable[str]) -> str:
    """The known code or word most like another, "" when nothing is near."""
    near = difflib.get_close_matches(word, list(known), 1, 0.6)
    return near[0] if near else ""


def _forms(name: str) -> tuple[str, ...]:
    """A name for comparing: as it is, without bracket signs, without what is bracketed."""
    plain = folded(name)
    bare = _SIGNS.sub("", plain)
    return tuple(dict.fromkeys(form for form in (plain, bare, _BRACKETED.sub("", plain)) if form))
