"""五型进度: one bar a dimension, the schedule as a tick on it, last period as a hollow dot."""

import altair as alt
import pandas as pd

from charts.theme import Look, finished
from domain import figures
from domain.dimension import Dimension
from locales import _


def dimension_board(dimensions: pd.DataFrame, look: Look) -> alt.TopLevelMixin:
    """Completion of each dimension against schedule, largest lag on top.

    dimensions: ``Briefing.dimensions`` (completion, schedule, previous_completion [0–1], gap [points]).
    """
    rows = (
        dimensions.dropna(subset="completion")
        .sort_values("gap")
        .assign(
            word=lambda frame: [Dimension(value).word for value in frame["dimension"]],
            text=lambda frame: [
                f"{figures.percent(row.completion)}  {figures.points(row.gap)}" for row in frame.itertuples()
            ],
            edge=lambda frame: frame[["completion", "schedule"]].max(axis=1),
        )
    )
    palette = look.palette
    y = alt.Y(
        "word:N",
        sort=rows["word"].tolist(),
        title=None,
        axis=alt.Axis(ticks=False, domain=False, labelPadding=8),
    )
    scale = alt.Scale(domain=[0, 1.18], nice=False)
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], title=None)
    base = alt.Chart(rows).encode(y=y)
    bars = base.mark_bar(height={"band": 0.55}, color=palette.accent).encode(
        x=alt.X("completion:Q", scale=scale, axis=axis)
    )
    schedule = base.mark_tick(thickness=3, size=44, color=palette.ink).encode(x="schedule:Q")
    before = base.mark_point(
        size=70, filled=True, fill=palette.paper, stroke=palette.accent, strokeWidth=2, opacity=1
    ).encode(x="previous_completion:Q")
    values = base.mark_text(align="left", dx=10, fontSize=look.large, fontWeight="bold").encode(
        x="edge:Q", text="text:N"
    )
    return finished((bars + schedule + before + values).properties(height=52 * max(len(rows), 1)), look)


def dimension_key() -> str:
    """How to read the board, for the line under its title."""
    return _(
        "Bar: done. Black tick: schedule. Hollow dot: last period. Number: done, and points ahead or behind."
    )
