"""How cells of the data workbook look: a format for each kind, made once for a workbook; and text kept from being a formula."""

import re

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from charts.theme import DAY
from reports.data_columns import Kind

FONT = "Microsoft YaHei"
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_767


class Looks:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[Kind, bool], Format] = {}
        self.head = self._format(
            bold=True,
            font_color=DAY.paper,
            bg_color=DAY.accent,
            align="center",
            valign="vcenter",
            text_wrap=True,
        )
        self.title = self._format(bold=True, font_size=16, font_color=DAY.accent, valign="vcenter")
        self.term = self._format(bold=True, valign="top", bottom=7, bottom_color=DAY.faint)

    def of(self, kind: Kind, *, quoted: bool = False) -> Format:
        """The format of a kind of value; quoted: text that begins like a formula, marked as text for whoever edits it."""
        if (kind, quoted) not in self._made:
            side = "left" if kind.is_text else "center" if kind in (Kind.DAY, Kind.MOMENT) else "right"
            self._made[kind, quoted] = self._format(
                num_format=kind.number_format,
                align=side,
                valign="top",
                text_wrap=kind is Kind.LONG,
                bottom=7,
                bottom_color=DAY.faint,
                quote_prefix=quoted,
            )
        return self._made[kind, quoted]

    def of_text(self, kind: Kind, words: str) -> Format:
        """The format of these words."""
        return self.of(kind, quoted=words.startswith(STARTS))

    @staticmethod
    def clean(words: str) -> str:
        """Words without what no workbook may hold, no longer than a cell may be."""
        return _ILLEGAL.sub("", words)[:_LONGEST]

    def _format(self, **settings: object) -> Format:
        return self._book.add_format({"font_name": FONT, "font_size": 10, **settings})
