"""Bars of a slide as a native bar chart whose data can be edited; the labels are the very words of the screen."""

from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.slide import Slide as Page
from pptx.util import Emu, Inches

from charts.theme import DAY
from reports.data_columns import Kind, shown_number
from reports.deck_text import draw_nothing, rgb, set_font, text_box
from services.slides.model import Bar, Bars

_LINE = Inches(0.32)


def draw_bars(page: Page, bars: Bars, place: tuple[int, int, int, int]) -> None:
    """The chart, first row on top, and what it leaves out. place: left, top, width, height [EMU]."""
    left, top, width, height = place
    if not bars.rows:
        draw_nothing(page, place)
        return
    if bars.rest:
        height -= _LINE
        text_box(page, (left, top + height, width, _LINE), bars.rest, 13, colour=DAY.muted)
    shape = page.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, Emu(left), Emu(top), Emu(width), Emu(height), chart_data(bars)
    )
    chart: Chart = shape.chart
    set_font(chart.font, 14)
    chart.has_title = False
    _axes(chart, bars)
    _series(chart, bars)
    chart.has_legend = bool(bars.mark_name or bars.before_name)
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        set_font(chart.legend.font, 13, colour=DAY.muted)


def rows_of(bars: Bars) -> list[Bar | None]:
    """The rows as drawn; None where some are left out between two of them."""
    rows: list[Bar | None] = list(bars.rows)
    if bars.gap_after >= 0:
        rows.insert(bars.gap_after + 1, None)
    return rows


def chart_data(bars: Bars) -> CategoryChartData:
    """Categories and series: the value, then what it is held against; to the digit that is printed."""
    rows = rows_of(bars)
    kind = Kind.PERCENT if bars.is_percent else Kind.SCORE
    data = CategoryChartData(number_format=kind.number_format)
    data.categories = [_label(row, bars) for row in rows]
    for name, field in ((bars.value_name, "value"), (bars.mark_name, "mark"), (bars.before_name, "before")):
        if name:
            data.add_series(name, [_number(row, field, kind) for row in rows])
    return data


def _label(row: Bar | None, bars: Bars) -> str:
    if row is None:
        return bars.gap_text
    return (
        f"{row.label} {row.note.replace(' ', chr(0xA0))}".strip()
    )  # broken between the two, not within the note


def _number(row: Bar | None, field: str, kind: Kind) -> float | None:
    value = None if row is None else getattr(row, field)
    return None if value is None else shown_number(kind, value)


def _axes(chart: Chart, bars: Bars) -> None:
    names, scale = chart.category_axis, chart.value_axis
    names.reverse_order = True  # the first row on top
    names.format.line.color.rgb = rgb(DAY.faint)
    names.major_tick_mark = XL_TICK_MARK.NONE
    set_font(names.tick_labels.font, 15)
    scale.minimum_scale, scale.maximum_scale = 0, bars.top * _room(bars)
    scale.visible, scale.has_major_gridlines = False, False
    scale.tick_label_position = XL_TICK_LABEL_POSITION.NONE


def _room(bars: Bars) -> float:
    """How much longer the axis is than its top, so that the words at the bars' ends have room."""
    longest = max(len(row.text) + len(row.more) for row in bars.rows)
    return 1.12 + longest * 0.012


def _series(chart: Chart, bars: Bars) -> None:
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.vary_by_categories = 45, 0, False
    colours = (DAY.accent, DAY.faint, DAY.accent_soft)
    names = [bars.value_name, bars.mark_name, bars.before_name]
    kept = [colour for colour, name in zip(colours, names, strict=True) if name]
    for series, colour in zip(plot.series, kept, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(colour)
        series.invert_if_negative = False
    first = plot.series[0]
    for number, row in enumerate(rows_of(bars)):
        if row is not None and row.value is not None:
            _point(first.points[number], row)


def _point(point: Any, row: Bar) -> None:
    """The words at its end, the first in the colour of its light; bars keep the legend's colour, as on the screen."""
    label = point.data_label
    label.position = XL_LABEL_POSITION.OUTSIDE_END
    frame = label.text_frame
    frame.word_wrap = False
    run = frame.paragraphs[0].add_run()
    run.text = row.text
    set_font(run.font, 15, colour=DAY.ink if row.light is None else DAY.light(row.light), is_bold=True)
    if row.more:
        run = frame.paragraphs[0].add_run()
        run.text = f"  {row.more}"
        set_font(run.font, 13, colour=DAY.muted)
