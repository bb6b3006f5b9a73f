"""Tasks as dots on (schedule, completion): below the diagonal is behind; the worst carry a number."""

from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from charts.label_spread import spread
from charts.theme import Look, finished, light_scale, shape_scale
from domain import figures
from domain.light import Light
from locales import _

LATE = (Light.CRITICAL, Light.BEHIND)
_HEIGHT, _SCALE = 240, (0.0, 1.12)
_DIGIT = 0.12  # of schedule: numbers less than this apart would touch in the narrowest panel


def worst_late(tasks: pd.DataFrame, count: int) -> pd.DataFrame:
    """The tasks with a dot that are late, furthest behind first: those that carry a number. Same columns."""
    drawn = tasks.dropna(subset=["effective", "schedule"])
    return drawn[drawn["light"].isin([light.value for light in LATE])].sort_values("gap").head(count)


def task_dots(tasks: pd.DataFrame, look: Look, numbered: int = 3) -> alt.TopLevelMixin:
    """One dot a task that has both a schedule and a completion; size = weight.

    tasks: ``Briefing.tasks`` of one dimension. numbered: how many of ``worst_late`` carry their place in it,
    for the list of names under the chart.
    """
    dots = tasks.dropna(subset=["effective", "schedule"]).assign(
        word=lambda frame: [Light(value).word for value in frame["light"]],
        gap_text=lambda frame: [figures.points(value) for value in frame["gap"]],
    )
    scale = alt.Scale(domain=list(_SCALE), nice=False)
    axis = alt.Axis(format=".0%", values=[0, 0.5, 1], tickCount=3)
    x = alt.X("schedule:Q", scale=scale, axis=axis, title=_("Schedule"))
    y = alt.Y("effective:Q", scale=scale, axis=axis, title=None)
    even = pd.DataFrame({"schedule": [0.0, 1.0], "effective": [0.0, 1.0]})
    diagonal = alt.Chart(even).mark_line(color=look.palette.muted, strokeDash=[6, 4], strokeWidth=1.5)
    layers = [
        diagonal.encode(x=x, y=y),
        _points(dots, x, y, look),
        *_numbers(worst_late(dots, numbered), x, look),
    ]
    return finished(alt.layer(*layers).properties(height=_HEIGHT), look, table=_table(dots))


def _table(dots: pd.DataFrame) -> dict[str, Iterable[object]]:
    """The tasks, furthest behind first."""
    rows = dots.sort_values("gap")
    return {
        _("Task"): rows["name"],
        _("Lead unit"): rows["lead_label"],
        _("Light"): rows["word"],
        _("Completion"): map(figures.percent, rows["effective"]),
        _("Schedule"): map(figures.percent, rows["schedule"]),
        _("Gap, points"): rows["gap_text"],
    }


def _points(dots: pd.DataFrame, x: alt.X, y: alt.Y, look: Look) -> alt.Chart:
    data = dots[["name", "lead_label", "word", "gap_text", "schedule", "effective", "weight", "light"]]
    marks = alt.Chart(data).mark_point(filled=True, opacity=0.85, stroke=look.palette.paper, strokeWidth=0.6)
    points: alt.Chart = marks.encode(
        x=x,
        y=y,
        size=alt.Size("weight:Q", scale=alt.Scale(domain=[0, 3], range=[40, 240]), legend=None),
        color=alt.Color("light:N", scale=light_scale(look), legend=None),
        shape=alt.Shape("light:N", scale=shape_scale(), legend=None),
        tooltip=[
            alt.Tooltip("name:N", title=_("Task")),
            alt.Tooltip("lead_label:N", title=_("Lead unit")),
            alt.Tooltip("word:N", title=_("Light")),
            alt.Tooltip("effective:Q", title=_("Completion"), format=".1%"),
            alt.Tooltip("gap_text:N", title=_("Gap")),
        ],
    )
    return points


def _numbers(worst: pd.DataFrame, x: alt.X, look: Look) -> list[alt.Chart]:
    """The place of each of the worst beside its dot, on a little paper of its own, none over another."""
    if worst.empty:
        return []
    data = worst.assign(text=[str(place) for place in range(1, len(worst) + 1)], height=_apart(worst, look))
    base = alt.Chart(data[["schedule", "height", "text"]]).encode(
        x=x, y=alt.Y("height:Q"), text=alt.Text("text:N")
    )
    style: dict[str, Any] = {"align": "left", "dx": 9, "dy": 1, "fontSize": look.large, "fontWeight": "bold"}
    halo = base.mark_text(stroke=look.palette.paper, strokeWidth=5, strokeJoin="round", **style)
    return [halo, base.mark_text(color=look.palette.ink, **style)]


def _apart(worst: pd.DataFrame, look: Look) -> pd.Series:
    """Heights of the numbers: of their dots, moved apart where dots of about the same schedule are close."""
    room = look.large * 1.1 / _HEIGHT * _SCALE[1]
    by_schedule = worst["schedule"].sort_values()
    column = (by_schedule.diff() > _DIGIT).cumsum()
    columns = worst.groupby(column.reindex(worst.index))["effective"]
    return columns.transform(lambda heights: spread(heights.tolist(), room, room / 2, 1 + room))


def dots_key() -> str:
    """How to read the dots, for the line under their heading."""
    lights = "　".join(light.label for light in Light if light is not Light.UNKNOWN)
    return (
        _(
            "Up: done; right: schedule; below the dashed line: behind. Size: weight. Numbers: the furthest behind."
        )
        + "  "
        + lights
    )
