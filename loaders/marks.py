"""Marks in a workbook of ours: cells with a problem coloured and commented, and all problems listed on one sheet."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from loaders import template_look as look
from loaders.problems import Problem, Severity
from locales import N_, _

Places = dict[tuple[str, str], Cell]
LIST_SHEET = "说明"  # loaders.layout knows the name: what stands on such a sheet is no report
FILLS: Mapping[Severity, str] = {
    Severity.ERROR: "F8C4BE",
    Severity.QUESTION: "FFE29A",
    Severity.NOTICE: "DCE6F1",
}
WORDS: Mapping[Severity, str] = {
    Severity.ERROR: N_("◆ Error"),
    Severity.QUESTION: N_("▲ Question"),
    Severity.NOTICE: N_("○ Notice"),
}
_WIDTHS = (10, 18, 16, 24, 80)


def mark(book: Workbook, problems: Sequence[Problem], places: Places) -> None:
    """Colour and comment each problem's cell, and list all of them on a sheet of their own, in front.

    places: (sheet, address) as the problem names it → the cell in this workbook.
    """
    told: dict[str, tuple[Cell, list[Problem]]] = {}
    for problem in problems:
        cell = places.get((problem.sheet, problem.cell))
        if cell is not None and not isinstance(cell, MergedCell):
            told.setdefault(f"{cell.parent.title}!{cell.coordinate}", (cell, []))[1].append(problem)
    for cell, listed in told.values():
        _mark_cell(cell, listed)
    here = {id(problem): place for place, (_cell, listed) in told.items() for problem in listed}
    _list(book, [(problem, here.get(id(problem), problem.sheet)) for problem in problems])


def _mark_cell(cell: Cell, problems: Sequence[Problem]) -> None:
    worst = min((problem.severity for problem in problems), key=list(Severity).index)
    cell.fill = PatternFill("solid", fgColor=FILLS[worst])
    text = "\n".join(f"{_(WORDS[problem.severity])} {problem.message}" for problem in problems)
    comment = Comment(ILLEGAL_CHARACTERS_RE.sub("", text), _("Five-type board"))
    comment.width, comment.height = 320, 40 + 36 * (1 + len(text) // 22)
    cell.comment = comment


def _list(book: Workbook, rows: Sequence[tuple[Problem, str]]) -> None:
    """The sheet that lists the problems; its first line says what to do with the file."""
    sheet = book.create_sheet(LIST_SHEET, 0)
    advice = _(
        "Correct the coloured cells on the other sheets, save, and upload this file. This sheet is not read."
    )
    look.spread(sheet, 1, 1, len(_WIDTHS), advice, look.LABEL)
    heads = (_("How grave"), _("Where"), _("Column"), _("What stands there"), _("What to do"))
    for column, head in enumerate(heads, 1):
        look.put(sheet.cell(2, column), head, look.HEADER)
    for row, (problem, place) in enumerate(rows, 3):
        words = (_(WORDS[problem.severity]), place, problem.header, problem.value, problem.message)
        for column, word in enumerate(words, 1):
            look.put(sheet.cell(row, column), word, look.LOCKED)
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=FILLS[problem.severity])
        look.fit_height(sheet, row, _WIDTHS, 20)
    look.set_up_page(sheet, 2, _WIDTHS, 0)
    book.active = 1
