"""Data workbook: every cell is what the Briefing holds, to the digit the screen shows; no cell can be a formula."""

import math
import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from openpyxl.workbook import Workbook

from domain.rules import Display
from locales import _, in_language
from reports.data_book import SHEETS, columns_of, data_book, rows_of
from reports.data_columns import Column, Kind, written
from services.briefing import Briefing
from services.frames import FRAMES
from tests.test_no_ranking import found

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://a")')


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(content))


@pytest.fixture(scope="module")
def book(paper_briefing: Briefing) -> Workbook:
    return opened(data_book(paper_briefing))


def shown(display: Display, briefing: Briefing) -> Briefing:
    return replace(briefing, plan=replace(briefing.plan, rules=replace(briefing.plan.rules, display=display)))


def test_there_is_a_sheet_for_each_table_and_first_the_definitions(book: Workbook) -> None:
    assert book.sheetnames == ["说明", *(_(sheet.title) for sheet in SHEETS)]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_every_cell_is_the_value_of_the_briefing(sheet, book: Workbook, paper_briefing: Briefing) -> None:
    page = book[_(sheet.title)]
    columns = columns_of(sheet, Display.RANK)
    assert [cell.value for cell in page[1]] == [_(column.title) for column in columns]
    rows = rows_of(sheet, paper_briefing)
    assert page.max_row == max(len(rows), 0) + 1
    for place, column in enumerate(columns, 1):
        cells = [page.cell(row, place) for row in range(2, len(rows) + 2)]
        found = [
            cell.value.date() if column.kind is Kind.DAY and cell.value else cell.value for cell in cells
        ]
        assert found == [written(column, value) for value in rows[column.source]], column.title
        assert {cell.number_format for cell in cells} <= {column.kind.number_format}
        assert "f" not in {cell.data_type for cell in cells}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_a_sheet_has_filters_a_frozen_header_and_columns_the_briefing_knows(sheet, book: Workbook) -> None:
    page = book[_(sheet.title)]
    assert page.freeze_panes in ("A2", "C2")
    assert page.auto_filter.ref.startswith("A1:")
    assert {column.source for column in sheet.columns} <= set(FRAMES[sheet.frame])
    assert all(page.column_dimensions[cell.column_letter].width >= 7 for cell in page[1])


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (Kind.PERCENT, 0.8996, 0.899),  # cut off, never rounded up
        (Kind.PERCENT, 0.9, 0.9),
        (Kind.SCORE, 89.995, 90.0),  # half up, as it is ranked
        (Kind.SCORE, 89.994, 89.99),
        (Kind.POINTS, -4.8499, -4.8),
        (Kind.MONEY, 12500.4, 12500),
        (Kind.PERCENT, math.nan, None),
        (Kind.TARGET, math.nan, "未定"),
        (Kind.TEXT, "", None),
        (Kind.FLAG, True, "是"),
        (Kind.DAY, pd.NaT, None),
    ],
)
def test_a_cell_holds_what_the_screen_shows(kind: Kind, value: object, expected: object) -> None:
    assert written(Column(title="x", source="x", kind=kind), value) == expected


def test_text_that_looks_like_a_formula_stays_text(paper_briefing: Briefing) -> None:
    tasks = paper_briefing.tasks.copy()
    tasks.loc[: len(DANGEROUS) - 1, "note"] = list(DANGEROUS)
    tasks.loc[0, "name"] = "=cmd|' /C calc'!A0"
    content = data_book(replace(paper_briefing, tasks=tasks))
    page = opened(content)["任务"]
    titles = [cell.value for cell in page[1]]
    notes = [page.cell(row, titles.index("进展") + 1) for row in range(2, len(DANGEROUS) + 2)]
    assert [cell.value for cell in notes] == list(DANGEROUS)
    assert {(cell.data_type, cell.quotePrefix) for cell in notes} == {("s", True)}
    assert (page["C2"].value, page["C2"].data_type) == ("=cmd|' /C calc'!A0", "s")
    with ZipFile(BytesIO(content)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        assert [name for name in sheets if b"<f>" in package.read(name)] == []
        assert not [
            name for name in package.namelist() if "rels" in name and b"hyperlink" in package.read(name)
        ]


def test_no_rank_and_no_order_by_it_where_none_is_shown(paper_briefing: Briefing) -> None:
    bands = opened(data_book(shown(Display.BANDS, paper_briefing)))
    titles = [cell.value for cell in bands["得分"][1]]
    assert ("档次" in titles, [title for title in titles if "名" in title]) == (True, [])
    codes = [cell.value for cell in bands["得分"]["A"][1:]]
    assert codes == sorted(codes)
    nothing = opened(data_book(shown(Display.NONE, paper_briefing)))
    assert {"得分", "得分构成", "失分明细"} & set(nothing.sheetnames) == set()
    words = [str(cell.value) for page in nothing for row in page.iter_rows() for cell in row if cell.value]
    assert found("\n".join(words)) == []


def test_the_definitions_name_period_version_time_and_method(book: Workbook) -> None:
    told = {row[0].value: row[1].value for row in book["说明"].iter_rows()}
    assert told["期次"] == "2022年9月"
    assert told["数据"].startswith("定版第 1 版（2022-10-20 08:00")
    assert told["计算方法"] == "2022-2"
    assert "只舍不入" in told["完成率"]


def test_in_english_every_title_is_english(paper_briefing: Briefing) -> None:
    with in_language("en"):
        made = opened(data_book(paper_briefing))
    titles = [cell.value for page in made for cell in page[1] if cell.value]
    assert [title for title in (*made.sheetnames, *titles) if re.search("[一-鿿]", title)] == []
