"""Slide: what units need of their leaders, without a decision first."""

from typing import Any

import pandas as pd

from domain.light import Light
from locales import _
from services.briefing import Briefing
from services.decision_ledger import needs_answered
from services.findings import decisions as findings
from services.slides.model import NAMED, Cell, Column, Slide, Table, Tone, counted_rest, lights_key


def slide(briefing: Briefing) -> Slide:
    """A row a need: who asks, what for, and what was decided on it."""
    needs = needs_answered(briefing.needs, briefing.decisions, briefing.period.code)
    order = needs.sort_values("decision", key=lambda places: places >= 0, kind="stable")
    return Slide(
        key="needs",
        name=_("What units need"),
        finding=findings.needs_title(needs),
        blocks=(
            Table(
                columns=(
                    Column(_("Unit"), 1.6),
                    Column(_("To be coordinated"), 3.4),
                    Column(_("Task"), 2.4),
                    Column(_("Decision"), 1.4),
                ),
                rows=tuple(_row(row, briefing.decisions) for row in order.head(NAMED).to_dict("records")),
                rest=counted_rest(len(needs)),
            ),
        ),
        footnote=lights_key(),
        sources=(_("Needs: the column of matters to be coordinated in the units' reports of this period."),),
    )


def _row(row: dict[Any, Any], decisions: pd.DataFrame) -> tuple[Cell, ...]:
    light = Light(row["light"])
    return (
        Cell(row["label"], tone=Tone.STRONG),
        Cell(row["need"]),
        Cell(f"{light.shape} {row['name']}", light=light),
        _answer(row["decision"], decisions),
    )


def _answer(place: int, decisions: pd.DataFrame) -> Cell:
    if place < 0:
        return Cell(_("No decision yet"), tone=Tone.MUTED)
    found = decisions.iloc[place]
    return Cell(findings.state_words(found["state"], found["days_over"]))
