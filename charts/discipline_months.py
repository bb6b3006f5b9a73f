"""报送纪律 by month: how many reports came on time, late, not at all; a bar a month, its numbers on it."""

import altair as alt
import pandas as pd

from charts.theme import Look, finished
from domain.states import ReportState
from locales import _

STATES = (ReportState.ON_TIME, ReportState.LATE, ReportState.MISSING)
_BAR_PIXELS, _NARROW_SHARE = 30, 0.03
_LEGEND_PIXELS = 46  # which Streamlit takes off the height


def discipline_months(rows: pd.DataFrame, look: Look) -> alt.TopLevelMixin:
    """Stacked bars by month. rows: ``month``, ``state`` [ReportState value], ``count``, as services.discipline_year gives them.

    A number too wide for its segment is left out; the tooltip has it.
    """
    months = list(dict.fromkeys(rows["month"]))
    known = rows.loc[rows["state"].isin([state.value for state in STATES])].copy()
    known["word"] = [ReportState(state).label for state in known["state"]]
    ends = known.groupby("month")["count"].cumsum()
    known = known.assign(end=ends, start=ends - known["count"], middle=ends - known["count"] / 2)
    total = max(int(known.groupby("month")["count"].sum().max()), 1)
    known["text"] = [str(count) if count / total >= _NARROW_SHARE else "" for count in known["count"]]
    x = alt.X("start:Q", scale=alt.Scale(domain=[0, total], nice=False), axis=None)
    y = alt.Y("month:N", sort=months, title=None, axis=alt.Axis(ticks=False, domain=False))
    tooltip = [
        alt.Tooltip("month:N", title=_("Month")),
        alt.Tooltip("word:N", title=_("State")),
        alt.Tooltip("count:Q", title=_("Reports")),
    ]
    base = alt.Chart(known).encode(y=y, tooltip=tooltip)
    bars = base.mark_bar(height=18).encode(x=x, x2=alt.X2("end:Q"), color=_colours(look))
    texts = base.mark_text(color=look.palette.paper, fontWeight="bold").encode(
        x=alt.X("middle:Q", scale=alt.Scale(domain=[0, total], nice=False), axis=None),
        text=alt.Text("text:N"),
    )
    return finished(
        (bars + texts).properties(height=_LEGEND_PIXELS + _BAR_PIXELS * len(months)),
        look,
        table={_("Month"): known["month"], _("State"): known["word"], _("Reports"): known["count"]},
    )


def _colours(look: Look) -> alt.Color:
    palette = look.palette
    words = [state.label for state in STATES]
    scale = alt.Scale(domain=words, range=[palette.on_track, palette.behind, palette.critical])
    legend = alt.Legend(title=None, orient="top", symbolType="square")
    return alt.Color("word:N", scale=scale, sort=words, legend=legend)
