"""Importing a folder: its plans first, then every report in the order it was handed in, as uploads are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from domain.plan import Plan, PlanVersion
from loaders.check import Checked, check
from loaders.context import Context
from loaders.problems import Problem
from locales import _
from services.against_store import checked_against_store, plan_to_judge
from services.folder import files_below, is_document, read_bounded
from services.intake import NotStored, Receipt, save_plan, store_checked
from store.queries import fetch_plans
from store.writes import Arrival

SKIPPED = "skipped"
_HANDED_IN = time(17, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
_LATEST = datetime.max.replace(tzinfo=UTC)
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


@dataclass(frozen=True, slots=True)
class _Found:
    """A file and what it says of itself before any plan is known."""

    path: Path
    kind: str
    period: str
    filled_on: date
    first_day: datetime

    @property
    def order(self) -> tuple[object, ...]:
        if self.kind == "plan":
            return (0, self.first_day, self.path.name)
        return (1, self.period, self.filled_on, self.path.name)


def import_folder(
    engine: Engine,
    folder: Path,
    *,
    now: datetime,
    source: str = "import",
    progress: Progress | None = None,
) -> Iterator[Imported]:
    """Store every plan and report below a folder; one bad file never stops the rest.

    A plan speaks before all reports, the oldest plan first; reports follow by period, 填报日期 and name, so
    that a corrected one comes after the one it corrects. progress is told files done and files in all, each
    counted twice: looked into, then stored.
    """
    paths = list(files_below(folder))
    tell = progress or _silent
    found = []
    for done, path in enumerate(paths, start=1):
        found.append(_looked_into(path))
        tell(done, 2 * len(paths))
    found.sort(key=lambda one: one.order)
    desk = _Desk(engine, now, source)
    for done, one in enumerate(found, start=len(paths) + 1):
        yield desk.take(one)
        tell(done, 2 * len(paths))


class _Desk:
    """Where files are stored one after the other; keeps the plans at hand while they don't change."""

    def __init__(self, engine: Engine, now: datetime, source: str) -> None:
        self._engine, self._now, self._source = engine, now, source
        self._plans: tuple[PlanVersion, ...] | None = None

    def take(self, found: _Found) -> Imported:
        if found.kind == SKIPPED:
            return Imported(path=found.path, verdict=SKIPPED, reason=_("No workbook; left aside."))
        try:
            content = read_bounded(found.path)
        except OSError as error:
            reason = _("The file can't be opened: {error}", error=error.strerror or error)
            return Imported(path=found.path, verdict="unreadable", reason=reason)
        return self._plan(found, content) if found.kind == "plan" else self._report(found, content)

    def _plan(self, found: _Found, content: bytes) -> Imported:
        try:
            _number, checked = save_plan(
                self._engine, content, found.path.name, now=self._now, source=self._source
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

    def _report(self, found: _Found, content: bytes) -> Imported:
        plans = self._plans = fetch_plans(self._engine) if self._plans is None else self._plans
        checked = checked_against_store(self._engine, plans, content, found.path.name)
        arrival = Arrival(received_at=_received_at(plans, checked, self._now), source=self._source)
        try:
            receipt = store_checked(self._engine, plans, checked, content, arrival)
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


def _looked_into(path: Path) -> _Found:
    if not is_document(path):
        return _Found(path, SKIPPED, "", date.max, _LATEST)
    try:
        checked = check(read_bounded(path), path.name, Context())
    except OSError:
        return _Found(path, "", "", date.max, _LATEST)
    filled_on = checked.report.filled_on if checked.report is not None else None
    return _Found(path, checked.kind, checked.period or "", filled_on or date.max, _first_day(checked.plan))


def _first_day(plan: Plan | None) -> datetime:
    return min((window.due_at for window in plan.windows), default=_LATEST) if plan is not None else _LATEST


def _silent(_done: int, _total: int) -> None:
    """Nobody watches."""
