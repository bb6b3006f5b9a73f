"""An official document by GB/T 9704-2012: its sheet, its fonts, its page numbers, its parts, as the file says them."""

import zipfile
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from locales import in_language
from reports import official

DAY = date(2022, 10, 8)
OFFICE = "区“五型”办"


@pytest.fixture
def made() -> Document:
    document = official.official_document("督办函")
    official.masthead(document, OFFICE, "督办函〔2022〕3号")
    official.title(document, "关于推进代办制的督办函")
    official.addressee(document, "滨湖街道")
    official.heading(document, "一、事由")
    official.heading(document, "（一）进度", 2)
    official.body(document, "完成率 54.0%。\n\n请抓紧办理。")
    official.annex_note(document, ["任务清单"])
    official.signature(document, OFFICE, DAY)
    official.imprint(document, "区纪委监委", OFFICE, DAY)
    official.annex(document, "附件", "任务清单")
    official.table(document, ["任务", "完成率"], [("推进代办制", "54.0%")], [3, 1], right=frozenset({1}))
    return docx.Document(BytesIO(official.content(document)))


def test_the_sheet_is_a4_with_the_margins_of_the_standard(made: Document) -> None:
    (sheet,) = made.sections
    assert (round(sheet.page_width.mm), round(sheet.page_height.mm)) == (210, 297)
    edges = (sheet.top_margin, sheet.bottom_margin, sheet.left_margin, sheet.right_margin)
    assert [edge.mm for edge in edges] == pytest.approx([37, 35, 28, 26], abs=0.05)


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Normal", "仿宋_GB2312", 16),
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
    ],
)
def test_each_style_has_its_font_and_size(made: Document, style: str, font: str, size: int) -> None:
    found = made.styles[style]
    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert found.font.size == Pt(size)
    assert found.paragraph_format.space_after == Pt(0)


def test_text_is_set_in_22_lines_with_two_characters_indent(made: Document) -> None:
    style = made.styles["Normal"].paragraph_format
    assert style.line_spacing.pt == pytest.approx(28.95, abs=0.05)  # 22 of them make 225 mm less a hair
    assert style.first_line_indent == Pt(32)


def test_page_numbers_stand_outside_between_dashes(made: Document) -> None:
    sheet = made.sections[0]
    assert made.settings.odd_and_even_pages_header_footer
    for footer, side in ((sheet.footer, "right"), (sheet.even_page_footer, "left")):
        line = footer.paragraphs[0]
        assert line.alignment is not None and line.alignment.name.lower() == side
        assert 'w:instr="PAGE"' in line._p.xml
        assert line._p.xml.count("—") == 2


def test_fonts_are_named_with_what_may_stand_for_them_and_none_is_embedded() -> None:
    content = official.content(official.official_document("函"))
    with zipfile.ZipFile(BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if "fonts/" in name]
        table = parts.read("word/fontTable.xml").decode()
    for name, instead in (
        ("仿宋_GB2312", "FangSong"),
        ("方正小标宋简体", "SimSun"),
        ("楷体_GB2312", "KaiTi"),
    ):
        assert name in table and instead in table


def test_the_parts_stand_in_their_order(made: Document) -> None:
    words = [paragraph.text for paragraph in made.paragraphs if paragraph.text]
    assert words == [
        OFFICE,
        "督办函〔2022〕3号",
        "关于推进代办制的督办函",
        "滨湖街道：",
        "一、事由",
        "（一）进度",
        "完成率 54.0%。",
        "请抓紧办理。",
        "附件：任务清单",
        OFFICE,
        "2022年10月8日",
        "抄送：区纪委监委",
        f"{OFFICE}\t2022年10月8日印发",
        "附件",
        "任务清单",
    ]
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [
        ["任务", "完成率"],
        ["推进代办制", "54.0%"],
    ]


def test_the_date_stands_four_characters_from_the_right_and_the_name_above_its_middle(made: Document) -> None:
    lines = {one.text: one for one in made.paragraphs}
    day = lines["2022年10月8日"].paragraph_format.right_indent
    assert day == Pt(64)
    # the date is 6.5 characters wide, the name 6: a quarter of a character more to either side
    signed = [one for one in made.paragraphs if one.text == OFFICE][-1]
    assert signed.paragraph_format.right_indent == Pt(64 + 0.25 * 16)


def test_the_head_of_a_table_is_repeated_and_no_row_is_cut(made: Document) -> None:
    head, row = made.tables[0].rows
    assert "w:tblHeader" in head._tr.xml
    assert "w:cantSplit" in row._tr.xml


def test_dates_are_written_out_in_both_languages() -> None:
    assert official.written_day(DAY) == "2022年10月8日"
    with in_language("en"):
        assert official.written_day(DAY) == "2022-10-08"
