"""What the office does with meetings: choose and order the slides of one, and have them kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Action
from locales import _
from services.decision_ledger import decisions_on
from services.intake import NotStored
from services.slides.decisions import of_meeting
from services.slides.deck import KEYS
from services.trail import entry_of
from store.meetings import Meeting, add_meeting, fetch_meetings
from store.oversight import fetch_oversight

SECONDS, SHORTEST, LONGEST = 20, 5, 600
_NAME = 60


def prepare_meeting(engine: Engine, meeting: Meeting, *, actor: Actor, now: datetime) -> Meeting:
    """Keep how a meeting is prepared; one of the same period and name is replaced, its earlier word stays readable.

    Raises Forbidden; NotStored without a name, without a slide, with an unknown or repeated one, or with a time
    for each slide that nobody could read in or wait for.
    """
    actor.check_can(Action.PREPARE_MEETINGS)
    name = " ".join(meeting.name.split())
    if not name or len(name) > _NAME:
        raise NotStored(_("Give the meeting a name of at most {count} characters.", count=_NAME))
    if not meeting.slides:
        raise NotStored(_("Choose at least one slide."))
    if set(meeting.slides) - set(KEYS) or len(set(meeting.slides)) < len(meeting.slides):
        raise NotStored(_("There is no such slide, or it stands there twice."))
    if not SHORTEST <= meeting.seconds <= LONGEST:
        raise NotStored(
            _("A slide stands for {shortest} to {longest} seconds.", shortest=SHORTEST, longest=LONGEST)
        )
    kept = replace(meeting, name=name, saved_at=now, saved_by=actor.name)
    deed = entry_of(
        actor, "prepare_meeting", now, meeting=name, period=meeting.period, slides=list(meeting.slides)
    )
    add_meeting(engine, kept, entry=deed)
    return kept


def meetings_of(engine: Engine, period: str) -> tuple[Meeting, ...]:
    """The meetings prepared for a period, the one saved last first."""
    return tuple(one for one in reversed(fetch_meetings(engine)) if one.period == period)


def meeting_for(kept: Sequence[Meeting], period: str, name: str | None, today: date) -> Meeting:
    """The meeting of this name, else the one saved last for the period, else one of all slides.

    kept: ``meetings_of``.
    """
    named = [one for one in kept if one.name == name] or list(kept)
    if named:
        return named[0]
    return Meeting(
        period=period,
        name=_("Review of {period}", period=period),
        held_on=today,
        slides=KEYS,
        seconds=SECONDS,
    )


def decided_at(engine: Engine, meeting: Meeting, labels: Mapping[str, str], *, today: date) -> pd.DataFrame:
    """What this very meeting decided, in the order of entry, as frame ``decisions`` on this day."""
    return decided_of(fetch_oversight(engine)["decisions"], meeting, labels, today=today)


def decided_of(
    decisions: pd.DataFrame, meeting: Meeting, labels: Mapping[str, str], *, today: date
) -> pd.DataFrame:
    """As ``decided_at``, of decisions as stored."""
    rows = decisions_on(decisions, labels, max(today, meeting.held_on))
    return of_meeting(rows, meeting.name, pd.Timestamp(meeting.held_on))
