"""得分构成: one bar a unit, best first, its components stacked, with total, movement and distance to the next."""

import altair as alt
import pandas as pd

from charts.components import component_scale
from charts.text_room import text_room
from charts.theme import Look, finished
from domain import figures
from domain.rules import Component, Rules
from locales import _
from metrics.rank import shown_score
from metrics.verification import doubt

PICK = "pick"
_ROW, _HEAD = 34, 34
_COLUMNS = {
    "total": 56,
    "movement": 106,
    "behind": 158,
    "honesty": 222,
    "mark": 232,
}  # right edges [px] after the bars


def movement(moved: float | None) -> str:
    """Movement in rank since last period: ``▲2`` up, ``▼1`` down, ``—`` none or unknown."""
    if moved is None or pd.isna(moved) or moved == 0:
        return figures.NONE
    return f"▲{abs(int(moved))}" if moved > 0 else f"▼{abs(int(moved))}"


def report_mark(report_state: str, carried: int) -> str:
    """What stands behind a total that is not all fresh: not reported, or values carried over; else ""."""
    if report_state == "missing":
        return _("no report")
    return _("{count} carried", count=carried) if carried else ""


def score_bars(
    units: pd.DataFrame, lines: pd.DataFrame, rules: Rules, look: Look, subject: str = ""
) -> alt.TopLevelMixin:
    """Ranked units of one group, best first; selecting a row gives its ``unit_id`` under the name PICK.

    units: ``Briefing.units`` of one group (only rows with a rank are drawn); lines: ``Briefing.score_lines``.
    rules: above which honesty gaps a unit's reports don't hold up. subject: code of the unit that stands out, "" = none.
    """
    rows = _rows(units, rules, look, subject)
    order = rows["place"].tolist()
    y = alt.Y("place:N", sort=order, title=None, axis=_axis(rows, look))
    base = alt.Chart(rows).encode(y=y)
    pick = alt.selection_point(name=PICK, fields=["unit_id"], on="click", empty=False)
    ground = (
        base.mark_rect(color=look.palette.accent_soft, cursor="pointer")
        .encode(
            x=alt.XValue(0),
            x2=alt.X2Value(alt.expr("width")),
            opacity=alt.condition("datum.subject", alt.value(0.45), alt.value(0.001)),
        )
        .add_params(pick)
    )
    side = _side(rows, look)
    stack = _stack(rows, lines, y, look, side)
    texts = [_column(base, field, look, side) for field in _COLUMNS]
    heads = [_head(field, word, look, side) for field, word in _headings().items()]
    picture = alt.layer(ground, stack, *texts, *heads).properties(height=_ROW * len(rows) + _HEAD)
    return finished(picture, look, table=_table(rows, lines))


def _table(rows: pd.DataFrame, lines: pd.DataFrame) -> dict[str, list[str]]:
    """What stands beside each bar, and the points of its parts."""
    points = dict(zip(zip(lines["unit_id"], lines["component"], strict=True), lines["points"], strict=True))
    parts = [part for part in Component if part.value in set(lines["component"])]
    columns = {
        part.word: [figures.score(points.get((code, part.value))) for code in rows["unit_id"]]
        for part in parts
    }
    sides = {word: rows[field].tolist() for field, word in _headings().items()}
    return {_("Rank and unit"): rows["place"].tolist(), **sides, **columns, _("Note"): rows["mark"].tolist()}


def _rows(units: pd.DataFrame, rules: Rules, look: Look, subject: str) -> pd.DataFrame:
    ranked = units.dropna(subset="rank").sort_values(["rank", "label"])
    doubts = [doubt(value, rules) for value in ranked["honesty"]]
    honesty = [figures.points(value) for value in ranked["honesty"]]
    return ranked.assign(
        place=[f"{row.rank}  {row.label}" for row in ranked.itertuples()],
        subject=ranked["unit_id"] == subject,
        total=[figures.score(value) for value in shown_score(ranked["score"])],
        movement=[movement(value) for value in ranked["moved"]],
        behind=[figures.score(value) for value in ranked["behind_next"]],
        honesty=honesty,
        signed=[f"{light.shape} {gap}" if light else gap for light, gap in zip(doubts, honesty, strict=True)],
        tint=[look.palette.light(light) if light else look.palette.muted for light in doubts],
        mark=[
            report_mark(state, carried)
            for state, carried in zip(ranked["report_state"], ranked["carried_count"], strict=True)
        ],
    )[["unit_id", "place", "label", "subject", "signed", "tint", *_COLUMNS]]


def _side(rows: pd.DataFrame, look: Look) -> int:
    """Room right of the bars [px]: four columns, and the marks where there are any."""
    marks = text_room(filter(None, rows["mark"]), look)
    return _COLUMNS["mark"] + marks if marks else _COLUMNS["honesty"]


def _stack(rows: pd.DataFrame, lines: pd.DataFrame, y: alt.Y, look: Look, side: int) -> alt.Chart:
    parts = lines.merge(rows[["unit_id", "place", "label"]], on="unit_id")
    parts["start"] = parts.groupby("unit_id")["points"].cumsum() - parts["points"]
    parts["end"] = parts["start"] + parts["points"]
    scale = alt.Scale(domain=[0, 100], nice=False, range=[0, alt.expr(f"width - {side}")])
    bars: alt.Chart = (
        alt.Chart(parts[["place", "label", "component", "start", "end"]])
        .mark_bar(height={"band": 0.56}, stroke=look.palette.paper, strokeWidth=1)
        .encode(
            y=y,
            x=alt.X("start:Q", scale=scale, axis=None),
            x2=alt.X2("end:Q"),
            color=alt.Color("component:N", scale=component_scale(look), legend=None),
        )
    )
    return bars


def _column(base: alt.Chart, field: str, look: Look, side: int) -> alt.Chart:
    colour = {"total": look.palette.ink, "mark": look.palette.behind}.get(field, look.palette.muted)
    mark = base.mark_text(
        align="left" if field == "mark" else "right",
        baseline="middle",
        fontSize=look.large if field == "total" else look.text,
        fontWeight="bold" if field == "total" else "normal",
        fill=colour,
    )
    column: alt.Chart = mark.encode(x=_at(field, side), text=f"{field}:N")
    if field == "honesty":  # a gap that raises doubt has shape and colour
        column = column.encode(text="signed:N", fill=alt.Fill("tint:N", scale=None))
    return column


def _head(field: str, word: str, look: Look, side: int) -> alt.Chart:
    only = alt.Chart(pd.DataFrame({"word": [word]}))
    head: alt.Chart = only.mark_text(align="right", baseline="bottom", fill=look.palette.muted).encode(
        x=_at(field, side), y=alt.YValue(-6), text=alt.Text("word:N")
    )
    return head


def _headings() -> dict[str, str]:
    return {
        "total": _("score"),
        "movement": _("move"),
        "behind": _("to next"),
        "honesty": _("honesty"),
    }


def _at(field: str, side: int) -> alt.XValue:
    return alt.value(alt.expr(f"width - {side - _COLUMNS[field]}"))  # type: ignore[return-value]


def _axis(rows: pd.DataFrame, look: Look) -> alt.Axis:
    """Names in place of an axis; the subject's own in the accent."""
    subjects = rows.loc[rows["subject"], "place"].tolist()
    test = f"indexof({subjects}, datum.value) >= 0"
    return alt.Axis(
        ticks=False,
        domain=False,
        labelPadding=10,
        labelColor=alt.condition(test, alt.value(look.palette.accent), alt.value(look.palette.ink)),
        labelFontWeight=alt.condition(test, alt.value("bold"), alt.value("normal")),
    )
