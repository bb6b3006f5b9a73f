"""Lights 亮灯: the five states of a task, each with a word and a shape (never colour alone)."""

from enum import StrEnum

from locales import N_, _


class Light(StrEnum):
    """State of a task at a period's end, from best to least known."""

    DONE = "done"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    CRITICAL = "critical"
    UNKNOWN = "unknown"

    @property
    def word(self) -> str:
        """The word printed beside the shape, in the language in use."""
        return _(_WORDS[self])

    @property
    def shape(self) -> str:
        """The character that stands for the light in text and tables."""
        return _SHAPES[self]

    @property
    def label(self) -> str:
        """Shape and word, e.g. ``▲ 滞后``."""
        return f"{self.shape} {self.word}"

    @property
    def severity(self) -> int:
        """Order for sorting, worst first: 0 critical … 4 done."""
        return _WORST_FIRST.index(self)


_WORDS = {
    Light.DONE: N_("Done"),
    Light.ON_TRACK: N_("On track"),
    Light.BEHIND: N_("Behind"),
    Light.CRITICAL: N_("Far behind"),
    Light.UNKNOWN: N_("Not reported"),
}
_SHAPES = {Light.DONE: "■", Light.ON_TRACK: "●", Light.BEHIND: "▲", Light.CRITICAL: "◆", Light.UNKNOWN: "○"}
_WORST_FIRST = (Light.CRITICAL, Light.BEHIND, Light.UNKNOWN, Light.ON_TRACK, Light.DONE)
