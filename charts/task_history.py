"""One task through the year: done against schedule, and where its pace leads against its due date."""

from typing import Any

import altair as alt
import pandas as pd

from charts.theme import Look, finished
from charts.time_axis import month_axis, with_room
from domain import figures
from locales import _

_HEIGHT = 300
_SHORTEST, _FARTHEST = pd.Timedelta(days=28), pd.Timedelta(days=366)
_ENOUGH = 4  # periods that leave room for words left of the last one
_WORDS_WIDE = 0.25  # share of the width that a date with its word takes


def task_history(
    history: pd.DataFrame, due_on: pd.Timestamp, estimated: pd.Timestamp, look: Look
) -> alt.TopLevelMixin:
    """Completion and schedule of one task by period, reported values where they differ, and the way to the end.

    history: rows of ``Briefing.history`` of one task. due_on, estimated [Timestamp, NaT = none]: drawn as the
    ends of the schedule and of the pace so far; an estimate more than a year after the last period is left out.
    """
    rows = history.sort_values("as_of")
    last = rows.iloc[-1]
    ends = _ends(last, due_on, estimated)
    finish = max([rows["as_of"].max(), rows["as_of"].min() + _SHORTEST, *ends["as_of"].tolist()])
    x = alt.X(
        "as_of:T",
        axis=month_axis(),
        scale=alt.Scale(domain=with_room(rows["as_of"].min(), finish, 0.24), nice=False),
    )
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(domain=[0, 1.1], nice=False),
        axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]),
    )
    layers = [
        *_schedule(rows, last, ends, x, y, look),
        *_reported(rows, x, y, look),
        *_done(rows, last, ends, x, y, look),
    ]
    return finished(
        alt.layer(*layers, *_labels(rows, ends, x, y, look)).properties(height=_HEIGHT),
        look,
        table={
            _("Period"): rows["period"],
            _("Completion"): map(figures.percent, rows["effective"]),
            _("Reported"): map(figures.percent, rows["reported"]),
            _("Schedule"): map(figures.percent, rows["schedule"]),
        },
    )


def _ends(last: pd.Series, due_on: pd.Timestamp, estimated: pd.Timestamp) -> pd.DataFrame:
    """Where schedule and pace reach 100%: kind [due / estimate], as_of, text; only what lies ahead."""
    ahead = [
        ("due", due_on, _("Due {day}", day=figures.day(due_on))),
        ("estimate", estimated, _("Estimate {day}", day=figures.day(estimated))),
    ]
    known = [row for row in ahead if pd.notna(row[1]) and last["as_of"] < row[1] <= last["as_of"] + _FARTHEST]
    rows = pd.DataFrame(known, columns=["kind", "as_of", "text"])
    return rows.assign(as_of=pd.to_datetime(rows["as_of"]), value=1.0)


def _way(last: pd.Series, column: str, ends: pd.DataFrame, kind: str) -> pd.DataFrame:
    end = ends[ends["kind"] == kind]
    start = pd.DataFrame({"as_of": [last["as_of"]], "value": [last[column]]})
    return (
        pd.concat([start, end[["as_of", "value"]]]).dropna()
        if len(end) and pd.notna(last[column])
        else start.iloc[:0]
    )


def _schedule(
    rows: pd.DataFrame, last: pd.Series, ends: pd.DataFrame, x: alt.X, y: alt.Y, look: Look
) -> list[alt.Chart]:
    planned = rows.assign(value=rows["schedule"])[["as_of", "value"]].dropna()
    way = _way(last, "schedule", ends, "due")
    style: dict[str, Any] = {"color": look.palette.muted, "strokeDash": [6, 4], "strokeWidth": 2}
    marks = [alt.Chart(part).mark_line(**style).encode(x=x, y=y) for part in (planned, way) if len(part)]
    due = ends[ends["kind"] == "due"]
    if len(due):
        marks.append(
            alt.Chart(due)
            .mark_point(
                shape="diamond", size=120, fill=look.palette.paper, stroke=look.palette.muted, opacity=1
            )
            .encode(x=x, y=y)
        )
    return marks


def _reported(rows: pd.DataFrame, x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    """The reported values, only where an inspection found something else."""
    differ = (rows["reported"] - rows["effective"]).abs() > 1e-9
    shown = rows.assign(value=rows["reported"])[["as_of", "value"]].dropna()
    if not differ.any() or shown.empty:
        return []
    return [alt.Chart(shown).mark_line(color=look.palette.faint, strokeWidth=2).encode(x=x, y=y)]


def _done(
    rows: pd.DataFrame, last: pd.Series, ends: pd.DataFrame, x: alt.X, y: alt.Y, look: Look
) -> list[alt.Chart]:
    """The line of what counts; a period that took over an older value has a hollow dot."""
    palette = look.palette
    done = rows.assign(value=rows["effective"])[["as_of", "value", "carried"]].dropna(subset="value")
    marks = [alt.Chart(done).mark_line(color=palette.accent, strokeWidth=3).encode(x=x, y=y)]
    way = _way(last, "effective", ends, "estimate")
    if len(way):
        marks.append(
            alt.Chart(way)
            .mark_line(color=palette.accent, strokeWidth=1.5, strokeDash=[2, 4])
            .encode(x=x, y=y)
        )
    fill = alt.condition("datum.carried", alt.value(palette.paper), alt.value(palette.accent))
    dots = alt.Chart(done).mark_point(size=80, filled=True, stroke=palette.accent, strokeWidth=2, opacity=1)
    estimate = ends[ends["kind"] == "estimate"]
    if len(estimate):
        ring = alt.Chart(estimate).mark_point(
            size=130, fill=palette.paper, stroke=palette.accent, strokeWidth=2.5, opacity=1
        )
        marks.append(ring.encode(x=x, y=y))
    return [*marks, dots.encode(x=x, y=y, fill=fill)]


def _labels(rows: pd.DataFrame, ends: pd.DataFrame, x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    """The last values beside the lines' ends, the higher above its line; and the two dates beside theirs."""
    last = rows.iloc[-1]
    found = [
        (
            last["as_of"],
            last["effective"],
            _("Done {value}", value=figures.percent(last["effective"])),
            "accent",
        ),
        (
            last["as_of"],
            last["schedule"],
            _("Schedule {value}", value=figures.percent(last["schedule"])),
            "muted",
        ),
    ]
    here = pd.DataFrame(found, columns=["as_of", "value", "text", "colour"]).dropna(subset="value")
    here = here.sort_values("value", ascending=False, kind="stable")
    above: dict[str, Any] = {"align": "right" if len(rows) >= _ENOUGH else "left", "dx": -4, "dy": -16}
    below: dict[str, Any] = {"align": "left", "dx": 6, "dy": 18}
    texts = [
        _text(row, x, y, look, **place)
        for (_index, row), place in zip(here.iterrows(), (above, below), strict=False)
    ]
    dates = ends.assign(colour=ends["kind"].map({"due": "muted", "estimate": "accent"})).sort_values("as_of")
    heights = (0, 22) if len(dates) > 1 and _close(dates, rows) else (0, 0)
    beside = [
        _text(row, x, y, look, align="left", dx=12, dy=dy)
        for (_index, row), dy in zip(dates.iterrows(), heights, strict=False)
    ]
    return [*texts, *beside]


def _close(dates: pd.DataFrame, rows: pd.DataFrame) -> bool:
    """Whether the words of the earlier date would run into the later one."""
    whole = dates["as_of"].max() - rows["as_of"].min()
    return bool((dates["as_of"].max() - dates["as_of"].min()) / whole < _WORDS_WIDE)


def _text(row: pd.Series, x: alt.X, y: alt.Y, look: Look, *, align: Any, dx: int, dy: int) -> alt.Chart:
    data = pd.DataFrame({"as_of": [row["as_of"]], "value": [row["value"]], "text": [row["text"]]})
    mark = alt.Chart(data).mark_text(
        align=align,
        dx=dx,
        dy=dy,
        fontSize=look.large,
        fontWeight="bold",
        color=getattr(look.palette, row["colour"]),
    )
    text: alt.Chart = mark.encode(x=x, y=y, text=alt.Text("text:N"))
    return text
