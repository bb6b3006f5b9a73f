"""稳健程度: one bar a unit, the share of random weightings in which it stands where it stands."""

import altair as alt
import pandas as pd

from charts.theme import Look, finished
from domain import figures
from locales import _

_ROW = 30


def robust_bars(rows: pd.DataFrame, field: str, look: Look) -> alt.TopLevelMixin:
    """Units of one group from top to bottom in the order of the rows.

    rows: ``label`` and the share named by field [0–1].
    """
    drawn = pd.DataFrame(
        {"label": rows["label"], "kept": rows[field], "text": [figures.percent(one) for one in rows[field]]}
    )
    y = alt.Y(
        "label:N",
        sort=drawn["label"].tolist(),
        title=None,
        axis=alt.Axis(ticks=False, domain=False, labelPadding=10),
    )
    scale = alt.Scale(domain=[0, 1], nice=False, range=[0, alt.expr("width - 70")])
    base = alt.Chart(drawn).encode(y=y, x=alt.X("kept:Q", scale=scale, axis=None))
    bars = base.mark_bar(height={"band": 0.55}, color=look.palette.accent)
    texts = base.mark_text(align="left", dx=8, fontWeight="bold").encode(text=alt.Text("text:N"))
    return finished(
        (bars + texts).properties(height=_ROW * len(drawn)),
        look,
        table={_("Unit"): drawn["label"], _("Share of weightings"): drawn["text"]},
    )
