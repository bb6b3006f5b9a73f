"""The office's rules 规则: every number that judges, with its default; changed in the plan workbook."""

from dataclasses import dataclass
from enum import StrEnum

from locales import N_, _


class LightRule(StrEnum):
    """How far behind is far: by points of gap, or by the ratio of completion to schedule."""

    GAP = "gap"
    RATIO = "ratio"


class Display(StrEnum):
    """How standing is shown: rank, bands, or no ranking at all."""

    RANK = "rank"
    BANDS = "bands"
    NONE = "none"


class Component(StrEnum):
    """A part of the score."""

    TASKS = "tasks"
    MILESTONES = "milestones"
    RATING = "rating"
    VERIFICATION = "verification"
    PROBLEMS = "problems"
    REPORTING = "reporting"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_COMPONENT_WORDS[self])


_COMPONENT_WORDS = {
    Component.TASKS: N_("Task completion"),
    Component.MILESTONES: N_("Project milestones"),
    Component.RATING: N_("Enterprise and public rating"),
    Component.VERIFICATION: N_("Inspection"),
    Component.PROBLEMS: N_("Problem handling"),
    Component.REPORTING: N_("Reporting"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All thresholds and weights; fractions 0–1, gaps in percentage points, weights sum to 100."""

    light_rule: LightRule = LightRule.GAP
    red_gap: float = -20.0
    amber_gap: float = -5.0
    red_ratio: float = 0.60
    amber_ratio: float = 0.80
    joint_share: float = 0.5
    weight_tasks: float = 35.0
    weight_milestones: float = 20.0
    weight_rating: float = 20.0
    weight_verification: float = 10.0
    weight_problems: float = 10.0
    weight_reporting: float = 5.0
    adjustment_cap: float = 5.0
    rating_minimum: int = 5
    rating_shrinkage: int = 20
    display: Display = Display.RANK
    excellent: float = 90.0
    good: float = 80.0
    fair: float = 60.0
    milestone_zero_days: int = 30
    due_soon_days: int = 30
    jump_points: float = 40.0
    urge_missed: int = 2
    talk_red_periods: int = 3
    talk_last_periods: int = 2
    talk_score: float = 60.0
    talk_claimed: float = 20.0
    idle_red_periods: int = 2
    letter_days: int = 10
    award_score: float = 90.0
    award_rating: float = 80.0
    award_problems: float = 90.0
    award_claimed: float = 5.0
    award_missed: int = 0

    def weight(self, component: Component) -> float:
        """The weight of a component, in points of 100."""
        value: float = getattr(self, f"weight_{component.value}")
        return value
