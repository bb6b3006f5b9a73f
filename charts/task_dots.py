"""Tasks as dots on (schedule, completion): below the diagonal is behind; the worst are named."""

import altair as alt
import pandas as pd

from charts.label_spread import spread, wrapped
from charts.theme import Look, finished, light_scale, shape_scale
from domain import figures
from domain.light import Light
from locales import _

LATE = (Light.CRITICAL, Light.BEHIND)
_HEIGHT, _LEADING, _SCALE = 270, 1.25, (0.0, 1.06)


def task_dots(tasks: pd.DataFrame, look: Look, named: int = 2) -> alt.TopLevelMixin:
    """One dot a task that has both a schedule and a completion; size = weight.

    tasks: ``Briefing.tasks`` of one dimension. named: how many of the worst late ones carry their name.
    """
    dots = tasks.dropna(subset=["effective", "schedule"]).assign(
        word=lambda frame: [Light(value).word for value in frame["light"]],
        gap_text=lambda frame: [figures.points(value) for value in frame["gap"]],
    )
    scale = alt.Scale(domain=list(_SCALE), nice=False)
    axis = alt.Axis(format=".0%", values=[0, 0.5, 1], tickCount=3)
    x = alt.X("schedule:Q", scale=scale, axis=axis, title=_("schedule"))
    y = alt.Y("effective:Q", scale=scale, axis=axis, title=None)
    palette = look.palette
    even = pd.DataFrame({"schedule": [0.0, 1.0], "effective": [0.0, 1.0]})
    diagonal = (
        alt.Chart(even).mark_line(color=palette.muted, strokeDash=[6, 4], strokeWidth=1.5).encode(x=x, y=y)
    )
    points = (
        alt.Chart(
            dots[["name", "lead_label", "word", "gap_text", "schedule", "effective", "weight", "light"]]
        )
        .mark_point(filled=True, opacity=0.85, stroke=palette.paper, strokeWidth=0.6)
        .encode(
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
    )
    layers = [diagonal, points, *_names(dots, look, named)]
    return finished(alt.layer(*layers).properties(height=_HEIGHT), look)


def _names(dots: pd.DataFrame, look: Look, named: int) -> list[alt.Chart]:
    """The names of the worst late tasks, each beside its dot, on the side where there is room."""
    late = dots[dots["light"].isin([light.value for light in LATE])]
    worst = late.sort_values("gap").head(named)
    if worst.empty:
        return []
    wide = 9 if named <= 2 else 16
    texts = [
        [*wrapped(str(row["name"]), wide), f"{row['lead_label']} {row['gap_text']}"]
        for _index, row in worst.iterrows()
    ]
    line = look.text * _LEADING / _HEIGHT * _SCALE[1]
    room = line * max(len(text) for text in texts) + 0.03
    centres = spread(worst["effective"].tolist(), room, room / 2, _SCALE[1] - room / 2)
    tops = [centre + line * len(text) / 2 for centre, text in zip(centres, texts, strict=True)]
    labels = worst.assign(text=["\n".join(text) for text in texts], top=tops)[["schedule", "top", "text"]]
    return [
        _text(labels[labels["schedule"] > 0.5], look, align="right", dx=-12),
        _text(labels[labels["schedule"] <= 0.5], look, align="left", dx=12),
    ]


def _text(labels: pd.DataFrame, look: Look, *, align: str, dx: int) -> alt.Chart:
    mark = alt.Chart(labels).mark_text(
        align=align,
        dx=dx,
        baseline="top",
        lineBreak="\n",
        lineHeight=look.text * _LEADING,
        fontSize=look.text,
    )
    return mark.encode(x="schedule:Q", y="top:Q", text="text:N")


def dots_key() -> str:
    """How to read the dots, for the line under their heading."""
    lights = "  ".join(light.label for light in Light if light is not Light.UNKNOWN)
    return _("Up: done; right: schedule; below the dashed line: behind. Size: weight.") + "  " + lights
