"""The sentences of 期次管理: how the current period stands, what follows from publishing, what a plan would change."""

from datetime import datetime

import pandas as pd

from domain import figures
from domain.plan import Plan
from locales import _
from services.desk_board import OUTSTANDING, Board, UnitState
from services.findings.listing import listed
from services.period_states import PeriodStanding, PeriodState
from services.plan_desk import PlanPreview


def board(found: Board, standing: PeriodStanding, now: datetime) -> str:
    """The first line: the period, its state, who is outstanding, and how long there is left."""
    missing = found.count(*OUTSTANDING)
    counts = _("{sent} of {all} units have reported", sent=len(found.rows) - missing, all=len(found.rows))
    if not missing and found.rows:
        counts = _("all {all} units have reported", all=len(found.rows))
    return _("{period}: {counts}; {rest}", period=standing.code, counts=counts, rest=_rest(standing, now))


def _rest(standing: PeriodStanding, now: datetime) -> str:
    snapshot = standing.snapshot
    if snapshot is not None:
        moment = figures.moment(snapshot.published_at)
        if standing.state is PeriodState.REOPENED:
            return _("open again since it was published on {moment}", moment=moment)
        if standing.has_moved:
            return _("published on {moment}, and something has changed since", moment=moment)
        return _("published on {moment}", moment=moment)
    if standing.state is PeriodState.CLOSED:
        return _("closed and waiting to be published")
    if standing.state is PeriodState.PAST_DUE:
        return _("the deadline was {moment}", moment=figures.moment(standing.window.due_at))
    return left(standing.window.due_at, now)


def left(due_at: datetime, now: datetime) -> str:
    """How long there is until a deadline ahead: days, then hours, then minutes."""
    minutes = int((due_at - now).total_seconds() // 60)
    days, hours = divmod(minutes // 60, 24)
    if days:
        return _("{days} days {hours} hours left", days=days, hours=hours)
    if hours:
        return _("{hours} hours {minutes} minutes left", hours=hours, minutes=minutes % 60)
    return _("{minutes} minutes left", minutes=minutes)


def before_publishing(found: Board, standing: PeriodStanding) -> str:
    """What publishing now would count, and what it would leave out."""
    missing = found.count(*OUTSTANDING)
    asked = found.count(UnitState.QUESTIONS)
    parts = [_("{sent} of {all} reports are counted.", sent=len(found.rows) - missing, all=len(found.rows))]
    if missing:
        parts.append(_("{count} units have none: their last values stand.", count=missing))
    if asked:
        parts.append(_("{count} reports have questions that were answered by the sender.", count=asked))
    if not standing.is_closed:
        parts.append(_("The period is closed with it."))
    if standing.snapshot is not None:
        version = standing.snapshot.version
        parts.append(_("Version {version} stays readable; leaders see the new one.", version=version))
    return " ".join(parts)


def plan_verdict(shown: PlanPreview) -> tuple[str, str]:
    """(colour, sentence) on a plan workbook that was dropped."""
    problems = shown.checked.problems
    if shown.checked.plan is None and shown.checked.kind != "plan" and shown.checked.verdict != "unreadable":
        return "red", _("This is not a plan workbook.")
    if shown.checked.verdict == "unreadable":
        return "red", _("The file can't be read.")
    errors = sum(problem.severity.value == "error" for problem in problems)
    if errors:
        return "red", _("{count} errors to correct in the workbook; nothing is stored.", count=errors)
    if shown.checked.verdict == "questions":
        return "orange", _("{count} questions to settle in the workbook first.", count=len(problems))
    if shown.is_known:
        return "gray", _("This very workbook is the plan in force.")
    if shown.valid_from is None:
        return "red", _("All periods of this plan are over and reported, so it would change nothing.")
    return "green", _plan_changes(shown)


def _plan_changes(shown: PlanPreview) -> str:
    since = shown.valid_from or _("the beginning")
    counts = shown.changes["kind"].value_counts()
    if shown.changes.empty:
        return _("The workbook says what the plan in force says.")
    return _(
        "Holds from {since} on: {added} rows added, {removed} removed, {changed} values changed.",
        since=since,
        added=counts.get("added", 0),
        removed=counts.get("removed", 0),
        changed=counts.get("changed", 0),
    )


def plan(known: Plan | None) -> str:
    """The first line over the plan: how much it asks of how many."""
    if known is None:
        return _("There is no plan yet; the office has to load it first.")
    return _(
        "The plan has {tasks} tasks and {projects} projects for {units} units",
        tasks=len(known.tasks),
        projects=len(known.projects),
        units=len(known.units),
    )


def periods(standings: tuple[PeriodStanding, ...]) -> str:
    """The first line over the periods: how many are published, and which wait to be (again)."""
    published = sum(one.snapshot is not None for one in standings)
    text = _("{published} of {all} periods are published", published=published, all=len(standings))
    again = [one.code for one in standings if one.has_moved or one.state is PeriodState.REOPENED]
    if again:
        return _("{text}; to be published again: {periods}", text=text, periods=listed(again, 3))
    waiting = [one.code for one in standings if one.state in (PeriodState.PAST_DUE, PeriodState.CLOSED)]
    if waiting:
        return _("{text}; waiting: {periods}", text=text, periods=listed(waiting, 3))
    return text


def year(units: pd.DataFrame, code: str) -> str:
    """The title of the year: the share on time of all reports due. units: ``discipline_year.by_unit``."""
    due, on_time = units["due"].sum(), units["on_time"].sum()
    if not due:
        return _("No report has been due in {year} yet", year=code)
    return _(
        "{year}: {share} of {due} reports came on time, {late} late, {missing} missing",
        year=code,
        share=figures.percent(on_time / due),
        due=due,
        late=units["late"].sum(),
        missing=units["missing"].sum(),
    )
