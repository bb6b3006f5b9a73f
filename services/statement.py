"""得分说明: one unit's score so that a person can reckon it again by hand; for the page and the terminal alike."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from domain.oversight import Voter
from domain.rules import Component
from locales import N_, _
from metrics.problems import OVERDUE, SOLVED_IN_TIME, SOLVED_LATE
from services.briefing import Briefing
from services.loss_sources import Source, loss_sources
from services.three_values import three_values
from services.unit_sheet import unit_row

_FORMULAS = {
    Component.TASKS: N_("Σ weight × min(1, completion / schedule) of the tasks that have begun / Σ weight"),
    Component.MILESTONES: N_("Σ weight × points of the milestones done or due / Σ weight"),
    Component.RATING: N_("mean of the voter groups with enough votes, each allowed for its sample"),
    Component.VERIFICATION: N_("100 − 2 × Σ weight × points claimed too much / Σ weight of the checks"),
    Component.PROBLEMS: N_("problems solved in time / problems solved or due"),
    Component.REPORTING: N_("(on time + half of late) / reports due"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One component: value [0–100] by its formula from its inputs, weights [of 100], points and points lost."""

    component: Component
    formula: str
    inputs: str
    value: float
    nominal: float
    weight: float
    points: float
    lost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """How a unit came to its score; ``score`` None = it has none, ``reason`` says why.

    losses, adjustments — rows of the Briefing's frames of these names. adjustment: their sum within the cap [points].
    sources: for each loss the cells it rests on. beside: the unit's row of ``three_values``.
    """

    unit_id: str
    label: str
    period: str
    score: float | None
    reason: str
    parts: tuple[Part, ...]
    adjustment: float
    adjustments: pd.DataFrame
    losses: pd.DataFrame
    sources: tuple[tuple[Source, ...], ...]
    beside: pd.Series


def statement(briefing: Briefing, unit_id: str) -> Statement:
    """The statement of one unit; raises KeyError where the Briefing has no such unit.

    Σ points + adjustment, within 0–100, is the score. The Briefing must not be narrowed: a joint task stands in the
    plan of another unit's group.
    """
    row = unit_row(briefing, unit_id)
    has_score = not pd.isna(row["score"])
    lines = briefing.score_lines.loc[briefing.score_lines["unit_id"] == unit_id]
    losses, beside = _of(briefing.losses, unit_id), three_values(briefing)
    return Statement(
        unit_id=unit_id,
        label=str(row["label"]),
        period=briefing.period.code,
        score=float(row["score"]) if has_score else None,
        reason=str(row["unranked_reason"]),
        parts=tuple(_parts(briefing, unit_id, lines)) if has_score else (),
        adjustment=float(row["adjustment"]),
        adjustments=_of(briefing.adjustments, unit_id),
        losses=losses,
        sources=tuple(loss_sources(briefing, losses)),
        beside=beside.loc[beside["unit_id"] == unit_id].iloc[0],
    )


def inputs_of(briefing: Briefing, unit_id: str, component: Component) -> str:
    """The numbers that a component's formula takes, in words."""
    return _INPUTS[component](briefing, unit_id)


def _parts(briefing: Briefing, unit_id: str, lines: pd.DataFrame) -> Iterator[Part]:
    for line in lines.to_dict("records"):
        component = Component(line["component"])
        yield Part(
            component=component,
            formula=_(_FORMULAS[component]),
            inputs=inputs_of(briefing, unit_id, component),
            value=line["value"],
            nominal=line["nominal_weight"],
            weight=line["weight"],
            points=line["points"],
            lost=line["lost"],
        )


def _of(frame: pd.DataFrame, unit_id: str) -> pd.DataFrame:
    return frame.loc[frame["unit_id"] == unit_id].reset_index(drop=True)


def _tasks(briefing: Briefing, unit_id: str) -> str:
    tasks = briefing.tasks
    joins = pd.Series([unit_id in codes for codes in tasks["joint_units"]], index=tasks.index, dtype="bool")
    share = (tasks["lead_unit"] == unit_id).astype("float64").where(~joins, briefing.plan.rules.joint_share)
    begun = tasks.assign(pull=tasks["weight"] * share).loc[tasks["attainment"].notna() & (share > 0)]
    return _ratio((begun["pull"] * begun["attainment"]).sum(), begun["pull"].sum(), len(begun))


def _milestones(briefing: Briefing, unit_id: str) -> str:
    nodes = briefing.milestones
    judged = nodes.loc[(nodes["lead_unit"] == unit_id) & nodes["points"].notna()]
    return _ratio((judged["weight"] * judged["points"]).sum(), judged["weight"].sum(), len(judged))


def _ratio(above: float, below: float, count: int) -> str:
    return _("{above:.3f} / {below:.3f} ({count} of them)", above=above, below=below, count=count)


def _rating(briefing: Briefing, unit_id: str) -> str:
    rows = _of(briefing.voices, unit_id)
    told = [
        _(
            "{who}: {valid} votes, raw {raw:.2f}, mean {mean:.2f}, counts {shrunk:.2f}",
            who=Voter(row["voters"]).word,
            valid=row["valid"],
            raw=row["raw"],
            mean=row["mean"],
            shrunk=row["shrunk"],
        )
        if row["scored"]
        else _("{who}: {valid} votes, too few", who=Voter(row["voters"]).word, valid=row["valid"])
        for row in rows.to_dict("records")
    ]
    return _("; ").join(told)


def _verification(briefing: Briefing, unit_id: str) -> str:
    rows = _of(briefing.inspections, unit_id)
    rows = rows.loc[rows["is_lead"] & rows["claimed"].notna()]
    claimed = (rows["claimed"].clip(lower=0) * rows["weight"]).sum()
    return _(
        "100 − 2 × {claimed:.2f} / {weight:.2f} ({count} checks)",
        claimed=claimed,
        weight=rows["weight"].sum(),
        count=len(rows),
    )


def _problems(briefing: Briefing, unit_id: str) -> str:
    states = _of(briefing.issues, unit_id)["state"]
    judged = states.isin([SOLVED_IN_TIME, SOLVED_LATE, OVERDUE]).sum()
    return f"{(states == SOLVED_IN_TIME).sum()} / {judged}"


def _reporting(briefing: Briefing, unit_id: str) -> str:
    states = _of(briefing.reports, unit_id)["state"]
    on_time, late, missing = ((states == state).sum() for state in ("on_time", "late", "missing"))
    return f"({on_time} + {late} / 2) / {on_time + late + missing}"


_INPUTS = {
    Component.TASKS: _tasks,
    Component.MILESTONES: _milestones,
    Component.RATING: _rating,
    Component.VERIFICATION: _verification,
    Component.PROBLEMS: _problems,
    Component.REPORTING: _reporting,
}
