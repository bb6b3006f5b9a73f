"""What changed since last period, in words: the counts in one line, and a line for each item."""

from collections.abc import Hashable
from dataclasses import dataclass

import pandas as pd

from domain import figures
from domain.light import Light
from locales import N_, _
from metrics import changes as kinds
from services.briefing import Briefing

_WORDS = {
    kinds.TURNED_RED: N_("turned red"),
    kinds.NEW_SLIP: N_("slipped"),
    kinds.TURNED_AMBER: N_("turned amber"),
    kinds.MILESTONE_REACHED: N_("milestone reached"),
    kinds.DONE: N_("finished"),
    kinds.CAUGHT_UP: N_("caught up"),
    kinds.TURNED_GREEN: N_("turned green"),
}
_LIGHTS = {
    kinds.TURNED_RED: Light.CRITICAL,
    kinds.NEW_SLIP: Light.CRITICAL,
    kinds.TURNED_AMBER: Light.BEHIND,
    kinds.MILESTONE_REACHED: Light.DONE,
    kinds.DONE: Light.DONE,
    kinds.CAUGHT_UP: Light.ON_TRACK,
    kinds.TURNED_GREEN: Light.ON_TRACK,
}
LEVEL = "0"
WORSE = (kinds.TURNED_RED, kinds.NEW_SLIP, kinds.TURNED_AMBER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change to be shown: its kind in words, the light it is coloured by, what changed, for whom, and how."""

    kind: str
    light: Light
    subject: str
    item_id: str
    name: str
    label: str
    how: str


def summary(briefing: Briefing) -> str:
    """How much turned for the worse and for the better since last period; why nothing did where nothing did."""
    if briefing.previous is None:
        return _("First period: nothing to compare with")
    found = counts(briefing)
    if not found:
        return _("Nothing changed since last period")
    worse = sum(count for kind, count in found.items() if kind in WORSE)
    return _(
        "Since last period: worse {worse}, better {better}", worse=worse, better=sum(found.values()) - worse
    )


def counts(briefing: Briefing) -> dict[str, int]:
    """Kind → number of changes of it, most important kind first; kinds that did not happen are left out."""
    found = briefing.changes["kind"].value_counts()
    return {kind: int(found[kind]) for kind in _WORDS if kind in found}


def word(kind: str) -> str:
    """The kind in words, in the language in use."""
    return _(_WORDS[kind])


def listed(briefing: Briefing, kind: str | None = None, each: int = 2) -> list[Change]:
    """All changes of a kind, or the first ``each`` of every kind; most important first."""
    rows = briefing.changes
    if kind is not None:
        shown = rows.loc[rows["kind"] == kind]
    else:
        shown = rows.loc[rows.groupby("kind", sort=False).cumcount() < each]
    return [_change(row) for row in shown.to_dict("records")]


def _change(row: dict[Hashable, str]) -> Change:
    kind = row["kind"]
    return Change(
        kind=_(_WORDS[kind]),
        light=_LIGHTS[kind],
        subject=row["subject"],
        item_id=row["item_id"],
        name=row["name"],
        label=row["label"],
        how=_how(row),
    )


def _how(row: dict[Hashable, str]) -> str:
    """Before and after: two lights of a task, days late of a milestone; "" where the kind says it all."""
    before, after = row["before"], row["after"]
    if row["subject"] == "task":
        return f"{Light(before).word} → {Light(after).word}"
    late = after if pd.notna(after) and after not in ("", LEVEL) else ""
    if row["kind"] == kinds.MILESTONE_REACHED:
        return _lateness(late)
    was = before if pd.notna(before) and before != "" else LEVEL
    return _("late by {before} → {after} d", before=_whole(was), after=_whole(after))


def _lateness(days: str) -> str:
    if not days:
        return _("in time")
    return (
        _("early by {days} d", days=days.lstrip("-"))
        if days.startswith("-")
        else _("late by {days} d", days=days)
    )


def _whole(days: str) -> str:
    return figures.days(float(days)) if days else figures.NONE
