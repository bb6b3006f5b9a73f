"""What letters say: the sentence of each ground with its figures, titles, and the text that is put before the office."""

from collections.abc import Sequence
from datetime import date

from domain import figures
from domain.letters import Ground, LetterKind
from domain.light import Light
from domain.period import Period
from domain.rules import Rules
from locales import N_, _
from services.letter_proposals import Cited, Proposal

_MISSED = frozenset({Ground.MISSED, Ground.MISSED_AGAIN})
_OPENINGS = {
    LetterKind.REMINDER: N_("By the reports of {period} we draw your attention to the following."),
    LetterKind.URGE: N_("By the reports of {period} the following is under supervision."),
    LetterKind.TALK: N_(
        "By the figures of {period} the head of your unit is summoned to a talk on the following."
    ),
    LetterKind.CIRCULAR: N_("The letters of {period} are made known to all units."),
}
_DEMANDS = {
    LetterKind.REMINDER: N_("Find the causes, decide on measures, and answer in writing by {due}."),
    LetterKind.URGE: N_(
        "The head of your unit takes this up in person; report in writing by {due} what was put right. The letter is closed after a check."
    ),
    LetterKind.TALK: N_(
        "Come at the time and to the place you are told, and report your measures in writing by {due}. The letter is closed after a check."
    ),
    LetterKind.CIRCULAR: N_(
        "Every unit compares its own work with this and puts right what it finds in time."
    ),
}
_HEADINGS = {
    LetterKind.REMINDER: N_("I. What we remind you of"),
    LetterKind.URGE: N_("I. What is under supervision"),
    LetterKind.TALK: N_("I. Why you are summoned"),
    LetterKind.CIRCULAR: N_("I. Letters issued"),
}


def ground_words(cited: Cited) -> str:
    """The figures of one ground as a sentence."""
    ground = Ground(cited.ground)
    if ground in _MISSED:
        return _(
            "No report of the period came; missed this year: {count} ({periods})",
            count=figures.days(cited.count),
            periods=_(", ").join(_label(one) for one in cited.periods),
        )
    if ground is Ground.LAST:
        return _(
            "Last of its group {count} periods in a row; score {score}, the period before {before}",
            count=figures.days(cited.count),
            score=figures.score(cited.score),
            before=figures.score(cited.previous_score),
        )
    if ground is Ground.CLAIMED:
        return _(
            "Reported {claimed} points above what {count} checks of the year found",
            claimed=figures.points(cited.claimed).lstrip("+"),
            count=figures.days(cited.count),
        )
    if ground is Ground.COLLECTED:
        return _("{number} to {unit}", number=cited.item_id, unit=cited.name)
    return _task_words(cited, ground)


def _task_words(cited: Cited, ground: Ground) -> str:
    parts = [
        _("{task} ({code}): {light}", task=cited.name, code=cited.item_id, light=Light(cited.light).label),
        _(
            "completion {completion}, schedule {schedule}, gap {gap} points",
            completion=figures.percent(cited.completion),
            schedule=figures.percent(cited.schedule),
            gap=figures.points(cited.gap),
        ),
    ]
    if cited.due_on:
        parts.append(_("due on {day}", day=figures.written_day(date.fromisoformat(cited.due_on))))
    if ground is Ground.DUE_SOON:
        parts.append(_("{days} days left", days=figures.days(cited.days_left)))
    elif cited.count is not None and cited.count > 1:
        parts.append(_("red {count} periods in a row", count=figures.days(cited.count)))
    return _("; ").join(parts)


def rule_words(ground: Ground, rules: Rules) -> str:
    """The rule of a ground with its threshold, as it is in force."""
    return {
        Ground.DUE_SOON: _("a task behind that is due within {days} days", days=rules.due_soon_days),
        Ground.MISSED: _("a report missed"),
        Ground.RED: _("a task far behind"),
        Ground.MISSED_AGAIN: _("{count} reports missed in the year", count=rules.urge_missed),
        Ground.RED_LONG: _("a task far behind for {count} periods in a row", count=rules.talk_red_periods),
        Ground.LAST: _(
            "last of the group for {count} periods in a row with a score under {score:g}",
            count=rules.talk_last_periods,
            score=rules.talk_score,
        ),
        Ground.CLAIMED: _("reports more than {points:g} points above verified", points=rules.talk_claimed),
        Ground.COLLECTED: _("letters were issued in the period"),
    }[ground]


def title(proposal: Proposal) -> str:
    """The title of a letter."""
    if proposal.kind is LetterKind.CIRCULAR:
        return _("Circular on the letters of {period}", period=_label(proposal.period))
    if proposal.kind is LetterKind.TALK:
        return _("Notice of a talk with the head of {unit}", unit=proposal.label)
    words = (
        N_("Reminder about {topic}") if proposal.kind is LetterKind.REMINDER else N_("Supervision of {topic}")
    )
    return _(words, topic=_topic(proposal.cited))


def _topic(cited: Sequence[Cited]) -> str:
    names = [one.name for one in cited if one.item_id]
    if len(names) == len(cited) == 1:
        return _("the delay of {task}", task=names[0])
    if len(names) == len(cited):
        return _("the delay of {task} and {count} tasks in all", task=names[0], count=len(names))
    return _("matters that are late") if names else _("reports that are missing")


def draft(proposal: Proposal, rules: Rules, due_on: date) -> str:
    """The text put before the office: the grounds with rule and figures, and what is asked for; a paragraph a line."""
    lines = [_(_OPENINGS[proposal.kind], period=_label(proposal.period)), _(_HEADINGS[proposal.kind])]
    for number, one in enumerate(proposal.cited, 1):
        words = ground_words(one)
        if proposal.kind is not LetterKind.CIRCULAR:
            words = _("{figures} (rule: {rule})", figures=words, rule=rule_words(Ground(one.ground), rules))
        lines.append(_("{number}. {words}.", number=number, words=words))
    lines.append(_("II. What is asked of you"))
    lines.append(_(_DEMANDS[proposal.kind], due=figures.written_day(due_on)))
    return "\n".join(lines)


def number_words(kind: LetterKind, year: int, place: int) -> str:
    """The number of a letter, e.g. ``督办函〔2022〕3号``."""
    return _("{kind} [{year}] {place}", kind=kind.word, year=year, place=place)


def _label(period: str) -> str:
    """A period as it is read: ``2022年9月``."""
    return Period.parse(period).label


def issuer() -> str:
    """Who signs where the office says nothing else."""
    return _("Office of five-type government")


def all_units() -> str:
    """Whom a circular is for."""
    return _("All units")
