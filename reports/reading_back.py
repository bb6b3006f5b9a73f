"""A document read back for its preview: the words and tables that stand in the very file, in their order."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

import docx
import openpyxl
import pandas as pd
from docx.table import Table as DocxTable
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.enum.chart import XL_CHART_TYPE
from pptx.shapes.base import BaseShape
from pptx.table import Table as SlideTable

_ROWS = 60  # of a table; the file has them all


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a document: kind ``title``, ``heading``, ``text`` or ``table``; rows only of a table, all text."""

    kind: str
    words: str = ""
    rows: pd.DataFrame | None = None


def parts_of(content: bytes, extension: str) -> tuple[Part, ...]:
    """The parts of a .docx or .pptx; a workbook is read sheet by sheet (``sheet_names``, ``sheet_rows``)."""
    read = {"docx": _of_document, "pptx": _of_slides}[extension]
    return tuple(read(content))


def sheet_names(content: bytes) -> tuple[str, ...]:
    """The sheets of a workbook in order."""
    book = openpyxl.load_workbook(BytesIO(content), read_only=True)
    try:
        return tuple(book.sheetnames)
    finally:
        book.close()


def sheet_rows(content: bytes, name: str) -> pd.DataFrame:
    """The first rows of a sheet under its header, values as they stand in the cells."""
    book = openpyxl.load_workbook(BytesIO(content), read_only=True)
    try:
        rows = list(book[name].iter_rows(max_row=_ROWS + 1, values_only=True))
    finally:
        book.close()
    return _table([[_shown(value) for value in row] for row in rows])


def _shown(value: object) -> str:
    if value is None:
        return ""
    return (
        f"{value:.4g}"
        if isinstance(value, float) and abs(value) < 1000
        else str(value).removesuffix(" 00:00:00")
    )


def _of_document(content: bytes) -> Iterator[Part]:
    for block in docx.Document(BytesIO(content)).iter_inner_content():
        if isinstance(block, DocxTable):
            yield Part("table", rows=_table([[cell.text for cell in row.cells] for row in block.rows]))
        elif block.text.strip():
            style = block.style.name if block.style is not None else ""
            kind = "title" if style == "Title" else "heading" if str(style).startswith("Heading") else "text"
            yield Part(kind, block.text)


def _of_slides(content: bytes) -> Iterator[Part]:
    for slide in Presentation(BytesIO(content)).slides:
        title = slide.shapes.title
        if title is not None:
            yield Part("heading", title.text_frame.text)
        others = [shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id]
        for _top, row in groupby(sorted(others, key=_place), key=lambda shape: shape.top):
            yield from _of_row(list(row))


def _place(shape: BaseShape) -> tuple[int, int]:
    return shape.top, shape.left


def _of_row(shapes: list[BaseShape]) -> Iterator[Part]:
    """Texts at the same height stand on one line, as figures side by side do."""
    words = [
        shape.text_frame.text for shape in shapes if shape.has_text_frame and shape.text_frame.text.strip()
    ]
    if words:
        yield Part("text", " | ".join(words))
    for shape in shapes:
        yield from _of_shape(shape)


def _of_shape(shape: BaseShape) -> Iterator[Part]:
    if shape.has_table:
        table: SlideTable = shape.table
        yield Part("table", rows=_table([[cell.text for cell in row.cells] for row in table.rows]))
    elif shape.has_chart:
        chart: Chart = shape.chart
        if chart.chart_type != XL_CHART_TYPE.XY_SCATTER:  # its days stand as marks only
            yield Part("table", rows=chart_rows(chart))


def chart_rows(chart: Chart) -> pd.DataFrame:
    """The data behind a bar chart: a row a category, a column a series."""
    plot = chart.plots[0]
    names = [str(one) for one in plot.categories]
    columns = {series.name: [_shown(value) for value in series.values] for series in plot.series}
    return pd.DataFrame({"": names, **columns})


def _table(rows: list[list[str]]) -> pd.DataFrame:
    """Titles from the first row; two alike are told apart by blanks, which do not show."""
    if not rows:
        return pd.DataFrame()
    titles: list[str] = []
    for title in rows[0]:
        while title in titles:
            title += " "
        titles.append(title)
    return pd.DataFrame(rows[1 : _ROWS + 1], columns=titles)
