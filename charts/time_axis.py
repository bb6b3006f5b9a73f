"""The axis of months that all charts over time share."""

from typing import Any

import altair as alt
import pandas as pd

from locales import _


def month_axis(**settings: Any) -> alt.Axis:
    """Months as ``3月`` (Mar), the year instead of each January; a day within a month as ``03-15``."""
    month = _("%b")
    label = (
        "date(datum.value) > 1 ? timeFormat(datum.value, '%m-%d') : "
        f"month(datum.value) == 0 ? timeFormat(datum.value, '%Y') : timeFormat(datum.value, '{month}')"
    )
    values: dict[str, Any] = {"title": None, "labelExpr": label, "tickCount": "month", "labelOverlap": True}
    return alt.Axis(**(values | settings))


def with_room(first: pd.Timestamp, last: pd.Timestamp, share: float) -> list[dict[str, int]]:
    """Domain of a time scale from first to last, longer to the right by a share of itself for words there.

    No layer of such a chart may have an x2: Vega-Lite 6 then sees two scales and warns.
    """
    end = last + (last - first) * share
    return [{"year": day.year, "month": day.month, "date": day.day} for day in (first, end)]
