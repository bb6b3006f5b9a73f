"""30 天内到期: one row an item on a line of days, with its light, its day and who answers for it."""

from datetime import date, timedelta

import altair as alt
import pandas as pd

from charts.theme import Look, finished, light_scale, shape_scale
from domain import figures
from domain.light import Light
from locales import _

ROW_PIXELS = 30


def due_line(due_soon: pd.DataFrame, as_of: date, days: int, look: Look) -> alt.TopLevelMixin:
    """What falls due in the days after ``as_of``, soonest on top.

    due_soon: rows of ``Briefing.due_soon``, already cut to as many as there is room for.
    """
    rows = _rows(due_soon, as_of, days)
    palette = look.palette
    last = as_of + timedelta(days=days)
    scale = alt.Scale(domain=[_day(as_of), _day(last)], nice=False)
    x = alt.X(
        "due_on:T", title=None, scale=scale, axis=alt.Axis(format="%m-%d", orient="top", tickCount="week")
    )
    y = alt.Y(
        "key:N",
        sort=rows["key"].tolist(),
        title=None,
        axis=alt.Axis(
            ticks=False, domain=False, labelExpr="split(datum.value, '\\u0001')[1]", labelLimit=300
        ),
    )
    base = alt.Chart(rows).encode(y=y)
    tracks = base.mark_rule(color=palette.grid, strokeWidth=1).encode(
        x=alt.X("from:T", scale=scale), x2="due_on:T"
    )
    marks = base.mark_point(size=150, filled=True, opacity=1).encode(
        x=x,
        shape=alt.Shape("light:N", scale=shape_scale(), legend=None),
        color=alt.Color("light:N", scale=light_scale(look), legend=None),
    )
    layers = [tracks, marks]
    for early, style in ((True, {"align": "left", "dx": 12}), (False, {"align": "right", "dx": -12})):
        side = base.transform_filter(alt.datum.early == early)
        layers.append(side.mark_text(**style).encode(x="due_on:T", text="said:N"))
    return finished(alt.layer(*layers).properties(height=ROW_PIXELS * max(len(rows), 1)), look)


def _rows(due_soon: pd.DataFrame, as_of: date, days: int) -> pd.DataFrame:
    names = [
        f"{parent} · {name}" if parent else name
        for parent, name in zip(due_soon["parent"], due_soon["name"], strict=True)
    ]
    return due_soon.assign(
        key=[f"{item}\u0001{name}" for item, name in zip(due_soon["item_id"], names, strict=True)],
        said=[
            f"{figures.short_day(row.due_on)}  {row.label}  {Light(row.light).word}"
            for row in due_soon.itertuples()
        ],
        early=due_soon["days_left"] <= days / 2,
        **{"from": pd.Timestamp(as_of)},
    )


def _day(day: date) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day)
