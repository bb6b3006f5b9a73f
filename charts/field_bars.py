"""五个督查领域: one bar a field as long as its checks are many; beside it what they found."""

import altair as alt
import pandas as pd

from charts.theme import Look, finished
from domain import figures
from locales import _

_ROW, _HEAD = 32, 26
_COLUMNS = {"checks": 250, "units": 180, "flagged": 110, "claimed": 0}  # right edges [px] from the right


def field_bars(rows: pd.DataFrame, words: list[str], look: Look) -> alt.TopLevelMixin:
    """Fields from top to bottom in the order of the rows.

    rows: ``services.check_tables.by_field``; words: the names of its fields, in the same order.
    """
    drawn = pd.DataFrame(
        {
            "word": words,
            "count": rows["checks"],
            "told": [field != "" for field in rows["field"]],
            "checks": [str(value) for value in rows["checks"]],
            "units": [str(value) if value else figures.NONE for value in rows["units"]],
            "flagged": [str(value) if value else figures.NONE for value in rows["flagged"]],
            "claimed": [figures.points(value) for value in rows["claimed"]],
        }
    )
    axis = alt.Axis(ticks=False, domain=False, labelPadding=10)
    base = alt.Chart(drawn).encode(y=alt.Y("word:N", sort=words, title=None, axis=axis))
    scale = alt.Scale(
        domain=[0, max(1, int(drawn["count"].max()))], nice=False, range=[0, alt.expr("width - 300")]
    )
    bars = base.mark_bar(height={"band": 0.5}).encode(
        x=alt.X("count:Q", scale=scale, axis=None),
        color=alt.condition("datum.told", alt.value(look.palette.accent), alt.value(look.palette.faint)),
    )
    texts = [
        base.mark_text(align="right", fontWeight="bold" if field == "checks" else "normal").encode(
            x=_at(edge), text=alt.Text(f"{field}:N")
        )
        for field, edge in _COLUMNS.items()
    ]
    heads = [_head(_at(edge), word, look) for edge, word in zip(_COLUMNS.values(), _headings(), strict=True)]
    picture = alt.layer(bars, *texts, *heads).properties(height=_ROW * len(drawn) + _HEAD)
    columns = dict(zip(_headings(), (drawn[name].tolist() for name in _COLUMNS), strict=True))
    return finished(picture, look, table={_("Field of inspection"): words, **columns})


def _headings() -> tuple[str, ...]:
    return _("checks"), _("units checked"), _("flagged"), _("gap, points")


def _head(x: alt.XValue, word: str, look: Look) -> alt.Chart:
    only = alt.Chart(pd.DataFrame({"word": [word]}))
    head: alt.Chart = only.mark_text(align="right", baseline="bottom", fill=look.palette.muted).encode(
        x=x, y=alt.YValue(-4), text=alt.Text("word:N")
    )
    return head


def _at(from_right: int) -> alt.XValue:
    return alt.value(alt.expr(f"width - {from_right}"))  # type: ignore[return-value]
