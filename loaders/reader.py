"""Bytes of an .xlsx file → Workbook: every value with its facts, in bounded time and memory."""

from loaders.grid import Cell, Sheet, Workbook, address
from loaders.outline import outline
from loaders.package import Package
from loaders.refusal import Refused
from loaders.sheetxml import read_sheet
from loaders.sniff import refuse_foreign
from loaders.strings import shared_strings
from loaders.styles import format_kinds

__all__ = ["Cell", "Refused", "Sheet", "Workbook", "address", "read_workbook"]


def read_workbook(content: bytes) -> Workbook:
    """All worksheets of a workbook, as the file holds them; nothing is calculated or guessed.

    Raises Refused, and nothing else, for any bytes that cannot be read whole: foreign files, damaged ones,
    and those beyond loaders/bounds.py.
    """
    refuse_foreign(content)
    package = Package(content)
    found = outline(package)
    styles = format_kinds(package, found.styles)
    strings = shared_strings(package, found.strings)
    sheets = tuple(read_sheet(package, listed, styles, strings) for listed in found.sheets)
    return Workbook(sheets, found.date1904)
