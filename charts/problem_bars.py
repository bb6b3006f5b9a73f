"""问题办理: one bar a category of problems, in time, late, past the promise and open, every count printed."""

import altair as alt
import pandas as pd

from charts.components import mixed
from charts.theme import Look, finished
from domain import figures
from domain.states import IssueState
from locales import _

_ROW, _HEAD, _SIDE = 34, 30, 138
_KEPT, _OVERDUE = 66, 4  # right edges of the columns [px from the right]
_LEAST = 0.035  # share of the widest bar that has room for a count
_ORDER = (IssueState.SOLVED_IN_TIME, IssueState.SOLVED_LATE, IssueState.OVERDUE, IssueState.OPEN)


def problem_bars(problems: pd.DataFrame, look: Look) -> alt.TopLevelMixin:
    """Categories from top to bottom in the order of the rows; a tick where all that is due would be solved.

    problems: ``FourQuestions.problems``.
    """
    judged = zip(problems["solved_in_time"], problems["due"], strict=True)
    rows = problems.assign(kept=[f"{kept:d}/{due:d}" if due else figures.NONE for kept, due in judged])
    widest = max(int(rows["total"].max()), 1)
    scale = alt.Scale(domain=[0, widest], nice=False, range=[0, alt.expr(f"width - {_SIDE}")])
    axis = alt.Axis(ticks=False, domain=False, labelPadding=10, labelFontSize=look.large)
    y = alt.Y("category:N", sort=rows["category"].tolist(), title=None, axis=axis)
    base = alt.Chart(rows).encode(y=y)
    due = base.mark_tick(thickness=3, height={"band": 0.9}, color=look.palette.ink, opacity=1).encode(
        x=alt.X("due:Q", scale=scale)
    )
    picture = alt.layer(
        *_stack(segments(rows), widest, scale, y, look), due, *_columns(base, look), *_heads(look)
    )
    table = {_("Category"): rows["category"], **{state.word: rows[state.value] for state in _ORDER}}
    return finished(picture.properties(height=_ROW * len(rows) + _HEAD), look, table=table)


def _stack(parts: pd.DataFrame, widest: int, scale: alt.Scale, y: alt.Y, look: Look) -> list[alt.Chart]:
    """The segments, and their counts where they have room."""
    palette, dark = look.palette, [IssueState.SOLVED_IN_TIME.value, IssueState.OVERDUE.value]
    bars = (
        alt.Chart(parts)
        .mark_bar(height={"band": 0.62}, stroke=palette.paper, strokeWidth=1)
        .encode(
            y=y,
            x=alt.X("start:Q", scale=scale, axis=None),
            x2=alt.X2("end:Q"),
            color=alt.Color("state:N", scale=_colours(look), legend=None),
        )
    )
    ink = alt.condition(
        alt.FieldOneOfPredicate("state", dark), alt.value(palette.paper), alt.value(palette.ink)
    )
    counts = (
        alt.Chart(parts.loc[parts["count"] / widest > _LEAST])
        .mark_text(fontWeight="bold")
        .encode(y=y, x=alt.X("middle:Q", scale=scale), text=alt.Text("count:Q"), fill=ink)
    )
    return [bars, counts]


def _columns(base: alt.Chart, look: Look) -> list[alt.Chart]:
    """What was kept of what is due, and what is past its promise, at the right."""
    palette = look.palette
    alarm = alt.condition("datum.overdue > 0", alt.value(palette.critical), alt.value(palette.muted))
    return [
        base.mark_text(align="right", fontSize=look.large, fontWeight="bold").encode(
            x=_at(off), text=alt.Text(f"{field}:N"), fill=colour
        )
        for field, off, colour in (("kept", _KEPT, alt.value(palette.ink)), ("overdue", _OVERDUE, alarm))
    ]


def _heads(look: Look) -> list[alt.Chart]:
    return [
        alt.Chart(pd.DataFrame({"word": [word]}))
        .mark_text(align="right", baseline="bottom", fill=look.palette.muted)
        .encode(x=_at(off), y=alt.YValue(-6), text=alt.Text("word:N"))
        for word, off in ((_("kept/due"), _KEPT), (_("late"), _OVERDUE))
    ]


def _at(off: int) -> alt.XValue:
    return alt.value(alt.expr(f"width - {off}"))  # type: ignore[return-value]


def segments(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a segment that is not empty: category, state, count, start, end, middle [problems]."""
    parts = rows.melt("category", [state.value for state in _ORDER], var_name="state", value_name="count")
    ends = parts.groupby("category")["count"].cumsum()
    parts = parts.assign(start=ends - parts["count"], end=ends, middle=ends - parts["count"] / 2)
    return parts.loc[parts["count"] > 0]


def _colours(look: Look) -> alt.Scale:
    palette = look.palette
    soft = mixed(palette.accent, palette.paper, 0.55)
    return alt.Scale(
        domain=[state.value for state in _ORDER],
        range=[palette.accent, soft, palette.critical, palette.grid],
    )


def problem_key() -> str:
    """How to read the bars, for the line under the title."""
    return _(
        "From the left: {states}. Tick: due by now. Right: solved as promised of those due, and past their promise.",
        states=" ".join(f"{state.shape} {state.word}" for state in _ORDER),
    )
