"""States of submissions, milestones, problems and scores: each with a word, and where it is drawn small, a shape."""

from enum import StrEnum

from locales import N_, _


class ReportState(StrEnum):
    """How a unit reported in one period."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    OPEN = "open"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_REPORT_WORDS[self])

    @property
    def shape(self) -> str:
        """The character that stands for the state in text and tables."""
        return _REPORT_SHAPES[self]

    @property
    def label(self) -> str:
        """Shape and word, e.g. ``▲ 迟报``."""
        return f"{self.shape} {self.word}"


class MilestoneState(StrEnum):
    """Where a milestone stands against its baseline."""

    DONE = "done"
    LATE_DONE = "late_done"
    DUE_MISSED = "due_missed"
    SLIPPING = "slipping"
    ON_PLAN = "on_plan"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_MILESTONE_WORDS[self])

    @property
    def shape(self) -> str:
        """The character that stands for the state in text and tables."""
        return _MILESTONE_SHAPES[self]

    @property
    def label(self) -> str:
        """Shape and word, e.g. ``◆ 逾期未完成``."""
        return f"{self.shape} {self.word}"


class IssueState(StrEnum):
    """Where a problem raised by enterprises or the public stands."""

    SOLVED_IN_TIME = "solved_in_time"
    SOLVED_LATE = "solved_late"
    OPEN = "open"
    OVERDUE = "overdue"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_ISSUE_WORDS[self])

    @property
    def shape(self) -> str:
        """The character that stands for the state in text and tables."""
        return _ISSUE_SHAPES[self]

    @property
    def label(self) -> str:
        """Shape and word, e.g. ``◆ 逾期未办结``."""
        return f"{self.shape} {self.word}"


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


_REPORT_WORDS = {
    ReportState.ON_TIME: N_("On time"),
    ReportState.LATE: N_("Late"),
    ReportState.MISSING: N_("Missing"),
    ReportState.OPEN: N_("Not due yet"),
}
_REPORT_SHAPES = {
    ReportState.ON_TIME: "●",
    ReportState.LATE: "▲",
    ReportState.MISSING: "✕",
    ReportState.OPEN: "○",
}
_MILESTONE_WORDS = {
    MilestoneState.DONE: N_("Reached on time"),
    MilestoneState.LATE_DONE: N_("Reached late"),
    MilestoneState.DUE_MISSED: N_("Missed"),
    MilestoneState.SLIPPING: N_("Slipping"),
    MilestoneState.ON_PLAN: N_("On plan"),
}
_MILESTONE_SHAPES = {
    MilestoneState.DONE: "■",
    MilestoneState.LATE_DONE: "□",
    MilestoneState.DUE_MISSED: "◆",
    MilestoneState.SLIPPING: "▲",
    MilestoneState.ON_PLAN: "●",
}
_ISSUE_WORDS = {
    IssueState.SOLVED_IN_TIME: N_("Solved in time"),
    IssueState.SOLVED_LATE: N_("Solved late"),
    IssueState.OPEN: N_("Being handled"),
    IssueState.OVERDUE: N_("Past its promise"),
}
_ISSUE_SHAPES = {
    IssueState.SOLVED_IN_TIME: "■",
    IssueState.SOLVED_LATE: "□",
    IssueState.OPEN: "●",
    IssueState.OVERDUE: "◆",
}
_BAND_WORDS = {
    Band.EXCELLENT: N_("Excellent"),
    Band.GOOD: N_("Good"),
    Band.FAIR: N_("Fair"),
    Band.POOR: N_("Poor"),
}
