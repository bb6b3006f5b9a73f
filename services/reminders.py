"""Whom to remind of a period, in words to copy or to send to a group robot; nothing is sent by itself."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Action
from domain import figures
from domain.plan import Plan, Window
from locales import _
from services.desk_board import BoardRow, UnitState
from services.trail import entry_of, record
from services.webhooks import Message, NotSent, Webhook, send

_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One unit to remind: why (nothing sent, or returned with a reason), and its contact as the plan has it."""

    unit_id: str
    label: str
    state: UnitState
    reason: str
    contact: str

    @property
    def mobiles(self) -> tuple[str, ...]:
        """Telephone numbers in the contact."""
        return tuple(_MOBILE.findall(self.contact))


def to_remind(rows: tuple[BoardRow, ...], plan: Plan) -> tuple[Reminder, ...]:
    """Units without a report that counts, in the board's order; contacts from the plan."""
    contacts = {unit.unit_id: unit.contact for unit in plan.units}
    return tuple(
        Reminder(
            unit_id=row.unit_id,
            label=row.label,
            state=row.state,
            reason=row.return_reason,
            contact=contacts.get(row.unit_id, ""),
        )
        for row in rows
        if row.state in (UnitState.WAITING, UnitState.MISSING, UnitState.RETURNED)
    )


def reminder_message(reminders: tuple[Reminder, ...], window: Window, now: datetime) -> Message:
    """The message to all of them: the period, its deadline, each unit with its contact and why."""
    title = _("Reports of {period}: {count} units outstanding", period=window.period, count=len(reminders))
    due = _deadline(window, now)
    lines = [_line(one) for one in reminders]
    numbered = [f"{number}. {line}" for number, line in enumerate(lines, start=1)]
    mobiles = tuple(dict.fromkeys(mobile for one in reminders for mobile in one.mobiles))
    return Message(
        title=title,
        markdown="\n".join([f"**{title}**", due, *(f"> {_escaped(line)}" for line in numbered)]),
        text="\n".join([title, due, *numbered]),
        mobiles=mobiles,
    )


def send_reminders(
    engine: Engine,
    webhook: Webhook,
    reminders: tuple[Reminder, ...],
    window: Window,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """Send the message to a robot because this person asked for it; told in the audit trail, failures too.

    Returns the number of units named. Raises Forbidden where the actor may not, NotSent where the robot refuses.
    """
    actor.check_can(Action.REMIND)
    if not reminders:
        raise NotSent(_("There is nobody to remind."))
    told = {
        "period": window.period,
        "robot": webhook.robot.value,
        "units": [one.unit_id for one in reminders],
    }
    try:
        send(webhook, reminder_message(reminders, window, now), now=now)
    except NotSent as refusal:
        failed = entry_of(
            actor, "remind_failed", now, subject=f"period:{window.period}", **told, reason=str(refusal)
        )
        record(engine, failed)
        raise
    record(engine, entry_of(actor, "remind", now, subject=f"period:{window.period}", **told))
    return len(reminders)


def _deadline(window: Window, now: datetime) -> str:
    moment = figures.moment(window.due_at)
    if now > window.due_at:
        return _("The deadline was {moment}; please send the report at once.", moment=moment)
    return _("Please send the report by {moment}.", moment=moment)


def _line(one: Reminder) -> str:
    contact = _(" (contact: {contact})", contact=one.contact) if one.contact else ""
    reason = _(": returned, {reason}", reason=one.reason) if one.state is UnitState.RETURNED else ""
    return f"{one.label}{contact}{reason}"


def _escaped(text: str) -> str:
    """Text that neither robot's Markdown takes for a mark."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", " ".join(text.split()))
