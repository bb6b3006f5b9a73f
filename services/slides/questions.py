"""Slide: the four questions of the speech: problems solved, promised cuts paid, approvals and services quicker."""

import pandas as pd

from domain import figures
from domain.light import Light
from locales import _
from services.briefing import Briefing
from services.findings import questions as findings
from services.findings.listing import listed
from services.four_questions import FourQuestions, four_questions
from services.slides.model import Cell, Column, Slide, Table, Tone

_GOOD, _FAIR = 0.9, 0.7
_WORST = 2

Answer = tuple[Cell, ...]


def slide(briefing: Briefing) -> Slide:
    """One row a question: its answer as a figure, what stands behind it, and the worst cases."""
    found = four_questions(briefing)
    rows = (_problems(found), _cuts(found), _approvals(found), _services(found))
    return Slide(
        key="questions",
        name=_("The four questions"),
        finding=findings.head(found),
        blocks=(
            Table(
                columns=(
                    Column(_("The question"), 2.3),
                    Column(_("Answer"), 1.25),
                    Column(_("Behind it"), 2.4),
                    Column(_("Worst"), 2.6),
                ),
                rows=rows,
            ),
        ),
        footnote=_("From outside data and checks, not from what units say of themselves."),
        sources=(
            _(
                "Problems: the units' lists of problems raised by enterprises, the public, 12345 and inspections."
            ),
            _(
                "Promises and days: sheet of promises and speed in the oversight workbook, newest value of each item."
            ),
        ),
    )


def _row(question: str, light: Light, answer: str, behind: str, worst: str) -> Answer:
    return (
        Cell(question, tone=Tone.STRONG),
        Cell(f"{light.shape} {answer}", light=light),
        Cell(behind),
        Cell(worst, tone=Tone.MUTED),
    )


def _no_data(question: str) -> Answer:
    return _row(question, Light.UNKNOWN, _("no data"), figures.NONE, figures.NONE)


def _light(share: float) -> Light:
    if share >= _GOOD:
        return Light.ON_TRACK
    return Light.BEHIND if share >= _FAIR else Light.CRITICAL


def _problems(found: FourQuestions) -> Answer:
    question, rows = _("Are problems solved?"), found.problems
    kept, due = int(rows["solved_in_time"].sum()), int(rows["due"].sum())
    if not due:
        return _no_data(question)
    late = found.overdue["label"].value_counts()
    return _row(
        question,
        _light(kept / due),
        findings.solved_share(rows),
        _("{in_time} of {judged} solved in time", in_time=kept, judged=due),
        _worst([_("{unit}: {count} past promise", unit=unit, count=count) for unit, count in late.items()]),
    )


def _cuts(found: FourQuestions) -> Answer:
    """Paid against what should be paid by now, for a promise is of the whole year."""
    question, rows = _("Are promised cuts paid?"), found.cuts.dropna(subset="kept_share")
    if rows.empty:
        return _no_data(question)
    lines = found.costs.dropna(subset="kept_share")
    return _row(
        question,
        _light(float(rows["kept_share"].min()) / found.elapsed),
        findings.paid_share(rows),
        _("{share} of the year is over", share=figures.percent(found.elapsed)),
        _worst(
            [
                f"{item} {figures.percent(share)}"
                for item, share in zip(lines["item"], lines["kept_share"], strict=True)
            ]
        ),
    )


def _approvals(found: FourQuestions) -> Answer:
    return _quicker(_("Are approvals quicker?"), found.approvals)


def _services(found: FourQuestions) -> Answer:
    return _quicker(_("Are services quicker?"), found.services)


def _quicker(question: str, rows: pd.DataFrame) -> Answer:
    known = rows.dropna(subset="ratio")
    if known.empty:
        return _no_data(question)
    quicker, least = int((known["ratio"] < 1).sum()), known.iloc[0]
    days = findings.before_now(least["before"], least["now"], least["measure"])
    return _row(
        question,
        _light(quicker / len(known)),
        f"{quicker}/{len(known)}",
        _("{quicker} of {count} items quicker than before", quicker=quicker, count=len(known)),
        f"{least['item']} {days}",
    )


def _worst(cases: list[str]) -> str:
    return listed(cases[:_WORST]) if cases else figures.NONE
