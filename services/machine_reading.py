"""What a token may read: a period's Briefing, as published or live, and the list of periods."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import pandas as pd
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Role
from locales import _, language
from services.briefing import Briefing, briefing
from services.machine_tables import TABLES, machine_table
from services.narrowing import narrowed
from services.publishing import fetch_published
from services.viewing import Reach, Source, own_figures, source, visible_periods
from store.periods import fetch_closed_periods
from store.queries import fetch_plans, fetch_revision, fetch_submissions
from store.snapshots import Snapshot, fetch_newest_snapshots

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class NotThere(Exception):  # noqa: N818 - it is an answer to the reader, not a failure of ours
    """There are no such figures, or none for this reader; the message can be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A table and where its figures come from; period None = of no single period."""

    rows: pd.DataFrame
    period: str | None = None
    source: str = ""
    version: int | None = None
    published_at: datetime | None = None
    method: str | None = None


def read_periods(engine: Engine) -> Reading:
    """All periods of the plan in time order, whether they take reports, and what is published of them."""
    reach, snapshots = _reach(engine, fetch_revision(engine))
    closed, plans = fetch_closed_periods(engine), fetch_plans(engine)
    windows = {window.period: window for version in plans for window in version.plan.windows}
    rows = [
        {
            "period": code,
            "starts_on": windows[code].starts_on,
            "ends_on": windows[code].ends_on,
            "due_at": windows[code].due_at,
            "is_closed": code in closed,
            "version": snapshots[code].version if code in snapshots else None,
            "published_at": snapshots[code].published_at if code in snapshots else None,
        }
        for code in reach.periods
    ]
    columns = [field.name for field in TABLES["periods"]]
    return Reading(rows=pd.DataFrame(rows, columns=columns, dtype="object"))


def read_table(engine: Engine, name: str, period: str | None, *, actor: Actor, now: datetime) -> Reading:
    """One of the tables of a period (None = the newest that the reader may see); raises NotThere.

    A unit's token gets its own unit's rows; the ranking as published is open to it whole.
    """
    shown = _shown(engine, period, actor, now)
    if actor.role is Role.UNIT and name != "scores":
        shown = narrowed(shown, group=None, unit=actor.unit_id, dimension=None)
    frozen = shown.frozen
    return Reading(
        rows=machine_table(shown, name),
        period=shown.period.code,
        source="live" if frozen is None else "snapshot",
        version=None if frozen is None else frozen.version,
        published_at=None if frozen is None else frozen.published_at,
        method=None if frozen is None else frozen.method,
    )


def _shown(engine: Engine, period: str | None, actor: Actor, now: datetime) -> Briefing:
    reach, snapshots = _reach(engine, fetch_revision(engine))
    open_to = visible_periods(actor.role, reach, actor.unit_id)
    chosen = period or next(reversed(open_to), None)
    if chosen is None:
        raise NotThere(_("No period has been published yet."))
    if chosen not in open_to:
        raise NotThere(_("There are no figures of the period {period} for this token.", period=chosen))
    seen = source(actor.role, chosen, reach.published, unit_id=actor.unit_id)
    if seen is Source.SNAPSHOT:
        return _frozen(engine, snapshots[chosen], language())
    live = _live(engine, fetch_revision(engine), chosen, language(), _clock(engine, now))
    if live is None:
        raise NotThere(_("There is no plan yet; the office has to load it first."))
    return own_figures(live, actor.unit_id) if seen is Source.OWN and actor.unit_id else live


@lru_cache(maxsize=4)
def _reach(engine: Engine, revision: int) -> tuple[Reach, dict[str, Snapshot]]:  # noqa: ARG001 - a cache's key
    snapshots, sent = fetch_newest_snapshots(engine), fetch_submissions(engine)
    counting = sent.loc[sent["counts"]]
    reported = {str(code): frozenset(units) for code, units in counting.groupby("period")["unit_id"]}
    windows = {window.period: window for version in fetch_plans(engine) for window in version.plan.windows}
    ordered = sorted(windows.values(), key=lambda window: (window.ends_on, window.starts_on, window.period))
    codes = tuple(window.period for window in ordered)
    return Reach(periods=codes, reported=reported, published=frozenset(snapshots)), snapshots


@lru_cache(maxsize=16)
def _frozen(engine: Engine, snapshot: Snapshot, words: str) -> Briefing:
    return fetch_published(engine, snapshot, words)


@lru_cache(maxsize=8)
def _live(
    engine: Engine,
    revision: int,  # noqa: ARG001 - of the cache's key, as below
    period: str,
    words: str,  # noqa: ARG001
    clock: datetime,
) -> Briefing | None:
    return briefing(engine, period, clock)


def _clock(engine: Engine, now: datetime) -> datetime:
    """Just past the last deadline before now: figures change by the clock at deadlines only, so it is a good key."""
    dues = [window.due_at for version in fetch_plans(engine) for window in version.plan.windows]
    return max((due for due in dues if due <= now), default=_LONG_AGO) + timedelta(microseconds=1)
