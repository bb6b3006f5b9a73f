"""Marks in a workbook of ours: cells with a problem coloured and commented, and all problems listed on one sheet."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from loaders.problem_list import FILLS, WORDS, place, problem_sheet
from loaders.problems import Problem, Severity
from locales import _

Places = dict[tuple[str, str], Cell]
LIST_SHEET = "说明"  # loaders.layout knows the name: what stands on such a sheet is no report


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
    here = {id(problem): where for where, (_cell, listed) in told.items() for problem in listed}
    advice = _(
        "Correct the coloured cells on the other sheets, save, and upload this file. This sheet is not read."
    )
    rows = [(problem, here.get(id(problem), place(problem))) for problem in problems]
    problem_sheet(book.create_sheet(LIST_SHEET, 0), rows, advice)
    book.active = 1


def _mark_cell(cell: Cell, problems: Sequence[Problem]) -> None:
    worst = min((problem.severity for problem in problems), key=list(Severity).index)
    cell.fill = PatternFill("solid", fgColor=FILLS[worst])
    text = "\n".join(f"{_(WORDS[problem.severity])} {problem.message}" for problem in problems)
    comment = Comment(ILLEGAL_CHARACTERS_RE.sub("", text), _("Five-Type Board"))
    comment.width, comment.height = 320, 40 + 22 * (1 + len(text) // 22)
    cell.comment = comment
