"""Rows of a bar with a line of text above it: what stands on the left and on the right, and the names on the axis."""

import altair as alt

from charts.theme import Look

ROW = 44
_LOWER = 9  # pixels below the middle of its row, the text as much above
SIDE = 8


def named(field: str, order: list[str], look: Look) -> alt.Y:
    """The axis of names in this order."""
    axis = alt.Axis(ticks=False, domain=False, labelPadding=10, labelFontSize=look.large, labelLimit=190)
    return alt.Y(f"{field}:N", sort=order, title=None, axis=axis)


def across(most: float) -> alt.Scale:
    """The scale from nothing to the most."""
    return alt.Scale(domain=[0, most], nice=False, range=[0, alt.expr(f"width - {SIDE}")])


def bar(base: alt.Chart) -> alt.Chart:
    """The bar of each row; its length and colour are the caller's."""
    chart: alt.Chart = base.mark_bar(height={"band": 0.34}, yOffset=_LOWER)
    return chart


def tick(base: alt.Chart, x: alt.X, thickness: int, colour: str) -> alt.Chart:
    """A tick over the bar of each row; hidden from screen readers, who have the table, for it may be on no row at all."""
    chart: alt.Chart = base.mark_tick(
        thickness=thickness, height={"band": 0.5}, yOffset=_LOWER, color=colour, opacity=1, aria=False
    ).encode(x=x)
    return chart


def words_above(base: alt.Chart, left: str, right: str, look: Look) -> list[alt.Chart]:
    """The texts of two fields above each bar, the left one bold."""
    first = base.mark_text(align="left", yOffset=-_LOWER, fontSize=look.large, fontWeight="bold")
    last = base.mark_text(align="right", yOffset=-_LOWER, fontSize=look.large)
    edge = alt.value(alt.expr(f"width - {SIDE}"))
    return [
        first.encode(x=alt.XValue(0), text=alt.Text(f"{left}:N")),
        last.encode(x=edge, text=alt.Text(f"{right}:N")),
    ]
