"""The parts of a unit's page: figures, tasks, milestones, past, problems and requests."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from charts.report_strip import report_strip
from charts.task_rows import PICK, task_rows
from charts.unit_lines import unit_lines
from domain import figures
from domain.states import IssueState, MilestoneState
from locales import _
from panels import cards, links
from panels.filters import unit_words
from panels.paper_table import paper_table
from panels.pictures import picture
from panels.unit_checks import draw_honesty
from services.briefing import Briefing
from services.findings import unit as findings
from services.unit_sheet import UnitSheet

_HALF = 440  # pixels that half an A4 page has at least
_LED, _JOINT, _NODES, _ISSUES = 12, 6, 8, 6  # rows shown; the others are counted and stand one page on


def draw_figures(briefing: Briefing, sheet: UnitSheet, *, own: bool) -> None:
    """Score with its standing (where the rules show it), completion, gap, tasks far behind, honesty, milestones missed."""
    row, past = sheet.row, sheet.history
    with st.grid(6, min_column_width=150, key="unit_figures"):
        standing = findings.place(briefing, row, own=own)
        if standing is not None:
            cards.figure(
                _("Score · {standing}", standing=standing[1]) if standing[1] else _("Score"),
                standing[0],
                delta=_score_step(row["score"], row["previous_score"]),
            )
        cards.figure(
            _("Completion"),
            figures.percent(row["completion"]),
            delta=_step(past["completion"] * 100),
        )
        cards.figure(
            _("Gap to schedule"),
            _("{points} pts", points=figures.points(row["gap"])) if pd.notna(row["gap"]) else figures.NONE,
            delta=_step(past["gap"]),
        )
        cards.figure(_("Tasks far behind"), f"{row['critical']}/{row['lead_count']}")
        draw_honesty(sheet)
        missed = int(sheet.milestones["state"].eq(MilestoneState.DUE_MISSED).sum())
        cards.figure(_("Milestones missed"), f"{missed}/{len(sheet.milestones)}")


def _score_step(now: float, before: float) -> str | None:
    return None if pd.isna(now) or pd.isna(before) else figures.score_change(now - before)


def _change(now: float, before: float) -> str | None:
    return None if pd.isna(now) or pd.isna(before) else figures.points(now - before)


def _step(past: pd.Series) -> str | None:
    """The last step of a series, None where one of its two ends is missing."""
    ends = past.tail(2).tolist()
    return _change(ends[1], ends[0]) if len(ends) == 2 else None


def draw_tasks(briefing: Briefing, sheet: UnitSheet) -> None:
    """Tasks led, worst first, and apart from them those the unit takes part in."""
    name = unit_words(briefing.plan)[sheet.row["unit_id"]]
    if sheet.led.empty:
        cards.nothing(_("The unit leads no task in this selection."))
    else:
        _task_chart(sheet.led, findings.led_title(sheet), "unit_led", name, _LED)
    if len(sheet.joint):
        _task_chart(sheet.joint, findings.joint_title(sheet), "unit_joint", name, _JOINT)


def _task_chart(tasks: pd.DataFrame, title: str, key: str, unit_name: str, limit: int) -> None:
    bars = picture(task_rows, tasks.head(limit), cards.look(), with_lead=key == "unit_joint")
    note = (
        _("Bar: done. Black tick: schedule. Right: done, and points ahead or behind.")
        if key == "unit_led"
        else ""
    )
    cards.chart(title, bars, key=key, note=note, wide=True, on_select=_opened(key, tasks))
    if len(tasks) > limit:
        label = _("{count} more, none of them worse", count=len(tasks) - limit)
        links.link(label, "tasks", key=f"{key}_more", unit=unit_name)


def _opened(key: str, tasks: pd.DataFrame) -> Callable[[], None]:
    """For a chart's callback: to the task page with the clicked task."""
    names = dict(zip(tasks["task_id"], tasks["name"], strict=True))

    def turn() -> None:
        picked = st.session_state[key].selection.get(PICK)
        if picked and picked[0].get("task_id") in names:
            links.turn_to("tasks", task=names[picked[0]["task_id"]])

    return turn


def draw_past(sheet: UnitSheet, year: int) -> None:
    """Left: the past and what is asked of leaders; right: milestones and problems raised. year: of the period shown."""
    grid = st.grid(2, min_column_width=_HALF, gap="large", key="unit_halves")
    with grid.cell():
        _history(sheet)
        if sheet.needs.empty:
            cards.nothing(_("The unit asks leaders for nothing in this period."))
        else:
            _table("unit_needs", findings.needs_title(sheet), _need_rows(sheet.needs))
    with grid.cell():
        _milestones(sheet, year)
        _issues(sheet, year)


def _history(sheet: UnitSheet) -> None:
    """Completion over the periods, and how the unit reported."""
    if sheet.history["completion"].notna().sum() > 1:
        lines = picture(unit_lines, sheet.history, cards.look())
        cards.chart(findings.history_title(sheet), lines, key="unit_history")
    else:
        cards.nothing(findings.history_title(sheet))
    if len(sheet.reports):
        strip = picture(report_strip, sheet.reports, cards.look())
        cards.chart(findings.reports_title(sheet), strip, key="unit_reports")


def _milestones(sheet: UnitSheet, year: int) -> None:
    if sheet.milestones.empty:
        cards.nothing(_("The unit has no milestones."))
        return
    rows = _milestone_rows(sheet.milestones.head(_NODES), year)
    _table("unit_state_nodes", findings.milestones_title(sheet), rows)
    _rest(len(sheet.milestones) - _NODES)


def _issues(sheet: UnitSheet, year: int) -> None:
    if sheet.issues.empty:
        cards.nothing(_("No problem has been raised about the unit."))
        return
    _table("unit_state_issues", findings.issues_title(sheet), _issue_rows(sheet.issues.head(_ISSUES), year))
    _rest(len(sheet.issues) - _ISSUES)


def _table(key: str, title: str, rows: pd.DataFrame) -> None:
    with st.container(key=key):
        cards.part_title(title)
        paper_table(rows)


def _rest(count: int) -> None:
    if count > 0:
        st.caption(_("{count} more, none of them worse", count=count))


def _milestone_rows(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("State"): [MilestoneState(state).label for state in rows["state"]],
            _("Milestone"): rows["project_name"].str.cat(rows["name"], sep=" · "),
            _("Planned"): [_day(value, year) for value in rows["baseline_finish"]],
            _("Actual or forecast"): [_day(value, year) for value in rows["finish"]],
            _("Late [days]"): [figures.days(value) for value in rows["slip_days"]],
        }
    )


def _need_rows(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({_("Task"): rows["name"], _("To be coordinated"): rows["need"]})


def _issue_rows(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("State"): [IssueState(state).label for state in rows["state"]],
            _("Problem"): rows["description"],
            _("Raised by"): rows["source"],
            _("Promised"): [_day(value, year) for value in rows["promised_on"]],
            _("Solved"): [_day(value, year) for value in rows["solved_on"]],
        }
    )


def _day(value: pd.Timestamp, year: int) -> str:
    """A date of this year without its year, of another with it."""
    return figures.short_day(value) if pd.isna(value) or value.year == year else figures.day(value)
