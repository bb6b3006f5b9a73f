"""What the page of decisions says: how the last meeting's stand, which are late, and what each need became."""

from collections.abc import Mapping

import pandas as pd

from domain import figures
from locales import N_, _

_STATES: Mapping[str, tuple[str, str, str]] = {  # state → shape, word, colour
    "overdue": ("◆", N_("Overdue {days} days"), "red"),
    "open": ("○", N_("In progress"), "gray"),
    "done": ("●", N_("Done in time"), "green"),
    "done_late": ("▲", N_("Done late"), "orange"),
}


def head(decisions: pd.DataFrame) -> str:
    """The first line: the last meeting's decisions, done and overdue, and what earlier ones left open."""
    if decisions.empty:
        return _("No meeting has decided anything yet")
    last = decisions["assigned_on"].max()
    newest = decisions.loc[decisions["assigned_on"] == last]
    before = decisions.loc[decisions["assigned_on"] < last]
    first = _("The last meeting decided {count}, {done} of them done", **_counts(newest)) + _late(newest)
    if not before["is_open"].any():
        return first
    left = _("earlier meetings left {count} open", count=int(before["is_open"].sum())) + _late(before)
    return _("; ").join((first, left))


def _counts(rows: pd.DataFrame) -> dict[str, int]:
    return {"count": len(rows), "done": int((~rows["is_open"]).sum())}


def _late(rows: pd.DataFrame) -> str:
    late = rows.loc[rows["state"] == "overdue"]
    if late.empty:
        return ""
    return _(", {late} overdue (longest {days} days)", late=len(late), days=int(late["days_over"].max()))


def open_title(decisions: pd.DataFrame) -> str:
    """The line above what is open."""
    rows = decisions.loc[decisions["is_open"]]
    if rows.empty:
        return _("Nothing that was decided is open")
    late = int((rows["state"] == "overdue").sum())
    return _("Open: {count}, of which overdue {late}", count=len(rows), late=late)


def done_title(decisions: pd.DataFrame) -> str:
    """The line above what is done."""
    rows = decisions.loc[~decisions["is_open"]]
    late = int((rows["state"] == "done_late").sum())
    return _("Done: {count}, of which late {late}", count=len(rows), late=late)


def needs_title(needs: pd.DataFrame) -> str:
    """The line above the requests of units. needs: ``needs_answered``."""
    if needs.empty:
        return _("No unit asks for coordination in this period")
    waiting = int((needs["decision"] < 0).sum())
    return _(
        "Units ask for coordination: {count}, {waiting} without a decision", count=len(needs), waiting=waiting
    )


def state_words(state: str, days_over: float) -> str:
    """A state with its shape, as plain text."""
    shape, word, _colour = _STATES[state]
    days = "" if pd.isna(days_over) else figures.days(days_over)
    return f"{shape} {_(word, days=days)}" if state == "overdue" else f"{shape} {_(word)}"


def state_colour(state: str) -> str:
    """Markdown's name of a state's colour."""
    return _STATES[state][2]
