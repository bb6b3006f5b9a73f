"""Returning a report: it counts no more, its unit reads why, and the office learns what must be published again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from accounts.actor import Actor
from accounts.roles import Action
from locales import _
from services.trail import entry_of
from store.periods import fetch_closed_periods
from store.schema import submissions
from store.snapshots import fetch_newest_snapshots
from store.writes import return_submission


class NotReturned(Exception):  # noqa: N818 - it is an answer to the office, not a failure of ours
    """Nothing was returned; the message says why in the language in use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What was returned, and what follows.

    published: periods whose snapshot counted it, to be published again. is_closed: the unit can't send another one
    until the period is opened again.
    """

    submission_id: int
    unit_id: str
    period: str
    published: tuple[str, ...]
    is_closed: bool


def return_report(
    engine: Engine, submission_id: int, reason: str, *, actor: Actor, now: datetime
) -> Returned:
    """Return a submission with a reason that its unit reads.

    Raises Forbidden where the actor may not, NotReturned without a reason, for a number that there isn't, and for
    one that was returned before.
    """
    actor.check_can(Action.RETURN_SUBMISSION)
    if not reason.strip():
        raise NotReturned(_("Say why the report is returned: the unit reads it."))
    with engine.connect() as connection:
        wanted = select(submissions.c.unit_id, submissions.c.period)
        found = connection.execute(wanted.where(submissions.c.submission_id == submission_id)).first()
    if found is None:
        raise NotReturned(_("There is no submission {number}.", number=submission_id))
    deed = entry_of(actor, "return", now, unit=found.unit_id, period=found.period, reason=reason.strip())
    if not return_submission(engine, submission_id, reason.strip(), entry=deed):
        raise NotReturned(_("This report was returned before."))
    return Returned(
        submission_id=submission_id,
        unit_id=found.unit_id,
        period=found.period,
        published=published_with(engine, submission_id),
        is_closed=found.period in fetch_closed_periods(engine),
    )


def published_with(engine: Engine, submission_id: int) -> tuple[str, ...]:
    """Codes of the published periods whose standing snapshot counted a submission."""
    snapshots = fetch_newest_snapshots(engine).values()
    return tuple(
        one.period for one in snapshots if submission_id in (number for number, _digest in one.counted)
    )
