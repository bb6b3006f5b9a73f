"""排位变化: the units of one group by their rank on the left, by other weights on the right."""

import altair as alt
import pandas as pd

from charts.text_room import text_room
from charts.theme import Look, finished
from domain import figures
from locales import _

_ROW, _HEAD = 30, 30
_WIDEST = 210  # pixels for the words on one side


def slope(rows: pd.DataFrame, heads: tuple[str, str], look: Look) -> alt.TopLevelMixin:
    """One line a unit, those that move in colour.

    rows: ``services.what_if.moves`` of one group; heads: words above the two sides.
    """
    palette = look.palette
    left = rows.sort_values(["rank", "label"])["unit_id"].tolist()
    right = rows.sort_values(["new_rank", "label"])["unit_id"].tolist()
    drawn = pd.DataFrame(
        {
            "before": [left.index(code) + 0.5 for code in rows["unit_id"]],
            "after": [right.index(code) + 0.5 for code in rows["unit_id"]],
            "move": [
                "up" if step > 0 else "down" if step < 0 else "same" for step in rows["moved"].fillna(0)
            ],
            "old": [f"{row.label}  {row.rank}" for row in rows.itertuples()],
            "new": [
                f"{_number(rank)}  {label}{_step(moved)}"
                for rank, label, moved in zip(
                    _whole(rows["new_rank"]), rows["label"], _whole(rows["moved"]), strict=True
                )
            ],
        }
    )
    colour = alt.Color(
        "move:N",
        legend=None,
        scale=alt.Scale(
            domain=["up", "down", "same"], range=[palette.on_track, palette.critical, palette.faint]
        ),
    )
    scale = alt.Scale(domain=[0, len(rows)], reverse=True, nice=False)
    start, end = _side(drawn["old"], look), f"width - {_side(drawn['new'], look)}"
    sides = (alt.XValue(start), alt.XValue(alt.expr(end)))
    base = alt.Chart(drawn)
    before, after = (alt.Y(f"{side}:Q", scale=scale, axis=None) for side in ("before", "after"))
    lines = base.mark_rule(strokeWidth=2.5).encode(
        x=sides[0], x2=alt.X2Value(alt.expr(end)), y=before, y2=alt.Y2("after:Q"), color=colour
    )
    olds = base.mark_text(align="right", dx=-10, limit=start - 10).encode(
        x=sides[0], y=before, text=alt.Text("old:N")
    )
    news = base.mark_text(align="left", dx=10, limit=_WIDEST).encode(
        x=sides[1], y=after, text=alt.Text("new:N")
    )
    words = [
        alt.Chart(pd.DataFrame({"word": [word]}))
        .mark_text(align=alt.expr(align), dx=dx, fill=palette.muted, baseline="bottom")
        .encode(x=side, y=alt.YValue(-8), text=alt.Text("word:N"))
        for word, side, align, dx in zip(heads, sides, ("'right'", "'left'"), (-10, 10), strict=True)
    ]
    return finished(
        alt.layer(lines, olds, news, *words).properties(height=_ROW * len(rows) + _HEAD),
        look,
        table={
            _("Unit"): rows["label"],
            heads[0]: map(_number, _whole(rows["rank"])),
            heads[1]: map(_number, _whole(rows["new_rank"])),
        },
    )


def _side(words: pd.Series, look: Look) -> int:
    """Pixels for the words on one side and the gap before the lines."""
    return min(text_room(words, look), _WIDEST) + 14


def _number(rank: int | None) -> str:
    return figures.NONE if rank is None else str(rank)


def _step(moved: int | None) -> str:
    if not moved:
        return ""
    return f"  ▲{moved}" if moved > 0 else f"  ▼{-moved}"


def _whole(numbers: pd.Series) -> list[int | None]:
    return [None if pd.isna(one) else int(one) for one in numbers]
