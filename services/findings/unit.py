"""What the unit page says: how far one unit is, how its tasks stand, what is raised about it."""

import pandas as pd

from domain import figures
from domain.light import Light
from domain.rules import Display
from domain.states import IssueState, MilestoneState, ReportState
from locales import _
from services.briefing import Briefing
from services.findings import standing
from services.findings.listing import listed
from services.unit_sheet import UnitSheet


def choice(units: pd.DataFrame) -> str:
    """The first sentence while no unit is chosen. units: ``Briefing.units``."""
    behind = units.loc[units["gap"] < 0]
    return _(
        "{count} units, {behind} of them behind schedule: choose one", count=len(units), behind=len(behind)
    )


def head(sheet: UnitSheet) -> str:
    """The first sentence of a unit's page: completion against schedule, and what is worst."""
    row = sheet.row
    if pd.isna(row["completion"]):
        return _("{unit} has nothing that can be measured yet", unit=row["label"])
    first = _pace(row)
    critical, missed = int(row["critical"]), sheet.milestones["state"].eq(MilestoneState.DUE_MISSED).sum()
    if critical and missed:
        return _(
            "{first}; {tasks} tasks far behind, {nodes} milestones missed",
            first=first,
            tasks=critical,
            nodes=missed,
        )
    if critical:
        return _("{first}; {tasks} tasks far behind", first=first, tasks=critical)
    if missed:
        return _("{first}; {nodes} milestones missed", first=first, nodes=missed)
    return _("{first}; nothing far behind", first=first)


def _pace(row: pd.Series) -> str:
    values = {"unit": row["label"], "completion": figures.percent(row["completion"])}
    if pd.isna(row["gap"]) or abs(row["gap"]) < 0.05:
        return _("{unit} has done {completion}, on schedule", **values)
    points = figures.points(abs(row["gap"])).lstrip("+")
    if row["gap"] > 0:
        return _("{unit} has done {completion}, {points} points ahead of schedule", points=points, **values)
    return _("{unit} has done {completion}, {points} points behind schedule", points=points, **values)


def people(row: pd.Series) -> str:
    """Who is responsible; a post without a name is —."""
    return _(
        "Head: {head} · Deputy: {deputy} · Contact: {contact}",
        head=row["head"] or figures.NONE,
        deputy=row["deputy"] or figures.NONE,
        contact=row["contact"] or figures.NONE,
    )


def place(briefing: Briefing, row: pd.Series, *, own: bool) -> tuple[str, str] | None:
    """Score and standing for the card; None where the rules show no score to this viewer."""
    display = briefing.plan.rules.display
    if display is Display.NONE and not own:
        return None
    if pd.isna(row["score"]):
        return figures.NONE, row["unranked_reason"]
    return standing.shown(row["score"]), standing.short_standing(briefing, row)


def led_title(sheet: UnitSheet) -> str:
    """The title over the tasks the unit leads: how many by light, worst first."""
    counts = sheet.led["light"].value_counts()
    lights = sorted(Light, key=lambda light: light.severity)
    parts = [f"{light.word} {counts[light.value]}" for light in lights if light.value in counts]
    return _("Leads {count} tasks: {parts}", count=len(sheet.led), parts=listed(parts, len(parts)))


def joint_title(sheet: UnitSheet) -> str:
    """The title over the tasks the unit takes part in."""
    bad = int(sheet.joint["light"].isin([Light.CRITICAL.value, Light.BEHIND.value]).sum())
    return _("Takes part in {count} tasks, {bad} of them behind", count=len(sheet.joint), bad=bad)


def history_title(sheet: UnitSheet) -> str:
    """The title over the history: how completion moved since the period before."""
    known = sheet.history.dropna(subset="completion")
    if len(known) < 2:
        return _("First period: no history yet")
    step = (known["completion"].iloc[-1] - known["completion"].iloc[-2]) * 100
    return _("Done {points} points since last period", points=figures.points(step))


def reports_title(sheet: UnitSheet) -> str:
    """The title over the report strip: how many of those due came on time."""
    counts = sheet.reports["state"].value_counts()
    due = int(counts.sum() - counts.get(ReportState.OPEN.value, 0))
    return _(
        "Reports: {on_time} of {due} on time, {late} late, {missing} missing",
        on_time=counts.get(ReportState.ON_TIME.value, 0),
        due=due,
        late=counts.get(ReportState.LATE.value, 0),
        missing=counts.get(ReportState.MISSING.value, 0),
    )


def milestones_title(sheet: UnitSheet) -> str:
    """The title over the milestones: how many reached, missed, slipping."""
    counts = sheet.milestones["state"].value_counts()
    reached = counts.get(MilestoneState.DONE.value, 0) + counts.get(MilestoneState.LATE_DONE.value, 0)
    return _(
        "Milestones: {reached} of {count} reached, {missed} missed, {slipping} slipping",
        reached=reached,
        count=len(sheet.milestones),
        missed=counts.get(MilestoneState.DUE_MISSED.value, 0),
        slipping=counts.get(MilestoneState.SLIPPING.value, 0),
    )


def issues_title(sheet: UnitSheet) -> str:
    """The title over the problems raised about the unit."""
    counts = sheet.issues["state"].value_counts()
    overdue = counts.get(IssueState.OVERDUE.value, 0)
    return _(
        "Problems raised: {count}, open {open}, past their promise {overdue}",
        count=len(sheet.issues),
        open=counts.get(IssueState.OPEN.value, 0) + overdue,
        overdue=overdue,
    )


def needs_title(sheet: UnitSheet) -> str:
    """The title over what the unit asks of leaders."""
    return _("Asks leaders for help in {count} matters", count=len(sheet.needs))
