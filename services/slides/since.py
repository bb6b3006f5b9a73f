"""Slide: since the last meeting, what became of its decisions, and what changed."""

from typing import Any

import pandas as pd

from domain import figures
from domain.light import Light
from locales import _
from services.briefing import Briefing
from services.decision_ledger import content_and_need
from services.findings import changes
from services.findings import decisions as findings
from services.slides.model import Cell, Column, Slide, Table, Tone

OPEN, LAST, CHANGED = 3, 2, 3  # rows: open decisions, those of the last meeting among them, changes
LIGHTS = {
    "overdue": Light.CRITICAL,
    "open": Light.UNKNOWN,
    "done": Light.ON_TRACK,
    "done_late": Light.BEHIND,
}


def slide(briefing: Briefing) -> Slide:
    """Decisions that are open, the last meeting's first, then the most overdue, and the weightiest changes."""
    return Slide(
        key="since",
        name=_("Since the last meeting"),
        finding=findings.head(briefing.decisions),
        blocks=(_decisions(briefing), _changes(briefing)),
        sources=(
            _("Decisions: sheet of decisions in the oversight workbook, or entered on the board."),
            _("Changes: this period's lights and slips against those of the period before."),
        ),
    )


def _decisions(briefing: Briefing) -> Table:
    rows = open_decisions(briefing.decisions)
    return Table(
        title=findings.open_title(briefing.decisions),
        columns=decision_columns(),
        rows=tuple(decision_row(row) for row in rows.head(OPEN).to_dict("records")),
    )


def open_decisions(decisions: pd.DataFrame) -> pd.DataFrame:
    """Those of the last meeting first, so that it finds its own again; then as given, the most overdue on top."""
    rows = decisions.loc[decisions["is_open"]]
    last = rows.loc[rows["assigned_on"] == decisions["assigned_on"].max()].head(LAST)
    ordered: pd.DataFrame = pd.concat([last, rows.drop(last.index)])
    return ordered


def decision_columns() -> tuple[Column, ...]:
    """State, what was decided, by whom, due."""
    return (
        Column(_("State"), 1.25),
        Column(_("What was decided"), 3.4),
        Column(_("By whom"), 1.5),
        Column(_("Due"), 0.7, is_number=True),
    )


def decision_row(row: dict[Any, Any]) -> tuple[Cell, ...]:
    """Cells of one decision. row: of frame ``decisions``."""
    return (
        Cell(findings.state_words(row["state"], row["days_over"]), light=LIGHTS[row["state"]]),
        Cell(content_and_need(row["content"])[0]),
        Cell(row["labels"]),
        Cell(figures.short_day(row["due_on"])),
    )


def _changes(briefing: Briefing) -> Table:
    listed = changes.listed(briefing, each=1)[:CHANGED]
    return Table(
        title=changes.summary(briefing),
        columns=(Column(_("Change"), 1.25), Column(_("What"), 3.4), Column(_("Unit"), 2.2)),
        rows=tuple(
            (
                Cell(f"{one.light.shape} {one.kind}", light=one.light),
                Cell(one.name),
                Cell(" · ".join(part for part in (one.label, one.how) if part), tone=Tone.PLAIN),
            )
            for one in listed
        ),
    )
