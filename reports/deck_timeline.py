"""Projects on a line of time: a native table of names and slips, beside it a native chart of their milestones by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml.ns import qn
from pptx.slide import Slide as Page
from pptx.util import Emu, Inches, Pt

from charts.text_room import ems
from charts.theme import DAY
from domain.light import Light
from locales import _
from reports.deck_table import draw_table
from reports.deck_text import draw_nothing, rgb, set_font, text_box
from services.slides.model import Cell, Column, Node, Table, Timeline, Tone

_EPOCH = date(1899, 12, 30)  # day 0 of Excel's calendar
_AXIS, _KEY, _LINE = Inches(0.35), Inches(0.5), Inches(0.32)
_WORDS = 0.5  # of the width
_NAME, _SLIP = 17.0, 18.5  # ems of small words on one line of the table's columns
_TALLEST = Inches(0.56)
_MONTH = 30.4375  # days


def draw_timeline(page: Page, time: Timeline, place: tuple[int, int, int, int]) -> None:
    """Rows of words left, their milestones right. place: left, top, width, height [EMU]."""
    left, top, width, height = place
    if not time.tracks:
        draw_nothing(page, place)
        return
    if time.rest:
        height -= _LINE
        text_box(page, (left, top + height, width, _LINE), time.rest, 13, colour=DAY.muted)
    words, below = int(width * _WORDS), int(_AXIS) + int(_KEY)
    tall = min(int(_TALLEST), (height - below) // (len(time.tracks) + 1))
    draw_table(page, _names(time), (left, top, words, tall * (len(time.tracks) + 1)), tallest=tall)
    _draw_chart(page, time, (left + words, top + tall, width - words, tall * len(time.tracks) + below))


def _names(time: Timeline) -> Table:
    """Each on one line, so that the rows stay as tall as those of the chart; what is cut stands in the notes."""
    return Table(
        columns=(Column(_("Project"), 3), Column(_("Slip"), 2.6)),
        rows=tuple(
            (
                Cell(cut(track.label, _NAME * 0.75), tone=Tone.STRONG, note=cut(track.note, _NAME)),
                Cell(track.text, light=track.light, note=cut(track.more, _SLIP)),
            )
            for track in time.tracks
        ),
    )


def cut_words(time: Timeline) -> tuple[str, ...]:
    """Of each project whose words don't fit on the slide, the whole of them."""
    return tuple(
        " · ".join(part for part in (track.label, track.note, track.text, track.more) if part)
        for track in time.tracks
        if any(
            cut(text, most) != text
            for text, most in ((track.label, _NAME * 0.75), (track.note, _NAME), (track.more, _SLIP))
        )
    )


def cut(words: str, most: float) -> str:
    """The words as far as they fit into so many ems, with an ellipsis where they don't."""
    if ems(words) <= most:
        return words
    kept = words
    while kept and ems(kept) > most - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def day_number(day: date) -> int:
    """The day as Excel and chart axes count it."""
    return (day - _EPOCH).days


def timeline_data(time: Timeline) -> XyChartData:
    """The points of ``_series`` as the chart's data sheet holds them."""
    data = XyChartData(number_format="yyyy-mm-dd")
    for one in _series(time):
        series = data.add_series(one.name)
        for day, height in one.points:
            series.add_data_point(day_number(day), height)
    return data


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    """Points (day, row counted from below) with a colour; style None = a line; in_key: named below the chart."""

    name: str
    points: tuple[tuple[date, float], ...]
    colour: str
    style: XL_MARKER_STYLE | None = None
    in_key: bool = True


def _series(time: Timeline) -> tuple[_Series, ...]:
    """Planned days, the day all is judged on, expected ones by their light, reached ones, each slip as a line.

    Marks come first: LibreOffice draws no line of a series that stands before the first one with marks.
    """
    rows = [(len(time.tracks) - number - 0.5, track) for number, track in enumerate(time.tracks)]
    nodes = [(height, node) for height, track in rows for node in track.nodes]
    slips = tuple(
        _Series(
            name=node.name,
            points=((node.baseline, height), (node.finish, height)),
            colour=DAY.light(node.light),
            in_key=False,
        )
        for height, node in nodes
        if node.finish is not None and node.finish > node.baseline
    )
    judged = ((time.as_of, 0.0), (time.as_of, float(len(time.tracks))))
    marks = (
        _Series(
            name=_("Planned"),
            points=tuple((node.baseline, height) for height, node in nodes),
            colour=DAY.faint,
            style=XL_MARKER_STYLE.DIAMOND,
        ),
        _Series(name=_("Judged on"), points=judged, colour=DAY.accent),
        *(_expected(nodes, light) for light in (Light.ON_TRACK, Light.BEHIND, Light.CRITICAL)),
        _Series(
            name=_("Reached"),
            points=_finishes(node_at for node_at in nodes if node_at[1].is_reached),
            colour=DAY.done,
            style=XL_MARKER_STYLE.DIAMOND,
        ),
    )
    return (*(one for one in marks if one.points), *slips)


def _expected(nodes: list[tuple[float, Node]], light: Light) -> _Series:
    return _Series(
        name=_("Expected, {light}", light=light.word),
        points=_finishes(at for at in nodes if not at[1].is_reached and at[1].light is light),
        colour=DAY.light(light),
        style=XL_MARKER_STYLE.CIRCLE,
    )


def _finishes(nodes: Iterable[tuple[float, Node]]) -> tuple[tuple[date, float], ...]:
    return tuple((node.finish, height) for height, node in nodes if node.finish is not None)


def _draw_chart(page: Page, time: Timeline, place: tuple[int, int, int, int]) -> None:
    shape = page.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *(Emu(one) for one in place), timeline_data(time))
    chart: Chart = shape.chart
    chart.has_title = False
    set_font(chart.font, 12, colour=DAY.muted)
    _axes(chart, time)
    told = _series(time)
    for series, one in zip(chart.plots[0].series, told, strict=True):
        _line(series, one.colour) if one.style is None else _marks(series, one.style, one.colour)
    _key(chart, told)
    _whole_height(chart, place[3])


def _marks(series: Any, style: XL_MARKER_STYLE, colour: str) -> None:
    """Solid: LibreOffice draws no edge of a mark, so that a hollow one would not be seen."""
    series.format.line.fill.background()
    marker = series.marker
    marker.style, marker.size = style, 9 if style is XL_MARKER_STYLE.DIAMOND else 12
    marker.format.line.color.rgb = rgb(colour)
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(colour)


def _line(series: Any, colour: str) -> None:
    series.marker.style = XL_MARKER_STYLE.NONE
    series.format.line.color.rgb = rgb(colour)
    series.format.line.width = Pt(2.25)
    series.smooth = False


def _key(chart: Chart, told: tuple[_Series, ...]) -> None:
    """What the marks mean, below the chart; slips, which bear their milestones' names, are left out of it."""
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    set_font(chart.legend.font, 11, colour=DAY.muted)
    place = chart.legend._element.find(qn("c:legendPos"))
    for number, one in reversed(list(enumerate(told))):
        if not one.in_key:
            entry = etree.Element(qn("c:legendEntry"))
            etree.SubElement(entry, qn("c:idx")).set("val", str(number))
            etree.SubElement(entry, qn("c:delete")).set("val", "1")
            place.addnext(entry)


def _axes(chart: Chart, time: Timeline) -> None:
    days, rows = chart.category_axis, chart.value_axis
    first, last = _middle_before(time.starts_on), day_number(time.ends_on) + 5
    days.minimum_scale, days.maximum_scale = first, last
    days.major_unit = _MONTH * max(1, round((last - first) / _MONTH / 6))
    days.tick_labels.number_format, days.tick_labels.number_format_is_linked = "yyyy-mm", False
    days.has_major_gridlines, days.major_tick_mark = False, XL_TICK_MARK.OUTSIDE
    days.format.line.color.rgb = rgb(DAY.faint)
    set_font(days.tick_labels.font, 12, colour=DAY.muted)
    rows.minimum_scale, rows.maximum_scale, rows.major_unit = 0, len(time.tracks), 1
    rows.tick_label_position, rows.major_tick_mark = XL_TICK_LABEL_POSITION.NONE, XL_TICK_MARK.NONE
    rows.format.line.fill.background()
    rows.major_gridlines.format.line.color.rgb = rgb(DAY.grid)


def _middle_before(day: date) -> int:
    """The middle of a month some days before: steps of whole months from there on meet every month in its middle."""
    first = day - timedelta(days=5)
    month = first if first.day >= 15 else first.replace(day=1) - timedelta(days=1)
    return day_number(month.replace(day=15))


def _whole_height(chart: Chart, height: int) -> None:
    """Let the plot fill its frame above the axis's words, so that its rows meet those of the table."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    share = 1 - (int(_AXIS) + int(_KEY)) / height
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
