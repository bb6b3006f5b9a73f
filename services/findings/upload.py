"""What is said while a report is sent in: where the unit stands, the verdict on a file, what it would change."""

from datetime import datetime

from domain import figures
from domain.light import Light
from domain.plan import Window
from loaders.check import Checked
from loaders.problems import Severity
from locales import N_, _
from services.intake import Receipt, closed_reason
from services.intake_preview import Preview
from services.report_versions import Standing
from services.submission_history import Difference, Sent


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


def hindrance(shown: Preview) -> str:
    """Why a sound file is not sent all the same; "" where nothing hinders it."""
    if shown.duplicate_of is not None:
        return _("This very file has been sent in already and counts; there is nothing to do")
    if shown.is_closed:
        return closed_reason(str(shown.checked.period))
    return ""


def is_to_mend(shown: Preview) -> bool:
    """Whether something is to be corrected or answered before it can be sent: a file that is in already needs nothing."""
    return not shown.can_submit and not (shown.checked.verdict == "accepted" and hindrance(shown))


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


_STANDINGS = {
    Standing.COUNTS: N_("● counts"),
    Standing.REPLACED: N_("○ replaced by a newer one"),
    Standing.RETURNED: N_("◆ sent back by the office"),
}


def sent_row(sent: Sent) -> dict[str, str]:
    """A version as words: period, version, when, by whom, how it stands and why."""
    by = sent.submitted_by or figures.NONE
    standing_words = _(_STANDINGS[sent.standing])
    return {
        _("Reporting period"): sent.period,
        _("Version of the report"): str(sent.version),
        _("Receipt number"): sent.receipt,
        _("Received at (Beijing time)"): figures.moment(sent.received_at),
        _("Sent in by"): _("{name} (on behalf)", name=by) if sent.on_behalf else by,
        _("Standing of the version"): f"{standing_words}: {sent.reason}" if sent.reason else standing_words,
    }


def sent_title(sent: Sent) -> str:
    """A version in one line, to choose it by."""
    return _(
        "{period}, version {version}, {moment}",
        period=sent.period,
        version=sent.version,
        moment=figures.moment(sent.received_at),
    )


def difference_rows(found: tuple[Difference, ...]) -> list[dict[str, str]]:
    """What differs between two versions as words, cell by cell."""
    return [
        {
            _("Code"): one.code,
            _("Column"): one.header,
            _("Before"): one.before or figures.NONE,
            _("Now"): one.after or figures.NONE,
        }
        for one in found
    ]
