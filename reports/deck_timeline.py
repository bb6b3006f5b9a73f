"""Projects on a line of time: a native table of names and slips, beside it a native chart of their milestones by day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.slide import Slide as Page
from pptx.util import Emu, Inches, Pt

from charts.theme import DAY
from locales import _
from reports.deck_table import draw_table
from reports.deck_text import rgb, set_font, text_box
from services.slides.model import Cell, Column, Table, Timeline, Tone

_EPOCH = date(1899, 12, 30)  # day 0 of Excel's calendar
_AXIS, _LINE = Inches(0.35), Inches(0.32)
_WORDS = 0.42  # of the width


def draw_timeline(page: Page, time: Timeline, place: tuple[int, int, int, int]) -> None:
    """Rows of words left, their milestones right. place: left, top, width, height [EMU]."""
    left, top, width, height = place
    if not time.tracks:
        return
    if time.rest:
        height -= _LINE
        text_box(page, (left, top + height, width, _LINE), time.rest, 13, colour=DAY.muted)
    words = int(width * _WORDS)
    tall = min(int(Inches(0.56)), (height - int(_AXIS)) // (len(time.tracks) + 1))
    draw_table(page, _names(time), (left, top, words, tall * (len(time.tracks) + 1)), tallest=tall)
    _draw_chart(page, time, (left + words, top + tall, width - words, tall * len(time.tracks) + int(_AXIS)))


def _names(time: Timeline) -> Table:
    return Table(
        columns=(Column(_("Project"), 3.2), Column(_("Slip"), 1.9)),
        rows=tuple(
            (
                Cell(f"{track.label}", tone=Tone.STRONG, note=track.note),
                Cell(track.text, light=track.light, note=track.more),
            )
            for track in time.tracks
        ),
    )


def day_number(day: date) -> int:
    """The day as Excel and chart axes count it."""
    return (day - _EPOCH).days


def timeline_data(time: Timeline) -> XyChartData:
    """Series of points (day, row counted from below): planned, reached, expected, the day it is judged on, each slip."""
    data = XyChartData(number_format="yyyy-mm-dd")
    rows = [(len(time.tracks) - number - 0.5, track) for number, track in enumerate(time.tracks)]
    nodes = [(height, node) for height, track in rows for node in track.nodes]
    _add(data, _("Planned"), ((node.baseline, height) for height, node in nodes))
    _add(data, _("Reached"), ((node.finish, height) for height, node in nodes if node.is_reached))
    _add(data, _("Expected"), ((node.finish, height) for height, node in nodes if not node.is_reached))
    _add(data, _("Judged on"), ((time.as_of, 0.0), (time.as_of, float(len(time.tracks)))))
    for height, node in nodes:
        if node.finish is not None and node.finish > node.baseline:
            _add(data, node.name, ((node.baseline, height), (node.finish, height)))
    return data


def _add(data: XyChartData, name: str, points: Iterable[tuple[date | None, float]]) -> None:
    series = data.add_series(name)
    for day, height in points:
        if day is not None:
            series.add_data_point(day_number(day), height)


def _draw_chart(page: Page, time: Timeline, place: tuple[int, int, int, int]) -> None:
    shape = page.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *(Emu(one) for one in place), timeline_data(time))
    chart: Chart = shape.chart
    chart.has_legend = False
    chart.has_title = False
    set_font(chart.font, 12, colour=DAY.muted)
    _axes(chart, time)
    looks = (
        (XL_MARKER_STYLE.DIAMOND, DAY.unknown, False),
        (XL_MARKER_STYLE.DIAMOND, DAY.done, True),
        (XL_MARKER_STYLE.CIRCLE, DAY.behind, False),
    )
    for number, series in enumerate(chart.plots[0].series):
        if number < len(looks):
            _marks(series, *looks[number])
        else:
            _line(series, DAY.accent if number == len(looks) else DAY.behind)
    _whole_height(chart, place[3])


def _marks(series: Any, style: XL_MARKER_STYLE, colour: str, is_solid: bool) -> None:
    series.format.line.fill.background()
    marker = series.marker
    marker.style, marker.size = style, 10
    marker.format.line.color.rgb = rgb(colour)
    marker.format.line.width = Pt(1.75)
    marker.format.fill.solid()  # paper and not "none", which LibreOffice fills with the line's colour
    marker.format.fill.fore_color.rgb = rgb(colour if is_solid else DAY.paper)


def _line(series: Any, colour: str) -> None:
    series.marker.style = XL_MARKER_STYLE.NONE
    series.format.line.color.rgb = rgb(colour)
    series.format.line.width = Pt(1.75)
    series.smooth = False


def _axes(chart: Chart, time: Timeline) -> None:
    days, rows = chart.category_axis, chart.value_axis
    days.minimum_scale, days.maximum_scale = day_number(time.starts_on) - 5, day_number(time.ends_on) + 5
    span = days.maximum_scale - days.minimum_scale
    days.major_unit = max(30, round(span / 6))
    days.tick_labels.number_format, days.tick_labels.number_format_is_linked = "yyyy-mm", False
    days.has_major_gridlines, days.major_tick_mark = False, XL_TICK_MARK.OUTSIDE
    days.format.line.color.rgb = rgb(DAY.faint)
    set_font(days.tick_labels.font, 12, colour=DAY.muted)
    rows.minimum_scale, rows.maximum_scale, rows.major_unit = 0, len(time.tracks), 1
    rows.tick_label_position, rows.major_tick_mark = XL_TICK_LABEL_POSITION.NONE, XL_TICK_MARK.NONE
    rows.format.line.fill.background()
    rows.major_gridlines.format.line.color.rgb = rgb(DAY.grid)


def _whole_height(chart: Chart, height: int) -> None:
    """Let the plot fill its frame above the axis's words, so that its rows meet those of the table."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    share = 1 - int(_AXIS) / height
    parts = "".join(
        f'<c:{name} val="{value}"/>'
        for name, value in (
            ("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"),
            ("x", "0.02"), ("y", "0"), ("w", "0.96"), ("h", f"{share:.4f}"),
        )
    )  # fmt: skip
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    layout = etree.fromstring(
        f'<c:layout xmlns:c="{space}"><c:manualLayout>{parts}</c:manualLayout></c:layout>'
    )
    area.insert(0, layout)
