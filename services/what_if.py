"""如果权重不同: who would stand where by other weights; computed beside what is published, never into it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from domain.rules import Component, Rules
from metrics.rank import band, rank
from metrics.robustness import kept, weightings
from metrics.score import score
from services.briefing import Briefing


def with_weights(rules: Rules, weights: Mapping[Component, float]) -> Rules:
    """The rules with these weights brought to Σ 100; raises ValueError where they are all 0 or one is negative."""
    total = sum(weights.values())
    if total <= 0 or min(weights.values()) < 0:
        raise ValueError(weights)
    shares: dict[str, Any] = {f"weight_{part.value}": weights[part] * 100 / total for part in Component}
    return replace(rules, **shares)


def moves(briefing: Briefing, rules: Rules) -> pd.DataFrame:
    """Scored units before and after: as the briefing has them, and by these rules.

    Returns ``unit_id``, ``label``, ``group``, ``score``, ``rank``, ``band``, ``new_score`` [0–100, NaN = no component of
    weight has data], ``new_rank`` [Int64], ``new_band``, ``moved`` [places, positive = up, <NA> = no new rank].
    """
    units = _scored(briefing)
    scores = score(units, rules, units["adjustment"])
    columns = ["unit_id", "label", "group", "score", "rank", "band"]
    made = units[columns].assign(
        new_score=scores, new_rank=rank(scores, [units["group"]]), new_band=band(scores, rules)
    )
    return made.assign(moved=made["rank"] - made["new_rank"])


def robustness(briefing: Briefing) -> pd.DataFrame:
    """How firm each scored unit stands: ``unit_id``, ``label``, ``group``, ``rank``, ``rank_kept``, ``band_kept`` [0–1]."""
    units, rules = _scored(briefing), briefing.plan.rules
    return units[["unit_id", "label", "group", "rank"]].join(kept(units, rules, weightings(rules)))


def _scored(briefing: Briefing) -> pd.DataFrame:
    return briefing.units.dropna(subset="score").reset_index(drop=True)
