"""A table of a slide as a native table: thin rules instead of boxes, lights in their colour with shape and word."""

from math import ceil

from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide as Page
from pptx.table import Table as Native
from pptx.table import _Cell
from pptx.util import Emu, Inches

from charts.text_room import ems
from charts.theme import DAY
from reports.deck_text import draw_nothing, text_box, write
from services.slides.model import Cell, Table, Tone

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's "no style, no grid"
_TALLEST, _LINE = Inches(0.85), Inches(0.32)
_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0)  # of type, the largest that fits [pt]
_POINT, _SIDES, _LEADING = 12700, 15.0, 1.25  # EMU; room beside a cell's words [pt]; line over type
_TONES = {Tone.PLAIN: DAY.ink, Tone.MUTED: DAY.muted, Tone.STRONG: DAY.ink}


def draw_table(
    page: Page, table: Table, place: tuple[int, int, int, int], *, tallest: int = _TALLEST
) -> None:
    """Title, rows, what is left out. place: left, top, width, height; tallest: of a row [EMU].

    The type is as small as it must be for all rows to fit.
    """
    left, top, width, height = place
    if table.title:
        text_box(page, (left, top, width, _LINE), table.title, 15, is_bold=True)
        top, height = top + _LINE, height - _LINE
    if table.rest:
        height -= _LINE
    if not (table.rows or table.foot):
        draw_nothing(page, (left, top, width, height))
        return
    end = top + _draw_rows(page, table, (left, top, width, height), tallest)
    if table.rest:
        text_box(page, (left, end, width, _LINE), table.rest, 13, colour=DAY.muted)


def _draw_rows(page: Page, table: Table, place: tuple[int, int, int, int], tallest: int) -> int:
    """The native table; its height [EMU]."""
    left, top, width, height = place
    lines = (*table.rows, *([table.foot] if table.foot else []))
    tall = min(tallest, height // (len(lines) + 1))
    size = next((one for one in _SIZES if _needed(table, lines, one, width, tall) <= height), _SIZES[-1])
    shape = page.shapes.add_table(
        len(lines) + 1, len(table.columns), Emu(left), Emu(top), Emu(width), Emu(tall * (len(lines) + 1))
    )
    native: Native = shape.table
    _bare(native)
    shares = sum(column.share for column in table.columns)
    for place_of, column in enumerate(table.columns):
        native.columns[place_of].width = Emu(int(width * column.share / shares))
    heights = [tall, *(max(tall, _row_height(table, line, size, width)) for line in lines)]
    for row, high in zip(native.rows, heights, strict=True):
        row.height = Emu(high)
    for cell, column in zip(native.rows[0].cells, table.columns, strict=True):
        align = PP_ALIGN.RIGHT if column.is_number else PP_ALIGN.LEFT
        _fill(cell, Cell(column.title, tone=Tone.MUTED), size - 3, align, rule=DAY.accent)
    for row, values in zip(list(native.rows)[1:], lines, strict=True):
        for cell, value, column in zip(row.cells, values, table.columns, strict=True):
            align = PP_ALIGN.RIGHT if column.is_number else PP_ALIGN.LEFT
            _fill(cell, value, size, align, rule=DAY.grid)
    return sum(heights)


def _needed(table: Table, lines: tuple[tuple[Cell, ...], ...], size: float, width: int, tall: int) -> int:
    """How high all rows are in this type [EMU], the head included."""
    return tall + sum(max(tall, _row_height(table, line, size, width)) for line in lines)


def _row_height(table: Table, line: tuple[Cell, ...], size: float, width: int) -> int:
    """How high the words of a row are when its columns are this wide in all [EMU]."""
    shares = sum(column.share for column in table.columns)
    high = 0.0
    for cell, column in zip(line, table.columns, strict=True):
        room = width * column.share / shares / _POINT - _SIDES
        words = _lines(cell.text, size, room) * size + _lines(cell.note, size * 0.75, room) * size * 0.75
        high = max(high, words)
    return int((high * _LEADING + 3) * _POINT)


def _lines(words: str, size: float, room: float) -> int:
    """On how many lines words stand in a room [pt]."""
    return sum(max(1, ceil(ems(part) * size / room)) for part in words.splitlines())


def _fill(cell: _Cell, value: Cell, size: float, align: PP_ALIGN, *, rule: str) -> None:
    colour = DAY.light(value.light) if value.light is not None else _TONES[value.tone]
    is_bold = value.light is not None or value.tone is Tone.STRONG
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    write(cell.text_frame, value.text, size, colour=colour, is_bold=is_bold, align=align, more=value.note)
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    _underline(cell, rule)


def _bare(native: Native) -> None:
    """No bands, no fills, no grid."""
    properties = native._tbl.tblPr
    for flag in ("firstRow", "bandRow"):
        properties.set(flag, "0")
    style = properties.find(qn("a:tableStyleId"))
    if style is None:
        style = etree.SubElement(properties, qn("a:tableStyleId"))
    style.text = _PLAIN


def _underline(cell: _Cell, colour: str) -> None:
    """A thin rule below the cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = etree.SubElement(properties, qn("a:lnB"), w="9525", cap="flat", cmpd="sng", algn="ctr")
    fill = etree.SubElement(line, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val=colour.lstrip("#"))
    properties.insert(0, line)
