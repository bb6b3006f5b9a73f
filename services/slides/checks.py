"""Slide: reports against checks, by unit, those that reported most above what was found on top."""

import pandas as pd

from domain import figures
from domain.light import Light
from locales import _
from services.briefing import Briefing
from services.slides.model import NAMED, Bar, Bars, Slide, counted_rest

_HIGH, _VERY_HIGH = 5.0, 20.0


def slide(briefing: Briefing) -> Slide:
    """Verified against reported of the units that were checked this year."""
    units = by_unit(briefing)
    return Slide(
        key="checks",
        name=_("Reports against checks"),
        finding=finding(briefing, units),
        blocks=(
            Bars(
                rows=tuple(
                    Bar(
                        label=row["label"],
                        note=_("{count} checks", count=row["count"]),
                        value=row["verified"],
                        mark=row["reported"],
                        text=_("{points} pts", points=figures.points(row["claimed"])),
                        more=_(
                            "reported {reported}, found {verified}",
                            reported=figures.percent(row["reported"]),
                            verified=figures.percent(row["verified"]),
                        ),
                        light=_light(row["claimed"]),
                    )
                    for row in units.head(NAMED).to_dict("records")
                ),
                top=1.0,
                value_name=_("Found by checks"),
                mark_name=_("As reported"),
                rest=counted_rest(len(units)),
            ),
        ),
        footnote=_(
            "Bar: what checks found. Black tick: what the unit had reported. Means of the year so far."
        ),
        sources=(
            _(
                "Checks: sheet of inspections in the oversight workbook, of tasks that the unit leads, by weight."
            ),
        ),
    )


def by_unit(briefing: Briefing) -> pd.DataFrame:
    """One row a unit that was checked, most over-reported first: unit_id, label, count, reported, verified, claimed.

    reported, verified [0–1] and claimed [points]: means by the tasks' weights; of tasks that the unit leads.
    """
    rows = briefing.inspections
    rows = rows.loc[rows["is_lead"] & rows["claimed"].notna()]
    kinds = ("reported", "verified", "claimed")
    pulled = rows.assign(count=1, **{kind: rows[kind] * rows["weight"] for kind in kinds})
    sums = pulled.groupby(["unit_id", "label"], as_index=False)[["count", "weight", *kinds]].sum()
    means = sums.assign(**{kind: sums[kind] / sums["weight"] for kind in kinds})
    return means.sort_values("claimed", ascending=False, kind="stable", ignore_index=True)


def finding(briefing: Briefing, units: pd.DataFrame) -> str:
    """How far reports lie above what was found, and who reported most above it."""
    now = briefing.headline
    if now.honesty is None or units.empty:
        return _("No report has been checked yet this year")
    first = _of_all(now.inspected_tasks, now.honesty)
    worst = units.iloc[0]
    if not worst["claimed"] >= _HIGH:
        return first
    return _(
        "{first}; {unit} most ({worst})",
        first=first,
        unit=worst["label"],
        worst=figures.points(worst["claimed"]),
    )


def _of_all(count: int, honesty: float) -> str:
    points = figures.points(abs(honesty)).lstrip("+")
    if honesty < 0:
        return _("{count} checks: reports are {points} points too low", count=count, points=points)
    return _("{count} checks: reports are {points} points too high", count=count, points=points)


def _light(claimed: float) -> Light:
    if claimed >= _VERY_HIGH:
        return Light.CRITICAL
    return Light.BEHIND if claimed >= _HIGH else Light.ON_TRACK
