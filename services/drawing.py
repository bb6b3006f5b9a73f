"""Drawing units for an inspection: a frame is shown with its hash, then drawn from by a seed typed in the room, once."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Action
from domain import figures
from domain.period import Period
from domain.plan import Plan
from domain.software import VERSION
from locales import _
from metrics.draw import Candidate, draw, drawn_units, frame_hash, ordered, strata
from services.draw_certificate import (
    Certificate,
    Weighting,
    certificate_of,
    certificate_text,
    certificate_value,
)
from services.intake import NotStored
from services.trail import entry_of
from store.draws import StoredDraw, add_draw, count_draws, draw_with_seed, fetch_draw, fetch_draws
from store.oversight import fetch_oversight
from store.queries import fetch_plans, fetch_revision
from store.snapshots import revision_in
from store.writes import changing

SHORTEST_SEED, LONGEST_SEED = 6, 64
_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked for: units to be inspected in a quarter (``2022-Q3``), how many, how they weigh, who comes first."""

    quarter: str
    count: int
    weighting: Weighting = Weighting.EQUAL
    waiting_first: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The frame as it stands: candidates by code, its hash, names by code, and the revision it was read at."""

    candidates: tuple[Candidate, ...]
    names: dict[str, str]
    hash: str
    revision: int

    @property
    def fewest(self) -> int:
        """Fewest units that can be drawn: one of every group."""
        return len(strata(self.candidates))


class _Moved(Exception):  # noqa: N818 - something was written while the frame was read
    pass


def frame_now(engine: Engine, order: Order) -> Frame | None:
    """The frame of an order as the store stands; None while there is no plan or it has no unit."""
    revision = fetch_revision(engine)  # before all else: what is written later is noticed
    plans = fetch_plans(engine)
    plan = plans[-1].plan if plans else None
    if plan is None or not plan.units:
        return None
    seen = seen_units(order.quarter, fetch_oversight(engine)["inspections"], fetch_draws(engine))
    candidates = candidates_of(plan, order, seen)
    names = {unit.unit_id: unit.label for unit in plan.units}
    return Frame(candidates=candidates, names=names, hash=frame_hash(candidates), revision=revision)


def seen_units(quarter: str, inspections: pd.DataFrame, drawn: Iterable[StoredDraw]) -> frozenset[str]:
    """Units inspected in a quarter, or drawn for it already. inspections: the part of ``fetch_oversight``."""
    days = Period.parse(quarter)
    on = inspections["inspected_on"]
    inside = (on >= pd.Timestamp(days.starts_on)) & (on <= pd.Timestamp(days.ends_on))
    before = [
        code for one in drawn if one.certificate["quarter"] == quarter for code in one.certificate["result"]
    ]
    return frozenset(inspections.loc[inside, "unit_id"]) | frozenset(before)


def candidates_of(plan: Plan, order: Order, seen: frozenset[str]) -> tuple[Candidate, ...]:
    """The plan's units as the order weighs them. seen: those who don't wait any more this quarter."""
    led = pd.Series([task.lead_unit for task in plan.tasks], dtype="str").value_counts()
    by_tasks = order.weighting is Weighting.TASKS
    return ordered(
        Candidate(
            unit_id=unit.unit_id,
            group=unit.group.value,
            weight=max(1, int(led.get(unit.unit_id, 0))) if by_tasks else 1,
            is_waiting=order.waiting_first and unit.unit_id not in seen,
        )
        for unit in plan.units
    )


def told_seed(typed: str) -> str:
    """The seed as it is used: full-width signs as plain ones, spaces at the ends gone, inner ones single."""
    return " ".join(unicodedata.normalize("NFKC", typed).split())


def draw_units(
    engine: Engine, order: Order, typed: str, *, shown_hash: str, actor: Actor, now: datetime
) -> StoredDraw:
    """Draw and keep the draw with its certificate; every draw is final.

    typed: the seed as the person in the room typed it; shown_hash: of the frame that was shown before.
    Raises Forbidden, and NotStored for a seed that is too short, too long or was used before, a number of units out
    of range, or a frame that isn't the one shown any more.
    """
    actor.check_can(Action.DRAW_UNITS)
    seed = told_seed(typed)
    _check_seed(seed)
    for _attempt in range(_TRIES):
        frame = frame_now(engine, order)
        _check_frame(frame, order, shown_hash)
        if frame is None:
            break
        try:
            return _stored(engine, frame, order, seed, actor, now)
        except _Moved:
            continue
    raise NotStored(_("Others keep writing; draw again."))


def draws_made(engine: Engine) -> tuple[StoredDraw, ...]:
    """All draws, the newest first."""
    return fetch_draws(engine)


def certificate_kept(engine: Engine, draw_id: int, *, actor: Actor) -> Certificate:
    """The certificate of a draw, for whoever may see draws. Raises Forbidden, LookupError."""
    actor.check_can(Action.SEE_DRAWS)
    return certificate_of(fetch_draw(engine, draw_id).certificate)


def certificate_json(engine: Engine, draw_id: int, *, actor: Actor, now: datetime) -> tuple[str, bytes]:  # noqa: ARG001 - every file is asked for alike
    """File name and bytes of a draw's certificate as JSON. Raises Forbidden, LookupError."""
    certificate = certificate_kept(engine, draw_id, actor=actor)
    text = certificate_text(certificate_value(certificate))
    return f"{certificate_name(certificate.number)}.json", text.encode()


def certificate_name(number: str) -> str:
    """What the certificate's files are called, without their ending."""
    return _("draw certificate {number}", number=number)


def _check_seed(seed: str) -> None:
    if not seed:
        raise NotStored(_("Type a seed: something nobody could know before, called out in the room."))
    if len(seed) < SHORTEST_SEED:
        raise NotStored(
            _(
                "The seed {seed} is too short: at least {count} signs, such as digits called out one by one.",
                seed=seed,
                count=SHORTEST_SEED,
            )
        )
    if len(seed) > LONGEST_SEED or not seed.isprintable():
        raise NotStored(_("A seed has at most {count} signs that can be read out.", count=LONGEST_SEED))


def _check_frame(frame: Frame | None, order: Order, shown_hash: str) -> None:
    if frame is None:
        raise NotStored(_("There is no plan yet; the office has to load it first."))
    most = len(frame.candidates)
    if not frame.fewest <= order.count <= most:
        raise NotStored(
            _(
                "{count} units can't be drawn: at least {fewest}, one of every group, and at most {most}, all there are.",
                count=order.count,
                fewest=frame.fewest,
                most=most,
            )
        )
    if frame.hash != shown_hash:
        raise NotStored(
            _(
                "The frame has changed since it was shown. Look at the new one and read out its hash, then draw."
            )
        )


def _stored(engine: Engine, frame: Frame, order: Order, seed: str, actor: Actor, now: datetime) -> StoredDraw:
    """Draw inside the transaction that keeps it; _Moved where somebody wrote since the frame was read."""
    with changing(engine) as connection:
        if revision_in(connection) != frame.revision + 1:
            raise _Moved
        earlier = draw_with_seed(connection, seed)
        if earlier is not None:
            raise NotStored(
                _(
                    "The seed {seed} was used for draw {number} on {day}. A seed serves once; call out another.",
                    seed=seed,
                    number=earlier.number,
                    day=figures.day(earlier.drawn_at.astimezone(figures.SHANGHAI)),
                )
            )
        number = f"{order.quarter}-{count_draws(connection, order.quarter) + 1:02d}"
        certificate = _certificate(frame, order, seed, number, actor, now)
        entry = entry_of(
            actor,
            "draw_units",
            now,
            number=number,
            seed=seed,
            frame_hash=frame.hash,
            units=list(certificate.result),
        )
        value = certificate_value(certificate)
        return add_draw(connection, value, drawn_at=certificate.drawn_at, entry=entry)


def _certificate(
    frame: Frame, order: Order, seed: str, number: str, actor: Actor, now: datetime
) -> Certificate:
    steps = draw(frame.candidates, seed, order.count)
    return Certificate(
        number=number,
        quarter=order.quarter,
        drawn_at=now.astimezone(UTC).replace(microsecond=0),
        drawn_by=actor.name,
        software=VERSION,
        weighting=order.weighting,
        waiting_first=order.waiting_first,
        seed=seed,
        count=order.count,
        frame=frame.candidates,
        frame_hash=frame.hash,
        strata=strata(frame.candidates),
        steps=steps,
        result=drawn_units(steps),
        names=frame.names,
    )
