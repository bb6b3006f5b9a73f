"""A chart on its way to the screen, not held against the schema of Vega-Lite again in every run of a page.

That took near half of a page's time and can only say what it said the first time: a chart's shape hangs on code,
not on data. Tests draw every page with it (tests/test_pages.py).
"""

from dataclasses import dataclass
from typing import Any

import altair as alt
from altair.utils import schemapi

from charts.data_table import DataTable, table_of

schemapi.disable_debug_mode()  # else each part of a chart is judged when made, and the whole once more


@dataclass(frozen=True, slots=True)
class Drawn:
    """What Streamlit asks of an Altair chart: its specification."""

    chart: alt.TopLevelMixin

    @property
    def table(self) -> DataTable | None:
        """The table that the chart carries."""
        return table_of(self.chart)

    def to_dict(self) -> dict[str, Any]:
        """The specification, unjudged; the table beside it (charts.data_table) is drawn by itself."""
        spec: dict[str, Any] = self.chart.to_dict(validate=False)
        spec.pop("usermeta", None)
        return spec
