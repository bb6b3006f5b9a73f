"""任务清单: one row a task, worst light first: light in shape and word, done as a bar, the schedule as a tick on it."""

import altair as alt
import pandas as pd

from charts.row_ground import row_ground
from charts.text_room import text_room
from charts.theme import Look, finished, light_scale, shape_scale
from domain import figures
from domain.light import Light
from locales import _

PICK = "task"
_ROW, _WORD = 32, 24  # pixels: height of a row, left edge of the word of a light
_NAME = 0.52  # share of the width for the words


def task_rows(tasks: pd.DataFrame, look: Look, *, with_lead: bool = False) -> alt.TopLevelMixin:
    """Tasks against schedule; selecting a row gives its ``task_id`` under the name PICK.

    tasks: rows of ``Briefing.tasks`` in the order to draw; with_lead adds the lead unit to the name.
    """
    rows = _rows(tasks, with_lead)
    y = alt.Y("task_id:N", sort=rows["task_id"].tolist(), axis=None)
    base = alt.Chart(rows).encode(y=y)
    ground = row_ground(base, look, name=PICK, field="task_id")
    layers = [ground, *_lights(base, look), *_words(base, look, _left(rows, look)), *_bars(base, look)]
    return finished(
        alt.layer(*layers).properties(height=_ROW * max(len(rows), 1) + 10),
        look,
        table={
            _("Task"): rows["name"],
            _("Light"): rows["word"],
            _("Due"): rows["due"],
            _("Completion"): rows["percent"],
            _("Schedule"): map(figures.percent, rows["schedule"]),
            _("Gap, points"): rows["gap"],
        },
    )


def _rows(tasks: pd.DataFrame, with_lead: bool) -> pd.DataFrame:
    names = [
        f"{row.name_} · {row.lead_label}" if with_lead else row.name_
        for row in tasks.rename(columns={"name": "name_"}).itertuples()
    ]
    return pd.DataFrame(
        {
            "task_id": tasks["task_id"],
            "name": names,
            "light": tasks["light"],
            "word": [Light(value).word for value in tasks["light"]],
            "done": tasks["effective"],
            "schedule": tasks["schedule"],
            "due": [figures.short_day(value) for value in tasks["due_on"]],
            "percent": [figures.percent(value) for value in tasks["effective"]],
            "gap": [figures.points(value) for value in tasks["gap"]],
        }
    )


def _lights(base: alt.Chart, look: Look) -> list[alt.Chart]:
    colour = alt.Color("light:N", scale=light_scale(look), legend=None)
    mark = base.mark_point(size=120, filled=True, opacity=1).encode(
        x=alt.XValue(10), shape=alt.Shape("light:N", scale=shape_scale(), legend=None), color=colour
    )
    word = base.mark_text(align="left").encode(x=alt.XValue(_WORD), text=alt.Text("word:N"), color=colour)
    return [mark, word]


def _left(rows: pd.DataFrame, look: Look) -> int:
    """Where names begin [px]: right of the widest word of a light, in English as in Chinese."""
    return max(92, _WORD + text_room(rows["word"], look) + 12)


def _words(base: alt.Chart, look: Look, left: int) -> list[alt.Chart]:
    name = base.mark_text(align="left", limit=alt.expr(f"width * {_NAME} - {left + 68}")).encode(
        x=alt.XValue(left), text=alt.Text("name:N")
    )
    due = base.mark_text(align="right", fill=look.palette.muted).encode(
        x=alt.XValue(alt.expr(f"width * {_NAME} - 14")), text=alt.Text("due:N")
    )
    return [name, due]


def _bars(base: alt.Chart, look: Look) -> list[alt.Chart]:
    palette = look.palette
    scale = alt.Scale(
        domain=[0, 1], clamp=True, nice=False, range=[alt.expr(f"width * {_NAME}"), alt.expr("width - 128")]
    )
    x = alt.X("done:Q", scale=scale, axis=None)
    track = (
        base.mark_bar(height=10, color=palette.grid)
        .encode(x=alt.X("zero:Q", scale=scale, axis=None), x2=alt.X2("full:Q"))
        .transform_calculate(zero="0", full="1")
    )
    bar = (
        base.mark_bar(height=10, color=palette.accent)
        .encode(x=x, x2=alt.X2("zero:Q"))
        .transform_calculate(zero="0")
    )
    tick = base.mark_tick(thickness=3, size=20, color=palette.ink).encode(x=alt.X("schedule:Q"))
    percent = base.mark_text(align="right").encode(
        x=alt.XValue(alt.expr("width - 58")), text=alt.Text("percent:N")
    )
    gap = base.mark_text(align="right", fontWeight="bold").encode(
        x=alt.XValue(alt.expr("width")), text=alt.Text("gap:N")
    )
    return [track, bar, tick, percent, gap]
