"""What the page of tried weights says: who would move, and who stands firm."""

from collections.abc import Iterator, Mapping

import pandas as pd

from domain import figures
from domain.rules import Component, Display
from domain.states import Band
from domain.unit_group import UnitGroup
from locales import _
from metrics.robustness import DRAWS, SWING


def head(rows: pd.DataFrame, display: Display) -> str:
    """The first sentence. rows: ``services.what_if.moves``."""
    count = int(_moved(rows, display).sum())
    if rows.empty:
        return _("No unit can be scored yet")
    if count == 0:
        return _("With these weights no unit would move")
    return _("With these weights {count} of {total} units would move", count=count, total=len(rows))


def group_title(rows: pd.DataFrame, display: Display) -> str:
    """Of one group: how many move."""
    word = UnitGroup(rows["group"].iloc[0]).word
    return _(
        "{group}: {count} of {total} move",
        group=word,
        count=int(_moved(rows, display).sum()),
        total=len(rows),
    )


def band_moves(rows: pd.DataFrame) -> Iterator[str]:
    """Units by name that would be in another band, and in which."""
    changed = rows.loc[_moved(rows, Display.BANDS)].sort_values("label")
    for row in changed.to_dict("records"):
        after = Band(row["new_band"]).word if row["new_band"] else figures.NONE
        yield f"{row['label']} {Band(row['band']).word} → {after}"


def sum_note(weights: Mapping[Component, float]) -> str:
    """What the sliders sum to, and that they are brought to 100."""
    return _(
        "Sum {total:g}; reckoned as shares of 100. Nothing published changes.", total=sum(weights.values())
    )


def robustness_note() -> str:
    """How firmness is reckoned."""
    return _(
        "Share of {draws} random weightings, each weight within ±{swing:.0%} of the one in force, in which the unit stands where it stands.",
        draws=DRAWS,
        swing=SWING,
    )


def firm_title(rows: pd.DataFrame, field: str, group: UnitGroup) -> str:
    """Of one group: who stands least firm."""
    least = rows.nsmallest(1, field).iloc[0]
    if least[field] == 1:
        return _("{group}: every unit stands firm", group=group.word)
    return _(
        "{group}: least firm {unit}, {share}",
        group=group.word,
        unit=least["label"],
        share=figures.percent(least[field]),
    )


def _moved(rows: pd.DataFrame, display: Display) -> pd.Series:
    if display is Display.BANDS:
        return rows["band"] != rows["new_band"]
    return (rows["moved"] != 0).fillna(True)
