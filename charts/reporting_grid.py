"""单位 × 期次报送: one row a unit, one cell a period with shape, word and versions; beside it the share on time."""

import altair as alt
import pandas as pd

from charts.reporting_cells import cell_rows, cell_tooltip, fitting_words
from charts.theme import Look, finished
from domain import figures
from domain.states import ReportState
from domain.unit_group import UnitGroup
from locales import _

ROW_PIXELS, TALL_ROW_PIXELS, FEW_UNITS = 27, 36, 4
_PADDING = 12  # above and below the rows together, which Streamlit takes off the height
PICKED_REPORT = "picked_report"
_FEWEST_COLUMNS = 6  # fewer periods leave room on the right rather than make cells as wide as a hand
_SHARE_COLUMNS = 0.2  # of the periods' width, for the column of shares
_HEAD, _GROUP = ":head", ":group:"  # keys of rows that are no unit


def reporting_grid(
    reports: pd.DataFrame, units: pd.DataFrame, look: Look, *, chosen: tuple[str, str] | None = None
) -> alt.TopLevelMixin:
    """Units in the order given, under a line with its counts for each group; periods in time order.

    reports: ``Briefing.reports``, of the periods to draw; units: rows to draw, as
    ``services.report_tables.unit_discipline`` gives them; chosen: (unit_id, period) to be framed.
    A click on a cell gives the point selection ``PICKED_REPORT`` with the fields ``unit_id`` and ``period``.
    """
    periods = list(dict.fromkeys(reports.sort_values("due_at")["period"]))
    wide = _Columns(len(periods))
    places = {code: at for at, code in enumerate(periods)}
    groups = list(dict.fromkeys(units["group"]))
    order, names = _rows(units, groups if len(groups) > 1 else [])
    y = _axis(order, names)
    cells = cell_rows(reports, places, look)
    rows = cells.loc[cells["unit_id"].isin(units["unit_id"])]
    layers = [
        *_cell_layers(rows, wide, y, look, chosen),
        *_head_layers(periods, wide, y, look),
        *_share_layers(units, wide, y, look),
    ]
    if len(groups) > 1:
        layers.append(_group_layer(cells, wide, y, look))
    height = _PADDING + len(order) * (TALL_ROW_PIXELS if len(units) <= FEW_UNITS else ROW_PIXELS)
    return finished(alt.layer(*layers).properties(height=height), look, table=_table(rows, units, periods))


def _table(cells: pd.DataFrame, units: pd.DataFrame, periods: list[str]) -> dict[str, list[str]]:
    """Unit by unit as the chart has it: a column a period with the word of its state and its versions."""
    words = dict(zip(zip(cells["unit_id"], cells["period"], strict=True), cells["long"], strict=True))
    columns = {code: [words.get((unit_id, code), "") for unit_id in units["unit_id"]] for code in periods}
    shares = [figures.percent(value) for value in units["share"]]
    return {_("Unit"): units["label"].tolist(), **columns, _("On time, %"): shares}


class _Columns:
    """Where columns stand, in units of one period's width: periods from 0 on, then the share."""

    def __init__(self, periods: int) -> None:
        self.periods = periods
        self.share = max(1.3, periods * _SHARE_COLUMNS)
        self.all = max(periods, _FEWEST_COLUMNS) + self.share
        self.scale = alt.Scale(domain=[0, self.all], nice=False, zero=False)

    def x(self, field: str) -> alt.X:
        """The x channel of a field that holds places."""
        return alt.X(f"{field}:Q", scale=self.scale, axis=None)


def _rows(units: pd.DataFrame, groups: list[str]) -> tuple[list[str], dict[str, str]]:
    """Row keys from top to bottom, and the words that stand before them."""
    order, names = [_HEAD], {_HEAD: ""}
    for group in groups or [""]:
        mine = units.loc[units["group"] == group] if group else units
        if group:
            order.append(_GROUP + group)
            names[_GROUP + group] = UnitGroup(group).word
        order.extend(mine["unit_id"])
        names.update(zip(mine["unit_id"], mine["label"], strict=True))
    return order, names


def _axis(order: list[str], names: dict[str, str]) -> alt.Y:
    pairs = ",".join(f"{_quoted(key)}:{_quoted(name)}" for key, name in names.items())
    bold = {"condition": {"test": f"indexof(datum.value,'{_GROUP}')===0", "value": "bold"}, "value": "normal"}
    axis = alt.Axis(
        ticks=False,
        domain=False,
        labelExpr=f"({{{pairs}}})[datum.value]",
        labelLimit=190,
        labelPadding=8,
        labelFontWeight=bold,
    )
    return alt.Y("row:N", sort=order, scale=alt.Scale(domain=order), title=None, axis=axis)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _cell_layers(
    rows: pd.DataFrame, wide: _Columns, y: alt.Y, look: Look, chosen: tuple[str, str] | None
) -> list[alt.Chart]:
    base = alt.Chart(rows).encode(y=y, tooltip=cell_tooltip())
    colour = alt.Color("colour:N", scale=None, legend=None)
    pick = alt.selection_point(name=PICKED_REPORT, fields=["unit_id", "period"], on="click", clear=False)
    cells = (
        base.mark_rect(cursor="pointer")
        .encode(
            x=wide.x("left"),
            x2=alt.X2("right:Q"),
            color=colour,
            opacity=alt.Opacity("tint:Q", scale=None, legend=None),
        )
        .add_params(pick)
    )
    unit_id, period = chosen or ("", "")
    frame = rows.loc[(rows["unit_id"] == unit_id) & (rows["period"] == period)]
    framed = (
        alt.Chart(frame)
        .mark_rect(filled=False, stroke=look.palette.ink, strokeWidth=2)
        .encode(y=y, x=wide.x("left"), x2=alt.X2("right:Q"))
    )
    words = fitting_words(rows, wide.all, look)
    faulty = rows["state"].isin([ReportState.LATE, ReportState.MISSING])
    plain, bold = (
        alt.Chart(part).encode(x=wide.x("middle"), y=y, color=colour, tooltip=cell_tooltip())
        for part in (rows.loc[~faulty], rows.loc[faulty])
    )
    return [
        cells,
        framed,
        plain.mark_text(text=words, cursor="pointer"),
        bold.mark_text(text=words, cursor="pointer", fontWeight="bold"),
    ]


def _head_layers(periods: list[str], wide: _Columns, y: alt.Y, look: Look) -> list[alt.Chart]:
    """Names of the periods, the last one bold, and over the shares what they are; years only where they differ."""
    years = {code[:4] for code in periods}
    texts = [code[5:] if len(years) == 1 else code[2:] for code in periods]
    heads = pd.DataFrame(
        {
            "row": _HEAD,
            "middle": [at + 0.5 for at in range(len(periods))],
            "text": texts,
            "last": [at == len(periods) - 1 for at in range(len(periods))],
        }
    )
    share = pd.DataFrame({"row": [_HEAD], "right": [wide.periods + wide.share], "text": [_("On time, %")]})
    parts = [
        alt.Chart(heads.loc[heads["last"] == last])
        .mark_text(
            fontWeight="bold" if last else "normal", fill=look.palette.ink if last else look.palette.muted
        )
        .encode(x=wide.x("middle"), y=y, text=alt.Text("text:N"))
        for last in (False, True)
    ]
    title = alt.Chart(share).mark_text(align="right", fill=look.palette.muted)
    return [*parts, title.encode(x=wide.x("right"), y=y, text=alt.Text("text:N"))]


def _share_layers(units: pd.DataFrame, wide: _Columns, y: alt.Y, look: Look) -> list[alt.Chart]:
    """A bar as long as the share on time, and its number."""
    start, end = wide.periods + 0.12, wide.periods + wide.share
    bar_end = start + (end - start) * 0.36
    rows = pd.DataFrame(
        {
            "row": units["unit_id"],
            "start": start,
            "full": bar_end,
            "end": start + (bar_end - start) * units["share"].fillna(0.0),
            "right": end,
            "text": [figures.percent(value) for value in units["share"]],
        }
    )
    base = alt.Chart(rows).encode(y=y)
    full = base.mark_bar(height=8, fill=look.palette.grid).encode(x=wide.x("start"), x2=alt.X2("full:Q"))
    bars = base.mark_bar(height=8, fill=look.palette.accent).encode(x=wide.x("start"), x2=alt.X2("end:Q"))
    numbers = base.mark_text(align="right").encode(x=wide.x("right"), text=alt.Text("text:N"))
    return [full, bars, numbers]


def _group_layer(cells: pd.DataFrame, wide: _Columns, y: alt.Y, look: Look) -> alt.Chart:
    """For each group and period, how many of its units reported, those not drawn here too."""
    came = cells["state"].isin([ReportState.ON_TIME, ReportState.LATE]).astype("int64")
    counts = (
        cells.assign(came=came)
        .groupby(["group", "period"], sort=False, as_index=False)
        .agg(came=("came", "sum"), total=("came", "size"), middle=("middle", "first"))
    )
    counts["row"] = _GROUP + counts["group"]
    counts["brief"] = counts["medium"] = counts["came"].astype("str")
    counts["long"] = counts["brief"] + "/" + counts["total"].astype("str")
    words = fitting_words(counts, wide.all, look)
    marks = alt.Chart(counts).mark_text(fill=look.palette.muted, text=words)
    layer: alt.Chart = marks.encode(x=wide.x("middle"), y=y)
    return layer
