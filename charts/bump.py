"""名次走势: rank over the periods, the subject coloured and the rest grey, each line named at its end."""

import altair as alt
import pandas as pd

from charts.text_room import text_room
from charts.theme import Look, finished
from locales import _

_ROW, _AXIS = 30, 34
_BESIDE = 18  # pixels between the last dot and the end, besides the name
_DOTTED = 20  # periods: with more of them only the newest has its dot


def bump(history: pd.DataFrame, look: Look, subject: str = "") -> alt.TopLevelMixin:
    """Rank of the units of one group by period; best on top.

    history: ``Briefing.unit_history`` of one group; periods in which a unit had no rank leave its line open.
    Units of equal rank stand below each other by name, so that no line hides another; the printed rank is the true one.
    subject: code of the unit that stands out, "" = nobody.
    """
    rows = _rows(history, subject)
    palette = look.palette
    periods = rows["period"].drop_duplicates().tolist()
    lowest = int(rows["place"].max()) if len(rows) else 1
    y = alt.Y("place:Q", scale=alt.Scale(domain=[0.4, lowest + 0.6], reverse=True, nice=False), axis=None)
    x = alt.X(
        "period:O",
        sort=periods,
        title=None,
        scale=alt.Scale(
            range=[14, alt.expr(f"width - {_BESIDE + text_room(rows['name'], look)}")], padding=0
        ),
        axis=alt.Axis(
            labelExpr="slice(datum.label, 5)", labelAngle=0, ticks=False, domain=False, labelOverlap=True
        ),
    )
    if len(periods) > _DOTTED:
        rows["dot"] = rows["last"]
    base = alt.Chart(rows).encode(x=x, y=y, detail=alt.Detail("unit_id:N"))
    layers = [
        *_thread(base.transform_filter("!datum.subject"), palette.faint, palette.muted, 1.5, 34),
        *_thread(base.transform_filter("datum.subject"), palette.accent, palette.accent, 4, 90),
    ]
    return finished(
        alt.layer(*layers).properties(height=_ROW * lowest + _AXIS), look, table=_table(rows, periods)
    )


def _table(rows: pd.DataFrame, periods: list[str]) -> dict[str, list[str]]:
    """A row a unit, best of the newest period first; a column of ranks a period."""
    ranks = {(row.unit_id, row.period): str(row.rank) for row in rows.itertuples()}
    units = rows.sort_values("at").drop_duplicates("unit_id", keep="last").sort_values("place")
    columns = {code: [ranks.get((unit_id, code), "") for unit_id in units["unit_id"]] for code in periods}
    return {_("Unit"): units["label"].tolist(), **columns}


def _thread(base: alt.Chart, colour: str, word_colour: str, width: float, dot: int) -> list[alt.Chart]:
    """Lines, dots and the names at their ends, in one colour."""
    lines = base.mark_line(interpolate="monotone", color=colour, strokeWidth=width).encode(
        order=alt.Order("at:Q")
    )
    dots = base.transform_filter("datum.dot").mark_point(filled=True, opacity=1, color=colour, size=dot)
    names = base.transform_filter("datum.last").mark_text(
        align="left", dx=12, baseline="middle", fill=word_colour
    )
    return [lines, dots, names.encode(text=alt.Text("name:N"))]


def _rows(history: pd.DataFrame, subject: str) -> pd.DataFrame:
    ranked = history.dropna(subset="rank").sort_values(["as_of", "rank", "label"])
    ranked = ranked.assign(
        place=ranked.groupby("period").cumcount() + 1,
        last=ranked["period"] == (ranked["period"].iloc[-1] if len(ranked) else ""),
        name=[f"{row.rank}  {row.label}" for row in ranked.itertuples()],
    )
    ranked["subject"], ranked["dot"] = ranked["unit_id"] == subject, True
    ranked["at"] = ranked.groupby("unit_id").cumcount()
    return ranked.sort_values(["subject", "at"])[
        ["unit_id", "label", "rank", "period", "place", "last", "dot", "name", "subject", "at"]
    ]
