"""Chapters of a unit's pack on its year: how it went period by period, examples, letters and what became of them."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from domain import figures
from domain.letters import LetterKind
from domain.oversight import ExampleType
from domain.period import Period
from domain.rules import Display
from locales import _
from reports.paper_tables import Chapter, TextTable, chapter, figure, text_table, words
from services.briefing import Briefing
from services.findings import letters as letter_findings
from services.findings import standing
from services.findings import unit as findings
from services.letter_ledger import Taken, of_unit
from services.paper_facts import PaperFacts
from services.unit_sheet import UnitSheet


def course_chapter(briefing: Briefing, sheet: UnitSheet, *, is_own: bool) -> Chapter:
    """A row a period up to this one; scores and ranks where the rules show them to who asks."""
    display = briefing.plan.rules.display
    columns = [
        words(_("Period"), 30, lambda row: Period.parse(row["period"]).label),
        figure(_("Completion"), 25, lambda row: figures.percent(row["completion"])),
        figure(_("Schedule"), 25, lambda row: figures.percent(row["schedule"])),
        figure(_("Gap, points"), 25, lambda row: figures.points(row["gap"])),
    ]
    if display is not Display.NONE or is_own:
        columns.append(figure(_("Score"), 25, lambda row: standing.shown(row["score"])))
    if display is Display.RANK and sheet.history["rank"].notna().any():
        columns.append(figure(_("Rank"), 20, lambda row: _rank(row["rank"])))
    said = _("{finding}.", finding=findings.history_title(sheet))
    return chapter(_("The year period by period"), said, text_table(sheet.history, columns))


def _rank(value: int) -> str:
    return figures.NONE if pd.isna(value) else str(value)


def example_chapter(briefing: Briefing, unit_id: str) -> Chapter:
    """What was held up as an example of the unit, good or bad."""
    rows = briefing.examples.loc[briefing.examples["unit_id"] == unit_id]
    counts = rows["type"].value_counts()
    named = [
        _("{kind} {count}", kind=kind.word, count=counts[kind.value])
        for kind in ExampleType
        if kind in counts
    ]
    said = _("{counts}.", counts=_(", ").join(named)) if named else _("No example this year.")
    columns = (
        words(_("Date"), 26, lambda row: figures.day(row["happened_on"])),
        words(_("Type"), 18, lambda row: ExampleType(row["type"]).word),
        words(_("What the case shows"), 88, lambda row: row["reason"]),
        words(_("Approved by"), 24, lambda row: row["approved_by"] or figures.NONE),
    )
    return chapter(_("Examples"), said, text_table(rows, columns))


def letter_chapters(facts: PaperFacts | None, unit_id: str) -> Iterator[Chapter]:
    """Letters to the unit and circulars that name it; nothing where nobody looked them up."""
    if facts is None:
        return
    rows = _own_letters(of_unit(facts.letters, unit_id))
    if rows.empty:
        yield chapter(_("Letters"), _("No letter this year."))
        return
    said = letter_findings.unit_words(rows, facts.day)
    yield chapter(_("Letters"), said, _letters(rows.sort_values(["issued_on", "letter_id"])))


def _own_letters(rows: pd.DataFrame) -> pd.DataFrame:
    """Less the circulars that collect letters to others only."""
    own = set(rows.loc[rows["unit_id"] != "", "number"])
    named = [any(one.get("item_id") in own for one in cited) for cited in rows["cited"]]
    return rows.loc[(rows["unit_id"] != "") | pd.Series(named, index=rows.index, dtype="bool")]


def _letters(rows: pd.DataFrame) -> TextTable:
    return text_table(
        rows,
        (
            words(_("Number of the letter"), 33, lambda row: row["number"]),
            words(_("Letter"), 40, lambda row: row["title"] or LetterKind(row["kind"]).word),
            words(_("Answer by"), 24, lambda row: figures.day(row["due_on"])),
            words(_("State"), 26, _state),
            words(_("What became of it"), 40, lambda row: _story(row["steps"])),
        ),
    )


def _state(row: dict[Any, Any]) -> str:
    if row["kind"] == LetterKind.CIRCULAR.value:
        return LetterKind.CIRCULAR.word
    return letter_findings.state_words(row["state"], row["days_over"])


def _story(steps: tuple[Taken, ...]) -> str:
    return _("; ").join(letter_findings.step_words(one, with_whom=False) for one in steps)
