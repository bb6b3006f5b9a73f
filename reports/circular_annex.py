"""The annexes of a circular: every unit, every task far behind, every slip, every check that did not hold."""

import pandas as pd

from domain import figures
from domain.light import Light
from domain.rules import Display
from domain.states import Band, MilestoneState, ReportState
from domain.unit_group import UnitGroup
from locales import _
from reports.paper_tables import Chapter, chapter, figure, text_table, words
from services.briefing import Briefing
from services.findings.standing import shown


def annexes(briefing: Briefing) -> tuple[Chapter, ...]:
    """The annexes that have rows, in order."""
    made = (_units(briefing), _tasks(briefing), _milestones(briefing), _checks(briefing))
    return tuple(one for one in made if one.tables)


def _units(briefing: Briefing) -> Chapter:
    display = briefing.plan.rules.display
    order = ["rank", "unit_id"] if display is Display.RANK else ["unit_id"]  # no order tells ranks
    units = briefing.units.sort_values(order, kind="stable")
    rows = pd.concat([units.loc[units["group"] == group.value] for group in UnitGroup])
    columns = [
        words(_("Unit group"), 18, lambda row: UnitGroup(row["group"]).word),
        words(_("Unit"), 26, lambda row: row["label"]),
        figure(_("Completion"), 15, lambda row: figures.percent(row["completion"])),
        figure(_("Schedule"), 15, lambda row: figures.percent(row["schedule"])),
        figure(_("Gap, points"), 15, lambda row: figures.points(row["gap"])),
        figure(_("Far behind"), 12, lambda row: str(row["critical"])),
        figure(_("Behind"), 12, lambda row: str(row["behind"])),
        words(_("Report of this period"), 14, lambda row: ReportState(row["report_state"]).word),
    ]
    if display is not Display.NONE:
        columns.append(figure(_("Score"), 15, lambda row: shown(row["score"])))
    if display is Display.RANK:
        columns.append(figure(_("Rank"), 11, lambda row: _whole(row["rank"])))
    if display is Display.BANDS:
        columns.append(
            words(_("Band"), 12, lambda row: Band(row["band"]).word if row["band"] else figures.NONE)
        )
    return chapter(_("How every unit stands"), "", text_table(rows, columns))


def _whole(value: int) -> str:
    return figures.NONE if pd.isna(value) else str(value)


def _tasks(briefing: Briefing) -> Chapter:
    rows = briefing.tasks.loc[briefing.tasks["light"] == Light.CRITICAL.value].sort_values("gap")
    columns = (
        words(_("Lead unit"), 18, lambda row: row["lead_label"]),
        words(_("Task"), 32, lambda row: row["name"]),
        words(_("Due on"), 25, lambda row: figures.day(row["due_on"])),
        figure(_("Completion"), 16, lambda row: figures.percent(row["effective"])),
        figure(_("Schedule"), 16, lambda row: figures.percent(row["schedule"])),
        figure(_("Gap, points"), 14, lambda row: figures.points(row["gap"])),
        words(_("Problem"), 35, lambda row: row["problem"] or figures.NONE),
    )
    return chapter(_("Tasks far behind"), "", text_table(rows, columns))


def _milestones(briefing: Briefing) -> Chapter:
    late = (MilestoneState.DUE_MISSED.value, MilestoneState.SLIPPING.value)
    rows = briefing.milestones.loc[briefing.milestones["state"].isin(late)]
    columns = (
        words(_("Lead unit"), 21, lambda row: row["lead_label"]),
        words(_("Project"), 44, lambda row: row["project_name"]),
        words(_("Milestone"), 24, lambda row: row["name"]),
        words(_("Planned finish"), 26, lambda row: figures.day(row["baseline_finish"])),
        words(_("Finish as expected"), 26, lambda row: figures.day(row["forecast_finish"])),
        figure(_("Days late"), 15, lambda row: figures.days(row["slip_days"])),
    )
    rows = rows.sort_values("slip_days", ascending=False)
    return chapter(_("Milestones that slip"), "", text_table(rows, columns))


def _checks(briefing: Briefing) -> Chapter:
    rows = briefing.inspections
    rows = rows.loc[rows["is_lead"] & rows["flagged"]].sort_values("claimed", ascending=False)
    columns = (
        words(_("Unit"), 22, lambda row: row["label"]),
        words(_("Task"), 55, lambda row: row["name"]),
        words(_("Checked on"), 26, lambda row: figures.day(row["inspected_on"])),
        figure(_("Reported value"), 18, lambda row: figures.percent(row["reported"])),
        figure(_("Verified"), 17, lambda row: figures.percent(row["verified"])),
        figure(_("Claimed too much, points"), 18, lambda row: figures.points(row["claimed"])),
    )
    return chapter(_("Checks that differ from reports by more than a tenth"), "", text_table(rows, columns))
