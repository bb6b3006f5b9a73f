"""Who may stand for an award: the facts of a period that criteria ask for, and what people have decided; pure."""

import pandas as pd

from domain.awards import AwardKind
from domain.letters import LetterKind
from domain.light import Light
from domain.oversight import ExampleType
from domain.rules import Rules
from metrics.awards import criteria, eligible
from metrics.rank import shown_score
from services.briefing import Briefing

_LATE = frozenset({Light.BEHIND.value, Light.CRITICAL.value})


def award_facts(
    briefing: Briefing, *, letters: pd.DataFrame, decisions: pd.DataFrame, examples: pd.DataFrame
) -> pd.DataFrame:
    """The facts of ``metrics.awards.criteria``, in the plan's order of units, with ``label`` and ``group``.

    letters: ``letters_on``; decisions: ``decisions_on``; examples: of the year, ``unit_id`` and ``type``.
    """
    order = {unit.unit_id: place for place, unit in enumerate(briefing.plan.units)}
    units = briefing.units.sort_values("unit_id", key=lambda codes: codes.map(order), ignore_index=True)
    late = decisions.loc[decisions["state"] == "overdue", "units"].explode()
    dimensions = briefing.unit_dimensions
    talks = letters.loc[letters["kind"] == LetterKind.TALK.value]
    this_year = talks.loc[talks["period"].str[:4] == briefing.period.code[:4], "unit_id"]
    counts = {
        "missed": briefing.reports.loc[briefing.reports["state"] == "missing", "unit_id"],
        "behind_dimensions": dimensions.loc[dimensions["light"].isin(_LATE), "unit_id"],
        "overdue_decisions": late,
        "negatives": examples.loc[examples["type"] == ExampleType.NEGATIVE.value, "unit_id"],
        "talks": this_year,
    }
    facts = units[["unit_id", "label", "group", "critical", "honesty"]].assign(
        score=shown_score(units["score"]),
        rating=units["rating_value"],
        problems=units["problems_value"],
    )
    for name, codes in counts.items():
        facts[name] = units["unit_id"].map(codes.value_counts()).fillna(0).astype("int64")
    return facts


def eligibility(facts: pd.DataFrame, rules: Rules, kind: AwardKind) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Criteria of one award, and its units with ``label``, ``group``, ``is_eligible``, those who are first."""
    met = criteria(facts, rules)
    mine = met.loc[met["kind"] == kind.value].reset_index(drop=True)
    fit = eligible(mine).droplevel("kind") if len(mine) else pd.Series(dtype="bool")
    units = facts[["unit_id", "label", "group"]].assign(is_eligible=facts["unit_id"].map(fit).astype("bool"))
    return mine, units.sort_values("is_eligible", ascending=False, kind="stable", ignore_index=True)


def decided(awards: pd.DataFrame, period: str) -> pd.DataFrame:
    """The decisions that count on the figures of a period, newest word on each unit and award, newest first."""
    rows = awards.loc[awards["period"] == period].drop_duplicates(["kind", "unit_id"], keep="last")
    return rows.iloc[::-1].reset_index(drop=True)
