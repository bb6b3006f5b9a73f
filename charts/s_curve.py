"""S 曲线: planned, actual and projected completion over the periods, with the gap printed where we stand."""

from typing import Any

import altair as alt
import pandas as pd

from charts.theme import Look, finished
from domain import figures
from locales import _

HEIGHT = 250
CLOSE = 0.1  # labels nearer than this would touch


def s_curve(curve: pd.DataFrame, look: Look) -> alt.TopLevelMixin:
    """Three lines over the period ends; the last actual and the last period carry their numbers.

    curve: ``Briefing.curve`` (as_of [Timestamp], planned, actual, projected [0–1]) with at least one actual.
    """
    palette = look.palette
    rows = curve.assign(period=[_axis_word(code) for code in curve["period"]])
    x = alt.X(
        "period:N",
        sort=rows["period"].tolist(),
        title=None,
        axis=alt.Axis(labelAngle=0, labelOverlap=True),
        scale=alt.Scale(range=[12, alt.expr(f"width - {look.text * 7}")], padding=0.5),
    )
    axis = alt.Axis(format=".0%", tickCount=5)
    base = alt.Chart(rows).encode(x=x)

    def line(column: str, **style: Any) -> alt.Chart:
        y = alt.Y(f"{column}:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, 1.1], nice=False))
        drawn: alt.Chart = base.transform_filter(f"isValid(datum.{column})").mark_line(**style).encode(y=y)
        return drawn

    planned = line("planned", color=palette.unknown, strokeWidth=2, strokeDash=[6, 4])
    projected = line("projected", color=palette.accent, strokeWidth=2, strokeDash=[2, 4])
    actual = line("actual", color=palette.accent, strokeWidth=4)
    layers = [planned, projected, actual, *_now(rows, x, look), *_end(rows, x, look)]
    return finished(
        alt.layer(*layers).properties(height=HEIGHT),
        look,
        table={
            _("Period"): curve["period"],
            **{
                head: map(figures.percent, curve[column])
                for head, column in (
                    (_("Planned"), "planned"),
                    (_("Actual"), "actual"),
                    (_("Projected"), "projected"),
                )
            },
        },
    )


def _axis_word(code: str) -> str:
    """The part of a period code that changes along the axis: the month of 2022-09, ``W37`` of 2022-W37."""
    part = code.split("-")[1]
    return _("M{number}", number=int(part)) if part.isdigit() else part


def _now(rows: pd.DataFrame, x: alt.X, look: Look) -> list[alt.Chart]:
    """Where we stand: a rule from planned to actual, both values and the gap."""
    last = rows.dropna(subset="actual").tail(1)
    actual, planned = float(last["actual"].iloc[0]), float(last["planned"].iloc[0])
    above = actual >= planned
    palette = look.palette
    said = last.assign(
        actual_text=_(
            "Actual {percent} ({gap})",
            percent=figures.percent(actual),
            gap=figures.points((actual - planned) * 100),
        ),
        planned_text=_("Planned {percent}", percent=figures.percent(planned)),
    )
    base = alt.Chart(said).encode(x=x)
    rule = base.mark_rule(color=palette.ink, strokeWidth=2).encode(
        y=alt.Y("actual:Q"), y2=alt.Y2("planned:Q")
    )
    point = base.mark_point(size=110, filled=True, opacity=1, color=palette.accent).encode(
        y=alt.Y("actual:Q")
    )
    up: dict[str, Any]
    down: dict[str, Any]
    up, down = {"align": "right", "dx": -12, "dy": -12}, {"align": "left", "dx": 10, "dy": 16}
    actual_words = base.mark_text(
        **(up if above else down),
        fontSize=look.large,
        fontWeight="bold",
        fill=palette.accent,
    ).encode(y=alt.Y("actual:Q"), text=alt.Text("actual_text:N"))
    planned_words = base.mark_text(**(down if above else up), fill=palette.muted).encode(
        y=alt.Y("planned:Q"), text=alt.Text("planned_text:N")
    )
    return [rule, point, actual_words, planned_words]


def _end(rows: pd.DataFrame, x: alt.X, look: Look) -> list[alt.Chart]:
    """The last period's planned and projected value, where it still lies ahead."""
    end = rows.tail(1)
    if end["actual"].notna().iloc[0] or end["projected"].isna().iloc[0]:
        return []
    planned, projected = float(end["planned"].iloc[0]), float(end["projected"].iloc[0])
    higher_plan = planned >= projected
    nudge = 11 if abs(planned - projected) < CLOSE else 0
    said = end.assign(
        planned_text=_("Planned {percent}", percent=figures.percent(planned)),
        projected_text=_("Projected {percent}", percent=figures.percent(projected)),
    )
    base = alt.Chart(said).encode(x=x)
    first, second = (-nudge, nudge) if higher_plan else (nudge, -nudge)
    return [
        base.mark_text(align="left", dx=8, dy=first, fill=look.palette.muted).encode(
            y=alt.Y("planned:Q"), text=alt.Text("planned_text:N")
        ),
        base.mark_text(align="left", dx=8, dy=second, fill=look.palette.accent).encode(
            y=alt.Y("projected:Q"), text=alt.Text("projected_text:N")
        ),
    ]
