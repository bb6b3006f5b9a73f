"""The problems of a file as a workbook of their own: where each stands, what was found, what to do."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from loaders import template_look as look
from loaders.check import Checked
from loaders.problems import Problem, Severity
from locales import N_, _

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
_WIDTHS = (10, 20, 16, 26, 80)


def problem_list(checked: Checked) -> bytes:
    """The problems of a file (.xlsx bytes), worst first, each with its sheet and cell in that file.

    Whatever a cell of the file holds stands in the list as text, never as a formula.
    """
    book = Workbook()
    book.active.title = _("Problems")
    worst_first = sorted(checked.problems, key=lambda problem: list(Severity).index(problem.severity))
    rows = [(problem, place(problem)) for problem in worst_first]
    advice = _(
        "{file}: correct these cells in your own file, save it, and upload it again.", file=checked.file
    )
    problem_sheet(book.active, rows, advice)
    with BytesIO() as buffer:
        book.save(buffer)
        return buffer.getvalue()


def place(problem: Problem) -> str:
    """Where a problem stands: ``任务进展!F12``, only the sheet, or "" for the whole file."""
    return f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet


def problem_sheet(sheet: Worksheet, rows: Sequence[tuple[Problem, str]], advice: str) -> None:
    """Fill a sheet with problems and the place that stands beside each; its first line says what to do."""
    look.spread(sheet, 1, 1, len(_WIDTHS), advice, look.LABEL)
    sheet.row_dimensions[1].height = 40
    heads = (_("Severity"), _("Where"), _("Column"), _("What stands there"), _("What to do"))
    for column, head in enumerate(heads, 1):
        look.put(sheet.cell(2, column), head, look.HEADER)
    for row, (problem, where) in enumerate(rows, 3):
        words = (_(WORDS[problem.severity]), where, problem.header, problem.value, problem.message)
        for column, word in enumerate(words, 1):
            look.put(sheet.cell(row, column), word, look.LOCKED)
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=FILLS[problem.severity])
        look.fit_height(sheet, row, _WIDTHS, 20)
    look.set_up_page(sheet, 2, _WIDTHS, 0)
