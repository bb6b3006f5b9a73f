"""五型进度: one bar a dimension, the schedule as a tick on it, last period as a hollow dot."""

import altair as alt
import pandas as pd

from charts.theme import Look, finished
from domain import figures
from domain.dimension import Dimension
from locales import _

ROW_PIXELS, AXIS_PIXELS = 40, 28
RIGHT = 1.36  # where the axis ends: room for the numbers beyond 100 %


def dimension_board(dimensions: pd.DataFrame, look: Look) -> alt.TopLevelMixin:
    """Completion of each dimension against schedule, largest lag on top, both numbers printed.

    dimensions: ``Briefing.dimensions`` (completion, schedule, previous_completion [0–1], gap [points]).
    """
    rows = _rows(dimensions)
    palette, base = look.palette, alt.Chart(rows).encode(y=_dimension_axis(rows))
    scale = alt.Scale(domain=[0, RIGHT], nice=False)
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], title=None)
    bars = base.mark_bar(height={"band": 0.52}, color=palette.accent).encode(
        x=alt.X("completion:Q", scale=scale, axis=axis)
    )
    schedule = base.mark_tick(thickness=3, opacity=1, height={"band": 0.86}, color=palette.ink).encode(
        x=alt.X("schedule:Q")
    )
    before = base.mark_point(
        size=64, fill=palette.paper, stroke=palette.accent, strokeWidth=2, opacity=1
    ).encode(x=alt.X("previous_completion:Q"))
    done = base.mark_text(align="left", dx=8, fontSize=look.large, fontWeight="bold").encode(
        x=alt.X("edge:Q"), text=alt.Text("done:N")
    )
    gap = base.mark_text(align="right", fontSize=look.large).encode(
        x=alt.X("right:Q"), text=alt.Text("distance:N")
    )
    board = alt.layer(bars, schedule, before, done, gap)
    return finished(
        board.properties(height=AXIS_PIXELS + ROW_PIXELS * len(rows)),
        look,
        table={
            _("Dimension"): rows["word"],
            _("Completion"): rows["done"],
            _("Schedule"): map(figures.percent, rows["schedule"]),
            _("Gap, points"): map(figures.points, rows["gap"]),
            _("Completion last period"): map(figures.percent, rows["previous_completion"]),
        },
    )


def _rows(dimensions: pd.DataFrame) -> pd.DataFrame:
    rows = dimensions.dropna(subset="completion").sort_values("gap", kind="stable")
    return rows.assign(
        word=[Dimension(value).word for value in rows["dimension"]],
        done=[figures.percent(value) for value in rows["completion"]],
        distance=[_("{points} points", points=figures.points(value)) for value in rows["gap"]],
        edge=rows[["completion", "schedule"]].max(axis=1),
        right=RIGHT,
    )


def _dimension_axis(rows: pd.DataFrame) -> alt.Y:
    axis = alt.Axis(ticks=False, domain=False, labelPadding=8)
    return alt.Y("word:N", sort=rows["word"].tolist(), title=None, axis=axis)


def dimension_key() -> str:
    """How to read the board, for the line under its title."""
    return _("Bar: done. Tick: schedule. Hollow dot: last period. Right: points ahead or behind.")
