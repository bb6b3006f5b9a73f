"""The first chapters of a unit's pack: its score as a statement to be reckoned by hand, and what cost points."""

from collections.abc import Iterator

import pandas as pd

from domain import figures
from domain.rules import Component, Display
from locales import _
from reports.paper_tables import Chapter, TextTable, chapter, figure, text_table, words
from services.briefing import Briefing
from services.findings import standing
from services.statement import Statement, statement
from services.unit_sheet import UnitSheet

_LOSSES = 12


def score_chapters(briefing: Briefing, sheet: UnitSheet, *, is_own: bool) -> Iterator[Chapter]:
    """Nothing where the rules show no score to who asks."""
    if briefing.plan.rules.display is Display.NONE and not is_own:
        return
    told = statement(briefing, str(sheet.row["unit_id"]))
    title = _("How the score came about")
    if told.score is None:
        yield chapter(title, _("No score: {reason}.", reason=told.reason))
        return
    yield chapter(title, _summary(briefing, sheet, told), _parts(told), _adjustments(told))
    if len(told.losses):
        rest = len(told.losses) - _LOSSES
        more = _(" The {count} others cost less each.", count=rest) if rest > 0 else ""
        finding = _(
            "{title}, most costly first.{more}",
            title=standing.statement_title(briefing, told.unit_id),
            more=more,
        )
        yield chapter(_("What cost points"), finding, _losses(told))


def _summary(briefing: Briefing, sheet: UnitSheet, told: Statement) -> str:
    """Rank among others only where there is one (a unit's live figures have none)."""
    place = standing.short_standing(briefing, sheet.row)
    first = _("Score {score}", score=standing.shown(told.score or 0.0))
    return _("{first}, {place}.", first=first, place=place) if place else _("{first}.", first=first)


def _parts(told: Statement) -> TextTable:
    rows = pd.DataFrame([{"part": part} for part in told.parts])
    return text_table(
        rows,
        (
            words(_("Component"), 26, lambda row: row["part"].component.word),
            words(_("How it is reckoned"), 66, lambda row: f"{row['part'].formula} = {row['part'].inputs}"),
            figure(_("Result (0–100)"), 18, lambda row: figures.score(row["part"].value)),
            figure(_("Weight here"), 16, lambda row: figures.score(row["part"].weight)),
            figure(_("Points"), 15, lambda row: figures.score(row["part"].points)),
            figure(_("Lost"), 15, lambda row: figures.score(row["part"].lost)),
        ),
    )


def _adjustments(told: Statement) -> TextTable:
    return text_table(
        told.adjustments,
        (
            words(_("Date"), 26, lambda row: figures.day(row["happened_on"])),
            figure(_("Points given"), 16, lambda row: figures.points(row["points"])),
            words(_("Reason"), 60, lambda row: row["reason"]),
            words(_("Document"), 34, lambda row: row["document"]),
            words(_("Approved by"), 20, lambda row: row["approved_by"]),
        ),
    )


def _losses(told: Statement) -> TextTable:
    return text_table(
        told.losses.head(_LOSSES),
        (
            words(_("Component"), 26, lambda row: Component(row["component"]).word),
            words(_("Item"), 50, lambda row: row["item_name"]),
            words(_("Cause"), 62, lambda row: row["cause"]),
            figure(_("Lost"), 16, lambda row: figures.score(row["lost"])),
        ),
    )
