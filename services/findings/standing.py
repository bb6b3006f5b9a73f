"""What is said of one unit's score: where it stands, what it lost, and how the points are made up."""

import pandas as pd

from domain import figures
from domain.rules import Component, Display
from domain.states import Band
from domain.unit_group import UnitGroup
from locales import _
from metrics.rank import shown_score
from services.briefing import Briefing
from services.findings.listing import listed

_MOST_TOLD = 2  # components a title names; the chart below has them all


def standing(briefing: Briefing, row: pd.Series) -> str:
    """``A is 3rd of 6 with 87.24, up 1``; a band where bands are shown, the score alone without ranking."""
    score = shown(row["score"])
    display = briefing.plan.rules.display
    if display is Display.BANDS:
        return _(
            "{unit}: {band}, {score} points", unit=row["label"], band=Band(row["band"]).word, score=score
        )
    if display is Display.NONE:
        return _("{unit} scores {score}", unit=row["label"], score=score)
    return _(
        "{unit} is number {rank} of {count} ({group}) with {score}{moved}",
        unit=row["label"],
        rank=row["rank"],
        count=_group_size(briefing, row),
        group=UnitGroup(row["group"]).word,
        score=score,
        moved=_moved(row["moved"]),
    )


def shown(score: float) -> str:
    """A score as it is ranked and printed, rounded half up to 0.01; — without one."""
    return figures.score(shown_score(pd.Series([score], dtype="float64")).iloc[0])


def short_standing(briefing: Briefing, row: pd.Series) -> str:
    """Rank of how many, or the band; "" where nothing is ranked or the unit has no score."""
    display = briefing.plan.rules.display
    if pd.isna(row["score"]) or display is Display.NONE:
        return ""
    if display is Display.BANDS:
        return Band(row["band"]).word
    if pd.isna(row["rank"]):
        return _("ranked once published")
    return _("No. {rank} of {count}", rank=row["rank"], count=_group_size(briefing, row))


def _group_size(briefing: Briefing, row: pd.Series) -> int:
    return int(briefing.units.loc[briefing.units["group"] == row["group"], "rank"].notna().sum())


def _moved(moved: object) -> str:
    if pd.isna(moved) or moved == 0:  # type: ignore[call-overload]
        return ""
    places = int(moved)  # type: ignore[call-overload]
    return _(", up {places}", places=places) if places > 0 else _(", down {places}", places=-places)


def most_lost(briefing: Briefing, unit_id: str) -> str:
    """Where most points were lost: ``most is lost in Project milestones (26.03)``."""
    lines = _lost_lines(briefing, unit_id)
    if lines.empty:
        return _("nothing lost")
    return _(
        "most is lost in {component} ({lost})",
        component=Component(lines["component"].iloc[0]).word,
        lost=figures.score(lines["lost"].iloc[0]),
    )


def _lost_lines(briefing: Briefing, unit_id: str) -> pd.DataFrame:
    lines = briefing.score_lines.loc[briefing.score_lines["unit_id"] == unit_id]
    return lines.loc[lines["lost"] >= 0.005].sort_values("lost", ascending=False)


def statement_title(briefing: Briefing, unit_id: str) -> str:
    """The title over the waterfall: points lost in all, and in which two components most."""
    lines = _lost_lines(briefing, unit_id)
    if lines.empty:
        return _("No points lost")
    parts = [
        f"{Component(component).word} {figures.score(lost)}"
        for component, lost in zip(lines["component"], lines["lost"], strict=True)
    ]
    total = figures.score(lines["lost"].sum())
    if len(parts) <= _MOST_TOLD:
        return _("{lost} points lost: {parts}", lost=total, parts=listed(parts, len(parts)))
    return _("{lost} points lost, most: {parts}", lost=total, parts=listed(parts[:_MOST_TOLD], _MOST_TOLD))


def weight_rows(briefing: Briefing) -> pd.DataFrame:
    """How 100 points are made up: component, weight [points of 100], note [who has data, "" = all units]."""
    counts = briefing.score_lines.groupby("component")["unit_id"].nunique()
    scored = briefing.units["score"].notna().sum()
    rules = briefing.plan.rules
    return pd.DataFrame(
        {
            "component": [component.value for component in Component],
            "weight": [rules.weight(component) for component in Component],
            "note": [_coverage(int(counts.get(component.value, 0)), int(scored)) for component in Component],
        }
    )


def _coverage(count: int, total: int) -> str:
    if count == 0:
        return _("no data yet")
    return "" if count == total else _("{count} of {total} units", count=count, total=total)


def weights_note() -> str:
    """What happens to the weight of a component without data."""
    return _("A component without data is not scored; its weight is shared among the others in proportion.")
