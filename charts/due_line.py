"""30 天内到期: one row an item on a line of days, with its light, its day and who answers for it."""

from datetime import date, timedelta

import altair as alt
import pandas as pd

from charts.theme import Look, finished, light_scale, shape_scale
from domain import figures
from domain.light import Light
from locales import _

ROW_PIXELS, AXIS_PIXELS = 28, 30


def due_line(due_soon: pd.DataFrame, as_of: date, days: int, look: Look) -> alt.TopLevelMixin:
    """What falls due in the days after ``as_of``, soonest on top.

    due_soon: rows of ``Briefing.due_soon``, already cut to as many as there is room for.
    """
    rows = _rows(due_soon, days)
    x = alt.X(
        "days_left:Q", title=None, scale=alt.Scale(domain=[0, days], nice=False), axis=_days_axis(as_of, days)
    )
    axis = alt.Axis(ticks=False, domain=False, labelExpr="split(datum.value, '\\u0001')[1]", labelLimit=300)
    y = alt.Y("key:N", sort=rows["key"].tolist(), title=None, axis=axis)
    base = alt.Chart(rows).encode(y=y)
    tracks = base.mark_rule(color=look.palette.grid, strokeWidth=1).encode(
        x=alt.X("start:Q"), x2=alt.X2("days_left:Q")
    )
    marks = base.mark_point(size=150, filled=True, opacity=1).encode(
        x=x,
        shape=alt.Shape("light:N", scale=shape_scale(), legend=None),
        color=alt.Color("light:N", scale=light_scale(look), legend=None),
    )
    layers = [tracks, marks]
    right, left = base.mark_text(align="left", dx=12), base.mark_text(align="right", dx=-12)
    layers += [
        words.encode(x=x, text=alt.Text("said:N")).transform_filter(alt.datum.early == early)
        for early, words in ((True, right), (False, left))
    ]
    return finished(
        alt.layer(*layers).properties(height=AXIS_PIXELS + ROW_PIXELS * len(rows)),
        look,
        table={
            _("Due"): map(figures.day, rows["due_on"]),
            _("Item"): [key.partition("\u0001")[2] for key in rows["key"]],
            _("Unit"): rows["label"],
            _("Light"): [Light(light).word for light in rows["light"]],
        },
    )


def _rows(due_soon: pd.DataFrame, days: int) -> pd.DataFrame:
    names = [
        f"{parent} · {name}" if parent else name
        for parent, name in zip(due_soon["parent"], due_soon["name"], strict=True)
    ]
    return due_soon.assign(
        key=[f"{item}\u0001{name}" for item, name in zip(due_soon["item_id"], names, strict=True)],
        said=[
            f"{figures.short_day(on)}  {label}  {Light(light).word}"
            for on, label, light in zip(due_soon["due_on"], due_soon["label"], due_soon["light"], strict=True)
        ],
        early=due_soon["days_left"] <= days / 2,
        start=0,
    )


def _days_axis(as_of: date, days: int) -> alt.Axis:
    """Weeks after ``as_of``, written as days of the calendar: counted here, so no browser's time zone has a say."""
    weeks = range(0, days + 1, 7)
    words = ",".join(f'{number}:"{figures.short_day(as_of + timedelta(days=number))}"' for number in weeks)
    return alt.Axis(values=list(weeks), labelExpr=f"({{{words}}})[datum.value]", orient="top")
