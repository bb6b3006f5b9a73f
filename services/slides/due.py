"""Slide: what falls due in the days ahead, soonest first."""

from typing import Any

from domain import figures
from domain.light import Light
from locales import _
from services.briefing import Briefing
from services.findings import overview
from services.slides.model import NAMED, Cell, Column, Slide, Table, Tone, counted_rest, lights_key


def slide(briefing: Briefing) -> Slide:
    """Tasks and milestones by their day, those behind first where more are due than there is room for."""
    rows = briefing.due_soon
    behind = rows["light"].isin([Light.CRITICAL, Light.BEHIND])
    first = rows.assign(order=~behind).sort_values("order", kind="stable").head(NAMED).sort_values("due_on")
    return Slide(
        key="due",
        name=_("Due in {days} days", days=briefing.plan.rules.due_soon_days),
        finding=overview.due(briefing),
        blocks=(
            Table(
                columns=(
                    Column(_("Due"), 0.7),
                    Column(_("Days left"), 0.8, is_number=True),
                    Column(_("Light"), 1.1),
                    Column(_("What"), 4),
                    Column(_("Unit"), 1.3),
                ),
                rows=tuple(_row(row) for row in first.to_dict("records")),
                rest=counted_rest(len(rows), len(first)),
            ),
        ),
        footnote=lights_key(),
        sources=(_("Due: open tasks and milestones whose planned date lies in the days after the period."),),
    )


def _row(row: dict[Any, Any]) -> tuple[Cell, ...]:
    light = Light(row["light"])
    name = f"{row['parent']} · {row['name']}" if row["parent"] else row["name"]
    return (
        Cell(figures.short_day(row["due_on"]), tone=Tone.STRONG),
        Cell(str(row["days_left"])),
        Cell(light.label, light=light),
        Cell(name),
        Cell(row["label"]),
    )
