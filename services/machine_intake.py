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
from store.same_file import fetch_duplicate
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
        if _is_closed_to(engine, checked):
            raise NotStored(closed_reason(checked.period or "")) from PeriodClosed(checked.period)
        receipt = store_checked(engine, plans, checked, content, arrival, actor=actor, now=now)
    except (NotStored, Forbidden) as refusal:
        record_refused(engine, checked, str(refusal), actor=actor, now=now)
        return Taken(outcome=_why(refusal), checked=checked, reason=str(refusal))
    outcome = Outcome.STORED if receipt.is_new else Outcome.KNOWN
    return Taken(outcome=outcome, checked=checked, receipt=receipt)


def _is_closed_to(engine: Engine, checked: Checked) -> bool:
    """Whether the period takes no more, said before its errors; the bytes that count keep their receipt."""
    if checked.period is None or checked.period not in fetch_closed_periods(engine):
        return False
    return fetch_duplicate(engine, checked.unit_id or "", checked.period, checked.sha256) is None


def _why(refusal: Exception) -> Outcome:
    if isinstance(refusal, Forbidden):
        return Outcome.OTHER_UNIT
    return Outcome.CLOSED if isinstance(refusal.__cause__, PeriodClosed) else Outcome.REFUSED
