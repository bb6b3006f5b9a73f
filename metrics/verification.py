"""Verification 核验: do reports hold up when somebody looks?"""

import pandas as pd

from domain.light import Light
from domain.rules import Rules

FLAG_LOW, FLAG_HIGH = 0.90, 1.10
_ROUNDING = 1e-9


def honesty(rows: pd.DataFrame) -> pd.DataFrame:
    """Reported against verified by row.

    rows: ``reported``, ``verified`` [0–1, NaN = nothing reported]. Returns ``claimed`` [points reported above
    verified, negative = modest], ``ratio`` [verified / reported, NaN where nothing was reported], ``flagged``
    [bool: ratio outside 0.90–1.10, the bounds themselves are within; 0 reported and anything verified is flagged].
    80 % reported, 60 % verified: 20 points, ratio 0.75, flagged. Source: docs/terms/verification.md.
    """
    reported, verified = rows["reported"], rows["verified"]
    ratio = verified / reported.where(reported > 0)
    outside = (ratio < FLAG_LOW - _ROUNDING) | (ratio > FLAG_HIGH + _ROUNDING)
    unsaid = (reported == 0) & (verified > 0)
    return pd.DataFrame({"claimed": (reported - verified) * 100, "ratio": ratio, "flagged": outside | unsaid})


def doubt(honesty_gap: float, rules: Rules) -> Light | None:
    """Whether a unit's reports hold up: None, BEHIND above what an award allows, CRITICAL above what calls for a summons.

    honesty_gap [points reported above verified, NaN = never inspected]: 5.0 None, 5.1 BEHIND, 20.1 CRITICAL by the
    default rules. Source: docs/terms/verification.md.
    """
    if honesty_gap > rules.talk_claimed + _ROUNDING:
        return Light.CRITICAL
    return Light.BEHIND if honesty_gap > rules.award_claimed + _ROUNDING else None


def verification(rows: pd.DataFrame, by: list[str]) -> pd.Series:
    """What checks make of a unit's reports: 100 − 2 × mean of max(0, reported − verified) in points, 0–100.

    rows: ``reported``, ``verified`` [0–1], ``weight`` [> 0] and the columns of ``by``, one row an inspected task.
    Modesty is not punished; never inspected is absent; a task inspected but never reported counts nothing.
    Weights 2 and 1, claimed 15 and 0 points: 100 − 2 × 10 = 80. Source: docs/terms/verification.md.
    """
    judged = rows.dropna(subset=["reported", "verified"])
    claimed = (judged["reported"] - judged["verified"]).clip(lower=0) * 100 * judged["weight"]
    keys = [judged[key] for key in by]
    mean = claimed.groupby(keys).sum() / judged["weight"].groupby(keys).sum()
    return (100 - 2 * mean).clip(lower=0).rename("verification")


def coverage(inspected: pd.Series, units: pd.Index) -> float | None:
    """Share of units inspected at least once, 0–1; None without units. Goal: 1.

    inspected: codes, repeated or not. Two of four units make 0.5. Source: docs/terms/verification.md.
    """
    return float(units.isin(set(inspected)).mean()) if len(units) else None
