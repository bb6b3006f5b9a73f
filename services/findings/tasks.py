"""Findings of the tasks page: what lags, in each dimension and for one task."""

import pandas as pd

from domain import figures
from domain.dimension import Dimension
from domain.light import Light
from locales import _
from services.briefing import Briefing
from services.findings.overview import standing


def headline(briefing: Briefing) -> str:
    """The first line: how many tasks lag, and which lags most."""
    tasks = briefing.tasks
    if tasks.empty:
        return _("No tasks in this selection")
    counts = tasks["light"].value_counts()
    critical, behind = int(counts.get(Light.CRITICAL, 0)), int(counts.get(Light.BEHIND, 0))
    first = _counted(len(tasks), critical, behind)
    worst = _furthest_behind(tasks)
    if worst is None:
        return first
    return _(
        "{first}; furthest behind: {name} ({gap} points)",
        first=first,
        name=worst["name"],
        gap=figures.points(worst["gap"]),
    )


def _counted(total: int, critical: int, behind: int) -> str:
    if critical:
        return _(
            "Of {total} tasks {critical} are far behind and {behind} behind",
            total=total,
            critical=critical,
            behind=behind,
        )
    if behind:
        return _("Of {total} tasks {behind} are behind, none far behind", total=total, behind=behind)
    return _("None of {total} tasks is behind", total=total)


def _furthest_behind(tasks: pd.DataFrame) -> pd.Series | None:
    late = tasks[tasks["light"].isin([Light.CRITICAL, Light.BEHIND])].dropna(subset="gap")
    return None if late.empty else late.nsmallest(1, "gap").iloc[0]


def dimension_title(dimension: str, tasks: pd.DataFrame) -> str:
    """What a dimension's dots show: ``服务型：严重滞后 3、滞后 5``."""
    word = Dimension(dimension).word
    counts = tasks["light"].value_counts()
    critical, behind = int(counts.get(Light.CRITICAL, 0)), int(counts.get(Light.BEHIND, 0))
    if critical and not behind:
        return _("{dimension}: {critical} far behind", dimension=word, critical=critical)
    if critical:
        return _(
            "{dimension}: {critical} red, {behind} amber",
            dimension=word,
            critical=critical,
            behind=behind,
        )
    if behind:
        return _("{dimension}: {behind} behind", dimension=word, behind=behind)
    return _("{dimension}: none behind", dimension=word)


def left_out(tasks: pd.DataFrame) -> str:
    """Which tasks have no dot, and why; "" when all have one."""
    silent = int((tasks["light"] == Light.UNKNOWN).sum())
    dateless = int((tasks["effective"].notna() & tasks["schedule"].isna()).sum())
    parts = [
        _("{count} never reported", count=silent) if silent else "",
        _("{count} without a date", count=dateless) if dateless else "",
    ]
    known = [part for part in parts if part]
    return _("Not drawn: {parts}", parts=" · ".join(known)) if known else ""


def list_title(shown: pd.DataFrame, total: int) -> str:
    """How many tasks the table lists, and how many of them are overdue."""
    overdue = int((shown["overdue_days"] > 0).sum())
    if len(shown) == total:
        first = _("All {total} tasks, worst first", total=total)
    else:
        first = _("{count} of {total} tasks, worst first", count=len(shown), total=total)
    return _("{first}; {overdue} overdue", first=first, overdue=overdue) if overdue else first


def history_title(task: pd.Series) -> str:
    """Where a task stands and where its pace leads.

    task: a row of ``Briefing.tasks``.
    """
    if pd.isna(task["effective"]):
        return _not_scored(task)
    done = _("{completion} done", completion=figures.percent(task["effective"]))
    if pd.isna(task["gap"]):
        return done
    return _(
        "{done}, {standing}; {outlook}", done=done, standing=standing(task["gap"]), outlook=outlook(task)
    )


def _not_scored(task: pd.Series) -> str:
    if pd.notna(task["actual"]):
        return _("Reported, but not scored: its target is undecided")
    return _("Never reported so far")


def outlook(task: pd.Series) -> str:
    """When it will be finished at the pace so far, against its due date; overdue days where it is past."""
    if task["light"] == Light.DONE:
        return _("finished")
    if task["overdue_days"] > 0:
        return _("overdue by {days} days", days=int(task["overdue_days"]))
    estimate, due = task["estimated_finish"], task["due_on"]
    if pd.isna(estimate):
        return _("finish cannot be forecast")
    if pd.isna(due):
        return _("at this pace done on {day}", day=figures.day(estimate))
    late = (estimate - due).days
    if late > 0:
        return _("at this pace done on {day}, {days} days late", day=figures.day(estimate), days=late)
    return _("at this pace done on {day}, in time", day=figures.day(estimate))


def history_key(history: pd.DataFrame) -> str:
    """How to read a task's history, for the line under its title."""
    parts = [_("Line: done. Dashed: schedule. Dotted: the pace so far.")]
    if bool(history["carried"].any()):
        parts.append(_("Hollow dot: not reported, older value stands."))
    if bool(((history["reported"] - history["effective"]).abs() > 1e-9).any()):
        parts.append(_("Grey: as reported, before inspection."))
    return "　".join(parts)
