"""The table behind a chart: what it draws, row by row in words, for those who cannot see it or want to read it off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import altair as alt
import pandas as pd

from domain import figures

_PLACE = "table"  # in Vega-Lite's usermeta, which is for what a viewer does not draw


@dataclass(frozen=True, slots=True)
class DataTable:
    """Headings, and cells as they are written on the chart."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def with_table(chart: alt.TopLevelMixin, columns: Mapping[str, Iterable[object]]) -> alt.TopLevelMixin:
    """The chart with its table. columns: heading → cells, all of one length; a missing cell is —."""
    heads = list(columns)
    rows = [[_cell(value) for value in row] for row in zip(*columns.values(), strict=True)]
    return chart.properties(usermeta={_PLACE: {"heads": heads, "rows": rows}})


def table_of(chart: alt.TopLevelMixin) -> DataTable | None:
    """The table that the chart carries; None where it has none."""
    kept = getattr(chart, "usermeta", None)
    if not isinstance(kept, dict) or _PLACE not in kept:
        return None
    return DataTable(tuple(kept[_PLACE]["heads"]), tuple(tuple(row) for row in kept[_PLACE]["rows"]))


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value or figures.NONE
    return figures.NONE if pd.isna(value) else str(value)  # type: ignore[call-overload]
