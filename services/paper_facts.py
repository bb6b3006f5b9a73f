"""What documents say beside a period's figures: letters as they stand, a meeting's slides and what it decided."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Engine

from domain.figures import SHANGHAI
from services.briefing import Briefing
from services.letter_ledger import judged_letters_on, letters_on
from services.meeting_desk import decided_at, meetings_of
from store.letters import fetch_letters, fetch_steps
from store.meetings import Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """letters: ``letters_on`` of periods up to the figures' own, judged on ``day``, to all units.

    meeting: whose slides the deck has, with ``taken``, what it decided, as frame ``decisions``; None = all slides.
    """

    letters: pd.DataFrame
    day: date
    meeting: Meeting | None = None
    taken: pd.DataFrame | None = None


def paper_facts(
    engine: Engine, briefing: Briefing, *, now: datetime, meeting: str | None = None
) -> PaperFacts:
    """The facts as the store has them now. meeting: its name; raises LookupError where none of it is prepared."""
    today = now.astimezone(SHANGHAI).date()
    labels = {unit.unit_id: unit.label for unit in briefing.plan.units}
    stored, steps = fetch_letters(engine), fetch_steps(engine)
    stored = stored.loc[stored["period"].isin(_periods(briefing))]
    told = letters_on(stored, steps, labels, date.max)
    day = judged_letters_on(briefing.plan, told, as_of=briefing.as_of, today=today)
    chosen = None if meeting is None else _meeting(engine, briefing.period.code, meeting)
    return PaperFacts(
        letters=letters_on(stored, steps, labels, day),
        day=day,
        meeting=chosen,
        taken=None if chosen is None else decided_at(engine, chosen, labels, today=today),
    )


def _periods(briefing: Briefing) -> list[str]:
    """Codes of the plan's periods that ended with the figures' own or before it."""
    return [window.period for window in briefing.plan.windows if window.ends_on <= briefing.as_of]


def _meeting(engine: Engine, period: str, name: str) -> Meeting:
    for one in meetings_of(engine, period):
        if one.name == name:
            return one
    raise LookupError(name)
