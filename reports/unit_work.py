"""The other chapters of a unit's pack: tasks, nodes, reports, checks, ratings, problems, decisions, requests."""

from collections.abc import Iterator

import pandas as pd

from domain import figures
from domain.light import Light
from domain.oversight import Method, Voter
from domain.states import IssueState, MilestoneState
from locales import _
from reports.paper_tables import Chapter, TextTable, chapter, figure, text_table, words
from services.briefing import Briefing
from services.decision_ledger import content_and_need
from services.findings import decisions as decision_findings
from services.findings import unit as findings
from services.unit_sheet import UnitSheet


def work_chapters(briefing: Briefing, sheet: UnitSheet) -> Iterator[Chapter]:
    """Each with its finding; a chapter without rows keeps its sentence."""
    unit_id = str(sheet.row["unit_id"])
    yield chapter(
        _("Tasks"),
        f"{_said(findings.led_title(sheet))}\n{_said(findings.joint_title(sheet))}",
        _tasks(sheet.led),
    )
    yield chapter(_("Project milestones"), _said(findings.milestones_title(sheet)), _nodes(sheet.milestones))
    yield chapter(_("Submissions"), _said(findings.reports_title(sheet)))
    checks = _own(briefing.inspections, unit_id)
    yield chapter(_("Inspection"), _checked(sheet.row), _checks(checks))
    yield chapter(
        _("Enterprise and public rating"), _rated(sheet.row), _voices(_own(briefing.voices, unit_id))
    )
    yield chapter(_("Problem handling"), _said(findings.issues_title(sheet)), _issues(sheet.issues))
    theirs = [unit_id in codes for codes in briefing.decisions["units"]]
    decided = briefing.decisions.loc[pd.Series(theirs, index=briefing.decisions.index, dtype="bool")]
    yield chapter(_("Decisions"), _decided(decided), _decisions(decided))
    yield chapter(_("Matters to coordinate"), _asked(sheet), _needs(sheet.needs))


def _said(finding: str) -> str:
    return _("{finding}.", finding=finding)


def _own(rows: pd.DataFrame, unit_id: str) -> pd.DataFrame:
    return rows.loc[rows["unit_id"] == unit_id]


def _tasks(rows: pd.DataFrame) -> TextTable:
    return text_table(
        rows,
        (
            words(_("Task"), 38, lambda row: row["name"]),
            words(_("Light"), 22, lambda row: Light(row["light"]).label),
            figure(_("Completion"), 16, lambda row: figures.percent(row["effective"])),
            figure(_("Schedule"), 16, lambda row: figures.percent(row["schedule"])),
            figure(_("Gap, points"), 15, lambda row: figures.points(row["gap"])),
            words(_("Progress"), 50, lambda row: row["note"] or figures.NONE),
        ),
    )


def _nodes(rows: pd.DataFrame) -> TextTable:
    return text_table(
        rows,
        (
            words(_("Project"), 40, lambda row: row["project_name"]),
            words(_("Milestone"), 26, lambda row: row["name"]),
            words(_("State"), 28, lambda row: MilestoneState(row["state"]).label),
            words(_("Planned finish"), 25, lambda row: figures.day(row["baseline_finish"])),
            words(_("Actual or expected"), 25, lambda row: figures.day(_finish(row))),
            figure(_("Days late"), 14, lambda row: figures.days(row["slip_days"])),
        ),
    )


def _finish(row: dict[str, pd.Timestamp]) -> pd.Timestamp:
    return row["actual_finish"] if pd.notna(row["actual_finish"]) else row["forecast_finish"]


def _checked(row: pd.Series) -> str:
    if not row["inspected_count"]:
        return _("Not checked yet this year.")
    return _(
        "Checks of the year so far: {count}; reported less verified is {points} points on average.",
        count=row["inspected_count"],
        points=figures.points(row["honesty"]),
    )


def _checks(rows: pd.DataFrame) -> TextTable:
    return text_table(
        rows,
        (
            words(_("Checked on"), 25, lambda row: figures.day(row["inspected_on"])),
            words(_("Method"), 20, lambda row: Method(row["method"]).word),
            words(_("Task"), 38, lambda row: row["name"]),
            figure(_("Reported value"), 16, lambda row: figures.percent(row["reported"])),
            figure(_("Verified"), 16, lambda row: figures.percent(row["verified"])),
            words(_("Finding"), 42, lambda row: row["finding"] or figures.NONE),
        ),
    )


def _rated(row: pd.Series) -> str:
    if not row["votes"]:
        return _("Not rated yet this year.")
    return _(
        "Valid votes of the year so far: {votes}, negative ones {negative}.",
        votes=row["votes"],
        negative=row["negative_votes"],
    )


def _voices(rows: pd.DataFrame) -> TextTable:
    return text_table(
        rows,
        (
            words(_("Voters"), 22, lambda row: Voter(row["voters"]).word),
            figure(_("Valid votes"), 20, lambda row: str(row["valid"])),
            figure(_("Negative votes"), 20, lambda row: str(row["negative"])),
            figure(_("Raw score"), 24, lambda row: figures.score(row["raw"])),
            figure(_("Mean of the group"), 24, lambda row: figures.score(row["mean"])),
            figure(_("What counts"), 24, lambda row: figures.score(row["shrunk"])),
        ),
    )


def _issues(rows: pd.DataFrame) -> TextTable:
    return text_table(
        rows,
        (
            words(_("Raised on"), 25, lambda row: figures.day(row["raised_on"])),
            words(_("Category"), 20, lambda row: row["category"]),
            words(_("Description"), 52, lambda row: row["description"]),
            words(_("Promised for"), 25, lambda row: figures.day(row["promised_on"])),
            words(_("State"), 33, lambda row: IssueState(row["state"]).label),
        ),
    )


def _decided(rows: pd.DataFrame) -> str:
    if rows.empty:
        return _("No meeting has charged the unit with anything.")
    return _(
        "{open}. {done}.", open=decision_findings.open_title(rows), done=decision_findings.done_title(rows)
    )


def _decisions(rows: pd.DataFrame) -> TextTable:
    return text_table(
        rows,
        (
            words(_("Assigned on"), 25, lambda row: figures.day(row["assigned_on"])),
            words(_("What was decided"), 54, lambda row: content_and_need(row["content"])[0]),
            words(_("Due on"), 25, lambda row: figures.day(row["due_on"])),
            words(_("State"), 30, lambda row: decision_findings.state_words(row["state"], row["days_over"])),
            words(_("Result"), 30, lambda row: row["result"] or figures.NONE),
        ),
    )


def _asked(sheet: UnitSheet) -> str:
    if sheet.needs.empty:
        return _("Nothing to coordinate in this period.")
    return _said(findings.needs_title(sheet))


def _needs(rows: pd.DataFrame) -> TextTable:
    return text_table(
        rows, (words(_("Task"), 50, lambda row: row["name"]), words(_("Need"), 106, lambda row: row["need"]))
    )
