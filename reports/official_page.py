"""The sheet of an official document by GB/T 9704-2012: A4, margins, the grid of 22 lines, page numbers, styles."""

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.parfmt import CT_PPr
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from reports.official_fonts import FANG_SONG, HEI, KAI, LATIN, SONG, SONG_TITLE, Face, name_fonts

THREE, TWO, FOUR = 16.0, 22.0, 14.0  # 3号, 2号, 4号 [pt]
LINE = 28.95  # 22 lines on 225 mm [pt]
BODY, TITLE, ADDRESSEE = "Normal", "Title", "Body Text"
HEADINGS = ("Heading 1", "Heading 2", "Heading 3")
_BLACK = RGBColor(0, 0, 0)


def official_document(subject: str) -> Document:
    """An empty official document: its sheet, styles, fonts and page numbers are set. subject: told to Word."""
    document = docx.Document()
    _page(document)
    _styles(document)
    name_fonts(document)
    _page_numbers(document)
    document.core_properties.title = subject
    document.core_properties.author = ""
    document.core_properties.comments = ""
    return document


def turned(document: Document) -> None:
    """Lay the sheets from here on across: for tables that are wider than a page is."""
    section = document.add_section()
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(35), Mm(37)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)


def characters(count: float, size: float = THREE) -> Pt:
    """The width of so many Chinese characters."""
    return Pt(count * size)


def run_of(paragraph: Paragraph, words: str) -> Run:
    """Add words whose quotation marks are as wide as the Chinese ones around them."""
    run = paragraph.add_run(words)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    return run


def off_grid(paragraph: Paragraph) -> None:
    """Let a paragraph's lines be closer than the 22 of a page."""
    _off_grid(paragraph._p.get_or_add_pPr())


def _off_grid(shape: CT_PPr) -> None:
    mark = OxmlElement("w:snapToGrid")
    mark.set(qn("w:val"), "0")
    shape.insert_element_before(
        mark, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr"
    )


def set_face(run: Run, face: Face, size: float, *, colour: RGBColor | None = None) -> None:
    """Give one run a font of its own [pt]."""
    run.font.name, run.font.size = LATIN, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face.name)
    if colour is not None:
        run.font.color.rgb = colour


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(25)
    section.gutter = Mm(0)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(LINE * 20)))
    section._sectPr.append(grid)


def _styles(document: Document) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    _style(document, BODY, FANG_SONG, indent=2)
    _style(document, TITLE, SONG_TITLE, size=TWO, line=35, align=WD_ALIGN_PARAGRAPH.CENTER)
    _off_grid(document.styles[TITLE].element.get_or_add_pPr())
    _style(document, ADDRESSEE, FANG_SONG)
    for name, face, is_bold in zip(HEADINGS, (HEI, KAI, FANG_SONG), (False, False, True), strict=True):
        _style(document, name, face, indent=2, is_bold=is_bold)


def _style(
    document: Document,
    name: str,
    face: Face,
    *,
    size: float = THREE,
    line: float = LINE,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
    indent: float = 0,
    is_bold: bool = False,
) -> None:
    """Set a style of Word's own anew; nothing of its template's colours and lines stays."""
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs")
    for part in ("w:pPr", "w:rPr"):
        for old in style.element.findall(qn(part)):
            outline = old.find(qn("w:outlineLvl"))
            style.element.remove(old)
            if outline is not None:
                style.element.get_or_add_pPr().append(outline)
    style.font.name, style.font.size, style.font.bold = LATIN, Pt(size), is_bold
    style.font.italic, style.font.color.rgb = False, _BLACK
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face.name)
    shape = style.paragraph_format
    shape.alignment, shape.first_line_indent = align, characters(indent, size)
    shape.space_before, shape.space_after = Pt(0), Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    shape.widow_control = False


def _page_numbers(document: Document) -> None:
    """— 1 — outside below the text: right on odd pages, left on even ones, one character from the edge."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        line.style, line.alignment = document.styles[BODY], side
        line.paragraph_format.first_line_indent = Pt(0)
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = characters(1, FOUR)
        _numbered(line)


def _numbered(line: Paragraph) -> None:
    for words in ("— ", None, " —"):
        run = run_of(line, words or "")
        set_face(run, SONG, FOUR)
        if words is None:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE")
            line._p.replace(run._r, field)
            field.append(run._r)
