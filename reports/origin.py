"""What every document says of where its figures come from: period, snapshot with version and time, method, rule."""

from domain import figures
from domain.rules import LightRule, Rules
from locales import _
from metrics.method import METHOD
from services.briefing import Briefing


def source_line(briefing: Briefing) -> str:
    """The snapshot's version and moment; that the figures are live where there is none."""
    if briefing.frozen is None:
        return _("Live figures, not published")
    return _(
        "Published version {version} of {moment}",
        version=briefing.frozen.version,
        moment=figures.moment(briefing.frozen.published_at),
    )


def method_of(briefing: Briefing) -> str:
    """The version of the formulas: the snapshot's, else today's."""
    return METHOD if briefing.frozen is None else briefing.frozen.method


def origin(briefing: Briefing) -> tuple[tuple[str, str], ...]:
    """(what, value) of all that stands under a document's figures, in order."""
    return (
        (_("Period"), briefing.period.label),
        (_("Judged on"), figures.day(briefing.as_of)),
        (_("Source of the figures"), source_line(briefing)),
        (_("Method of reckoning"), method_of(briefing)),
        (_("Reports counted"), str(briefing.submission_count)),
        (_("Rule of lights"), light_rule(briefing.plan.rules)),
    )


def origin_sentence(briefing: Briefing) -> str:
    """The same in one sentence, for a foot of a page."""
    return _(
        "Figures: {source}; {count} reports counted, judged on {day}; method {method}.",
        source=source_line(briefing),
        count=briefing.submission_count,
        day=figures.day(briefing.as_of),
        method=method_of(briefing),
    )


def light_rule(rules: Rules) -> str:
    """The rule of lights in force."""
    if rules.light_rule is LightRule.RATIO:
        return _(
            "far behind below {red:.0%} of schedule, behind below {amber:.0%}",
            red=rules.red_ratio,
            amber=rules.amber_ratio,
        )
    return _(
        "far behind when overdue or more than {red:g} points under schedule, behind when more than {amber:g}",
        red=abs(rules.red_gap),
        amber=abs(rules.amber_gap),
    )
