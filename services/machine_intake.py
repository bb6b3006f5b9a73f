"""A workbook from another system: checked, stored with a receipt or turned away; both are told to the trail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Forbidden
from loaders.check import Checked, check
from locales import _
from services.against_store import Reading, checked_against_store
from services.intake import UPLOAD, NotStored, Receipt, closed_reason, record_refused, store_checked
from store.periods import PeriodClosed, fetch_closed_periods
from store.queries import fetch_plans
from store.same_file import same_submission
from store.writes import Arrival


class Outcome(StrEnum):
    """What became of a file."""

    STORED = "stored"
    KNOWN = "known"  # these bytes were stored before
    REFUSED = "refused"  # errors, open questions, or no report at all
    OTHER_UNIT = "other_unit"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The outcome, what the checker found, and the receipt or the reason why there is none."""

    outcome: Outcome
    checked: Checked
    receipt: Receipt | None = None
    reason: str = ""


def take(
    engine: Engine,
    content: bytes,
    file_name: str,
    *,
    actor: Actor,
    period: str | None = None,
    answers: Mapping[str, str] | None = None,
    now: datetime,
    read: Reading = check,
) -> Taken:
    """Check a workbook of the actor's unit and store it, all or nothing; answers: Problem.key → Option.key.

    period: what the sender says it is of; a workbook that says otherwise is refused.
    """
    plans = fetch_plans(engine)
    checked = checked_against_store(
        engine, plans, content, file_name, unit_id=actor.unit_id, period=period, answers=answers, read=read
    )
    arrival = Arrival(received_at=now, source=UPLOAD, submitted_by=actor.name)
    try:
        if any(problem.code == "wrong_unit" for problem in checked.problems):
            raise Forbidden(_("A reporting unit may only do this for itself."))
        known = _known(engine, checked)
        if known is not None:
            return Taken(outcome=Outcome.KNOWN, checked=checked, receipt=known)
        if checked.period in fetch_closed_periods(engine):
            raise NotStored(closed_reason(checked.period or "")) from PeriodClosed(checked.period)
        receipt = store_checked(engine, plans, checked, content, arrival, actor=actor, now=now)
    except (NotStored, Forbidden) as refusal:
        record_refused(engine, checked, str(refusal), actor=actor, now=now)
        return Taken(outcome=_why(refusal), checked=checked, reason=str(refusal))
    outcome = Outcome.STORED if receipt.is_new else Outcome.KNOWN
    return Taken(outcome=outcome, checked=checked, receipt=receipt)


def _known(engine: Engine, checked: Checked) -> Receipt | None:
    """The receipt that the bytes which count now got then, asked or closed meanwhile or not; None = others count."""
    if checked.unit_id is None or checked.period is None:
        return None
    with engine.connect() as connection:
        found = same_submission(
            connection, checked.unit_id, checked.period, checked.sha256, any_version=False
        )
    if found is None:
        return None
    return Receipt(
        number=found["receipt"],
        submission_id=found["submission_id"],
        unit_id=checked.unit_id,
        period=checked.period,
        version=found["version"],
        received_at=found["received_at"],
        sha256=checked.sha256,
        is_new=False,
    )


def _why(refusal: Exception) -> Outcome:
    if isinstance(refusal, Forbidden):
        return Outcome.OTHER_UNIT
    return Outcome.CLOSED if isinstance(refusal.__cause__, PeriodClosed) else Outcome.REFUSED
