"""What stands in a document: every text of it, and every number in a text, however the document is built."""

import re
from collections.abc import Iterator
from io import BytesIO

import docx
import openpyxl
import pandas as pd
from pptx import Presentation

from reports.reading_back import parts_of

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def numbers(text: str) -> set[str]:
    """The numbers in a text, as they are written, without the commas of thousands and without leading zeros."""
    found = {one.rstrip(",").replace(",", "") for one in _NUMBER.findall(text)}
    return {one.lstrip("0") if one.lstrip("0")[:1].isdigit() else "0" + one.lstrip("0") for one in found}


def texts(content: bytes, extension: str) -> Iterator[str]:
    """Every text: of a .docx also its footers, of a .pptx its tables, charts and notes, of a .xlsx each cell."""
    if extension == "xlsx":
        book = openpyxl.load_workbook(BytesIO(content), read_only=True)
        for sheet in book:
            yield sheet.title
            yield from (
                str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None
            )
        book.close()
        return
    for part in parts_of(content, extension):
        yield part.words
        if part.rows is not None:
            yield from map(str, part.rows.columns)
            yield from (str(value) for row in part.rows.itertuples(index=False) for value in row)
    if extension == "pptx":
        yield from (
            slide.notes_slide.notes_text_frame.text for slide in Presentation(BytesIO(content)).slides
        )
    else:
        sections = docx.Document(BytesIO(content)).sections
        yield from (line.text for section in sections for line in section.footer.paragraphs)


def labels(content: bytes) -> Iterator[str]:
    """The words at the bars of a .pptx's charts."""
    for slide in Presentation(BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_chart:
                yield from (node.text for node in shape.chart._chartSpace.iter() if node.tag.endswith("}t"))


def whole(frame: pd.DataFrame) -> str:
    """A frame as one text."""
    return " ".join(map(str, frame.to_numpy().ravel()))
