"""Text on slides: sizes, colours of the day theme, and the Chinese font named for every run."""

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide as Page
from pptx.text.text import Font, TextFrame
from pptx.util import Emu, Inches, Pt

from charts.theme import DAY
from locales import _

CHINESE, LATIN = "Microsoft YaHei", "Arial"  # named, never embedded; other machines take their own instead
WIDTH, HEIGHT, EDGE = Inches(13.333), Inches(7.5), Inches(0.55)
INNER = Emu(WIDTH - 2 * EDGE)


def rgb(colour: str) -> RGBColor:
    """A colour of the palette as slides take it."""
    return RGBColor.from_string(colour.lstrip("#").upper())


def set_font(font: Font, size: float, *, colour: str = DAY.ink, is_bold: bool = False) -> None:
    """Size [pt], colour and the names for Latin and for Chinese letters."""
    font.size, font.bold, font.name = Pt(size), is_bold, LATIN
    font.color.rgb = rgb(colour)
    properties = font._element
    for old in properties.findall(qn("a:ea")):
        properties.remove(old)
    chinese = etree.SubElement(properties, qn("a:ea"))
    chinese.set("typeface", CHINESE)
    latin = properties.find(qn("a:latin"))
    if latin is not None:
        latin.addnext(chinese)


def write(
    frame: TextFrame,
    words: str,
    size: float,
    *,
    colour: str = DAY.ink,
    is_bold: bool = False,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    more: str = "",
    more_size: float = 0.0,
    more_colour: str = DAY.muted,
) -> None:
    """One text, and behind it on a line of its own a smaller one."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Inches(0.04)
    frame.margin_top = frame.margin_bottom = Inches(0.02)
    first = frame.paragraphs[0]
    first.alignment = align
    run = first.add_run()
    run.text = words
    set_font(run.font, size, colour=colour, is_bold=is_bold)
    if more:
        second = frame.add_paragraph()
        second.alignment = align
        run = second.add_run()
        run.text = more
        set_font(run.font, more_size or size * 0.75, colour=more_colour)


def text_box(page: Page, place: tuple[int, int, int, int], words: str, size: float, **look: object) -> Shape:
    """A text of its own. place: left, top, width, height [EMU]."""
    box = page.shapes.add_textbox(*(Emu(one) for one in place))
    box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    write(box.text_frame, words, size, **look)  # type: ignore[arg-type]
    return box


def draw_nothing(page: Page, place: tuple[int, int, int, int]) -> None:
    """What stands where a block has no rows. place: of the block [EMU]."""
    left, top, width, _height = place
    text_box(page, (left, top, width, Inches(0.5)), _("Nothing to show."), 16, colour=DAY.muted)


def name_theme_fonts(deck: Presentation) -> None:
    """What somebody types into the deck later gets the same fonts."""
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.fromstring(theme.blob)
    for kind in ("majorFont", "minorFont"):
        for font in root.iter(qn(f"a:{kind}")):
            font.find(qn("a:latin")).set("typeface", LATIN)
            font.find(qn("a:ea")).set("typeface", CHINESE)
    theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
