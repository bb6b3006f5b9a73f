"""失分瀑布: from 100 points down to the score, one step for each component that cost points."""

import altair as alt
import pandas as pd

from charts.theme import Look, finished
from domain import figures
from domain.rules import Component
from locales import _

_ROW, _AXIS = 38, 34


def waterfall(lines: pd.DataFrame, score: float, look: Look) -> alt.TopLevelMixin:
    """How 100 became this score, read from top to bottom.

    lines: ``Briefing.score_lines`` of one unit; score [0–100]. A difference between 100 less what was lost and the
    score is the capped adjustments, drawn as a step of its own. The axis is cut, so the two totals are ticks, not bars.
    """
    rows = steps(lines, score)
    palette = look.palette
    floor = max(0.0, (rows[["start", "end"]].min().min() // 10) * 10 - 10)
    y = alt.Y(
        "word:N",
        sort=rows["word"].tolist(),
        title=None,
        axis=alt.Axis(ticks=False, domain=False, labelPadding=10),
    )
    scale = alt.Scale(domain=[floor, 106], nice=False)
    x = alt.X(
        "start:Q",
        scale=scale,
        axis=alt.Axis(
            values=[tick for tick in range(int(floor), 101, 10)], title=None, ticks=False, domain=False
        ),
    )
    base = alt.Chart(rows).encode(y=y)
    bars = (
        base.transform_filter("!datum.is_total")
        .mark_bar(height={"band": 0.5})
        .encode(
            x=x,
            x2=alt.X2("end:Q"),
            color=alt.condition(
                "datum.end < datum.start", alt.value(palette.critical), alt.value(palette.accent)
            ),
        )
    )
    links = (
        base.transform_filter("datum.next !== ''")
        .mark_rule(color=palette.faint)
        .encode(x=alt.X("end:Q", scale=scale), y2=alt.Y2("next:N"))
    )
    totals = (
        base.transform_filter("datum.is_total")
        .mark_tick(thickness=5, size=_ROW * 0.62, color=palette.accent)
        .encode(x=alt.X("end:Q"))
    )
    texts = base.mark_text(align="left", dx=9, fontSize=look.large, fontWeight="bold").encode(
        x=alt.X("edge:Q"), text=alt.Text("text:N")
    )
    return finished(
        (links + bars + totals + texts).properties(height=_ROW * len(rows) + _AXIS),
        look,
        table={_("Step"): rows["word"], _("Points"): rows["text"]},
    )


def steps(lines: pd.DataFrame, score: float) -> pd.DataFrame:
    """The rows of the waterfall: word, start, end [points], edge [right end], is_total, text, next [word below]."""
    rows = [(_("Full marks"), 100.0, 100.0, True, "100")]
    level = 100.0
    for component, lost in (
        lines.sort_values("lost", ascending=False)[["component", "lost"]].to_numpy().tolist()
    ):
        rows.append(_step(Component(component).word, level, level - lost))
        level -= lost
    if abs(score - level) >= 0.005:
        rows.append(_step(_("Adjustments"), level, score))
    rows.append((_("Score"), score, score, True, figures.score(score)))
    frame = pd.DataFrame(rows, columns=["word", "start", "end", "is_total", "text"])
    frame["edge"] = frame[["start", "end"]].max(axis=1)
    frame["next"] = frame["word"].shift(-1).fillna("")
    return frame


def _step(word: str, start: float, end: float) -> tuple[str, float, float, bool, str]:
    change = end - start
    sign = "+" if change > 0 else "−"
    text = f"{sign}{figures.score(abs(change))}" if abs(change) >= 0.005 else figures.score(0.0)
    return word, start, end, False, text
