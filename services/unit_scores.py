"""Scores of all units in all periods of the year: components, score and rank as they stood then."""

import pandas as pd

from domain.rules import Component, Rules
from metrics.problems import handling
from metrics.rank import rank
from metrics.score import VALUE_COLUMNS, score
from metrics.totals import totals
from services.oversight_ledger import Outside
from services.timeline import Timeline

_KEYS = ["unit_id", "at"]


def member_rows(year: Timeline, rows: pd.DataFrame) -> pd.DataFrame:
    """The task ledger once for every unit that answers for the task: plus ``unit_id``, ``share``, ``lead``, ``pull``.

    A joint unit gets the task's value from its lead's report, at the joint share of the rules.
    """
    wanted = [
        "item",
        "at",
        "effective",
        "scored",
        "schedule",
        "attainment",
        "weight",
        "task_id",
        "dimension",
        "light",
    ]
    parts = [part.of(rows[wanted]).merge(part.tables.shares, on="task_id") for part in year.stretches]
    members = pd.concat(parts, ignore_index=True)
    return members.assign(pull=members["weight"] * members["share"])


def unit_scores(
    year: Timeline,
    members: pd.DataFrame,
    nodes: pd.DataFrame,
    issues: pd.DataFrame,
    reports: pd.DataFrame,
    outside: Outside,
) -> pd.DataFrame:
    """One row a unit and period, on the rows of the report matrix: its totals, component values, score, rank.

    members: ``member_rows``; nodes: ``milestone_ledger``; issues: ``issue_ledger``; reports: ``report_matrix``.
    Returns the columns of reports and ``completion``, ``schedule``, ``gap``, ``attainment``, ``task_count``,
    ``<component>_value`` [0–100, NaN = no data], ``adjustment`` [points, 0 = none], ``score`` [NaN = minimum data not met], ``rank`` [Int64].
    """
    rows = reports.join(totals(members, _KEYS), on=_KEYS)
    rows["task_count"] = rows["task_count"].fillna(0).astype("int64")
    values = {
        Component.TASKS: rows["attainment"],
        Component.MILESTONES: _looked_up(rows, _milestone_average(nodes)),
        Component.RATING: _looked_up(rows, outside.rating),
        Component.VERIFICATION: _looked_up(rows, outside.verification),
        Component.PROBLEMS: _looked_up(rows, handling(issues, _KEYS)),
        Component.REPORTING: rows["discipline"],
    }
    for column, part in zip(VALUE_COLUMNS, Component, strict=True):
        rows[column] = values[part] * 100
    rows["adjustment"] = _looked_up(rows, outside.adjustment).fillna(0.0)
    enough = rows["attainment"].notna() & (rows["accepted_so_far"] > 0)
    rows["score"] = _by_rules(year, rows).where(enough)
    rows["rank"] = rank(rows["score"], [rows["at"], rows["group"]])
    return rows


def _by_rules(year: Timeline, rows: pd.DataFrame) -> pd.Series:
    """Score by the rules of the plan that judges each period."""
    parts = [
        _scored(part.of(rows[["at", "adjustment", *VALUE_COLUMNS]]), part.plan.rules)
        for part in year.stretches
    ]
    whole: pd.Series = pd.concat(parts)
    return whole.reindex(rows.index)


def _scored(rows: pd.DataFrame, rules: Rules) -> pd.Series:
    return score(rows, rules, rows["adjustment"])


def _milestone_average(nodes: pd.DataFrame) -> pd.Series:
    """Weighted points of each unit's milestones that are done or due, by unit and period."""
    judged = nodes.loc[nodes["points"].notna()]
    sums = pd.DataFrame({"up": judged["weight"] * judged["points"], "down": judged["weight"]})
    sums = sums.groupby([judged["lead_unit"].rename("unit_id"), judged["at"]]).sum()
    return sums["up"] / sums["down"].where(sums["down"] > 0)


def _looked_up(rows: pd.DataFrame, values: pd.Series) -> pd.Series:
    keys = pd.MultiIndex.from_frame(rows[_KEYS])
    return pd.Series(values.reindex(keys).to_numpy(float), index=rows.index)
