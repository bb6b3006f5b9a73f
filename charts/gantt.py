"""Projects on a time line, one row each, worst slip on top, the slip printed at the right."""

import altair as alt
import pandas as pd

from charts.label_spread import distinct, wrapped
from charts.node_marks import (
    EASY,
    LATE,
    VERY_LATE,
    as_of_line,
    marked,
    node_marks,
    node_table,
    slip_words,
    tone_scale,
)
from charts.theme import Look, finished
from charts.time_axis import month_axis, with_room
from domain import figures
from locales import _

PICK = "row"
_ROW, _NODE_ROW, _AXES = 36, 44, 52  # axes: months above, the date of judgement below
_PROJECT_ROOM, _NODE_ROOM = 0.34, 0.45  # share of the dates' span kept at the right for words


def gantt(
    projects: pd.DataFrame, milestones: pd.DataFrame, as_of: pd.Timestamp, look: Look, zero_days: int
) -> alt.TopLevelMixin:
    """Every project with its milestones.

    projects: ``Briefing.projects``, drawn in its order (worst slip first). milestones: ``Briefing.milestones``.
    zero_days: a slip longer than this is red. A click selects the row: parameter ``row``, field ``project_id``.
    """
    rows = projects.assign(row=_project_names(projects))
    marks = marked(milestones, zero_days).merge(rows[["project_id", "row"]], on="project_id")
    scale, edge = _time(marks, as_of, _PROJECT_ROOM)
    order = _order(rows, 290)
    pick = alt.selection_point(name=PICK, fields=["project_id"])
    shade = alt.condition(pick, alt.value(0.7), alt.value(0.25), empty=False)
    bands = alt.Chart(rows[["project_id", "row"]]).mark_bar(color=look.palette.grid, height={"band": 0.9})
    words = rows.assign(
        edge=edge,
        text=[_row_text(row) for _index, row in rows.iterrows()],
        tone=[_tone(row, zero_days) for _index, row in rows.iterrows()],
    )
    layers = [bands.encode(y=order, opacity=shade).add_params(pick), *as_of_line(as_of, scale, look)]
    layers += [
        *node_marks(marks, scale, order, month_axis(orient="top"), look),
        _words(words, scale, order, look),
    ]
    return finished(
        alt.layer(*layers).properties(height=_ROW * max(len(rows), 1) + _AXES), look, table=node_table(marks)
    )


def nodes(milestones: pd.DataFrame, as_of: pd.Timestamp, look: Look, zero_days: int) -> alt.TopLevelMixin:
    """The milestones of one project, one row each by baseline, date and slip printed at the right.

    milestones: rows of ``Briefing.milestones`` of one project.
    """
    rows = marked(milestones.sort_values("baseline_finish"), zero_days)
    rows = rows.assign(row=distinct(rows["name"].tolist(), rows["milestone_id"].tolist()))
    scale, edge = _time(rows, as_of, _NODE_ROOM)
    order = _order(rows, 170)
    layers = [
        *as_of_line(as_of, scale, look),
        *node_marks(rows, scale, order, month_axis(orient="top"), look),
    ]
    words = rows.assign(edge=edge, text=[_node_text(row) for _index, row in rows.iterrows()])
    layers.append(_words(words, scale, order, look))
    return finished(
        alt.layer(*layers).properties(height=_NODE_ROW * max(len(rows), 1) + _AXES),
        look,
        table=node_table(rows),
    )


def _order(rows: pd.DataFrame, limit: int) -> alt.Y:
    axis = alt.Axis(ticks=False, domain=False, labelPadding=10, labelLimit=limit)
    return alt.Y("row:N", sort=rows["row"].tolist(), title=None, axis=axis)


def _time(rows: pd.DataFrame, as_of: pd.Timestamp, room: float) -> tuple[alt.Scale, pd.Timestamp]:
    """From the first baseline to the last date of any kind with room for words, and where the words begin."""
    dates = pd.concat([rows[name].dropna() for name in ("baseline_finish", "finish", "end")])
    first, last = min([as_of, *dates]), max([as_of, *dates])
    start = first - (last - first) * 0.03 - pd.Timedelta(days=1)
    return alt.Scale(domain=with_room(start, last, room), nice=False), last + (last - first) * 0.03


def _project_names(projects: pd.DataFrame) -> list[str]:
    names = [
        f"{wrapped(str(row['name']), 13, 1)[0]} · {wrapped(str(row['lead_label']), 6, 1)[0]}"
        for _index, row in projects.iterrows()
    ]
    return distinct(names, projects["project_id"].tolist())


def _tone(row: pd.Series, zero_days: int) -> str:
    slip = row["worst_slip_days"]
    if row["state"] == "done" or not slip > 0:
        return EASY
    return VERY_LATE if slip > zero_days else LATE


def _row_text(row: pd.Series) -> str:
    """The worst slip of a project, its change since last period and the milestone."""
    slip, before = row["worst_slip_days"], row["previous_worst_slip_days"]
    if row["state"] == "done":
        return _("all reached")
    if not slip > 0:
        return _("on plan")
    more = slip - before
    moved = f" {'▲' if more > 0 else '▼'}{figures.days(abs(more))}" if pd.notna(before) and more else ""
    return f"{slip_words(slip)}{moved} {wrapped(str(row['worst_milestone']), 8, 1)[0]}"


def _node_text(row: pd.Series) -> str:
    words = row["slip_text"] if row["tone"] != EASY else row["state_word"]
    return f"{figures.short_day(row['finish'])}  {words}"


def _words(words: pd.DataFrame, scale: alt.Scale, order: alt.Y, look: Look) -> alt.Chart:
    data = alt.Chart(words[["row", "edge", "text", "tone"]])
    mark: alt.Chart = data.mark_text(align="left", dx=8, fontSize=look.large, fontWeight="bold")
    colour = alt.Color("tone:N", legend=None, scale=tone_scale(look))
    return mark.encode(x=alt.X("edge:T", scale=scale), y=order, text=alt.Text("text:N"), color=colour)
