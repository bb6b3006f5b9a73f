"""The five dimensions 五型维度 that the district promised."""

from enum import StrEnum

from locales import N_, _


class Dimension(StrEnum):
    """One of the five types, in the order of the speech."""

    LOYALTY = "loyalty"
    INNOVATION = "innovation"
    RESPONSIBILITY = "responsibility"
    SERVICE = "service"
    INTEGRITY = "integrity"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_WORDS[self])


_WORDS = {
    Dimension.LOYALTY: N_("Loyalty"),
    Dimension.INNOVATION: N_("Innovation"),
    Dimension.RESPONSIBILITY: N_("Responsibility"),
    Dimension.SERVICE: N_("Service"),
    Dimension.INTEGRITY: N_("Integrity"),
}
