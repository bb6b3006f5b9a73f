"""历次完成率: what a unit had done at each period's end, against the schedule."""

import altair as alt
import pandas as pd

from charts.theme import Look, finished
from domain import figures
from locales import _


def unit_lines(history: pd.DataFrame, look: Look) -> alt.TopLevelMixin:
    """Completion and schedule of one unit over the periods, both named and valued at their last point.

    history: ``Briefing.unit_history`` of one unit (period, as_of, completion, schedule [0–1]).
    """
    rows = history.sort_values("as_of")
    periods = rows["period"].tolist()
    palette = look.palette
    x = alt.X(
        "period:O",
        sort=periods,
        title=None,
        scale=alt.Scale(range=[10, alt.expr("width - 150")], padding=0),
        axis=alt.Axis(
            labelExpr="slice(datum.label, 5)", labelAngle=0, ticks=False, labelOverlap=True, labelSeparation=8
        ),
    )
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%", tickCount=3))
    done = _series(rows, "completion", _("done"))
    due = _series(rows, "schedule", _("schedule"))
    layers = [
        alt.Chart(due).mark_line(color=palette.muted, strokeDash=[5, 4], strokeWidth=2).encode(x=x, y=y),
        alt.Chart(done)
        .mark_line(color=palette.accent, strokeWidth=3, point={"size": 50, "fill": palette.accent})
        .encode(x=x, y=y),
        *_names(done, due, x, look),
    ]
    return finished(
        alt.layer(*layers).properties(height=190),
        look,
        table={
            _("Period"): periods,
            _("Completion"): map(figures.percent, rows["completion"]),
            _("Schedule"): map(figures.percent, rows["schedule"]),
        },
    )


def _series(rows: pd.DataFrame, column: str, word: str) -> pd.DataFrame:
    known = rows.dropna(subset=column)
    return pd.DataFrame(
        {
            "period": known["period"],
            "value": known[column],
            "text": [f"{word} {figures.percent(value)}" for value in known[column]],
        }
    )


def _names(done: pd.DataFrame, due: pd.DataFrame, x: alt.X, look: Look) -> list[alt.Chart]:
    """The last values, the higher one above and the lower one below, so that they never overlap."""
    lasts = [(done.tail(1), look.palette.accent), (due.tail(1), look.palette.muted)]
    lasts = sorted(
        (last for last in lasts if len(last[0])), key=lambda last: -float(last[0]["value"].iloc[0])
    )
    return [
        alt.Chart(frame)
        .mark_text(
            align="left",
            dx=10,
            dy=-10 if position == 0 else 10,
            fill=colour,
            fontSize=look.large,
        )
        .encode(x=x, y=alt.Y("value:Q"), text=alt.Text("text:N"))
        for position, (frame, colour) in enumerate(lasts)
    ]
