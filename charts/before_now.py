"""提速: one bar a service, what it takes now against before; the figure before as a tick, a promised limit as another."""

import altair as alt
import pandas as pd

from charts.bar_rows import ROW, across, bar, named, tick, words_above
from charts.theme import Look, finished
from locales import _

_FOOT = 8


def before_now(rows: pd.DataFrame, look: Look) -> alt.TopLevelMixin:
    """Items from top to bottom in the order of the rows, as shares of what each took before.

    rows: ``item``, ``ratio`` [now / before, NaN unknown], ``promise`` [promised limit / before, NaN none], ``figures``
    [text: before → now], ``change`` [text]. What takes longer than before is red.
    """
    palette = look.palette
    most = rows[["ratio", "promise"]].astype("float64").fillna(0).to_numpy().max(initial=1.0)
    scale = across(float(most) * 1.01)
    base = alt.Chart(rows).encode(y=named("item", rows["item"].tolist(), look))
    colour = alt.condition("datum.ratio > 1", alt.value(palette.critical), alt.value(palette.accent))
    bars = bar(base).encode(x=alt.X("ratio:Q", scale=scale, axis=None), color=colour)
    known = base.transform_filter("isValid(datum.ratio)").transform_calculate(at="1")
    before = tick(known, alt.X("at:Q", scale=scale), 4, palette.ink)
    promised = tick(base, alt.X("promise:Q", scale=scale), 2, palette.muted)
    picture = alt.layer(bars, before, promised, *words_above(base, "figures", "change", look))
    table = {_("Promise"): rows["item"], _("Before → now"): rows["figures"], _("Change"): rows["change"]}
    return finished(picture.properties(height=ROW * len(rows) + _FOOT), look, table=table)


def before_now_key(*, with_promise: bool) -> str:
    """How to read the bars, for the line under the title."""
    if with_promise:
        return _(
            "Bar: now. Thick tick: before. Thin tick: promised. Right: shorter (−) or longer (+); longer is red."
        )
    return _("Bar: now. Thick tick: before. Right: shorter (−) or longer (+); longer is red.")
