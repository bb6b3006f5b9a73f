"""Running the periods: open one, move its deadline, close it, open it again; every decision kept and told."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Action
from domain import figures
from domain.figures import SHANGHAI
from domain.period import Period
from domain.plan import Window
from locales import _
from services.period_states import all_windows
from services.trail import entry_of
from services.workdays import OFFICE_CLOSES, OFFICE_OPENS, in_office_hours, workday
from store.periods import PeriodChange, add_period_change, fetch_period_changes
from store.queries import fetch_plans
from store.snapshots import last_version
from store.writes import changing


class NotChanged(Exception):  # noqa: N818 - it is an answer to the office, not a failure of ours
    """Nothing was changed; the message says why in the language in use."""


def open_period(engine: Engine, code: str, *, due_at: datetime, actor: Actor, now: datetime) -> PeriodChange:
    """Add a period that no plan has: a month, an ISO week or a quarter by its code, open at once.

    due_at, now: aware. Raises Forbidden, and NotChanged for a code that names no period, one that is there
    already, a deadline that has passed or lies before the period, and while there is no plan.
    """
    actor.check_can(Action.RUN_PERIODS)
    days = parsed(code)
    if not fetch_plans(engine):
        raise NotChanged(_("There is no plan yet; the office has to load it first."))
    if _find(engine, code) is not None:
        raise _already_there(code)
    window = Window(period=days.code, starts_on=days.starts_on, ends_on=days.ends_on, due_at=due_at)
    check_deadline(window, now)
    return _append(engine, window, "open_period", _no_change, actor=actor, now=now)


def change_deadline(
    engine: Engine, code: str, *, due_at: datetime, reason: str = "", actor: Actor, now: datetime
) -> PeriodChange:
    """Move a period's deadline. Raises Forbidden, and NotChanged for an unknown or closed period or a past deadline."""
    actor.check_can(Action.RUN_PERIODS)
    known = _known(engine, code)
    window = Window(period=code, starts_on=known.starts_on, ends_on=known.ends_on, due_at=due_at)
    check_deadline(window, now)
    return _append(engine, window, "change_deadline", _must_be_open, actor=actor, now=now, reason=reason)


def close_period(engine: Engine, code: str, *, reason: str = "", actor: Actor, now: datetime) -> PeriodChange:
    """Take no more reports for a period. Raises Forbidden, and NotChanged for an unknown or closed period."""
    actor.check_can(Action.RUN_PERIODS)
    window = _known(engine, code)
    return _append(
        engine, window, "close_period", _must_be_open, actor=actor, now=now, reason=reason, is_closed=True
    )


def reopen_period(engine: Engine, code: str, *, reason: str, actor: Actor, now: datetime) -> PeriodChange:
    """Take reports for a closed period again; what is published of it stays until it is published again.

    Raises Forbidden, and NotChanged for an unknown or open period, and without a reason.
    """
    actor.check_can(Action.RUN_PERIODS)
    if not reason.strip():
        raise NotChanged(_("Opening a period again needs a reason."))
    window = _known(engine, code)
    return _append(engine, window, "reopen_period", _must_be_closed, actor=actor, now=now, reason=reason)


def parsed(code: str) -> Period:
    """The period that a code names; raises NotChanged where it names none."""
    try:
        return Period.parse(code)
    except ValueError as error:
        raise NotChanged(
            _("{code} names no period; write a month as 2022-10, a week as 2022-W40.", code=code)
        ) from error


def next_code(last: Period) -> str:
    """The code of the period that follows, of the same kind."""
    after = last.ends_on + timedelta(days=1)
    kind = last.code.split("-")[1][0]
    if kind == "W":
        year, week, _day = after.isocalendar()
        return f"{year}-W{week:02d}"
    return f"{after.year}-Q{(after.month + 2) // 3}" if kind == "Q" else f"{after:%Y-%m}"


def check_deadline(window: Window, now: datetime) -> None:
    """Raise NotChanged for a deadline that has passed, or that lies before the period has begun."""
    if window.due_at <= now:
        raise NotChanged(
            _("The deadline {moment} has passed; choose one ahead.", moment=figures.moment(window.due_at))
        )
    if window.due_at.astimezone(SHANGHAI).date() < window.starts_on:
        raise NotChanged(_("The deadline lies before the period has begun."))


def deadline_warnings(window: Window, others: tuple[Window, ...] = ()) -> tuple[str, ...]:
    """Sentences on what is unusual about a period and its deadline, though it may stand."""
    due_at = window.due_at.astimezone(SHANGHAI)
    day = workday(due_at.date())
    clash = [one.period for one in others if _overlap(window, one)]
    said = (
        (not day.is_worked, _("{day} is no working day.", day=figures.day(due_at))),
        (
            not day.is_known,
            _("The holidays of {year} aren't known yet: Monday to Friday were taken.", year=due_at.year),
        ),
        (
            not in_office_hours(due_at),
            _(
                "{time} is outside office hours ({opens}–{closes}).",
                time=f"{due_at:%H:%M}",
                opens=f"{OFFICE_OPENS:%H:%M}",
                closes=f"{OFFICE_CLOSES:%H:%M}",
            ),
        ),
        (due_at.date() <= window.ends_on, _("The deadline lies before the period's last day has passed.")),
        (bool(clash), _("Its days overlap with {periods}.", periods=", ".join(clash))),
    )
    return tuple(text for applies, text in said if applies)


_Check = Callable[[PeriodChange | None, str], None]


def _append(
    engine: Engine,
    window: Window,
    action: str,
    check: _Check,
    *,
    actor: Actor,
    now: datetime,
    reason: str = "",
    is_closed: bool = False,
) -> PeriodChange:
    """Append the decision where the period's last one, looked up under the write lock, allows it."""
    change = PeriodChange(
        window=window, is_closed=is_closed, reason=reason.strip(), changed_by=actor.name, changed_at=now
    )
    with changing(engine) as connection:
        check(fetch_period_changes(connection).get(window.period), window.period)
        deed = entry_of(
            actor,
            action,
            now,
            period=window.period,
            due_at=window.due_at.isoformat(),
            reason=change.reason,
            published_version=last_version(connection, window.period),
        )
        add_period_change(connection, change, entry=deed)
    return change


def _already_there(period: str) -> NotChanged:
    return NotChanged(_("The period {period} is there already; change its deadline instead.", period=period))


def _no_change(last: PeriodChange | None, period: str) -> None:
    if last is not None:
        raise _already_there(period)


def _must_be_open(last: PeriodChange | None, period: str) -> None:
    if last is not None and last.is_closed:
        raise NotChanged(_("The period {period} is closed; open it again first.", period=period))


def _must_be_closed(last: PeriodChange | None, period: str) -> None:
    if last is None or not last.is_closed:
        raise NotChanged(_("The period {period} is not closed.", period=period))


def _known(engine: Engine, code: str) -> Window:
    window = _find(engine, code)
    if window is None:
        raise NotChanged(_("The plan has no period {period}.", period=code))
    return window


def _find(engine: Engine, code: str) -> Window | None:
    return next((one for one in all_windows(fetch_plans(engine)) if one.period == code), None)


def _overlap(one: Window, other: Window) -> bool:
    return one.period != other.period and one.starts_on <= other.ends_on and other.starts_on <= one.ends_on
