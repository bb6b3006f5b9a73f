"""督查覆盖: one row a unit, one cell a quarter with the number of checks; above them the share of units reached."""

import altair as alt
import pandas as pd

from charts.theme import Look, finished
from domain import figures
from locales import _

PICK = "covered_unit"
_ROW, _PADDING = 27, 12
_HEAD, _SHARE = ":head", ":share"  # keys of rows that are no unit
_TINTS = (0.0, 0.16, 0.34, 0.52)  # by number of checks, three and more alike


def coverage_map(
    coverage: pd.DataFrame, units: pd.DataFrame, quarters: pd.DataFrame, look: Look
) -> alt.TopLevelMixin:
    """Units in the order given, quarters in time order; a click gives the ``unit_id`` under the name PICK.

    coverage: ``Briefing.coverage``; units: rows of ``units_by_coverage`` to draw; quarters: ``coverage_by_quarter``.
    """
    order = [_HEAD, _SHARE, *units["unit_id"]]
    names = {
        _HEAD: "",
        _SHARE: _("Units checked"),
        **dict(zip(units["unit_id"], units["label"], strict=True)),
    }
    x = alt.X("quarter:N", sort=quarters["quarter"].tolist(), axis=None)
    y = alt.Y("row:N", sort=order, scale=alt.Scale(domain=order), title=None, axis=_axis(names))
    rows = _cells(coverage.loc[coverage["unit_id"].isin(units["unit_id"])], quarters)
    layers = [*_cell_layers(rows, x, y, look), *_head_layers(quarters, x, y, look)]
    picture = alt.layer(*layers).properties(height=_PADDING + _ROW * len(order))
    return finished(picture, look, table=_table(coverage, units, quarters))


def _table(coverage: pd.DataFrame, units: pd.DataFrame, quarters: pd.DataFrame) -> dict[str, list[object]]:
    counts = coverage.set_index(["unit_id", "quarter"])["inspection_count"].to_dict()
    cells: dict[str, list[object]] = {
        quarter: [counts.get((unit_id, quarter)) for unit_id in units["unit_id"]]
        for quarter in quarters["quarter"]
    }
    return {_("Unit"): units["label"].tolist(), **cells}


def _cells(coverage: pd.DataFrame, quarters: pd.DataFrame) -> pd.DataFrame:
    last = quarters["quarter"].iloc[-1] if len(quarters) else ""
    counts = coverage["inspection_count"]
    return pd.DataFrame(
        {
            "unit_id": coverage["unit_id"],
            "row": coverage["unit_id"],
            "unit": coverage["label"],
            "quarter": coverage["quarter"],
            "text": [str(count) if count else _("○ none") for count in counts],
            "tint": [_TINTS[min(count, len(_TINTS) - 1)] for count in counts],
            "missing": counts == 0,
            "urgent": (counts == 0) & (coverage["quarter"] == last),
        }
    )


def _cell_layers(rows: pd.DataFrame, x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    palette = look.palette
    base = alt.Chart(rows).encode(x=x, y=y)
    pick = alt.selection_point(name=PICK, fields=["unit_id"], on="click", clear=False)
    cells = (
        base.mark_rect(stroke=palette.paper, strokeWidth=2, cursor="pointer")
        .encode(
            color=alt.condition("datum.urgent", alt.value(palette.behind), alt.value(palette.accent)),
            opacity=alt.condition(
                "datum.urgent", alt.value(0.24), alt.Opacity("tint:Q", scale=None, legend=None)
            ),
            tooltip=[
                alt.Tooltip("unit:N", title=_("Unit")),
                alt.Tooltip("quarter:N", title=_("Quarter")),
                alt.Tooltip("text:N", title=_("Checks")),
            ],
        )
        .add_params(pick)
    )
    checked, missing = (alt.Chart(rows.loc[rows["missing"] == one]).encode(x=x, y=y) for one in (False, True))
    urgent = alt.condition("datum.urgent", alt.value(palette.behind), alt.value(palette.muted))
    text = alt.Text("text:N")
    return [
        cells,
        checked.mark_text(fontWeight="bold", cursor="pointer").encode(text=text),
        missing.mark_text(cursor="pointer").encode(text=text, color=urgent),
    ]


def _head_layers(quarters: pd.DataFrame, x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    heads = pd.DataFrame({"quarter": quarters["quarter"], "row": _HEAD, "text": quarters["quarter"]})
    shares = pd.DataFrame(
        {
            "quarter": quarters["quarter"],
            "row": _SHARE,
            "text": [
                f"{inspected}/{units} {figures.percent(share)}"
                for inspected, units, share in zip(
                    quarters["inspected"], quarters["units"], quarters["share"], strict=True
                )
            ],
        }
    )
    return [
        alt.Chart(heads).mark_text(fill=look.palette.muted).encode(x=x, y=y, text=alt.Text("text:N")),
        alt.Chart(shares).mark_text(fontWeight="bold").encode(x=x, y=y, text=alt.Text("text:N")),
    ]


def _axis(names: dict[str, str]) -> alt.Axis:
    pairs = ",".join(f"{_quoted(key)}:{_quoted(name)}" for key, name in names.items())
    return alt.Axis(
        ticks=False,
        domain=False,
        labelExpr=f"({{{pairs}}})[datum.value]",
        labelLimit=190,
        labelPadding=8,
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
