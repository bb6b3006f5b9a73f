"""What the page of examples and awards says: how many examples, who may stand, what was decided."""

import pandas as pd

from domain import figures
from domain.awards import AwardKind, Criterion
from domain.oversight import ExampleType
from domain.rules import Rules
from locales import N_, _
from metrics.awards import limit

_WORDS = {
    Criterion.SCORE: N_("Score ≥ {limit:g}"),
    Criterion.RATING: N_("Rating ≥ {limit:g}"),
    Criterion.PROBLEMS: N_("Problems ≥ {limit:g}"),
    Criterion.HONEST: N_("Reported above verified ≤ {limit:g} points"),
    Criterion.REPORTED: N_("Reports missed ≤ {limit:g}"),
    Criterion.NO_RED: N_("Tasks far behind = 0"),
    Criterion.DIMENSIONS: N_("Dimensions behind = 0"),
    Criterion.DECISIONS: N_("Decisions overdue = 0"),
    Criterion.NO_NEGATIVE: N_("Negative examples = 0"),
    Criterion.NO_TALK: N_("Summonses = 0"),
}


def head(examples: pd.DataFrame, eligible: dict[AwardKind, int] | None) -> str:
    """The first line: examples of the year, and how many units meet all criteria of each award."""
    counts = examples["type"].value_counts()
    first = _(
        "{positive} positive and {negative} negative examples this year",
        positive=int(counts.get(ExampleType.POSITIVE.value, 0)),
        negative=int(counts.get(ExampleType.NEGATIVE.value, 0)),
    )
    if eligible is None:
        return first
    fit = [_("{award}: {count} eligible", award=kind.word, count=count) for kind, count in eligible.items()]
    return _("; ").join([first, *fit])


def award_title(kind: AwardKind, units: pd.DataFrame, awards: pd.DataFrame) -> str:
    """The line above the list of an award. awards: ``decided``."""
    mine = awards.loc[awards["kind"] == kind.value, "is_granted"]
    return _(
        "{award}: {count} of {total} units meet all criteria; granted {granted}, refused {refused}",
        award=kind.word,
        count=int(units["is_eligible"].sum()),
        total=len(units),
        granted=int(mine.sum()),
        refused=int((~mine).sum()),
    )


def criterion_words(criterion: Criterion, rules: Rules) -> str:
    """A criterion with its bound, as the head of a column."""
    return _(_WORDS[criterion], limit=limit(criterion, rules))


def value_words(criterion: Criterion, value: float, is_met: bool) -> str:
    """A unit's figure with the mark of its verdict: ``✓ 93.55``, ``✕ 24.5``; without data a dash."""
    mark = "✓" if is_met else "✕"
    if pd.isna(value):
        return f"{mark} {figures.NONE}"
    if criterion in (Criterion.SCORE, Criterion.RATING, Criterion.PROBLEMS):
        return f"{mark} {figures.score(value)}"
    return f"{mark} {figures.points(value) if criterion is Criterion.HONEST else figures.days(value)}"


def decision_words(is_granted: bool) -> str:
    """What was decided, with its shape."""
    return _("■ Granted") if is_granted else _("□ Refused")


def examples_title(examples: pd.DataFrame, kind: ExampleType) -> str:
    """The line above the examples of one kind."""
    return _("{kind}: {count} this year", kind=kind.word, count=len(examples))
