"""Parts of an official document by GB/T 9704-2012: head, title, text, signature, annex, table; then its bytes."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from domain.figures import written_day
from locales import _
from reports.official_fonts import FANG_SONG, HEI, SONG_TITLE
from reports.official_page import (
    ADDRESSEE,
    BODY,
    FOUR,
    HEADINGS,
    LINE,
    THREE,
    TITLE,
    characters,
    off_grid,
    official_document,
    run_of,
    set_face,
    turned,
)

__all__ = [
    "addressee",
    "annex",
    "annex_note",
    "blank",
    "body",
    "content",
    "heading",
    "imprint",
    "masthead",
    "official_document",
    "signature",
    "table",
    "title",
    "turned",
    "written_day",
]
RED = RGBColor(0xC8, 0x10, 0x1E)
_TEXT_WIDTH = 156.0  # of a page [mm]
_SMALL = 12.0  # 小4号, for tables [pt]


def masthead(document: Document, issuer: str, number: str) -> None:
    """The red head: who issues, the document's number below, and the red line."""
    head = document.add_paragraph(style=ADDRESSEE)
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.paragraph_format.line_spacing = Pt(56)
    set_face(run_of(head, issuer), SONG_TITLE, _head_size(issuer), colour=RED)
    blank(document)
    line = document.add_paragraph(style=ADDRESSEE)
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run_of(line, number)
    _rule(line, "bottom", colour="C8101E", eighths=12)
    blank(document)
    blank(document)


def _head_size(issuer: str) -> float:
    """As large as fits on one line, at most 42 pt."""
    return min(42.0, int(_TEXT_WIDTH / 25.4 * 72 / max(len(issuer), 1)))


def title(document: Document, words: str) -> None:
    """The title, centred, and the empty line that follows it. A line break in it stays one."""
    paragraph = document.add_paragraph(style=TITLE)
    for number, line in enumerate(words.split("\n")):
        if number:
            paragraph.add_run().add_break(WD_BREAK.LINE)
        run_of(paragraph, line)
    blank(document)


def addressee(document: Document, words: str) -> None:
    """Whom it is for, from the left edge, with its colon."""
    run_of(document.add_paragraph(style=ADDRESSEE), _("{name}:", name=words))


def heading(document: Document, words: str, level: int = 1) -> None:
    """A heading of the text: 1 in 黑体, 2 in 楷体, 3 bold."""
    paragraph = document.add_paragraph(style=HEADINGS[level - 1])
    paragraph.paragraph_format.keep_with_next = True
    run_of(paragraph, words)


def body(document: Document, text: str) -> None:
    """Text, a paragraph for each line; empty lines are left out."""
    for line in text.splitlines():
        if line.strip():
            run_of(document.add_paragraph(style=BODY), line.strip())


def blank(document: Document) -> Paragraph:
    """An empty line."""
    return document.add_paragraph(style=BODY)


def annex_note(document: Document, titles: Sequence[str]) -> None:
    """Below the text: which annexes there are."""
    blank(document)
    for number, words in enumerate(titles, 1):
        lead = _("Annexes: ") if number == 1 else ""
        many = f"{number}. " if len(titles) > 1 else ""
        paragraph = document.add_paragraph(style=BODY)
        if number > 1:
            paragraph.paragraph_format.first_line_indent = characters(2 + len(_("Annexes: ")))
        run_of(paragraph, f"{lead}{many}{words}")


def signature(document: Document, issuer: str, day: date) -> None:
    """Who signs and when, with room for the seal: the date four characters from the right, the name above its middle."""
    blank(document)
    blank(document)
    dated = written_day(day)
    wide, long = _width(dated), _width(issuer)
    right = max(4.0, (long - wide) / 2)
    for words, indent in ((issuer, right + (wide - long) / 2), (dated, right)):
        line = document.add_paragraph(style=ADDRESSEE)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.right_indent = characters(max(indent, 0))
        line.paragraph_format.keep_together = True
        line.paragraph_format.keep_with_next = words is issuer
        run_of(line, words)


def _width(words: str) -> float:
    """In Chinese characters; digits and Latin letters take half of one."""
    return sum(0.5 if letter.isascii() else 1.0 for letter in words)


def annex(document: Document, label: str, words: str) -> None:
    """A new page with the annex's label, and its title below."""
    line = document.add_paragraph(style=ADDRESSEE)
    line.paragraph_format.page_break_before = True
    set_face(run_of(line, label), HEI, THREE)
    blank(document)
    title(document, words)


def table(
    document: Document,
    titles: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[float],
    *,
    right: frozenset[int] = frozenset(),
    size: float = _SMALL,
) -> None:
    """A ruled table whose head is repeated on each page. widths [shares of the text's width]; right: columns of figures."""
    made = document.add_table(rows=1, cols=len(titles))
    made.style, made.alignment, made.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _narrow_edges(made)
    section = document.sections[-1]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    shares = [int(room * width / sum(widths)) for width in widths]
    for column, share in zip(made.columns, shares, strict=True):
        column.width = Emu(share)
    _fill(made.rows[0], titles, shares, size=size, is_head=True)
    for values in rows:
        _fill(made.add_row(), values, shares, size=size, right=right)


def _narrow_edges(made: Table) -> None:
    """1.2 mm beside the words of each cell, so that a date fits on one line."""
    edges = "".join(f'<w:{side} w:w="68" w:type="dxa"/>' for side in ("left", "right"))
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{edges}</w:tblCellMar>")
    made._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _fill(
    row: _Row,
    values: Sequence[str],
    widths: Sequence[int],
    *,
    size: float,
    is_head: bool = False,
    right: frozenset[int] = frozenset(),
) -> None:
    marks = ["w:cantSplit", *(["w:tblHeader"] if is_head else [])]
    for mark in marks:
        row._tr.get_or_add_trPr().append(OxmlElement(mark))
    for place, (cell, words, width) in enumerate(zip(row.cells, values, widths, strict=True)):
        cell.width = Emu(width)
        side = WD_ALIGN_PARAGRAPH.RIGHT if place in right else WD_ALIGN_PARAGRAPH.LEFT
        _write(cell, words, size, is_head=is_head, side=WD_ALIGN_PARAGRAPH.CENTER if is_head else side)


def _write(cell: _Cell, words: str, size: float, *, is_head: bool, side: WD_ALIGN_PARAGRAPH) -> None:
    line = cell.paragraphs[0]
    line.alignment = side
    off_grid(line)
    shape = line.paragraph_format
    shape.first_line_indent = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * 1.4)
    shape.space_before = shape.space_after = Pt(2)
    set_face(run_of(line, words), HEI if is_head else FANG_SONG, size)


def imprint(document: Document, copies: str, issuer: str, day: date) -> None:
    """The last lines between rules, at the foot of the last page: who gets copies ("" = nobody), who printed it and when."""
    lines = [_("Copies: {names}", names=copies)] if copies else []
    lines.append(f"{issuer}\t{_('printed {day}', day=written_day(day))}")
    for number, words in enumerate(lines):
        line = document.add_paragraph(style=ADDRESSEE)
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = characters(1, FOUR)
        line.paragraph_format.tab_stops.add_tab_stop(
            Mm(_TEXT_WIDTH) - characters(1, FOUR), WD_TAB_ALIGNMENT.RIGHT
        )
        set_face(run_of(line, words), FANG_SONG, FOUR)
        if number == 0:
            _rule(line, "top")
        _rule(line, "bottom")
        _at_foot(line)
    anchor = blank(document)  # what stands at the foot hangs on it, on a page that has room for both
    anchor.paragraph_format.line_spacing = Pt(LINE * (len(lines) + 1))
    anchor.paragraph_format.widow_control = True


def _at_foot(line: Paragraph) -> None:
    """Take a paragraph out of the text and set it above the foot of its page; several of them stay together."""
    width = round(_TEXT_WIDTH / 25.4 * 1440)
    frame = (
        f'<w:framePr {nsdecls("w")} w:w="{width}" w:hSpace="0" w:vSpace="0" w:wrap="through"'
        ' w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'
    )
    shape = line._p.get_or_add_pPr()
    shape.insert_element_before(
        parse_xml(frame), "w:widowControl", "w:numPr", "w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs",
        "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr",
    )  # fmt: skip


def _rule(line: Paragraph, side: str, *, colour: str = "000000", eighths: int = 6) -> None:
    """A rule along one side of a paragraph; eighths of a point thick."""
    shape = line._p.get_or_add_pPr()
    edges = shape.find(qn("w:pBdr"))
    if edges is None:
        edges = parse_xml(f"<w:pBdr {nsdecls('w')}/>")
        shape.insert_element_before(
            edges, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
        )
    edges.append(
        parse_xml(
            f'<w:{side} {nsdecls("w")} w:val="single" w:sz="{eighths}" w:space="4" w:color="{colour}"/>'
        )
    )


def content(document: Document) -> bytes:
    """The document as the bytes of a .docx."""
    with BytesIO() as out:
        document.save(out)
        return out.getvalue()
