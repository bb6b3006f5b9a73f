"""People decide on awards: granted or refused with a reason, never by a rule alone; with its audit entry."""

from datetime import datetime

from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Action
from domain.awards import AwardKind
from domain.plan import Plan
from locales import _
from services.intake import NotStored
from services.trail import entry_of
from store.awards import Award, add_award


def decide_award(
    engine: Engine,
    plan: Plan,
    *,
    kind: AwardKind,
    unit_id: str,
    period: str,
    is_granted: bool,
    reason: str,
    is_eligible: bool,
    actor: Actor,
    now: datetime,
) -> int:
    """Store what people decided on a unit's award; a later word on it counts instead. Returns its number.

    is_eligible: whether the unit met all criteria, which the trail tells too: people may decide otherwise.
    Raises Forbidden, and NotStored without a reason or where the plan has no such unit.
    """
    actor.check_can(Action.DECIDE_AWARDS)
    words = " ".join(reason.split())
    if not words:
        raise NotStored(_("Say why it is granted or refused."))
    if plan.unit(unit_id) is None:
        raise NotStored(_("The plan has no unit {unit}.", unit=unit_id))
    award = Award(
        kind=kind.value,
        unit_id=unit_id,
        period=period,
        is_granted=is_granted,
        reason=words,
        decided_at=now,
        decided_by=actor.name,
    )
    deed = entry_of(
        actor,
        "decide_award",
        now,
        award=f"five_type_{kind.value}",
        unit=unit_id,
        period=period,
        status="granted" if is_granted else "refused",
        eligible=is_eligible,
        reason=words,
    )
    return add_award(engine, award, entry=deed)
