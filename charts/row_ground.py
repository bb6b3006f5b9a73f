"""The ground of a row that can be chosen: a band over the whole width, under all that is drawn in the row."""

import altair as alt

from charts.theme import Look


def row_ground(base: alt.Chart, look: Look, *, name: str, field: str) -> alt.Chart:
    """Bands that show the row chosen and take its clicks; a click gives the row's ``field`` under this name.

    base: the rows, with their place in the channel y; a row's band is seen only while it is chosen.
    """
    pick = alt.selection_point(name=name, fields=[field], on="click", empty=False)
    ground: alt.Chart = (
        base.mark_rect(color=look.palette.grid, cursor="pointer")
        .encode(
            x=alt.XValue(0),
            x2=alt.X2Value(alt.expr("width")),
            opacity=alt.condition(pick, alt.value(0.9), alt.value(0.001)),
        )
        .add_params(pick)
    )
    return ground
