"""The audit trail as a table for people: who did what when from where, in words, narrowed and paged."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pandas as pd
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Action
from domain.figures import SHANGHAI, moment
from locales import _
from services.trail_words import action_words, detail_words, role_words, subject_words
from store.audit_reading import Wanted, count_entries, fetch_deeds, fetch_entries

PAGE = 50
MOST = 100_000  # rows in a file


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailPage:
    """One page of the trail. rows: as trail_rows; count: entries that fit;"""

    rows: pd.DataFrame
    count: int
    pages: int


def wanted_entries(
    action: str | None = None,
    name: str | None = None,
    first_on: date | None = None,
    last_on: date | None = None,
) -> Wanted:
    """Which entries: of an action, a person, days of the calendar in Shanghai, both included; None = all."""
    return Wanted(
        action=action,
        actor=name,
        since=_midnight(first_on),
        until=_midnight(last_on + timedelta(days=1)) if last_on else None,
    )


def trail_page(engine: Engine, wanted: Wanted, number: int, *, actor: Actor) -> TrailPage:
    """Page ``number`` (1 = newest) of the entries; raises Forbidden."""
    actor.check_can(Action.SEE_AUDIT)
    count = count_entries(engine, wanted)
    pages = max(1, -(-count // PAGE))
    offset = (min(max(number, 1), pages) - 1) * PAGE
    return TrailPage(
        rows=trail_rows(fetch_entries(engine, wanted, limit=PAGE, offset=offset), short=True),
        count=count,
        pages=pages,
    )


def whole_trail(engine: Engine, wanted: Wanted, *, actor: Actor) -> pd.DataFrame:
    """All entries that fit, up to MOST, as trail_rows; raises Forbidden."""
    actor.check_can(Action.SEE_AUDIT)
    return trail_rows(fetch_entries(engine, wanted, limit=MOST))


def trail_choices(engine: Engine, *, actor: Actor) -> tuple[dict[str, str], tuple[str, ...]]:
    """Words → action of what occurs in the trail, and the names that occur; raises Forbidden."""
    actor.check_can(Action.SEE_AUDIT)
    actions, names = fetch_deeds(engine)
    return {action_words(action): action for action in actions}, names


def trail_rows(entries: pd.DataFrame, *, short: bool = False) -> pd.DataFrame:
    """One row an entry, every column text, headed in the language in use; short: fingerprints cut, for a screen."""
    return pd.DataFrame(
        {
            _("No."): entries["entry_id"].astype("str"),
            _("Time"): [moment(at) for at in entries["at"]],
            _("Who"): entries["actor"],
            _("Role"): [role_words(role) for role in entries["role"]],
            _("From"): entries["address"],
            _("Action"): [action_words(action) for action in entries["action"]],
            _("Concerns"): [subject_words(subject) for subject in entries["subject"]],
            _("Details"): [detail_words(details, short=short) for details in entries["details"]],
        }
    )


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), SHANGHAI)
