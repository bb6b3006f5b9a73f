"""What is said while a report is sent in: where the unit stands, the verdict on a file, what it would change."""

from datetime import datetime

from domain import figures
from domain.light import Light
from domain.plan import Window
from loaders.check import Checked
from loaders.problems import Severity
from locales import _
from services.intake import Preview, Receipt


def standing(label: str, window: Window, version: int, now: datetime) -> str:
    """The finding over the page: what the unit has sent for the period, and how long there still is."""
    values = {"unit": label, "period": window.period, "time": time_left(window, now)}
    if version:
        return _("{unit}: version {version} of {period} has been sent in; {time}", version=version, **values)
    return _("{unit}: nothing sent in for {period} yet; {time}", **values)


def time_left(window: Window, now: datetime) -> str:
    """The deadline as a person counts it: days left, hours left, or how long ago it was."""
    due = figures.moment(window.due_at)
    hours = (window.due_at - now).total_seconds() / 3600
    if hours < 0:
        late = int(-hours // 24)
        if late:
            return _("the deadline {due} was {days} days ago, so it counts as late", due=due, days=late)
        return _("the deadline {due} has just passed, so it counts as late", due=due)
    if hours < 48:
        return _("{hours} hours left until {due}", hours=int(hours), due=due)
    return _("{days} days left until {due}", days=int(hours // 24), due=due)


def verdict(checked: Checked, *, can_submit: bool) -> str:
    """One sentence on a file: it can be sent, questions are open, or what has to be corrected."""
    if checked.verdict == "unreadable":
        return _("This file can't be read")
    counts = tally(checked)
    if counts[Severity.ERROR]:
        return _("{count} errors have to be corrected", count=counts[Severity.ERROR])
    if counts[Severity.QUESTION]:
        return _("{count} questions have to be answered", count=counts[Severity.QUESTION])
    return _("Can be submitted") if can_submit else _("Can't be submitted")


def tally(checked: Checked) -> dict[Severity, int]:
    """How many problems of each severity there are; answered questions are notices."""
    return {kind: sum(one.severity is kind for one in checked.problems) for kind in Severity}


def outcome(shown: Preview) -> str:
    """What sending it in would do to the unit's completion, in one line: before → after and how it then stands."""
    return _(
        "After sending: completion {before} → {after}, {light}",
        before=_rate(shown.completion_before),
        after=_rate(shown.completion_after),
        light=Light(shown.light_after).label,
    )


def score_outcome(shown: Preview) -> str:
    """The unit's own score before → after."""
    return _(
        "Own score {before} → {after}",
        before=figures.score(shown.score_before),
        after=figures.score(shown.score_after),
    )


def _rate(value: float | None) -> str:
    return figures.percent(value).rstrip("%")


def change_rows(shown: Preview) -> list[dict[str, str]]:
    """The tasks that change as words: task, value before and after, light before and after (shape and word)."""
    return [
        {
            _("Task"): f"{row['task_id']} {row['name']}",
            _("Completion"): _change(figures.percent(row["before"]), figures.percent(row["after"])),
            _("Light"): _change(Light(row["light_before"]).label, Light(row["light_after"]).label),
        }
        for row in shown.changes.to_dict("records")
    ]


def _change(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"


def receipt_lines(receipt: Receipt, unit: str) -> list[tuple[str, str]]:
    """(name, words) of a receipt, as it is shown and printed."""
    return [
        (_("Receipt number"), receipt.number),
        (_("Unit"), unit),
        (_("Period"), receipt.period),
        (_("Version of the report"), str(receipt.version)),
        (
            _("Received at (Beijing time)"),
            f"{receipt.received_at.astimezone(figures.SHANGHAI):%Y-%m-%d %H:%M:%S}",
        ),
        (_("SHA-256 of the file"), receipt.sha256),
    ]
