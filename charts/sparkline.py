"""The small line in a headline card: the figure's past, its last point marked."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from charts.theme import Look, finished

HEIGHT = 44


def sparkline(values: Sequence[float], look: Look) -> alt.TopLevelMixin:
    """Values in time order, at least two, without axes: the number itself stands beside it."""
    rows = pd.DataFrame({"position": range(len(values)), "value": values})
    low, high = min(values), max(values)
    room = (high - low) * 0.15 or 1.0
    base = alt.Chart(rows).encode(
        x=alt.X("position:Q", axis=None, scale=alt.Scale(domain=[0, len(values) - 0.6], nice=False)),
        y=alt.Y("value:Q", axis=None, scale=alt.Scale(domain=[low - room, high + room], nice=False)),
    )
    line = base.mark_line(color=look.palette.faint, strokeWidth=2)
    end = base.transform_filter(alt.datum.position == len(values) - 1).mark_point(
        color=look.palette.accent, size=55, filled=True, opacity=1
    )
    return finished(alt.layer(line, end).properties(height=HEIGHT), look)
