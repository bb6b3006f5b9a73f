"""Milestone trend analysis 节点趋势: what each report said the finish would be; a rising line slips."""

import altair as alt
import pandas as pd

from charts.label_spread import spread
from charts.node_marks import EASY, LATE, VERY_LATE, slip_words, tone_scale
from charts.theme import Look, finished
from charts.time_axis import month_axis, with_room
from domain import figures
from locales import _

_HEIGHT, _SMALL_HEIGHT = 420, 230
_DOTTED = 20  # reports: with more of them the dots would be a caterpillar


def slip_chart(
    history: pd.DataFrame, names: pd.Series, look: Look, zero_days: int, *, small: bool = False
) -> alt.TopLevelMixin:
    """Report date against forecast date, one line a milestone; on the dashed diagonal it is done.

    history: rows of ``Briefing.milestone_history`` of one project, not empty. names: ``milestone_id`` → name.
    zero_days: a slip longer than this is red. small: only the worst milestone is coloured, nothing is named.
    """
    rows = _toned(history, zero_days)
    first, last = rows["as_of"].min(), rows["as_of"].max()
    low, high = min(first, rows["finish"].min()), max(last, rows["finish"].max())
    spare = (high - low) * 0.05 + pd.Timedelta(days=1)
    span = alt.Scale(
        domain=with_room(first, max(last, first + pd.Timedelta(days=28)), 0.1 if small else 0.75), nice=False
    )
    dates = alt.Scale(domain=with_room(low - spare, high + spare, 0.0), nice=False)
    wide = 4 if small else 12
    x = alt.X("as_of:T", scale=span, axis=month_axis(grid=False, tickCount=wide, labelSeparation=6))
    y = alt.Y("finish:T", scale=dates, axis=month_axis(tickCount=wide))
    layers = [_diagonal(first, last, x, y, look), *_lines(rows, x, y, look)]
    if not small:
        layers.append(_names(rows, names, (low - spare, high + spare), (x, y), look))
    return finished(
        alt.layer(*layers).properties(height=_SMALL_HEIGHT if small else _HEIGHT),
        look,
        table={
            _("Milestone"): [names.get(code, code) for code in rows["milestone_id"]],
            _("Report of"): map(figures.day, rows["as_of"]),
            _("Finish it names"): map(figures.day, rows["finish"]),
            _("Slip"): map(slip_words, rows["slip_days"]),
        },
    )


def _toned(history: pd.DataFrame, zero_days: int) -> pd.DataFrame:
    """The rows with ``tone``, the same along a line: how late its newest report is, grey once it is done."""
    rows = history.dropna(subset="finish").sort_values("as_of")
    newest = rows.groupby("milestone_id").last()
    tones = {
        code: _tone(row["slip_days"], zero_days, reached=bool(row["reached"]))
        for code, row in newest.iterrows()
    }
    return rows.assign(tone=rows["milestone_id"].map(tones))


def _tone(slip: float, zero_days: int, *, reached: bool) -> str:
    if reached or not slip > 0:
        return EASY
    return VERY_LATE if slip > zero_days else LATE


def _diagonal(first: pd.Timestamp, last: pd.Timestamp, x: alt.X, y: alt.Y, look: Look) -> alt.Chart:
    """Where report date and finish are one day: what touches it is done."""
    ends = pd.DataFrame({"as_of": [first, last], "finish": [first, last]})
    line = alt.Chart(ends).mark_line(color=look.palette.muted, strokeDash=[6, 4], strokeWidth=1.5)
    drawn: alt.Chart = line.encode(x=x, y=y)
    return drawn


def _lines(rows: pd.DataFrame, x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    """A line a milestone up to the report in which it was done, where a solid diamond ends it."""
    until = rows["as_of"].where(rows["reached"]).groupby(rows["milestone_id"]).transform("min")
    shown = rows[until.isna() | (rows["as_of"] <= until)]
    colour = alt.Color("tone:N", legend=None, scale=tone_scale(look))
    data = shown[["milestone_id", "as_of", "finish", "tone"]]
    line = alt.Chart(data).mark_line(strokeWidth=2.5, strokeJoin="round")
    dots = alt.Chart(data).mark_point(filled=True, size=36, opacity=1)
    ends = alt.Chart(shown.loc[shown["reached"], ["as_of", "finish"]])
    end = ends.mark_point(shape="diamond", size=150, filled=True, color=look.palette.accent, opacity=1)
    layers = [line.encode(x=x, y=y, color=colour, detail=alt.Detail("milestone_id:N")), end.encode(x=x, y=y)]
    if data["as_of"].nunique() <= _DOTTED:
        layers.insert(1, dots.encode(x=x, y=y, color=colour))
    return layers


def _names(
    rows: pd.DataFrame,
    names: pd.Series,
    edges: tuple[pd.Timestamp, pd.Timestamp],
    at: tuple[alt.X, alt.Y],
    look: Look,
) -> alt.Chart:
    """Name, date and slip beside the end of each line, moved apart where lines end close together."""
    ends = rows.groupby("milestone_id", as_index=False).last()
    low, high = edges
    whole = (high - low).total_seconds()
    wanted = [(finish - low).total_seconds() / whole for finish in ends["finish"]]
    placed = spread(wanted, (look.large + 8) / _HEIGHT, 0.02, 0.98)
    texts = [
        f"{names.get(row['milestone_id'], row['milestone_id'])} {figures.short_day(row['finish'])} {_standing(row)}"
        for _index, row in ends.iterrows()
    ]
    days = [low + (high - low) * share for share in placed]
    data = pd.DataFrame({"as_of": rows["as_of"].max(), "finish": days, "text": texts, "tone": ends["tone"]})
    mark = alt.Chart(data).mark_text(align="left", dx=12, fontSize=look.large, fontWeight="bold")
    colour = alt.Color("tone:N", legend=None, scale=tone_scale(look))
    named: alt.Chart = mark.encode(x=at[0], y=at[1], text=alt.Text("text:N"), color=colour)
    return named


def _standing(row: pd.Series) -> str:
    return _("done") if row["reached"] and not row["slip_days"] > 0 else slip_words(row["slip_days"])


def slip_key() -> str:
    """How to read the chart, for the line under its title."""
    return _("Right: day of the report. Up: finish it names. Rising: slipping; on the dashed line: done.")
