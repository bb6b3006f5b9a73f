"""Workbooks that are broken each in its own way, by name, with the verdict they must get."""

import io
import random
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.books import PROGRESS_HEAD, plan_book, progress_book
from tests.hostile import hostile, ole, parts, sheet_xml, workbook, zipped

UNREADABLE, REJECTED, QUESTIONS = "unreadable", "rejected", "questions"
_HEAD_ROW, _FIRST_ROW = 2, 3  # of tests.books.progress_book
_XML2003 = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


class Broken(NamedTuple):
    """A file by its name, its bytes, and the verdicts that are right for it."""

    name: str
    content: bytes
    verdicts: tuple[str, ...]


def plan() -> bytes:
    """The plan workbook that the files are checked against."""
    return plan_book()


def broken(seed: int) -> Iterator[Broken]:
    """Every kind once; seed decides which bytes are changed where bytes are changed by chance."""
    for name, (content, code) in hostile().items():
        # What may be read within bounds holds no sheet that anybody knows.
        yield Broken(f"hostile {name}.xlsx", content, (UNREADABLE,) if code else (UNREADABLE, REJECTED))
    for name, content in {**_foreign(), **_damaged(random.Random(seed))}.items():  # noqa: S311 - no secret
        yield Broken(name, content, (UNREADABLE,))
    for name, (verdict, change) in _CHANGES.items():
        yield Broken(f"sheet {name}.xlsx", _changed(change), (verdict,))
    for name, content in _wrong_sender().items():
        yield Broken(f"sheet {name}.xlsx", content, (REJECTED,))


def _foreign() -> dict[str, bytes]:
    """Files of other kinds under the name of a workbook, and some under their own."""
    rows = "任务编号,完成率\nFW-01,80%\n"
    return {
        "foreign encrypted.xlsx": ole("EncryptionInfo", "EncryptedPackage"),
        "foreign old.xls": ole("Workbook"),
        "foreign old named new.xlsx": ole("Workbook"),
        "foreign wps.et": ole("Workbook", "ETExtData"),
        "foreign word 97.xlsx": ole("WordDocument"),
        "foreign comma utf-8.xlsx": rows.encode(),
        "foreign comma gbk.csv": rows.encode("gb18030"),
        "foreign comma utf-16.xlsx": rows.encode("utf-16"),
        "foreign page.xlsx": f"<html><body><table><tr><td>{rows}</td></tr></table></body></html>".encode(),
        "foreign xml 2003.xlsx": _XML2003.encode(),
        "foreign bare xml.xlsx": b'<?xml version="1.0"?><rows/>',
        "foreign paper.xlsx": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "foreign picture.xlsx": b"\x89PNG\r\n\x1a\n" + bytes(64),
        "foreign photo.xlsx": b"\xff\xd8\xff\xe0" + bytes(64),
        "foreign photo of a telephone.xlsx": b"\0\0\0\x18ftypheic" + bytes(64),
        "foreign rich text.xlsx": rb"{\rtf1\ansi\ansicpg936}",
        "foreign fixed document.xlsx": zipped({"OFD.xml": b"<ofd/>", "Doc_0/Document.xml": b"<d/>"}),
        "foreign flat open document.xlsx": b'<?xml version="1.0"?><office:document xmlns:office="'
        b'urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:meta/></office:document>',
        "foreign archive.xlsx": b"Rar!\x1a\x07\x01\x00",
        "foreign archive 7z.xlsx": b"7z\xbc\xaf\x27\x1c" + bytes(32),
        "foreign archive gzip.xlsx": b"\x1f\x8b\x08" + bytes(32),
        "foreign archive zip.xlsx": zipped({"进度表.txt": rows.encode()}),
        "foreign word.xlsx": zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}),
        "foreign slides.xlsx": zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"}),
        "foreign open document.xlsx": zipped({"META-INF/manifest.xml": b"<m/>", "content.xml": b"<c/>"}),
        "foreign binary.xlsx": zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\x83\x01"}),
        "foreign nothing.xlsx": b"",
    }


def _damaged(chance: random.Random) -> dict[str, bytes]:
    """A good workbook cut off, and bytes without sense."""
    good = progress_book()
    cut = chance.randrange(len(good) // 4, len(good) * 3 // 4)
    return {
        "damaged cut off.xlsx": good[:cut],
        "damaged start.xlsx": good[:64],
        "damaged noise.xlsx": bytes([0]) + chance.randbytes(20_000),
        "damaged noise behind a good start.xlsx": b"PK\x03\x04" + chance.randbytes(20_000),
        "damaged no sheet.xlsx": zipped(parts({})),
        "damaged relations.xlsx": zipped(
            {**parts({"一": sheet_xml("")}), "xl/_rels/workbook.xml.rels": b"<Relationships>"}
        ),
    }


def _wrong_sender() -> dict[str, bytes]:
    other_task = [("GY-01", "作风督查", 0.5, None, "开展督查", "", "", "", None)]
    unknown_task = [("FW-99", "无此任务", 0.5, None, "开展", "", "", "", None)]
    own = ("FW-01", "推进代办制", 0.5, None, "已走访企业", "", "", "", None)
    return {
        "unit unknown": progress_book(unit="西湖街道"),
        "unit of other tasks": progress_book(rows=other_task),
        "period not in the plan": progress_book(period="2099-01"),
        "task not in the plan": progress_book(rows=unknown_task),
        "task twice": progress_book(rows=[own, own]),
        "no sheet anybody knows": workbook('<row r="1"><c r="A1" t="str"><v>通讯录</v></c></row>'),
    }


def _changed(change: Callable[[Worksheet], None]) -> bytes:
    """A good progress workbook with one change to its sheet."""
    book = load_workbook(io.BytesIO(progress_book()))
    change(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(header: str, value: Any, row: int = _FIRST_ROW) -> Callable[[Worksheet], None]:
    """Put a value into the column of this header."""

    def change(sheet: Worksheet) -> None:
        cell = sheet.cell(row, PROGRESS_HEAD.index(header) + 1)
        cell.number_format = "General"
        cell.value = value

    return change


def _no_column(sheet: Worksheet) -> None:
    sheet.delete_cols(PROGRESS_HEAD.index("任务编号") + 1, 2)


def _no_header(sheet: Worksheet) -> None:
    sheet.delete_rows(_HEAD_ROW)


def _one_rate_for_two(sheet: Worksheet) -> None:
    sheet.cell(_FIRST_ROW + 1, 1).value, sheet.cell(_FIRST_ROW + 1, 2).value = "FW-02", "企业走访"
    sheet.merge_cells(start_row=_FIRST_ROW, end_row=_FIRST_ROW + 1, start_column=3, end_column=3)


def _copied(sheet: Worksheet) -> None:
    for row in range(_FIRST_ROW + 2, _FIRST_ROW + 4):
        sheet.cell(row, 1).value, sheet.cell(row, 3).value = f"FW-9{row}", "50%"
    sheet.parent.copy_worksheet(sheet)


def _other_month(sheet: Worksheet) -> None:
    sheet.parent.copy_worksheet(sheet)["D1"] = "2022-08"


def _table_below(sheet: Worksheet) -> None:
    sheet.append(["节点编号", "项目名称", "节点名称", "实际完成日期"])


def _missing_task(sheet: Worksheet) -> None:
    sheet.delete_rows(_FIRST_ROW + 1)


_FORECAST = "预计完成日期"
_CHANGES: dict[str, tuple[str, Callable[[Worksheet], None]]] = {
    "broken reference": (REJECTED, _cell("完成率", "#REF!")),
    "division by zero": (REJECTED, _cell("完成率", "#DIV/0!")),
    "lookup without result": (REJECTED, _cell("任务编号", "#N/A")),
    "formula never calculated": (REJECTED, _cell("完成率", "=1/2")),
    "no code column": (REJECTED, _no_column),
    "no header": (REJECTED, _no_header),
    "sheet copied": (REJECTED, _copied),
    "sheet of another month": (REJECTED, _other_month),
    "table below": (REJECTED, _table_below),
    "rate about 80": (QUESTIONS, _cell("完成率", "约80%")),
    "rate over half": (QUESTIONS, _cell("完成率", "过半")),
    "rate between": (QUESTIONS, _cell("完成率", "70-80%")),
    "rate of bare one": (QUESTIONS, _cell("完成率", 1)),
    "rate over 100": (QUESTIONS, _cell("完成率", "120%")),
    "rate below zero": (QUESTIONS, _cell("完成率", -0.2)),
    "date that is none": (QUESTIONS, _cell(_FORECAST, "6月31日")),
    "date as a number": (QUESTIONS, _cell(_FORECAST, 2022.1)),
    "dates in one cell": (QUESTIONS, _cell(_FORECAST, "2022.10.1、2022.11.1")),
    "quantity without number": (QUESTIONS, _cell("完成值", "若干户", _FIRST_ROW + 1)),
    "quantities in one cell": (QUESTIONS, _cell("完成值", "100户、20户", _FIRST_ROW + 1)),
    "one rate for two tasks": (QUESTIONS, _one_rate_for_two),
    "task missing": (QUESTIONS, _missing_task),
    "date of another century": (QUESTIONS, _cell(_FORECAST, date(1922, 10, 1))),
}
