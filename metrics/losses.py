"""Losses 失分: which items cost a unit its points, so that each component's lost points are explained in full."""

import pandas as pd


def losses(items: pd.DataFrame, weights: pd.Series) -> pd.Series:
    """Points that each item cost, by row: weight of the component × the item's part × what it lacks.

    items: ``unit_id``, ``pull`` [how much the item counts within its component], ``value`` [0–1, NaN = not counted],
    all of one component; weights: that component's weight after redistribution by unit_id.
    A unit's losses sum to weight × (1 − weighted average of value): weight 20, two milestones alike with 1 and 0.4
    lose 0 and 20 × 0.5 × 0.6 = 6.
    """
    pull = items["pull"].where(items["value"].notna())
    whole = pull.groupby(items["unit_id"]).transform("sum")
    part = pull / whole.where(whole > 0)
    return (items["unit_id"].map(weights).astype("float64") * part * (1 - items["value"])).rename("lost")
