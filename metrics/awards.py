"""Awards 评选: which units meet which criteria; who is awarded is for people to decide."""

import pandas as pd

from domain.awards import CRITERIA, AwardKind, Criterion
from domain.rules import Rules

_ROUNDING = 1e-9


def criteria(facts: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Every criterion of every award for every unit: ``kind``, ``unit_id``, ``criterion``, ``value``, ``is_met``.

    facts: one row a unit: ``unit_id``, ``score`` [printed, NaN none], ``critical`` [red tasks it leads], ``rating``,
    ``problems`` [0–100, NaN no data], ``honesty`` [points reported above verified, NaN never inspected], ``missed``
    [reports of the year], ``behind_dimensions`` [of those it leads tasks in], ``overdue_decisions``, ``negatives``
    [negative examples of the year], ``talks`` [summonses of the year].
    A unit without a score, or never inspected, does not meet that criterion; one whom nobody rated or to whom no
    problem was brought is not held to it. Bounds themselves are met. Source: docs/terms/awards.md.
    """
    checks = _checks(facts, rules)
    parts = [
        pd.DataFrame(
            {
                "kind": kind.value,
                "unit_id": facts["unit_id"].to_numpy(),
                "criterion": one.value,
                "value": checks[one][0].to_numpy(float),
                "is_met": checks[one][1].to_numpy(bool),
            }
        )
        for kind in AwardKind
        for one in CRITERIA[kind]
    ]
    return pd.concat(parts, ignore_index=True)


def eligible(met: pd.DataFrame) -> pd.Series:
    """Whether a unit meets all criteria of an award: bool by kind and unit_id. met: ``criteria``."""
    found: pd.Series = met.groupby(["kind", "unit_id"], sort=False)["is_met"].all()
    return found.rename("is_eligible")


def limit(criterion: Criterion, rules: Rules) -> float:
    """The bound of a criterion: at least so much for scores, at most for all others."""
    return {
        Criterion.SCORE: rules.award_score,
        Criterion.RATING: rules.award_rating,
        Criterion.PROBLEMS: rules.award_problems,
        Criterion.HONEST: rules.award_claimed,
        Criterion.REPORTED: float(rules.award_missed),
    }.get(criterion, 0.0)


def _checks(facts: pd.DataFrame, rules: Rules) -> dict[Criterion, tuple[pd.Series, pd.Series]]:
    """Value and verdict of each criterion by row."""

    def at_least(name: str, one: Criterion) -> tuple[pd.Series, pd.Series]:
        return facts[name], facts[name] >= limit(one, rules) - _ROUNDING

    def at_most(name: str, one: Criterion) -> tuple[pd.Series, pd.Series]:
        return facts[name], facts[name] <= limit(one, rules) + _ROUNDING

    rating, problems = at_least("rating", Criterion.RATING), at_least("problems", Criterion.PROBLEMS)
    return {
        Criterion.SCORE: at_least("score", Criterion.SCORE),
        Criterion.RATING: (rating[0], rating[1] | rating[0].isna()),
        Criterion.PROBLEMS: (problems[0], problems[1] | problems[0].isna()),
        Criterion.HONEST: at_most("honesty", Criterion.HONEST),
        Criterion.REPORTED: at_most("missed", Criterion.REPORTED),
        Criterion.NO_RED: at_most("critical", Criterion.NO_RED),
        Criterion.DIMENSIONS: at_most("behind_dimensions", Criterion.DIMENSIONS),
        Criterion.DECISIONS: at_most("overdue_decisions", Criterion.DECISIONS),
        Criterion.NO_NEGATIVE: at_most("negatives", Criterion.NO_NEGATIVE),
        Criterion.NO_TALK: at_most("talks", Criterion.NO_TALK),
    }
