"""报送记录: one mark a period, in shape and word: on time, late, missing, not due yet."""

import altair as alt
import pandas as pd

from charts.theme import Look, finished
from domain.states import ReportState
from locales import _


def report_strip(reports: pd.DataFrame, look: Look) -> alt.TopLevelMixin:
    """How one unit reported in each period, in time order.

    reports: ``Briefing.reports`` of one unit (period, state).
    """
    rows = pd.DataFrame(
        {
            "period": reports["period"],
            "month": reports["period"].str.slice(5),
            "shape": [ReportState(state).shape for state in reports["state"]],
            "word": [ReportState(state).word for state in reports["state"]],
            "colour": [state_colour(ReportState(state), look) for state in reports["state"]],
        }
    ).sort_values("period")
    x = alt.X("period:O", sort=rows["period"].tolist(), axis=None)
    base = alt.Chart(rows).encode(x=x)
    coloured = base.encode(color=alt.Color("colour:N", scale=None))
    marks = coloured.mark_text(fontSize=look.large + 4).encode(y=alt.YValue(18), text=alt.Text("shape:N"))
    words = coloured.mark_text().encode(y=alt.YValue(42), text=alt.Text("word:N"))
    months = base.mark_text(fill=look.palette.muted).encode(y=alt.YValue(63), text=alt.Text("month:N"))
    return finished(
        (marks + words + months).properties(height=76),
        look,
        table={_("Period"): rows["period"], _("State"): rows["word"]},
    )


def state_colour(state: ReportState, look: Look) -> str:
    """The colour of a report state; its shape and word say the same."""
    palette = look.palette
    return {
        ReportState.ON_TIME: palette.on_track,
        ReportState.LATE: palette.behind,
        ReportState.MISSING: palette.critical,
        ReportState.OPEN: palette.unknown,
    }[state]
