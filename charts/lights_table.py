"""单位 × 五型亮灯: one row a unit, one cell a dimension with the light's shape and the gap; a click names the unit."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from charts.theme import Look, finished, light_scale, shape_scale
from domain import figures
from domain.dimension import Dimension
from domain.light import Light
from locales import _

ROW_PIXELS, AXIS_PIXELS = 25, 40
PICKED_UNIT = "picked_unit"
_TINT = {
    Light.CRITICAL: 0.26,
    Light.BEHIND: 0.18,
    Light.UNKNOWN: 0.06,
    Light.ON_TRACK: 0.09,
    Light.DONE: 0.12,
}


def lights_table(unit_dimensions: pd.DataFrame, order: Sequence[str], look: Look) -> alt.TopLevelMixin:
    """Units in the order given, dimensions in the speech's; empty where a unit leads nothing.

    unit_dimensions: ``Briefing.unit_dimensions``; order: codes of the units to draw, others are left out.
    A click on a cell gives the point selection ``PICKED_UNIT`` with the field ``unit_id``.
    """
    rows = _cells(unit_dimensions, order)
    names = dict(zip(rows["unit_id"], rows["label"], strict=True))
    words = [dimension.word for dimension in Dimension if dimension.value in set(rows["dimension"])]
    x = alt.X(
        "word:N", sort=words, title=None, axis=alt.Axis(orient="top", ticks=False, domain=False, labelAngle=0)
    )
    y = alt.Y(
        "unit_id:N",
        sort=[unit_id for unit_id in order if unit_id in names],
        title=None,
        axis=alt.Axis(ticks=False, domain=False, labelExpr=_spoken(names), labelLimit=190, labelPadding=8),
    )
    base = alt.Chart(rows).encode(x=x, y=y)
    cells = (
        base.mark_rect(stroke=look.palette.paper, strokeWidth=2, cursor="pointer")
        .encode(
            color=alt.Color("light:N", scale=light_scale(look), legend=None),
            opacity=alt.Opacity("tint:Q", scale=None, legend=None),
            tooltip=_tooltip(),
        )
        .add_params(alt.selection_point(name=PICKED_UNIT, fields=["unit_id"], on="click", clear=False))
    )
    marks = base.mark_point(size=95, filled=True, opacity=1, xOffset=-26).encode(
        shape=alt.Shape("light:N", scale=shape_scale(), legend=None),
        color=alt.Color("light:N", scale=light_scale(look), legend=None),
    )
    gaps = base.mark_text(align="right", xOffset=30, fontWeight="bold").encode(text=alt.Text("points:N"))
    height = AXIS_PIXELS + ROW_PIXELS * len(names)
    told = rows.assign(at=rows["unit_id"].map({unit_id: at for at, unit_id in enumerate(order)}))
    told = told.sort_values("at", kind="stable")
    return finished(
        alt.layer(cells, marks, gaps).properties(height=height),
        look,
        table={title: told[field] for field, title in _told().items()},
    )


def _cells(unit_dimensions: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    rows = unit_dimensions.loc[unit_dimensions["unit_id"].isin(order)]
    return rows.assign(
        word=[Dimension(value).word for value in rows["dimension"]],
        points=[figures.points(value) for value in rows["gap"]],
        percent=[figures.percent(value) for value in rows["completion"]],
        planned=[figures.percent(value) for value in rows["schedule"]],
        state=[Light(value).label for value in rows["light"]],
        tint=[_TINT[Light(value)] for value in rows["light"]],
    )


def _spoken(names: dict[str, str]) -> str:
    """A Vega expression that gives a unit's name for its code."""
    pairs = ",".join(f"{_quoted(unit_id)}:{_quoted(label)}" for unit_id, label in names.items())
    return f"({{{pairs}}})[datum.value]"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _tooltip() -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in _told().items()]


def _told() -> dict[str, str]:
    """What tooltip and table tell of a cell: column → heading."""
    return {
        "label": _("Unit"),
        "word": _("Dimension"),
        "state": _("Light"),
        "percent": _("Completion"),
        "planned": _("Schedule"),
        "points": _("Gap, points"),
        "task_count": _("Number of tasks"),
    }


def lights_key() -> str:
    """What the shapes mean, for the line under the title."""
    lights = "  ".join(light.label for light in Light)
    return _("{lights}. Number: points ahead of or behind schedule. Click a unit to open it.", lights=lights)
