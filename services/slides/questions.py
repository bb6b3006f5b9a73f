"""Slide: the four questions of the speech: problems solved, promised cuts paid, approvals and services quicker."""

import pandas as pd

from domain import figures
from domain.light import Light
from domain.states import IssueState
from locales import _
from services.briefing import Briefing
from services.findings.listing import listed
from services.slides.model import Cell, Column, Slide, Table, Tone

_GOOD, _FAIR = 0.9, 0.7
_WORST = 2


def slide(briefing: Briefing) -> Slide:
    """One row a question: its answer as a figure, what stands behind it, and the worst cases."""
    answers = [
        row for row in (_problems(briefing), _promises(briefing), _speed(briefing), _said(briefing)) if row
    ]
    return Slide(
        key="questions",
        name=_("The four questions"),
        finding=finding(briefing),
        blocks=(
            Table(
                columns=(
                    Column(_("The question"), 2.3),
                    Column(_("Answer"), 1.3),
                    Column(_("Behind it"), 2.4),
                    Column(_("Worst"), 2.4),
                ),
                rows=tuple(answers),
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
            _("Satisfaction: counted votes of the year so far, five grades as 100, 80, 60, 30 and 0."),
        ),
    )


def finding(briefing: Briefing) -> str:
    """How many problems wait past their promise, and how many promises are not kept in full."""
    overdue = int((briefing.issues["state"] == IssueState.OVERDUE).sum())
    short = len(_short(briefing))
    if briefing.issues.empty and briefing.promises.empty and briefing.voices.empty:
        return _("Nothing from enterprises and the public yet")
    return _(
        "Problems past their promise: {overdue}; promises not kept in full: {short} of {total}",
        overdue=overdue,
        short=short,
        total=len(_money(briefing)),
    )


def _light(share: float) -> Light:
    if share >= _GOOD:
        return Light.ON_TRACK
    return Light.BEHIND if share >= _FAIR else Light.CRITICAL


def _row(question: str, share: float, answer: str, behind: str, worst: str) -> tuple[Cell, ...]:
    light = _light(share)
    return (
        Cell(question, tone=Tone.STRONG),
        Cell(f"{light.shape} {answer}", light=light),
        Cell(behind),
        Cell(worst, tone=Tone.MUTED),
    )


def _problems(briefing: Briefing) -> tuple[Cell, ...] | None:
    states = briefing.issues["state"]
    judged = int((states != IssueState.OPEN).sum())
    if not judged:
        return None
    in_time = int((states == IssueState.SOLVED_IN_TIME).sum())
    late = briefing.issues.loc[states == IssueState.OVERDUE]
    worst = late["label"].value_counts()
    return _row(
        _("Are problems solved?"),
        in_time / judged,
        figures.percent(in_time / judged),
        _("{in_time} of {judged} solved in time", in_time=in_time, judged=judged),
        listed(
            [_("{unit}: {count} past promise", unit=unit, count=count) for unit, count in worst.items()],
            _WORST,
        ),
    )


def _newest(briefing: Briefing) -> pd.DataFrame:
    return briefing.promises.loc[briefing.promises["is_newest"]]


def _money(briefing: Briefing) -> pd.DataFrame:
    """Promised amounts, least kept first."""
    return _newest(briefing).dropna(subset="kept_share").sort_values("kept_share", kind="stable")


def _short(briefing: Briefing) -> pd.DataFrame:
    rows = _money(briefing)
    return rows.loc[rows["kept_share"] < 1]


def _promises(briefing: Briefing) -> tuple[Cell, ...] | None:
    rows = _money(briefing)
    if rows.empty:
        return None
    kept = len(rows) - len(_short(briefing))
    lowest = rows.head(_WORST)
    return _row(
        _("Are promised cuts paid?"),
        float(rows["kept_share"].clip(upper=1).mean()),
        figures.percent(float(rows["kept_share"].clip(upper=1).mean())),
        _("{kept} of {count} items paid in full", kept=kept, count=len(rows)),
        listed([f"{item} {figures.percent(share)}" for item, share in _pairs(lowest, "kept_share")], _WORST),
    )


def _speed(briefing: Briefing) -> tuple[Cell, ...] | None:
    rows = _newest(briefing).dropna(subset=["base", "current"])
    rows = rows.loc[rows["base"] > 0]
    if rows.empty:
        return None
    shorter = (1 - rows["current"] / rows["base"]).rename("shorter")
    rows = rows.assign(shorter=shorter).sort_values("shorter", kind="stable")
    quicker = int((rows["shorter"] > 0).sum())
    return _row(
        _("Are approvals and services quicker?"),
        quicker / len(rows),
        _("−{percent} time", percent=figures.percent(float(shorter.mean()))),
        _("{quicker} of {count} items quicker than before", quicker=quicker, count=len(rows)),
        listed(
            [
                f"{row['item']} {figures.quantity(row['base'])}→{figures.quantity(row['current'], row['measure'])}"
                for row in rows.head(1).to_dict("records")
            ]
        ),
    )


def _said(briefing: Briefing) -> tuple[Cell, ...] | None:
    rows = briefing.voices
    valid, negative = int(rows["valid"].sum()), int(rows["negative"].sum())
    if not valid:
        return None
    raw = float((rows["raw"] * rows["valid"]).sum() / valid)
    lowest = rows.loc[rows["scored"]].sort_values("raw", kind="stable").head(_WORST)
    return _row(
        _("What do they say?"),
        raw / 100,
        figures.score(raw),
        _("{valid} votes, {negative} of them negative", valid=valid, negative=negative),
        listed(
            [f"{label} {figures.score(value)}" for label, value in _pairs(lowest, "raw", "label")], _WORST
        ),
    )


def _pairs(rows: pd.DataFrame, value: str, name: str = "item") -> list[tuple[str, float]]:
    return list(zip(rows[name], rows[value], strict=True))
