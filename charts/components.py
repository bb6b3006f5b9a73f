"""One tone of the accent for each component of the score, and the bar that shows how 100 points are made up."""

import altair as alt
import pandas as pd

from charts.theme import Look, finished
from domain.rules import Component
from locales import _

_PAPER_SHARE = (0.0, 0.5, 0.2, 0.62, 0.35, 0.7)


def mixed(colour: str, paper: str, share: float) -> str:
    """The colour with a share [0–1] of paper in it: ``#000000`` on ``#ffffff`` at 0.5 is ``#808080``."""
    pairs = [(int(colour[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(ink + (blank - ink) * share):02x}" for ink, blank in pairs)


def component_scale(look: Look) -> alt.Scale:
    """Colour scale from Component value to its tone; neighbours differ clearly on either paper."""
    palette = look.palette
    return alt.Scale(
        domain=[component.value for component in Component],
        range=[mixed(palette.accent, palette.paper, share) for share in _PAPER_SHARE],
    )


def score_key(weights: pd.DataFrame, look: Look) -> alt.TopLevelMixin:
    """How 100 points are made up: a segment for each component, named, as wide as its weight.

    weights: one row a component in order: ``component`` [Component value], ``weight`` [points of 100],
    ``note`` [text under name and weight]. Segments of weight 0 are left out.
    """
    rows = weights.query("weight > 0").assign(
        end=lambda frame: frame["weight"].cumsum(),
        start=lambda frame: frame["end"] - frame["weight"],
        text=lambda frame: [
            f"{Component(component).word}\n{weight:g}\n{note}"
            for component, weight, note in zip(
                frame["component"], frame["weight"], frame["note"], strict=True
            )
        ],
    )
    x = alt.X("start:Q", scale=alt.Scale(domain=[0, max(rows["end"].max(), 1)], nice=False), axis=None)
    base = alt.Chart(rows).encode(x=x)
    bars = base.mark_bar(height=12, stroke=look.palette.paper, strokeWidth=2).encode(
        x2=alt.X2("end:Q"),
        y=alt.YValue(8),
        color=alt.Color("component:N", scale=component_scale(look), legend=None),
    )
    words = base.mark_text(
        align="left", baseline="top", lineBreak="\n", lineHeight=look.text + 5, dx=2
    ).encode(y=alt.YValue(20), text=alt.Text("text:N"))
    return finished(
        (bars + words).properties(height=24 + 3 * (look.text + 5)),
        look,
        table={
            _("Component"): [Component(component).word for component in rows["component"]],
            _("Weight"): [f"{weight:g}" for weight in rows["weight"]],
            _("What it counts"): rows["note"],
        },
    )
