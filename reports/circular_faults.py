"""What a circular says is wrong, by name: tasks, projects, reports, checks, problems, decisions."""

from collections.abc import Iterable, Iterator

import pandas as pd

from domain import figures
from domain.light import Light
from domain.states import IssueState, ReportState
from locales import _
from services.briefing import Briefing
from services.findings.listing import listed

_NAMED = 5


def faults(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """(heading, text) of each kind of fault that there is, numbered; one sentence where there is none at all."""
    kinds = (
        (_("Tasks far behind"), _tasks(briefing)),
        (_("Projects that slip"), _projects(briefing)),
        (_("Reports late or missing"), _reports(briefing)),
        (_("Reports that did not hold"), _checks(briefing)),
        (_("Problems past their promise"), _issues(briefing)),
        (_("Decisions overdue"), _decisions(briefing)),
    )
    found = [(title, text) for title, text in kinds if text]
    if not found:
        yield "", _("This period has no task far behind, no slip, no late report and nothing overdue.")
    yield from numbered(found)


def numbered(parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The parts with their headings counted as official documents do: （一）, （二）, （三） …"""
    numerals = _("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15").split()
    for numeral, (title, text) in zip(numerals, parts, strict=False):
        yield _("({number}) {title}", number=numeral, title=title), text


def _tasks(briefing: Briefing) -> str:
    rows = briefing.tasks.loc[briefing.tasks["light"] == Light.CRITICAL.value]
    if rows.empty:
        return ""
    units = rows["lead_label"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    counts = [_("{unit} {count}", unit=unit, count=count) for unit, count in units.items()]
    worst = [
        _(
            "{unit}: {task} ({completion}, {gap} points)",
            unit=row["lead_label"],
            task=row["name"],
            completion=figures.percent(row["effective"]),
            gap=figures.points(row["gap"]),
        )
        for row in rows.nsmallest(_NAMED, "gap").to_dict("records")
    ]
    return _(
        "{count} tasks are far behind: {units}. Furthest behind: {worst}.",
        count=len(rows),
        units=listed(counts, _NAMED),
        worst=_("; ").join(worst),
    )


def _projects(briefing: Briefing) -> str:
    rows = briefing.projects.loc[briefing.projects["state"] == "slipping"]
    named = [
        _(
            "{project} ({unit}), {milestone} by {days} days",
            project=row["name"],
            unit=row["lead_label"],
            milestone=row["worst_milestone"],
            days=figures.days(row["worst_slip_days"]),
        )
        for row in rows.nlargest(_NAMED, "worst_slip_days").to_dict("records")
    ]
    if not named:
        return ""
    return _("{count} projects slip: {projects}.", count=len(rows), projects=_more(named, len(rows)))


def _more(named: list[str], total: int) -> str:
    words = _("; ").join(named)
    return (
        words if total <= len(named) else _("{names} and {count} more", names=words, count=total - len(named))
    )


def _reports(briefing: Briefing) -> str:
    rows = briefing.reports.loc[briefing.reports["period"] == briefing.period.code]
    parts = []
    for state, words in ((ReportState.MISSING, _("not reported")), (ReportState.LATE, _("reported late"))):
        labels = rows.loc[rows["state"] == state.value, "label"].tolist()
        if labels:
            parts.append(
                _("{what}: {count} ({units})", what=words, count=len(labels), units=listed(labels, 8))
            )
    return _("{parts}.", parts=_("; ").join(parts)) if parts else ""


def _checks(briefing: Briefing) -> str:
    rows = briefing.inspections
    rows = rows.loc[rows["is_lead"] & rows["flagged"] & (rows["claimed"] > 0)]
    rows = rows.sort_values("claimed", ascending=False).drop_duplicates(["unit_id", "task_id"]).head(_NAMED)
    named = [
        _(
            "{unit}: {task}, reported {reported}, verified {verified}",
            unit=row["label"],
            task=row["name"],
            reported=figures.percent(row["reported"]),
            verified=figures.percent(row["verified"]),
        )
        for row in rows.to_dict("records")
    ]
    return (
        _("Checks of the year so far found less than was reported: {cases}.", cases=_("; ").join(named))
        if named
        else ""
    )


def _issues(briefing: Briefing) -> str:
    rows = briefing.issues.loc[briefing.issues["state"] == IssueState.OVERDUE.value]
    return _by_unit(
        rows, "label", _("{count} problems of enterprises and the public are past their promise: {units}.")
    )


def _decisions(briefing: Briefing) -> str:
    rows = briefing.decisions.loc[briefing.decisions["state"] == "overdue"]
    return _by_unit(rows, "labels", _("{count} decisions of meetings are overdue: {units}."))


def _by_unit(rows: pd.DataFrame, column: str, sentence: str) -> str:
    if rows.empty:
        return ""
    counts = rows[column].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    named = [_("{unit} {count}", unit=unit, count=count) for unit, count in counts.items()]
    return sentence.format(count=len(rows), units=listed(named, _NAMED))
