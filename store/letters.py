"""Letters and what became of them: appended with their audit entries, and read back; the issued bytes are never changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, insert, select

from store import schema
from store.audit import Entry, append_entry
from store.digests import row_digest
from store.frames import DATA, DAY, MOMENT, TEXT, WHOLE, typed_frame
from store.writes import changing

_LETTERS, _STEPS = schema.letters, schema.letter_steps
LETTER_TYPES: Mapping[str, str] = {
    "letter_id": WHOLE,
    **dict.fromkeys(("number", "kind", "unit_id", "period"), TEXT),
    "grounds": DATA,
    "text": TEXT,
    "due_on": DAY,
    "issued_at": MOMENT,
    "issued_by": TEXT,
}
STEP_TYPES: Mapping[str, str] = {
    "step_id": WHOLE,
    "letter_id": DATA,  # None: what was proposed became no letter
    **dict.fromkeys(("proposal", "state", "reason"), TEXT),
    "at": MOMENT,
    "by": TEXT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happened to a proposal or a letter. letter_id None = to a proposal that is none."""

    letter_id: int | None = None
    proposal: str
    state: str
    reason: str = ""
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLetter:
    """A letter about to be issued; its number and bytes are made inside the transaction. year: counts its numbers."""

    kind: str
    unit_id: str
    period: str
    proposal: str
    year: int
    grounds: Mapping[str, Any]
    text: str
    due_on: date | None
    issued_at: datetime
    issued_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLetter:
    """An issued letter; sha256: of its bytes."""

    letter_id: int
    number: str
    sha256: str


class AlreadySettled(Exception):  # noqa: N818 - it is an answer, not a failure of ours
    """Somebody has issued or dismissed this proposal meanwhile; ``by`` is who."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


def add_letter(
    engine: Engine,
    letter: NewLetter,
    *,
    number_of: Callable[[int], str],
    write: Callable[[str], bytes],
    entry: Entry,
) -> StoredLetter:
    """Issue a letter: its row, its bytes and its first step, with their audit entries. Raises AlreadySettled.

    number_of: the place in its kind's and year's sequence → the number; write: the number → the .docx's bytes.
    entry: what the trail is to say; subject, digest, number and hash are filled in here.
    """
    with changing(engine) as connection:
        _check_unsettled(connection, letter.proposal)
        number = number_of(_last_place(connection, letter.kind, letter.year) + 1)
        content = write(number)
        values = {
            "number": number,
            **{name: getattr(letter, name) for name in ("kind", "unit_id", "period", "text", "due_on")},
            "grounds": dict(letter.grounds) | {"year": letter.year},
            "issued_at": letter.issued_at,
            "issued_by": letter.issued_by,
            "content": content,
        }
        key = connection.execute(
            insert(_LETTERS).values(**values).returning(_LETTERS.c.letter_id)
        ).scalar_one()
        fingerprint = sha256(content).hexdigest()
        details = dict(entry.details) | {"number": number, "sha256": fingerprint}
        digest = row_digest(connection, _LETTERS, key)
        append_entry(connection, replace(entry, subject=f"letter:{key}", details=details, digest=digest))
        step = Step(
            letter_id=key,
            proposal=letter.proposal,
            state="issued",
            reason=str(letter.grounds.get("issued_on", "")),
            at=letter.issued_at,
            by=letter.issued_by,
        )
        _append_step(connection, step, replace(entry, details={"number": number}))
    return StoredLetter(letter_id=key, number=number, sha256=fingerprint)


def add_step(engine: Engine, step: Step, *, check: Callable[[pd.DataFrame], None], entry: Entry) -> int:
    """Append a step and its audit entry; returns its number.

    check: given the steps of the same proposal as they stand under the lock; raises what forbids this one.
    """
    with changing(engine) as connection:
        check(_steps(connection, _STEPS.c.proposal == step.proposal))
        return _append_step(connection, step, entry)


def fetch_letters(engine: Engine) -> pd.DataFrame:
    """All letters without their bytes, in order of issue; columns and types: ``LETTER_TYPES``."""
    wanted = select(*(_LETTERS.c[name] for name in LETTER_TYPES)).order_by(_LETTERS.c.letter_id)
    with engine.connect() as connection:
        return typed_frame(connection.execute(wanted).all(), LETTER_TYPES)


def fetch_steps(engine: Engine) -> pd.DataFrame:
    """All steps in the order they were taken; columns and types: ``STEP_TYPES``."""
    with engine.connect() as connection:
        return _steps(connection, None)


def fetch_letter_file(engine: Engine, letter_id: int) -> tuple[str, str, bytes]:
    """Unit, number and bytes as issued; raises LookupError where there is no such letter."""
    wanted = select(_LETTERS.c.unit_id, _LETTERS.c.number, _LETTERS.c.content)
    with engine.connect() as connection:
        found = connection.execute(wanted.where(_LETTERS.c.letter_id == letter_id)).first()
    if found is None:
        raise LookupError(f"no letter {letter_id}")
    return found.unit_id, found.number, bytes(found.content)


def _check_unsettled(connection: Connection, proposal: str) -> None:
    steps = _steps(connection, _STEPS.c.proposal == proposal)
    if len(steps):
        raise AlreadySettled(str(steps["by"].iloc[0]))


def _last_place(connection: Connection, kind: str, year: int) -> int:
    """How many letters of a kind bear a number of this year."""
    rows = connection.execute(select(_LETTERS.c.grounds).where(_LETTERS.c.kind == kind)).scalars()
    return sum(grounds.get("year") == year for grounds in rows)


def _append_step(connection: Connection, step: Step, entry: Entry) -> int:
    values = {name: getattr(step, name) for name in ("letter_id", "proposal", "state", "reason", "at", "by")}
    key = connection.execute(insert(_STEPS).values(**values).returning(_STEPS.c.step_id)).scalar_one()
    digest = row_digest(connection, _STEPS, key)
    append_entry(connection, replace(entry, subject=f"letter_step:{key}", digest=digest))
    return int(key)


def _steps(connection: Connection, chosen: Any) -> pd.DataFrame:
    wanted = select(*(_STEPS.c[name] for name in STEP_TYPES)).order_by(_STEPS.c.step_id)
    rows = connection.execute(wanted if chosen is None else wanted.where(chosen)).all()
    return typed_frame(rows, STEP_TYPES)
