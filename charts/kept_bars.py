"""兑现: one bar a promise, what is kept of it; a tick at the whole promise, a thin one where the year stands."""

import altair as alt
import pandas as pd

from charts.bar_rows import ROW, across, bar, named, tick, words_above
from charts.theme import Look, finished
from domain import figures
from locales import _

_AXIS = 26


def kept_bars(rows: pd.DataFrame, elapsed: float, look: Look) -> alt.TopLevelMixin:
    """Promises from top to bottom in the order of the rows, the kept share and both amounts printed.

    rows: ``word`` [name on the axis], ``promised``, ``kept``, ``kept_share`` [fraction, NaN = nothing supplied],
    ``measure``. elapsed [0–1]: share of the year that is over; behind it a bar is red.
    """
    drawn, palette = _rows(rows, elapsed), look.palette
    scale = across(max(1.0, float(drawn["kept_share"].fillna(0).max())))
    base = alt.Chart(drawn).encode(y=named("word", drawn["word"].tolist(), look))
    axis = alt.Axis(format=".0%", values=[0, 0.5, 1], title=None)
    colour = alt.condition("datum.behind", alt.value(palette.critical), alt.value(palette.accent))
    bars = bar(base).encode(x=alt.X("kept_share:Q", scale=scale, axis=axis), color=colour)
    x = alt.X("at:Q", scale=scale)
    whole = tick(base.transform_calculate(at="1"), x, 4, palette.ink)
    year = tick(base.transform_calculate(at=str(elapsed)), x, 2, palette.muted)
    picture = alt.layer(bars, year, whole, *words_above(base, "share", "amounts", look))
    table = {
        _("Promise"): drawn["word"],
        _("Kept share"): drawn["share"],
        _("Kept / promised"): drawn["amounts"],
    }
    return finished(picture.properties(height=ROW * len(drawn) + _AXIS), look, table=table)


def _rows(rows: pd.DataFrame, elapsed: float) -> pd.DataFrame:
    amounts = zip(rows["kept"], rows["promised"], rows["measure"], strict=True)
    return pd.DataFrame(
        {
            "word": rows["word"],
            "kept_share": rows["kept_share"].astype("float64"),
            "behind": rows["kept_share"] < elapsed,
            "share": [
                figures.percent(value) if pd.notna(value) else _("nothing supplied")
                for value in rows["kept_share"]
            ],
            "amounts": [
                f"{figures.quantity(kept)} / {figures.quantity(promised, measure)}"
                if pd.notna(promised)
                else ""
                for kept, promised, measure in amounts
            ],
        }
    )


def kept_key(elapsed: float) -> str:
    """How to read the bars, for the line under the title."""
    return _(
        "Bar: paid. Thick tick: promised. Thin tick: {gone} of the year is over; red is behind it. Right: paid / promised.",
        gone=figures.percent(elapsed),
    )
