"""Score 得分: the components that exist, by their weights, with capped adjustments."""

import pandas as pd

from domain.rules import Component, Rules

VALUE_COLUMNS = tuple(f"{part.value}_value" for part in Component)


def shared_weights(values: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Weight of each component after those without data gave theirs to the rest; Σ = 100 by row.

    values: ``<component>_value`` [0–100, NaN = no data] of every Component. NaN = that component has no data
    or no weight. Tasks 35 and reporting 5 alone become 87.5 and 12.5.
    """
    nominal = pd.DataFrame(
        {f"{part.value}_value": rules.weight(part) for part in Component}, index=values.index, dtype="float64"
    )
    present = nominal.where(values[list(VALUE_COLUMNS)].notna() & (nominal > 0))
    return present.mul(100 / present.sum(axis=1, min_count=1), axis=0)


def score(values: pd.DataFrame, rules: Rules, adjustments: pd.Series | None = None) -> pd.Series:
    """Score 0–100 by row: Σ weight × component over those that exist / Σ their weights, plus adjustments.

    values: as for ``shared_weights``; adjustments: points by row, capped at ± ``adjustment_cap``, none where absent.
    NaN = no component has data. Tasks 80 (35), reporting 100 (5): (35 × 80 + 5 × 100) / 40 = 82.5.
    Source: docs/terms/score.md.
    """
    weights = shared_weights(values, rules)
    total = (weights * values[list(VALUE_COLUMNS)]).sum(axis=1, min_count=1) / 100
    if adjustments is not None:
        cap = rules.adjustment_cap
        total = total + adjustments.reindex(total.index).fillna(0.0).clip(-cap, cap)
    return total.clip(0, 100).rename("score")


def score_lines(values: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """The score taken apart: one row a unit and component that has data, in the order of the rules.

    values: ``unit_id`` and the columns of ``shared_weights``. Returns ``unit_id``, ``component``, ``value`` [0–100],
    ``nominal_weight``, ``weight`` [Σ 100], ``points`` [weight × value / 100], ``lost`` [weight − points].
    """
    weights = shared_weights(values, rules)
    parts = [
        pd.DataFrame(
            {
                "unit_id": values["unit_id"],
                "component": part.value,
                "value": values[f"{part.value}_value"],
                "nominal_weight": rules.weight(part),
                "weight": weights[f"{part.value}_value"],
            }
        )
        for part in Component
    ]
    lines = pd.concat(parts).sort_index(kind="stable").dropna(subset=["value", "weight"])
    points = lines["weight"] * lines["value"] / 100
    return lines.assign(points=points, lost=lines["weight"] - points).reset_index(drop=True)
