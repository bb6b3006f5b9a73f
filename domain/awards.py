"""Awards 评选: which there are, and the criteria by which a unit may stand for one; each with its word."""

from enum import StrEnum

from locales import N_, _


class AwardKind(StrEnum):
    """What is awarded: to an office as a whole, or to the team that leads it."""

    OFFICE = "office"
    TEAM = "team"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_KIND_WORDS[self])


class Criterion(StrEnum):
    """One condition of an award."""

    SCORE = "score"
    NO_RED = "no_red"
    RATING = "rating"
    DIMENSIONS = "dimensions"
    PROBLEMS = "problems"
    DECISIONS = "decisions"
    HONEST = "honest"
    REPORTED = "reported"
    NO_NEGATIVE = "no_negative"
    NO_TALK = "no_talk"


_KIND_WORDS = {AwardKind.OFFICE: N_("Five-type office"), AwardKind.TEAM: N_("Five-type team")}
_COMMON = (Criterion.NO_RED, Criterion.HONEST, Criterion.REPORTED, Criterion.NO_NEGATIVE, Criterion.NO_TALK)
CRITERIA = {
    AwardKind.OFFICE: (Criterion.SCORE, Criterion.RATING, *_COMMON),
    AwardKind.TEAM: (Criterion.DIMENSIONS, Criterion.PROBLEMS, Criterion.DECISIONS, *_COMMON),
}
