"""The page of definitions in the data workbook: each term with its meaning and formula, the plan's numbers filled in."""

from collections.abc import Iterator

from domain.rules import Component, Display, Rules
from locales import _
from reports.origin import light_rule


def terms(rules: Rules) -> Iterator[tuple[str, str]]:
    """(term, what it means and how it is reckoned) in the order in which one builds on the other."""
    yield from _of_tasks(rules)
    yield from _of_projects(rules)
    yield from _from_outside(rules)
    if rules.display is not Display.NONE:
        yield from _of_scores(rules)


def _of_tasks(rules: Rules) -> Iterator[tuple[str, str]]:
    yield (
        _("Completion"),
        _(
            "Qualitative task: the rate its lead unit reports. Quantitative: (value − base) / (target − base), within 0–100%. Cut off after one decimal, never rounded up. A task without a known target is not scored."
        ),
    )
    yield (
        _("Completion that counts"),
        _("The verified value in the period in which the task was checked, else the reported one."),
    )
    yield (
        _("Schedule"),
        _("Weights of the milestones due by the period's last day / all their weights; else linear by days."),
    )
    yield _("Gap, points"), _("Completion less schedule, in percentage points; negative is behind.")
    yield _("Light"), light_rule(rules)
    yield (
        _("Carried over"),
        _("Not reported this period: the last accepted value stands; reporting discipline pays for it."),
    )
    yield (
        _("Attainment"),
        _("Of tasks that have begun: completion / schedule, at most 100%, averaged by weight."),
    )
    yield (
        _("Completion of a unit"),
        _(
            "Average of its tasks by weight; led ones count 1, joint ones {share:g}. In totals each task counts once.",
            share=rules.joint_share,
        ),
    )


def _of_projects(rules: Rules) -> Iterator[tuple[str, str]]:
    yield (
        _("Days late"),
        _(
            "Actual or expected finish less the planned one; missed and without forecast: to the period's last day."
        ),
    )
    yield (
        _("Points (0–1)"),
        _(
            "Milestone done on time 1; done late falls to 0 at {days} days; due and not done 0; not yet due left out.",
            days=rules.milestone_zero_days,
        ),
    )


def _from_outside(rules: Rules) -> Iterator[tuple[str, str]]:
    yield (
        _("Raw score"),
        _(
            "Σ votes × (100, 80, 60, 30, 0) / valid votes. With under {least} votes it is shown, not scored.",
            least=rules.rating_minimum,
        ),
    )
    yield (
        _("What counts"),
        _(
            "Small samples move to the group's mean: (n × raw + {pull} × mean) / (n + {pull}).",
            pull=rules.rating_shrinkage,
        ),
    )
    yield (
        _("Claimed too much, points"),
        _("Reported less verified, in points; flagged where verified / reported lies outside 0.90–1.10."),
    )
    yield _("Share kept"), _("What was kept / what was promised.")


def _of_scores(rules: Rules) -> Iterator[tuple[str, str]]:
    weights = _(", ").join(f"{one.word} {rules.weight(one):g}" for one in Component)
    yield (
        _("Score"),
        _(
            "Σ weight × component / Σ weight of the components that have data, plus adjustments within ±{cap:g}, within 0–100. Weights: {weights}.",
            cap=rules.adjustment_cap,
            weights=weights,
        ),
    )
    if rules.display is Display.RANK:
        yield _("Rank"), _("Within the unit group by the score rounded to 0.01; equal scores share a place.")
    yield (
        _("Band"),
        _(
            "Excellent from {excellent:g}, good from {good:g}, fair from {fair:g}, below that poor.",
            excellent=rules.excellent,
            good=rules.good,
            fair=rules.fair,
        ),
    )
    yield (
        _("Lost"),
        _("Weight of the component × the item's part in it × (1 − its value); Σ = weight less points."),
    )
