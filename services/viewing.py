"""Who sees which figures: snapshots of published periods, or live ones; which periods there are to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from accounts.roles import Action, Role, can
from services.briefing import Briefing
from services.frames import shaped
from services.narrowing import narrowed

RANKS = ("rank", "previous_rank", "moved", "behind_next")


class Source(StrEnum):
    """Where the figures of a period come from for somebody."""

    SNAPSHOT = "snapshot"  # as published
    LIVE = "live"  # as the store stands
    OWN = "own"  # live, of the own unit alone, without ranks
    NONE = "none"  # not to be seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What there is: the plan's periods in time order, and which units have reported in which, and what is published.

    reported: period → codes of the units whose report counts; published: codes of the periods with a snapshot.
    """

    periods: tuple[str, ...]
    reported: Mapping[str, frozenset[str]]
    published: frozenset[str]


def source(
    role: Role, period: str, published: frozenset[str], *, live: bool = False, unit_id: str | None = None
) -> Source:
    """Where a role sees a period from; live: the office's wish to see a published one as it stands now."""
    if period in published:
        may = can(role, Action.SEE_RANKING)
        wished = live and may_choose_live(role)
        return Source.LIVE if wished else Source.SNAPSHOT if may else Source.NONE
    if can(role, Action.SEE_LIVE):
        return Source.LIVE
    return Source.OWN if role is Role.UNIT and unit_id is not None else Source.NONE


def may_choose_live(role: Role) -> bool:
    """Whether a role may turn from a published period's snapshot to its live figures."""
    return can(role, Action.SEE_LIVE) and can(role, Action.PUBLISH)


def visible_periods(role: Role, reach: Reach, unit_id: str | None = None) -> tuple[str, ...]:
    """Codes of the periods that a role can choose, in time order; the last one is shown where none is chosen.

    Who sees only what is published: the published ones. Who sees live figures: those with reports, too. A unit:
    the published ones and those in which it has reported itself.
    """

    def is_there(code: str) -> bool:
        if source(role, code, reach.published, unit_id=unit_id) is Source.NONE:
            return False
        units = reach.reported.get(code, frozenset())
        return code in reach.published or bool(units if role is not Role.UNIT else units & {unit_id})

    return tuple(code for code in reach.periods if is_there(code))


def ranked_period(period: str | None, reach: Reach) -> str | None:
    """The newest published period up to this one (None = up to any), whose ranking units may see; None = none."""
    codes = reach.periods
    until = codes[: codes.index(period) + 1] if period in codes else codes
    return next((code for code in reversed(until) if code in reach.published), None)


def own_figures(briefing: Briefing, unit_id: str) -> Briefing:
    """A live Briefing for a unit's staff: its own rows, and no rank before the office has published one."""
    own = narrowed(briefing, group=None, unit=unit_id, dimension=None)
    units = shaped("units", own.units.drop(columns=list(RANKS)))
    return replace(
        own, units=units, unit_history=shaped("unit_history", own.unit_history.drop(columns="rank"))
    )
