"""Slide: lights, unit by dimension; the worst rows carry names, the rest is counted."""

from typing import Any

import pandas as pd

from domain import figures
from domain.dimension import Dimension
from domain.light import Light
from locales import _
from services.briefing import Briefing
from services.findings import overview
from services.slides.model import NAMED, Cell, Column, Slide, Table, Tone, lights_key

_COUNTED = (Light.CRITICAL, Light.BEHIND, Light.ON_TRACK, Light.DONE, Light.UNKNOWN)


def slide(briefing: Briefing) -> Slide:
    """A row a unit, worst first, a cell a dimension with its light and gap; the last row counts the others."""
    order = overview.worst_units(briefing)
    cells = briefing.unit_dimensions
    shown, rest = order[:NAMED], order[NAMED:]
    return Slide(
        key="lights",
        name=_("Lights by unit"),
        finding=overview.unit_lights(briefing),
        blocks=(
            Table(
                columns=(
                    Column(_("Unit"), 1.3),
                    *(Column(dimension.word) for dimension in Dimension),
                ),
                rows=tuple(_row(cells.loc[cells["unit_id"] == unit_id]) for unit_id in shown),
                foot=_foot(cells.loc[cells["unit_id"].isin(rest)], len(rest)),
            ),
        ),
        footnote=_("{lights}. Number: points ahead of or behind schedule.", lights=lights_key()),
        sources=(
            _(
                "A unit's light in a dimension: of all tasks that it leads there, by weight; none led, no light."
            ),
        ),
    )


def _row(cells: pd.DataFrame) -> tuple[Cell, ...]:
    by = {row["dimension"]: row for row in cells.to_dict("records")}
    name = Cell(str(cells["label"].iloc[0]), tone=Tone.STRONG)
    return (name, *(_cell(by.get(dimension.value)) for dimension in Dimension))


def _cell(row: dict[Any, Any] | None) -> Cell:
    if row is None:
        return Cell("")
    light = Light(row["light"])
    gap = figures.points(row["gap"])
    return Cell(f"{light.shape} {gap if light is not Light.UNKNOWN else light.word}", light=light)


def _foot(cells: pd.DataFrame, units: int) -> tuple[Cell, ...]:
    """How many of the other units show each light, dimension by dimension."""
    if not units:
        return ()
    counts = (_counts(cells.loc[cells["dimension"] == dimension.value, "light"]) for dimension in Dimension)
    return (Cell(_("{count} other units", count=units), tone=Tone.MUTED), *counts)


def _counts(lights: pd.Series) -> Cell:
    found = lights.value_counts()
    parts = [f"{light.shape}{found[light.value]}" for light in _COUNTED if light.value in found]
    return Cell(" ".join(parts), tone=Tone.MUTED)
