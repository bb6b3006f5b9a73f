"""Importing a folder: its plans first, then every report in the order it was handed in, as uploads are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from accounts.actor import TERMINAL, Actor
from domain.plan import Plan, PlanVersion
from loaders.check import Checked, check
from loaders.problems import Problem
from locales import _
from services.against_store import checked_against_store, context_of, plan_to_judge
from services.folder import SKIPPED, files_below, read_bounded
from services.folder_order import Found, look_into
from services.intake import NotStored, Receipt, save_plan, store_checked
from services.oversight_desk import submit_oversight
from store.queries import fetch_plans
from store.writes import Arrival

_HANDED_IN = time(17, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of one file; verdict as the checker's, or ``skipped`` for what is no document at all.

    ``stored`` also where the same bytes were stored before (``receipt.is_new`` tells). ``reason`` says why
    not, in the language in use; "" = stored.
    """

    path: Path
    kind: str = ""
    unit_id: str | None = None
    period: str | None = None
    verdict: str
    stored: bool = False
    receipt: Receipt | None = None
    problems: tuple[Problem, ...] = field(default=(), repr=False)
    reason: str = ""


def import_folder(
    engine: Engine,
    folder: Path,
    *,
    actor: Actor = TERMINAL,
    now: datetime,
    source: str = "import",
    progress: Progress | None = None,
) -> Iterator[Imported]:
    """Store every plan, report and oversight workbook below a folder; one bad file never stops the rest.

    A plan speaks before all reports, the oldest plan first; reports follow by period, 填报日期 and name, so
    that a corrected one comes after the one it corrects; oversight comes last, by period and name. progress is told files done and files in all, each
    counted twice: looked into, then stored.
    """
    paths = list(files_below(folder))
    tell = progress or _silent
    desk = _Desk(engine, actor, now, source)
    found = look_into(paths, desk.newest_plan(), lambda done: tell(done, 2 * len(paths)))
    for done, one in enumerate(found, start=len(paths) + 1):
        yield desk.take(one)
        tell(done, 2 * len(paths))


class _Desk:
    """Where files are stored one after the other; keeps the plans at hand while they don't change."""

    def __init__(self, engine: Engine, actor: Actor, now: datetime, source: str) -> None:
        self._engine, self._actor, self._now, self._source = engine, actor, now, source
        self._plans: tuple[PlanVersion, ...] | None = None

    def newest_plan(self) -> Plan | None:
        return plan_to_judge(self._stored_plans(), None)

    def _stored_plans(self) -> tuple[PlanVersion, ...]:
        if self._plans is None:
            self._plans = fetch_plans(self._engine)
        return self._plans

    def take(self, found: Found) -> Imported:
        if found.kind == SKIPPED:
            return Imported(path=found.path, verdict=SKIPPED, reason=_("No workbook; left aside."))
        try:
            content = read_bounded(found.path)
        except OSError as error:
            reason = _("The file can't be opened: {error}", error=error.strerror or error)
            return Imported(path=found.path, verdict="unreadable", reason=reason)
        if found.kind == "oversight":
            return self._oversight(found, content)
        return self._plan(found, content) if found.kind == "plan" else self._report(found, content)

    def _plan(self, found: Found, content: bytes) -> Imported:
        try:
            _number, checked = save_plan(
                self._engine,
                content,
                found.path.name,
                actor=self._actor,
                now=self._now,
                source=self._source,
            )
        except NotStored as refused:
            problems = refused.problems
            return Imported(
                path=found.path, kind="plan", verdict="rejected", problems=problems, reason=str(refused)
            )
        self._plans = None
        return Imported(
            path=found.path, kind="plan", verdict=checked.verdict, stored=True, problems=checked.problems
        )

    def _oversight(self, found: Found, content: bytes) -> Imported:
        told = Imported(
            path=found.path, kind="oversight", verdict="accepted", period=found.period, stored=True
        )
        try:
            _book, checked = submit_oversight(
                self._engine,
                content,
                found.path.name,
                actor=self._actor,
                now=self._now,
                source=self._source,
                received_at=lambda period: _by_deadline(self._stored_plans(), period, self._now),
            )
        except NotStored as refused:
            verdict = "rejected" if refused.problems else "unreadable"
            return replace(
                told, verdict=verdict, stored=False, problems=refused.problems, reason=str(refused)
            )
        return replace(told, verdict=checked.verdict, problems=checked.problems)

    def _report(self, found: Found, content: bytes) -> Imported:
        plans = self._stored_plans()
        if found.unit_id and found.period and plans:
            told = context_of(self._engine, plans, found.unit_id, found.period)
            checked = check(content, found.path.name, told)
        else:
            checked = checked_against_store(self._engine, plans, content, found.path.name)
        arrival = Arrival(
            received_at=_received_at(plans, checked, self._now),
            source=self._source,
            submitted_by=self._actor.name,
        )
        try:
            receipt = store_checked(
                self._engine, plans, checked, content, arrival, actor=self._actor, now=self._now
            )
        except NotStored as refused:
            return _imported(found.path, checked, reason=str(refused))
        return _imported(found.path, checked, receipt=receipt)


def _imported(path: Path, checked: Checked, *, receipt: Receipt | None = None, reason: str = "") -> Imported:
    return Imported(
        path=path,
        kind=checked.kind,
        unit_id=checked.unit_id,
        period=checked.period,
        verdict=checked.verdict,
        stored=receipt is not None,
        receipt=receipt,
        problems=checked.problems,
        reason=reason,
    )


def _by_deadline(plans: tuple[PlanVersion, ...], period: str, now: datetime) -> datetime:
    """When an oversight book came: of a period whose deadline has passed on that day, else now."""
    plan = plan_to_judge(plans, period or None)
    window = plan.window(period) if plan is not None and period else None
    return now if window is None else min(now, window.due_at)


def _received_at(plans: tuple[PlanVersion, ...], checked: Checked, now: datetime) -> datetime:
    """When a report came: history by the day its sheet tells, as nobody saw it come; else now."""
    report = checked.report
    if report is None or report.filled_on is None:
        return now
    plan = plan_to_judge(plans, report.period)
    window = plan.window(report.period) if plan is not None else None
    if window is None or window.due_at >= now:
        return now
    return min(now, datetime.combine(report.filled_on, _HANDED_IN))


def _silent(_done: int, _total: int) -> None:
    """Nobody watches."""
