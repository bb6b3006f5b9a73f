"""Unit groups 单位类别: units are ranked only against their own kind."""

from enum import StrEnum

from locales import N_, _


class UnitGroup(StrEnum):
    """Kind of unit; each group has a ranking of its own."""

    STREET = "street"
    DEPARTMENT = "department"
    COMPANY = "company"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_WORDS[self])


_WORDS = {
    UnitGroup.STREET: N_("Streets"),
    UnitGroup.DEPARTMENT: N_("Departments"),
    UnitGroup.COMPANY: N_("Park companies"),
}
