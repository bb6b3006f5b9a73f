"""A table of a slide as a native table: thin rules instead of boxes, lights in their colour with shape and word."""

from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide as Page
from pptx.table import Table as Native
from pptx.table import _Cell
from pptx.util import Emu, Inches

from charts.theme import DAY
from reports.deck_text import text_box, write
from services.slides.model import Cell, Table, Tone

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's "no style, no grid"
_TALLEST, _LINE = Inches(0.85), Inches(0.32)
_TONES = {Tone.PLAIN: DAY.ink, Tone.MUTED: DAY.muted, Tone.STRONG: DAY.ink}


def draw_table(
    page: Page, table: Table, place: tuple[int, int, int, int], *, tallest: int = _TALLEST
) -> None:
    """Title, rows, what is left out. place: left, top, width, height; tallest: of a row [EMU]."""
    left, top, width, height = place
    if table.title:
        text_box(page, (left, top, width, _LINE), table.title, 15, is_bold=True)
        top, height = top + _LINE, height - _LINE
    if table.rest:
        height -= _LINE
    end = top + _draw_rows(page, table, (left, top, width, height), tallest)
    if table.rest:
        text_box(page, (left, end, width, _LINE), table.rest, 13, colour=DAY.muted)


def _draw_rows(page: Page, table: Table, place: tuple[int, int, int, int], tallest: int) -> int:
    """The native table; its height [EMU]."""
    left, top, width, height = place
    lines = (*table.rows, *([table.foot] if table.foot else []))
    size = 16.0 if len(lines) <= 5 else 15.0 if len(lines) <= 8 else 13.0
    tall = min(tallest, height // (len(lines) + 1))
    shape = page.shapes.add_table(
        len(lines) + 1, len(table.columns), Emu(left), Emu(top), Emu(width), Emu(tall * (len(lines) + 1))
    )
    native: Native = shape.table
    _bare(native)
    shares = sum(column.share for column in table.columns)
    for place_of, column in enumerate(table.columns):
        native.columns[place_of].width = Emu(int(width * column.share / shares))
    for row in native.rows:
        row.height = Emu(tall)
    for cell, column in zip(native.rows[0].cells, table.columns, strict=True):
        align = PP_ALIGN.RIGHT if column.is_number else PP_ALIGN.LEFT
        _fill(cell, Cell(column.title, tone=Tone.MUTED), size - 3, align, rule=DAY.accent)
    for row, values in zip(list(native.rows)[1:], lines, strict=True):
        for cell, value, column in zip(row.cells, values, table.columns, strict=True):
            align = PP_ALIGN.RIGHT if column.is_number else PP_ALIGN.LEFT
            _fill(cell, value, size, align, rule=DAY.grid)
    return tall * (len(lines) + 1)


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
