"""The reader gives what the file holds: compared with openpyxl and calamine, and with values worked by hand."""

import datetime
import io
import os
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from loaders.outline import outline
from loaders.package import Package
from loaders.reader import Cell, Refused, read_workbook
from loaders.sheetxml import read_sheet
from loaders.strings import shared_strings
from loaders.styles import format_kind, format_kinds
from tests.hostile import parts, sheet_xml, workbook, zipped
from tests.oracle import assert_same_as_calamine, assert_same_as_openpyxl, cells

SAMPLES = sorted((Path(__file__).parent.parent / "sample_data").rglob("*.xlsx"))
CHOSEN = SAMPLES if os.environ.get("BOARD_ALL_SAMPLES") == "1" else SAMPLES[::10]


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rich_book(epoch: datetime.datetime | None = None) -> bytes:
    """One of everything that openpyxl can write."""
    book = openpyxl.Workbook()
    if epoch is not None:
        book.epoch = epoch
    sheet = book.active
    sheet.title = "任务进展"
    sheet.append(["任务编号", "完成率", "日期", "时间", "错误", "布尔", "公式", "文字"])
    for n in range(1, 40):
        day = datetime.datetime(2022, 9, 1) + datetime.timedelta(days=n)
        sheet.append(
            [
                f"T-{n:03}",
                n / 40,
                day,
                datetime.time(8, n),
                "#REF!",
                n % 2 == 0,
                f"=B{n + 1}*2",
                f" 第{n}项 & <好>\n",
            ]
        )
        sheet.cell(n + 1, 2).number_format = "0.0%"
        sheet.cell(n + 1, 3).number_format = 'yyyy"年"m"月"d"日"'
    sheet["J50"] = CellRichText("推进", TextBlock(InlineFont(b=True), " 顺利 "), "完成")
    sheet.merge_cells("A45:C47")
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book.create_sheet("隐藏").sheet_state = "hidden"
    book.create_sheet("深藏").sheet_state = "veryHidden"
    book["隐藏"]["Z9"] = 5
    return saved(book)


@pytest.mark.parametrize("epoch", [None, openpyxl.utils.datetime.CALENDAR_MAC_1904])
def test_every_cell_agrees_with_both_libraries(epoch: datetime.datetime | None) -> None:
    content = rich_book(epoch)
    assert_same_as_openpyxl(content)
    assert_same_as_calamine(content)
    assert read_workbook(content).date1904 == (epoch is not None)


@pytest.mark.parametrize("path", CHOSEN, ids=lambda path: path.name)
def test_sample_workbooks_agree_with_both_libraries(path: Path) -> None:
    content = path.read_bytes()
    assert_same_as_openpyxl(content)
    assert_same_as_calamine(content)


def test_hidden_sheets_rows_and_columns_are_read_and_told() -> None:
    first, hidden, very = read_workbook(rich_book()).sheets
    assert (first.hidden, hidden.hidden, very.hidden) == (False, True, True)
    assert first.hidden_rows == {7} and first.hidden_columns == {4}
    assert first.rows[7][1].value == "T-006"
    assert hidden.rows == {9: {26: Cell(5.0, "n", "general", False)}}


def test_rows_and_columns_of_no_size_are_hidden() -> None:
    content = workbook(
        '<row r="2" ht="0"><c r="A2"><v>1</v></c></row>',
        before='<cols><col min="2" max="3" width="0"/></cols>',
    )
    sheet = read_workbook(content).sheets[0]
    assert sheet.hidden_rows == {2} and sheet.hidden_columns == {2, 3}


def test_a_default_width_of_zero_hides_the_columns_not_listed() -> None:
    before = '<sheetFormatPr defaultColWidth="0"/><cols><col min="1" max="254" width="9"/></cols>'
    assert read_workbook(workbook("", before=before)).sheets[0].hidden_columns == {255, 256}


KINDS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="str"><f>A1</f><v> 文 </v></c>'
    '<c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#N/A</v></c><c r="F1" t="d"><v>2022-09-30</v></c>'
    '<c r="G1"><f>1+1</f></c><c r="H1" t="str"><f>""</f><v></v></c><c r="I1" s="1"><v>0.5</v></c>'
    '<c r="J1" t="inlineStr"><is><r><t>甲</t></r> <r><t xml:space="preserve"> 乙</t></r><rPh sb="0" eb="1"><t>JIA</t></rPh></is></c>'
    '<c r="K1"><v>1e3</v></c><c r="L1" s="1"/><c r="M1"/><c r="N1"><v>nan</v></c><c r="O1" t="s"><v>2</v></c></row>'
)
STRINGS = (
    '<si><t>甲&amp;乙_x000D_</t></si><si><r><t>一</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 二</t></r>'
    '<rPh sb="0" eb="1"><t>YI</t></rPh><phoneticPr fontId="1"/></si><si><t></t></si>'
)
STYLES = "<cellXfs><xf numFmtId='0'/><xf numFmtId='9'/></cellXfs>"
EXPECTED = {
    "A1": Cell("甲&乙_x000D_", "s", "general", False),
    "B1": Cell("一 二", "s", "general", False),
    "C1": Cell(" 文 ", "s", "general", True),
    "D1": Cell(True, "b", "general", False),
    "E1": Cell("#N/A", "e", "general", False),
    "F1": Cell("2022-09-30", "d", "general", False),
    "G1": Cell(None, "", "general", True),
    "H1": Cell("", "s", "general", True),
    "I1": Cell(0.5, "n", "percent", False),
    "J1": Cell("甲 乙", "s", "general", False),
    "K1": Cell(1000.0, "n", "general", False),
    "N1": Cell("nan", "s", "general", False),
}


def test_each_type_of_cell_is_read_as_the_file_has_it() -> None:
    assert cells(read_workbook(workbook(KINDS, strings=STRINGS, styles=STYLES))) == EXPECTED


def test_spaces_between_tags_change_nothing() -> None:
    spread = KINDS.replace("><c ", ">\r\n  <c ").replace("</v>", "</v>\n ").replace("<v>", "\n<v>")
    assert cells(read_workbook(workbook(spread, strings=STRINGS, styles=STYLES))) == EXPECTED


def test_prefixed_and_strict_names_are_read() -> None:
    row = '<row r="1"><c r="B1"><v>7</v></c></row>'
    strict = sheet_xml(row, namespace="http://purl.oclc.org/ooxml/spreadsheetml/main")
    prefixed = '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="B1"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    declared = '<?xml version="1.0" encoding="UTF-16"?>' + sheet_xml(row)
    found = parts({"甲": strict, "乙": prefixed, "丙": ""})
    found["xl/worksheets/sheet3.xml"] = declared.encode("utf-16")
    book = read_workbook(zipped(found))
    assert [sheet.rows for sheet in book.sheets] == [{1: {2: Cell(7.0, "n", "general", False)}}] * 3


def test_cells_without_an_address_stand_in_order() -> None:
    rows = '<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="5"><c r="D5"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>'
    found = {place: cell.value for place, cell in cells(read_workbook(workbook(rows))).items()}
    assert found == {"A1": 1.0, "C1": 3.0, "D5": 4.0, "E5": 5.0, "A6": 6.0}


def test_rows_out_of_order_are_given_in_order() -> None:
    rows = (
        '<row r="3"><c r="B3"><v>1</v></c><c r="A3"><v>2</v></c></row><row r="1"><c r="A1"><v>3</v></c></row>'
    )
    sheet = read_workbook(workbook(rows)).sheets[0]
    assert [(number, list(row)) for number, row in sheet.rows.items()] == [(1, [1]), (3, [1, 2])]


def test_a_row_inside_a_comment_or_cdata_is_no_row() -> None:
    fake = '<row r="2"><c r="A2"><v>9</v></c></row>'
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><!-- {fake} --><row r="3"><c r="A3" t="str"><v><![CDATA[{fake}]]></v></c></row>'
    found = {place: cell.value for place, cell in cells(read_workbook(workbook(rows))).items()}
    assert found == {"A1": 1.0, "A3": fake}


def test_a_false_dimension_is_not_believed() -> None:
    content = workbook('<row r="9"><c r="C9"><v>1</v></c></row>', before='<dimension ref="A1"/>')
    assert list(cells(read_workbook(content))) == ["C9"]


def test_cells_far_outside_are_told_and_not_gridded() -> None:
    rows = '<row r="20000"><c r="IV20000"><v>1</v></c><c r="IW20000"><v>2</v></c></row><row r="20001"><c r="A20001"><v>3</v></c></row>'
    sheet = read_workbook(workbook(rows)).sheets[0]
    assert list(sheet.rows) == [20000] and list(sheet.rows[20000]) == [256]
    assert sheet.far == ("IW20000", "A20001")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", "general"),
        ("0.0%", "percent"),
        ("0.00%;[Red]-0.00%", "percent"),
        ("yyyy年m月d日", "date"),
        ('yyyy"年"m"月"', "month"),
        ("mmm-yy", "month"),
        ("[$-804]yyyy/m;@", "month"),
        ("[h]:mm", "date"),
        ('m"月"d"日"', "date"),
        ("[$-804]yyyy/m/d;@", "date"),
        ("aaaa", "date"),
        ("[$-804]aaaa;@", "date"),
        ("[h]:mm:ss", "date"),
        ('上午/下午h"时"mm"分";@', "date"),
        ("@", "text"),
        ("#,##0.00", "number"),
        ('0"yd"', "number"),
        ("[Red]0.0", "number"),
        ("0.00E+00", "number"),
        ('#,##0"亩"', "number"),
        ("\\d0", "number"),
        ("[DBNum1][$-804]General", "general"),
        ("0_ ", "number"),
        ("_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ", "number"),
    ],
)
def test_number_format_says_what_a_number_is(code: str, kind: str) -> None:
    assert format_kind(code) == kind


@pytest.mark.parametrize(
    ("format_id", "kind"),
    [
        (0, "general"),
        (2, "number"),
        (10, "percent"),
        (14, "date"),
        (31, "date"),
        (49, "text"),
        (57, "month"),
        (99, "general"),
    ],
)
def test_built_in_formats_are_known_by_number(format_id: int, kind: str) -> None:
    content = workbook(
        '<row r="1"><c r="A1"><v>1</v></c></row>', styles=f"<cellXfs><xf numFmtId='{format_id}'/></cellXfs>"
    )
    assert cells(read_workbook(content))["A1"].style == kind


def test_plain_rows_read_as_expat_reads_them() -> None:
    books = [
        rich_book(),
        workbook(KINDS, strings=STRINGS, styles=STYLES),
        *(path.read_bytes() for path in CHOSEN),
    ]
    for content in books:
        package = Package(content)
        found = outline(package)
        styles, strings = format_kinds(package, found.styles), shared_strings(package, found.strings)
        for listed in found.sheets:
            exact = read_sheet(package, listed, styles, strings, plain=False)
            assert read_sheet(package, listed, styles, strings) == exact


def test_a_sheet_longer_than_a_chunk_is_read_whole() -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>第{n}行{"字" * (n % 50)}</t></is></c></row>'
        for n in range(1, 9001)
    )
    found = cells(read_workbook(workbook(rows)))
    assert len(found) == 9000 and found["A9000"].value == "第9000行"


def test_chart_sheets_are_left_out_and_no_worksheet_is_refused() -> None:
    found = parts({"图": "<chartsheet/>"})
    links = "xl/_rels/workbook.xml.rels"
    found[links] = found[links].replace(b"relationships/worksheet", b"relationships/chartsheet")
    with pytest.raises(Refused) as refused:
        read_workbook(zipped(found))
    assert refused.value.code == "no_sheets"
