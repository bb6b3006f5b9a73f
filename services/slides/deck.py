"""The deck of a meeting: which slides there are, in which order, and each of them from one Briefing."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from domain.rules import Display, Rules
from domain.unit_group import UnitGroup
from locales import N_, _
from services.briefing import Briefing
from services.frames import empty
from services.slides import (
    checks,
    decisions,
    due,
    lights,
    needs,
    projects,
    questions,
    ranking,
    since,
    standing,
    unit,
)
from services.slides.model import Slide


def _ranked(group: UnitGroup) -> Callable[[Briefing], Slide | None]:
    return lambda briefing: ranking.slide(briefing, group)


def _unit(briefing: Briefing) -> Slide | None:
    first = unit.most_in_need(briefing)
    return None if first is None else unit.slide(briefing, first)


_MADE: Mapping[
    str, Callable[[Briefing], Slide | None]
] = {  # in the order of a meeting; a new slide is a line here
    "standing": standing.slide,
    "since": since.slide,
    "lights": lights.slide,
    "projects": projects.slide,
    "due": due.slide,
    "ranking_street": _ranked(UnitGroup.STREET),
    "ranking_department": _ranked(UnitGroup.DEPARTMENT),
    "ranking_company": _ranked(UnitGroup.COMPANY),
    "checks": checks.slide,
    "questions": questions.slide,
    "unit": _unit,
    "needs": needs.slide,
}
DECISIONS, _RANKING = "decisions", "ranking_"
KEYS = (*_MADE, DECISIONS)
_WORDS: Mapping[str, str] = {
    "standing": N_("Where we stand"),
    "since": N_("Since the last meeting"),
    "lights": N_("Lights by unit"),
    "projects": N_("Projects"),
    "due": N_("What is due"),
    "ranking_street": N_("Ranking: streets"),
    "ranking_department": N_("Ranking: departments"),
    "ranking_company": N_("Ranking: park companies"),
    "checks": N_("Reports against checks"),
    "questions": N_("The four questions"),
    "unit": N_("Unit under discussion"),
    "needs": N_("What units need"),
    DECISIONS: N_("Decisions of this meeting"),
}


def keys_shown(rules: Rules) -> tuple[str, ...]:
    """The slides that a meeting may have: none of a ranking where the rules show no ranking."""
    is_ranked = rules.display is not Display.NONE
    return tuple(key for key in KEYS if is_ranked or not key.startswith(_RANKING))


def slide_word(key: str) -> str:
    """What a slide is called where slides are chosen."""
    return _(_WORDS[key])


def deck(
    briefing: Briefing, keys: Sequence[str] = KEYS, *, taken: pd.DataFrame | None = None
) -> tuple[Slide, ...]:
    """The slides of these keys in this order; one that the Briefing can't fill (no ranking shown) is left out.

    taken: decisions of this very meeting as frame ``decisions``; None = none yet. Unknown keys are left out: a
    meeting saved by a newer version still opens.
    """
    made = (_slide(briefing, key, taken) for key in keys)
    return tuple(one.with_sources(briefing) for one in made if one is not None)


def _slide(briefing: Briefing, key: str, taken: pd.DataFrame | None) -> Slide | None:
    if key == DECISIONS:
        return decisions.slide(empty("decisions") if taken is None else taken)
    make = _MADE.get(key)
    return None if make is None else make(briefing)


def unit_deck(briefing: Briefing) -> dict[str, Slide]:
    """By the digits that call it up, each unit's slide."""
    return {
        number: unit.slide(briefing, unit_id).with_sources(briefing)
        for unit_id, number in unit.numbers(briefing).items()
    }
