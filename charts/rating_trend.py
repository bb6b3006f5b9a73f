"""评价走势: what one voter group gave in each period, every value and its n printed."""

import altair as alt
import pandas as pd

from charts.theme import Look, finished
from locales import _

_HEIGHT, _LAST = 160, 12


def rating_trend(rows: pd.DataFrame, minimum: int, look: Look) -> alt.TopLevelMixin:
    """The newest periods from left to right; a period with fewer votes than the minimum is hollow.

    rows: ``services.votes.over_time`` of one voter group (period, raw [0–100], valid [count]).
    """
    palette = look.palette
    drawn = rows.tail(_LAST).assign(
        score=lambda frame: [f"{value:.1f}" for value in frame["raw"]],
        count=lambda frame: [_("n {count}", count=value) for value in frame["valid"]],
        few=lambda frame: frame["valid"] < minimum,
    )
    low, high = float(drawn["raw"].min()), float(drawn["raw"].max())
    x = alt.X(
        "period:O",
        sort=drawn["period"].tolist(),
        title=None,
        scale=alt.Scale(type="point", padding=0.5),
        axis=alt.Axis(labelExpr="slice(datum.label, 5)", labelAngle=0, ticks=False, domain=False),
    )
    scale = alt.Scale(
        domain=[min(low, high - 4.0), high], nice=False, zero=False, range=[alt.expr("height - 30"), 28]
    )
    base = alt.Chart(drawn).encode(x=x, y=alt.Y("raw:Q", scale=scale, axis=None))
    line = base.mark_line(color=palette.accent, strokeWidth=3)
    points = base.mark_point(size=70, filled=True, stroke=palette.accent, strokeWidth=2, opacity=1).encode(
        fill=alt.condition("datum.few", alt.value(palette.paper), alt.value(palette.accent))
    )
    scores = base.mark_text(dy=-15, fontWeight="bold").encode(text=alt.Text("score:N"))
    counts = base.mark_text(fill=palette.muted, baseline="bottom").encode(
        y=alt.value(alt.expr("height - 2")), text=alt.Text("count:N")
    )
    table = {_("Period"): drawn["period"], _("Raw"): drawn["score"], _("votes"): drawn["valid"]}
    return finished(alt.layer(line, points, scores, counts).properties(height=_HEIGHT), look, table=table)
