"""Slide: the unit under discussion; any unit's, by the number it is called up with."""

from typing import Any

import pandas as pd

from domain import figures
from domain.light import Light
from domain.rules import Display
from locales import _
from services.briefing import Briefing
from services.findings import unit as findings
from services.findings.standing import short_standing, shown
from services.slides.model import Cell, Column, Figure, Figures, Slide, Table, Tone, counted_rest, lights_key
from services.unit_sheet import UnitSheet, unit_sheet

_TASKS = 4


def numbers(briefing: Briefing) -> dict[str, str]:
    """Unit code → the digits that call it up, as many for each: ``01``… in the plan's order; three from 100 units on."""
    units = [unit.unit_id for unit in briefing.plan.units if unit.unit_id in set(briefing.units["unit_id"])]
    width = max(2, len(str(len(units))))
    return {unit_id: f"{number:0{width}d}" for number, unit_id in enumerate(units, start=1)}


def slide(briefing: Briefing, unit_id: str) -> Slide:
    """One unit: its figures, its worst tasks and what it asks; raises KeyError where there is no such unit."""
    sheet = unit_sheet(briefing, unit_id)
    row = sheet.row
    return Slide(
        key="unit",
        name=_("Unit under discussion: {unit}", unit=row["name"]),
        finding=findings.head(sheet),
        blocks=(_figures(briefing, sheet), _tasks(sheet)),
        footnote=_foot(sheet),
        sources=(
            _(
                "Tasks that the unit leads, worst light first; who answers: {people}",
                people=findings.people(row),
            ),
        ),
        unit_id=unit_id,
    )


def _figures(briefing: Briefing, sheet: UnitSheet) -> Figures:
    row = sheet.row
    items = [Figure(value=figures.percent(row["completion"]), label=_("Completion"))]
    items.append(Figure(value=figures.points(row["gap"]), label=_("Gap to schedule")))
    if briefing.plan.rules.display is not Display.NONE:
        standing = short_standing(briefing, row) or row["unranked_reason"]
        items.insert(0, Figure(value=shown(row["score"]), label=_("Score"), note=standing))
    items.append(
        Figure(
            value=str(row["critical"]),
            label=_("Tasks far behind"),
            note=_("of {count}", count=row["lead_count"]),
        )
    )
    checked = (
        _("{count} checks", count=row["inspected_count"]) if row["inspected_count"] else _("never checked")
    )
    items.append(
        Figure(value=figures.points(row["honesty"]), label=_("Reported above verified"), note=checked)
    )
    return Figures(items=tuple(items))


def _tasks(sheet: UnitSheet) -> Table:
    return Table(
        title=findings.led_title(sheet),
        columns=(
            Column(_("Light"), 1.1),
            Column(_("Task"), 2.6),
            Column(_("Completion"), 0.9, is_number=True),
            Column(_("Gap to schedule"), 0.9, is_number=True),
            Column(_("Problem"), 3),
        ),
        rows=tuple(_task(row) for row in sheet.led.head(_TASKS).to_dict("records")),
        rest=counted_rest(len(sheet.led), _TASKS),
    )


def _task(row: dict[Any, Any]) -> tuple[Cell, ...]:
    light = Light(row["light"])
    return (
        Cell(light.label, light=light),
        Cell(row["name"], tone=Tone.STRONG),
        Cell(figures.percent(row["effective"])),
        Cell(figures.points(row["gap"])),
        Cell(row["problem"] or figures.NONE, tone=Tone.MUTED),
    )


def _foot(sheet: UnitSheet) -> str:
    needs = sheet.needs["need"].tolist()
    if not needs:
        return lights_key()
    return _("Asks for: {need}", need=needs[0]) + (
        f" {counted_rest(len(needs), 1)}" if len(needs) > 1 else ""
    )


def most_in_need(briefing: Briefing) -> str | None:
    """The unit that stands on the slide before one is called up: most tasks far behind, then the largest lag."""
    units = briefing.units.sort_values(["critical", "gap"], ascending=[False, True], kind="stable")
    units = units.loc[pd.notna(units["completion"])]
    return str(units["unit_id"].iloc[0]) if len(units) else None
