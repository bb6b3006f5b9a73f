"""Slides: the ranking of one group, or its bands; where nothing is ranked there is no such slide."""

import pandas as pd

from domain import figures
from domain.rules import Display
from domain.states import Band
from domain.unit_group import UnitGroup
from locales import _
from services.briefing import Briefing
from services.findings import ranking as findings
from services.findings.listing import listed
from services.findings.standing import shown
from services.slides.model import NAMED, Bar, Bars, Cell, Column, Slide, Table, Tone

_FIRST, _LAST, _IN_BAND = 4, 3, 3


def slide(briefing: Briefing, group: UnitGroup) -> Slide | None:
    """The group's first and last with score and movement, or how many stand in each band; None where not shown."""
    units = briefing.units.loc[briefing.units["group"] == group.value]
    display = briefing.plan.rules.display
    if units.empty or display is Display.NONE:
        return None
    is_ranked = display is Display.RANK
    return Slide(
        key=f"ranking_{group.value}",
        name=_("Ranking: {group}", group=group.word) if is_ranked else _("Bands: {group}", group=group.word),
        finding=findings.group_title(units) if is_ranked else _band_title(units, group),
        blocks=(_bars(units) if is_ranked else _bands(units),),
        footnote=_footnote(units, is_ranked=is_ranked),
        sources=(
            _(
                "Score of 100: tasks, milestones, enterprises and public, inspection, problems, reporting, by the plan's weights."
            ),
        ),
    )


def _footnote(units: pd.DataFrame, *, is_ranked: bool) -> str:
    moved = _("▲▼: places since last period.") if is_ranked and units["rank"].notna().any() else ""
    return "  ".join(part for part in (moved, findings.unranked(units)) if part)


def _band_title(units: pd.DataFrame, group: UnitGroup) -> str:
    counts = findings.band_counts(units) or _("No unit can be scored yet")
    return _("{group}: {finding}", group=group.word, finding=counts)


def _bars(units: pd.DataFrame) -> Bars:
    """The first and the last of the ranking; how many stand between them is said there."""
    ranked = units.dropna(subset="rank").sort_values(["rank", "label"])
    between = len(ranked) - NAMED
    rows = ranked if between <= 0 else pd.concat([ranked.head(_FIRST), ranked.tail(_LAST)])
    return Bars(
        rows=tuple(
            Bar(
                label=f"{row['rank']}  {row['label']}",
                value=float(row["score"]),
                text=shown(row["score"]),
                more=_movement(row["moved"]),
            )
            for row in rows.to_dict("records")
        ),
        top=100.0,
        value_name=_("Score"),
        gap_after=_FIRST - 1 if between > 0 else -1,
        gap_text=_("{count} units between them", count=between) if between > 0 else "",
        is_percent=False,
    )


def _movement(moved: int | None) -> str:
    if pd.isna(moved) or moved == 0:
        return figures.NONE
    return f"▲{moved}" if moved > 0 else f"▼{-moved}"


def _bands(units: pd.DataFrame) -> Table:
    """A row a band; its units by name, so that no order shows."""
    return Table(
        columns=(Column(_("Band"), 1), Column(_("How many"), 0.8, is_number=True), Column(_("Which"), 5)),
        rows=tuple(_band(band, units.loc[units["band"] == band.value, "label"]) for band in Band),
    )


def _band(band: Band, labels: pd.Series) -> tuple[Cell, ...]:
    names = sorted(labels, key=lambda label: label.encode("gb18030"))  # by sound, as name lists are
    return (
        Cell(band.word, tone=Tone.STRONG),
        Cell(str(len(names))),
        Cell(listed(names, _IN_BAND) if names else figures.NONE),
    )
