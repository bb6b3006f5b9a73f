"""What people do with letters: issue or dismiss what is proposed, answer, check, close; each with its audit entry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Action, check_can_answer_letter, check_can_see_letter
from domain.figures import SHANGHAI
from domain.letters import LetterKind, LetterState
from locales import _
from services.intake import NotStored
from services.letter_ledger import dated, last_check, taken_of
from services.letter_proposals import Proposal
from services.letter_words import number_words
from services.trail import entry_of, record
from store.letters import (
    AlreadySettled,
    NewLetter,
    Step,
    StoredLetter,
    add_letter,
    add_step,
    fetch_letter_file,
    fetch_letters,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter as the office has worded it; due_on None = nothing is asked for (a circular)."""

    title: str
    addressee: str
    text: str
    issuer: str
    issued_on: date
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a letter's .docx is written from."""

    number: str
    kind: LetterKind
    draft: Draft


def issue(
    engine: Engine,
    proposal: Proposal,
    draft: Draft,
    *,
    write: Callable[[Paper], bytes],
    actor: Actor,
    now: datetime,
) -> StoredLetter:
    """Issue a letter: number it, write it, freeze its bytes. write: what is to be printed → a .docx.

    Raises Forbidden, and NotStored where something is missing, a day can't be, or somebody settled it meanwhile.
    """
    actor.check_can(Action.ISSUE_LETTERS)
    _check_draft(proposal, draft, now)
    letter = NewLetter(
        kind=proposal.kind.value,
        unit_id=proposal.unit_id,
        period=proposal.period,
        proposal=proposal.key,
        year=draft.issued_on.year,
        grounds={
            "issued_on": draft.issued_on.isoformat(),
            "title": draft.title.strip(),
            "addressee": draft.addressee.strip(),
            "issuer": draft.issuer.strip(),
            "cited": [one.plain for one in proposal.cited],
        },
        text=draft.text.strip(),
        due_on=draft.due_on,
        issued_at=now,
        issued_by=actor.name,
    )
    due = {} if draft.due_on is None else {"due_on": draft.due_on.isoformat()}
    deed = entry_of(
        actor,
        "issue_letter",
        now,
        kind=proposal.kind.value,
        unit=proposal.unit_id,
        period=proposal.period,
        **due,
    )
    try:
        return add_letter(
            engine,
            letter,
            number_of=lambda place: number_words(proposal.kind, draft.issued_on.year, place),
            write=lambda number: write(Paper(number=number, kind=proposal.kind, draft=draft)),
            entry=deed,
        )
    except AlreadySettled as settled:
        raise NotStored(_settled(settled.by)) from settled


def dismiss(engine: Engine, proposal: Proposal, reason: str, *, actor: Actor, now: datetime) -> int:
    """Record that a proposed letter is not issued, and why. Raises Forbidden, NotStored."""
    actor.check_can(Action.ISSUE_LETTERS)
    if not reason.strip():
        raise NotStored(_("Say why it is not issued."))
    step = Step(
        proposal=proposal.key,
        state=LetterState.DISMISSED.value,
        reason=" ".join(reason.split()),
        at=now,
        by=actor.name,
    )

    def check(steps: pd.DataFrame) -> None:
        if len(steps):
            raise NotStored(_settled(steps["by"].iloc[0]))

    deed = entry_of(actor, "dismiss_letter", now, kind=proposal.kind.value, unit=proposal.unit_id,
                    period=proposal.period, reason=step.reason)  # fmt: skip
    return add_step(engine, step, check=check, entry=deed)


def answer(engine: Engine, letter_id: int, words: str, on: date, *, actor: Actor, now: datetime) -> int:
    """Record what the unit did about a letter: by the unit itself, or by the office for it. Raises Forbidden, NotStored."""
    letter = _letter(engine, letter_id)
    check_can_answer_letter(actor.role, actor.unit_id, letter["unit_id"])
    if not words.strip():
        raise NotStored(_("Say what was done."))
    return _take(engine, letter, LetterState.ANSWERED, words, on, actor=actor, now=now)


def check_letter(
    engine: Engine, letter_id: int, finding: str, on: date, *, is_met: bool, actor: Actor, now: datetime
) -> int:
    """Record a check by the office: its day, what it found, and whether it is put right. Raises Forbidden, NotStored."""
    actor.check_can(Action.ISSUE_LETTERS)
    if not finding.strip():
        raise NotStored(_("Say what the check found."))
    state = LetterState.CHECKED if is_met else LetterState.UNMET
    return _take(engine, _letter(engine, letter_id), state, finding, on, actor=actor, now=now)


def close(engine: Engine, letter_id: int, on: date, *, actor: Actor, now: datetime) -> int:
    """Close a letter 销号. Raises Forbidden, and NotStored without a check that found it put right."""
    actor.check_can(Action.ISSUE_LETTERS)
    return _take(engine, _letter(engine, letter_id), LetterState.CLOSED, "", on, actor=actor, now=now)


def letter_file(engine: Engine, letter_id: int, *, actor: Actor, now: datetime) -> tuple[str, bytes]:
    """File name and bytes as issued; written into the audit trail. Raises Forbidden, LookupError."""
    unit_id, number, content = fetch_letter_file(engine, letter_id)
    check_can_see_letter(actor.role, actor.unit_id, unit_id)
    record(engine, entry_of(actor, "download_letter", now, subject=f"letter:{letter_id}", number=number))
    return f"{number}.docx", content


def _letter(engine: Engine, letter_id: int) -> "pd.Series[Any]":
    rows = fetch_letters(engine)
    found = rows.loc[rows["letter_id"] == letter_id]
    if found.empty:
        raise LookupError(f"no letter {letter_id}")
    return found.iloc[0]


def _take(
    engine: Engine,
    letter: "pd.Series[Any]",
    state: LetterState,
    words: str,
    on: date,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    issued_on = date.fromisoformat(letter["grounds"]["issued_on"])
    _check_day(on, now)
    if on < issued_on:
        raise NotStored(_("That day lies before the letter was issued."))
    step = Step(
        letter_id=int(letter["letter_id"]),
        proposal=":".join((letter["kind"], letter["unit_id"], letter["period"])),
        state=state.value,
        reason=dated(on, words),
        at=now,
        by=actor.name,
    )
    deed = entry_of(actor, "step_letter", now, number=letter["number"], status=state.value)
    return add_step(engine, step, check=lambda steps: _check_next(steps, state, on), entry=deed)


def _check_next(steps: pd.DataFrame, state: LetterState, on: date) -> None:
    """Raise NotStored where this step can't follow those taken."""
    taken = tuple(taken_of(row) for row in steps.to_dict("records"))
    if any(one.state is LetterState.CLOSED for one in taken):
        raise NotStored(_("The letter is closed."))
    if state is not LetterState.CLOSED:
        return
    found = last_check(taken)
    if found is None:
        raise NotStored(_("It can't be closed without a check: record its day and what it found first."))
    if found.state is LetterState.UNMET:
        raise NotStored(_("The newest check found it not put right; it stays open until one does."))
    if on < found.on:
        raise NotStored(_("It can't be closed before the day it was checked."))


def _check_draft(proposal: Proposal, draft: Draft, now: datetime) -> None:
    if not (draft.title.strip() and draft.text.strip() and draft.issuer.strip() and draft.addressee.strip()):
        raise NotStored(_("A letter needs its title, whom it is for, its text and who signs."))
    _check_day(draft.issued_on, now)
    if proposal.kind is LetterKind.CIRCULAR:
        return
    if draft.due_on is None or draft.due_on < draft.issued_on:
        raise NotStored(_("A letter needs a day by which it is to be answered, not before it is issued."))


def _check_day(day: date, now: datetime) -> None:
    if day > now.astimezone(SHANGHAI).date():
        raise NotStored(_("That day lies in the future."))


def _settled(by: str) -> str:
    return _("{by} has settled this proposal meanwhile; the page is up to date now.", by=by)
