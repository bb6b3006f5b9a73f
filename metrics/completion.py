"""Completion 完成率 of a task: how much of it is done, by a reported rate or by a counted quantity."""

import pandas as pd

from domain.plan import Direction, Kind


def scored(tasks: pd.DataFrame) -> pd.Series:
    """Whether a task can be scored at all: bool by row.

    tasks: ``kind`` [Kind value], ``base``, ``target`` [quantity, NaN = 未定], ``direction`` [Direction value].
    A quantity without a target is not scored, only listed; nor is a lower-is-better one without a base.
    Source: docs/terms/completion.md.
    """
    qualitative = tasks["kind"] == Kind.QUALITATIVE
    measurable = tasks["target"].notna() & (tasks["base"].notna() | (tasks["direction"] == Direction.HIGHER))
    return (qualitative | measurable).rename("scored")


def completion(tasks: pd.DataFrame) -> pd.Series:
    """Share of each task that is done, 0–1 by row; NaN = never reported, or not scored.

    tasks: the columns of ``scored`` and ``reported`` [0–1], ``actual`` [quantity].
    Qualitative: the reported rate. Quantitative: (actual − base) / (target − base), clipped to 0–1, so that
    base 200, target 120, actual 150 of a lower-is-better quantity makes 0.625. A missing base of a
    higher-is-better quantity is 0; target = base asks to hold a level: met 1, else 0.
    Source: docs/terms/completion.md.
    """
    counted = _fulfilment(tasks).clip(0, 1).where(scored(tasks))
    rate = tasks["reported"].clip(0, 1)
    return rate.where(tasks["kind"] == Kind.QUALITATIVE, counted).rename("completion")


def over(tasks: pd.DataFrame) -> pd.Series:
    """Over-fulfilment 超额: what a quantity is beyond its target, as a fraction above 1; NaN = none.

    tasks: as for ``completion``. Base 0, target 100, actual 130 makes 0.3. Shown apart, never scored.
    """
    fulfilment = _fulfilment(tasks).where((tasks["kind"] == Kind.QUANTITATIVE) & scored(tasks))
    return (fulfilment - 1).where(fulfilment > 1).rename("over")


def _fulfilment(tasks: pd.DataFrame) -> pd.Series:
    """(actual − base) / (target − base), unclipped."""
    actual, target, base = tasks["actual"], tasks["target"], tasks["base"].fillna(0.0)
    span = target - base
    lower = tasks["direction"] == Direction.LOWER
    held = (actual <= target).where(lower, actual >= target).astype(float).where(actual.notna())
    return ((actual - base) / span.where(span != 0)).where(span != 0, held)
