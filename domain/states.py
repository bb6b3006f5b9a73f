"""States of submissions, milestones, problems and scores: each with a word, and where it is drawn small, a shape."""

from enum import StrEnum

from domain.marked import Marked
from locales import N_, _


class ReportState(Marked):
    """How a unit reported in one period."""

    ON_TIME = "on_time", N_("On time"), "●"
    LATE = "late", N_("Late"), "▲"
    MISSING = "missing", N_("Missing"), "✕"
    OPEN = "open", N_("Not due yet"), "○"


class MilestoneState(Marked):
    """Where a milestone stands against its baseline."""

    DONE = "done", N_("Reached on time"), "■"
    LATE_DONE = "late_done", N_("Reached late"), "□"
    DUE_MISSED = "due_missed", N_("Missed"), "◆"
    SLIPPING = "slipping", N_("Slipping"), "▲"
    ON_PLAN = "on_plan", N_("On plan"), "●"


class IssueState(Marked):
    """Where a problem raised by enterprises or the public stands."""

    SOLVED_IN_TIME = "solved_in_time", N_("Solved in time"), "■"
    SOLVED_LATE = "solved_late", N_("Solved late"), "□"
    OPEN = "open", N_("Being handled"), "●"
    OVERDUE = "overdue", N_("Past its promise"), "◆"


class Band(StrEnum):
    """Class of a score, best first."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_BAND_WORDS[self])


_BAND_WORDS = {
    Band.EXCELLENT: N_("Excellent"),
    Band.GOOD: N_("Good"),
    Band.FAIR: N_("Fair"),
    Band.POOR: N_("Poor"),
}
