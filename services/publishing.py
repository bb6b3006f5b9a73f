"""Publishing 定版: a period's Briefing is frozen for good, with what it counted and by which formulas."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine

from accounts.actor import Actor
from accounts.roles import Action
from domain.plan import PlanVersion, Window
from locales import LANGUAGES, _
from metrics.method import METHOD
from services.briefing import Briefing, Frozen, build_in
from services.briefing_file import packed, pins_of, unpacked
from services.period_states import year_up_to
from services.plain_json import plain, restored
from services.timeline import plan_in_force
from services.trail import entry_of
from store.oversight import fetch_books
from store.periods import PeriodChange, add_period_change, fetch_period_changes
from store.pinned import Inputs, Pins, fetch_pinned
from store.queries import fetch_plans, fetch_revision, fetch_submissions
from store.snapshots import (
    Snapshot,
    add_snapshot,
    fetch_newest_snapshots,
    fetch_snapshot_content,
    revision_in,
)
from store.writes import changing

_TRIES = 5


class NotPublished(Exception):  # noqa: N818 - it is an answer to the office, not a failure of ours
    """Nothing was published; the message says why in the language in use."""


class _Moved(Exception):  # noqa: N818 - something was written while the figures were computed
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What is known of a period when it is to be published."""

    plans: tuple[PlanVersion, ...]
    window: Window
    change: PeriodChange | None
    earlier: Snapshot | None
    revision: int

    @property
    def is_closed(self) -> bool:
        return self.change is not None and self.change.is_closed


def publish(engine: Engine, period: str, *, actor: Actor, now: datetime, reason: str = "") -> Snapshot:
    """Freeze a period as it stands and close it; returns the new snapshot.

    A period that was published before gets a further version, which needs a reason; the earlier ones stay.
    Counted is what was received by ``now`` [aware]. Where somebody writes meanwhile it is computed anew.
    Raises Forbidden where the actor may not publish, NotPublished for a period that no plan has, that is
    neither closed nor past its deadline, or whose reason is missing.
    """
    actor.check_can(Action.PUBLISH)
    for _attempt in range(_TRIES):
        desk = _look(engine, period)
        check_publishable(desk.window, now, reason, is_closed=desk.is_closed, earlier=desk.earlier)
        pins = _pins(engine, desk, now)
        inputs = fetch_pinned(engine, pins)
        made = build_in(LANGUAGES, **_given(inputs), period=period, now=now, revision=desk.revision)
        content = packed(made, plain(pins))
        try:
            with changing(engine) as connection:
                return _stored(connection, desk, content, made[LANGUAGES[0]], inputs, actor, now, reason)
        except _Moved:
            continue
    raise NotPublished(_("Reports keep coming in; close the period first, then publish it."))


def check_publishable(
    window: Window, now: datetime, reason: str, *, is_closed: bool, earlier: Snapshot | None
) -> None:
    """Raise NotPublished where a period can't be published now."""
    if not is_closed and now <= window.due_at:
        raise NotPublished(
            _(
                "The period {period} is open until its deadline; close it first if all reports are in.",
                period=window.period,
            )
        )
    if earlier is not None and not reason.strip():
        raise NotPublished(
            _(
                "The period {period} is published already; publishing it again needs a reason.",
                period=window.period,
            )
        )


def fetch_published(engine: Engine, snapshot: Snapshot, language: str) -> Briefing:
    """Read the Briefing that a snapshot froze, in a language, marked as frozen."""
    content = fetch_snapshot_content(engine, snapshot.snapshot_id)
    return unpacked(content, language, frozen_of(snapshot))


def frozen_of(snapshot: Snapshot) -> Frozen:
    """The mark that a Briefing of this snapshot bears."""
    return Frozen(version=snapshot.version, published_at=snapshot.published_at, method=snapshot.method)


def recomputed(engine: Engine, snapshot: Snapshot) -> dict[str, Briefing]:
    """By language, the Briefing computed again from the very rows that the snapshot counted, by today's formulas."""
    pins = restored(Pins, pins_of(fetch_snapshot_content(engine, snapshot.snapshot_id)))
    inputs = fetch_pinned(engine, pins)
    return build_in(LANGUAGES, **_given(inputs), period=snapshot.period, now=pins.now)


def _look(engine: Engine, period: str) -> _Desk:
    revision = fetch_revision(engine)  # before all else: what is written later is noticed
    plans = fetch_plans(engine)
    window = plan_in_force(plans, period).window(period) if plans else None
    if window is None:
        raise NotPublished(_("The plan has no period {period}.", period=period))
    with engine.connect() as connection:
        change = fetch_period_changes(connection).get(period)
    earlier = fetch_newest_snapshots(engine).get(period)
    return _Desk(plans=plans, window=window, change=change, earlier=earlier, revision=revision)


def _pins(engine: Engine, desk: _Desk, now: datetime) -> Pins:
    """Pin plans, office windows and the submissions of the year up to this period that had come by now."""
    year = year_up_to(desk.plans, desk.window)
    sent = fetch_submissions(engine)
    sent = sent.loc[sent["period"].isin(year) & (sent["received_at"] <= pd.Timestamp(now))]
    with engine.connect() as connection:
        changes = fetch_period_changes(connection)
    return Pins(
        now=now,
        plans=tuple((version.plan_id, version.valid_from) for version in desk.plans),
        windows=tuple(change.window for change in changes.values()),
        submissions=tuple(zip(sent["submission_id"].tolist(), sent["status"].tolist(), strict=True)),
        last_book=_last_book(engine, now),
    )


def _last_book(engine: Engine, now: datetime) -> int:
    books = fetch_books(engine)
    come = books.loc[books["received_at"] <= pd.Timestamp(now), "book_id"]
    return int(come.max()) if len(come) else 0


def _given(inputs: Inputs) -> dict[str, Any]:
    return {name: getattr(inputs, name) for name in Inputs.__dataclass_fields__}


def _stored(
    connection: Connection,
    desk: _Desk,
    content: bytes,
    briefing: Briefing,
    inputs: Inputs,
    actor: Actor,
    now: datetime,
    reason: str,
) -> Snapshot:
    """Close the period where it is open, and add the snapshot; _Moved where somebody wrote since the look."""
    if revision_in(connection) != desk.revision + 1:
        raise _Moved
    period = desk.window.period
    if not desk.is_closed:
        closing = PeriodChange(
            window=desk.window, is_closed=True, reason=reason, changed_by=actor.name, changed_at=now
        )
        add_period_change(connection, closing, entry=entry_of(actor, "close_period", now, by="publish"))
    pairs = _counted(briefing, inputs)
    snapshot = Snapshot(
        snapshot_id=0,
        period=period,
        version=0,
        published_at=now,
        published_by=actor.name,
        reason=reason.strip(),
        method=METHOD,
        plan_id=_judge(desk.plans, briefing),
        counted=pairs,
        sha256=sha256(content).hexdigest(),
    )
    deed = entry_of(
        actor,
        "publish",
        now,
        period=period,
        reason=snapshot.reason,
        method=METHOD,
        plan=snapshot.plan_id,
        counted=len(pairs),
        sha256=snapshot.sha256,
    )
    return add_snapshot(connection, snapshot, content, entry=deed)


def _counted(briefing: Briefing, inputs: Inputs) -> tuple[tuple[int, str], ...]:
    """Number and file hash of each submission that the figures of this year rest on, in order of arrival."""
    numbers = set(briefing.reports["submission_id"].dropna())
    kept = inputs.submissions.loc[inputs.submissions["submission_id"].isin(numbers)]
    return tuple(zip(kept["submission_id"].tolist(), kept["sha256"].tolist(), strict=True))


def _judge(plans: tuple[PlanVersion, ...], briefing: Briefing) -> int:
    """The number of the plan version that judges the period."""
    plan = plan_in_force(plans, briefing.period.code)
    return next(version.plan_id for version in plans if version.plan is plan)
