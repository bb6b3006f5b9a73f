"""Meetings in the store: which slides the office chose for each, in which order; append-only, the newest word counts."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Engine, func, insert, select

from store.audit import Entry, append_entry
from store.digests import row_digest
from store.schema import meetings
from store.writes import changing


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting as the office prepared it. slides: their keys in order; seconds: for how long each stands by itself.

    saved_at: None = not stored (yet).
    """

    period: str
    name: str
    held_on: date
    slides: tuple[str, ...]
    seconds: int
    saved_at: datetime | None = None
    saved_by: str = ""


def add_meeting(engine: Engine, meeting: Meeting, *, entry: Entry) -> int:
    """Append how a meeting is prepared and return its number; saved_at must be set.

    entry: what the audit trail is to say; its subject and digest are filled in here.
    """
    values = {
        "period": meeting.period,
        "name": meeting.name,
        "held_on": meeting.held_on,
        "slides": list(meeting.slides),
        "seconds": meeting.seconds,
        "saved_at": meeting.saved_at,
        "saved_by": meeting.saved_by,
    }
    with changing(engine) as connection:
        added = insert(meetings).values(values).returning(meetings.c.meeting_id)
        number = int(connection.execute(added).scalar_one())
        digest = row_digest(connection, meetings, number)
        append_entry(connection, replace(entry, subject=f"meeting:{number}", digest=digest))
    return number


def fetch_meetings(engine: Engine) -> tuple[Meeting, ...]:
    """Return the meetings as they stand, the one saved last at the end."""
    newest = select(func.max(meetings.c.meeting_id)).group_by(meetings.c.period, meetings.c.name)
    wanted = select(meetings).where(meetings.c.meeting_id.in_(newest)).order_by(meetings.c.meeting_id)
    with engine.connect() as connection:
        rows = connection.execute(wanted).mappings().all()
    return tuple(
        Meeting(
            period=row["period"],
            name=row["name"],
            held_on=row["held_on"],
            slides=tuple(row["slides"]),
            seconds=row["seconds"],
            saved_at=row["saved_at"],
            saved_by=row["saved_by"],
        )
        for row in rows
    )
