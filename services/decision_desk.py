"""What the office does with decisions of meetings: enter one, and say that one is done; both are a word in the store."""

from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Action
from domain.figures import SHANGHAI
from domain.oversight import Decision, Oversight
from domain.plan import Plan
from locales import _
from services.decision_ledger import Need
from services.intake import NotStored
from services.oversight_desk import enter_oversight
from store.oversight import StoredBook


def decide(
    engine: Engine,
    plan: Plan,
    decision: Decision,
    *,
    need: Need | None = None,
    actor: Actor,
    now: datetime,
    key: str,
) -> StoredBook:
    """Store what a meeting decided. need: the request that it answers, named at the end of its content.

    key: the form's number; the same form sent twice stores once. Raises Forbidden, and NotStored where the meeting,
    the content or the units are missing, a unit is none of the plan's, or the days can't be.
    """
    actor.check_can(Action.KEEP_OVERSIGHT)
    content = _one_line(decision.content)
    if not content or not decision.units:
        raise NotStored(_("A decision needs its content and at least one unit."))
    if not decision.meeting.strip():
        raise NotStored(_("Name the meeting that decided it."))
    unknown = [code for code in decision.units if plan.unit(code) is None]
    if unknown:
        raise NotStored(_("The plan has no unit {unit}.", unit=unknown[0]))
    _check_day(decision.assigned_on, now, _("The meeting's day lies in the future."))
    whole = Decision(
        assigned_on=decision.assigned_on,
        meeting=_one_line(decision.meeting),
        content=content if need is None else f"{content} {need.mark}",
        units=decision.units,
        due_on=decision.due_on,
    )
    return enter_oversight(engine, Oversight(decisions=(whole,)), actor=actor, now=now, key=f"decide/{key}")


def finish(
    engine: Engine, decision: Decision, done_on: date, result: str, *, actor: Actor, now: datetime
) -> StoredBook:
    """Store that a decision is done and what came of it: a later word on the same decision.

    Raises Forbidden, and NotStored without a result or where the day can't be.
    """
    actor.check_can(Action.KEEP_OVERSIGHT)
    if not result.strip():
        raise NotStored(_("Say what came of it before it counts as done."))
    if done_on < decision.assigned_on:
        raise NotStored(_("It can't have been done before it was decided."))
    _check_day(done_on, now, _("The day it was done lies in the future."))
    word = Decision(
        assigned_on=decision.assigned_on,
        meeting=decision.meeting,
        content=decision.content,
        units=decision.units,
        due_on=decision.due_on,
        done_on=done_on,
        result=_one_line(result),
    )
    key = sha256(repr(word).encode()).hexdigest()
    return enter_oversight(engine, Oversight(decisions=(word,)), actor=actor, now=now, key=f"finish/{key}")


def _check_day(day: date, now: datetime, words: str) -> None:

    if day > now.astimezone(SHANGHAI).date():
        raise NotStored(words)


def _one_line(text: str) -> str:
    return " ".join(text.split())
