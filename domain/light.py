"""Lights 亮灯: the five states of a task, each with a word and a shape (never colour alone)."""

from domain.marked import Marked
from locales import N_


class Light(Marked):
    """State of a task at a period's end, from best to least known."""

    DONE = "done", N_("Done"), "■"
    ON_TRACK = "on_track", N_("On track"), "●"
    BEHIND = "behind", N_("Behind"), "▲"
    CRITICAL = "critical", N_("Far behind"), "◆"
    UNKNOWN = "unknown", N_("Not reported"), "○"

    @property
    def severity(self) -> int:
        """Order for sorting, worst first: 0 critical … 4 done."""
        return _WORST_FIRST.index(self)


_WORST_FIRST = (Light.CRITICAL, Light.BEHIND, Light.UNKNOWN, Light.ON_TRACK, Light.DONE)
