"""What the page of letters says: what is proposed, what is open and how late, what the office left alone."""

from datetime import date

import pandas as pd

from domain import figures
from domain.letters import LetterKind, LetterState
from locales import _
from services.letter_ledger import Taken
from services.letter_proposals import Proposal, Proposed


def head(letters: pd.DataFrame, proposed: Proposed | None, idle: pd.DataFrame | None) -> str:
    """The first line for those who see the district: proposals, open letters and the late ones, red left alone."""
    parts = []
    if proposed is not None and proposed.proposals:
        parts.append(_("Letters proposed: {count}", count=len(proposed.proposals)))
    if letters["is_open"].any():
        parts.append(_open_words(letters))
    if idle is not None and len(idle):
        parts.append(_("Red tasks left alone by the office: {count}", count=len(idle)))
    return _("; ").join(parts) or _("No letter is proposed and none is open")


def own_head(letters: pd.DataFrame) -> str:
    """The first line for a unit's staff."""
    if letters["is_open"].any():
        return _("Your unit: {letters}", letters=_open_words(letters))
    return _("Your unit has no letter to answer")


def _open_words(letters: pd.DataFrame) -> str:
    late = letters["days_over"].dropna()
    words = _("Letters not closed: {count}", count=int(letters["is_open"].sum()))
    if late.empty:
        return words
    return words + _(
        ", {late} of them overdue (longest {days} days)", late=len(late), days=figures.days(late.max())
    )


def proposals_title(proposals: tuple[Proposal, ...], kind: LetterKind) -> str:
    """The line above the proposals of a kind."""
    mine = [one for one in proposals if one.kind is kind]
    grounds = sum(len(one.cited) for one in mine)
    if kind is LetterKind.CIRCULAR:
        return _("{kind}: letters collected: {grounds}", kind=kind.word, grounds=grounds)
    return _("{kind}: units {count}, grounds {grounds}", kind=kind.word, count=len(mine), grounds=grounds)


def covered_words(covered: int) -> str:
    """That grounds were left out since an open letter speaks of them; "" where none was."""
    return _("{count} more stand in letters that are not closed yet", count=covered) if covered else ""


def open_title(letters: pd.DataFrame) -> str:
    """The line above the open letters."""
    rows = letters.loc[letters["is_open"]]
    if rows.empty:
        return _("No letter is open")
    checked = int((rows["state"] == LetterState.CHECKED.value).sum())
    return _(
        "Open letters: {count}, of which checked and ready to close {checked}",
        count=len(rows),
        checked=checked,
    )


def closed_title(letters: pd.DataFrame) -> str:
    """The line above what is closed, and the circulars."""
    return _("Closed letters and circulars: {count}", count=int((~letters["is_open"]).sum()))


def idle_title(idle: pd.DataFrame, periods: int) -> str:
    """The line above the list against the office."""
    if idle.empty:
        return _("No task has been red for {periods} periods without letter or decision", periods=periods)
    return _(
        "Red for {periods} periods or more with neither letter nor decision: {count}",
        periods=periods,
        count=len(idle),
    )


def state_words(state: str, days_over: float) -> str:
    """Where a letter stands, and how late it is."""
    word = LetterState(state).label
    if pd.isna(days_over):
        return word
    return _("{state}, overdue {days} days", state=word, days=figures.days(days_over))


def state_colour(state: str, days_over: float) -> str:
    """Markdown's name of a state's colour: late is red, whatever its state."""
    if not pd.isna(days_over) or state == LetterState.UNMET.value:
        return "red"
    return {LetterState.CHECKED.value: "green", LetterState.CLOSED.value: "blue"}.get(state, "gray")


def unit_words(letters: pd.DataFrame, day: date) -> str:
    """What a unit was sent up to its own report, as it stands on a day."""
    return _(
        "Letters received: {count}; {open} ({day}).",
        count=len(letters),
        open=_open_words(letters),
        day=figures.day(pd.Timestamp(day)),
    )


def step_words(step: Taken, *, with_whom: bool = True) -> str:
    """One step of a letter on a line. with_whom: who entered it too."""
    deed = _("Sent out") if step.state is LetterState.ISSUED else step.state.word
    words = (
        _("{day} {state} ({by})", day=figures.day(step.on), state=deed, by=step.by)
        if with_whom
        else f"{figures.day(step.on)} {deed}"
    )
    return f"{words}{_(': ')}{step.words}" if step.words else words
