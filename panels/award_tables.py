"""Examples as lists, positive beside negative; units with the criteria of an award, met or not, and what was decided."""

import pandas as pd
import streamlit as st

from domain import figures
from domain.awards import CRITERIA, AwardKind, Criterion
from domain.oversight import ExampleType
from domain.rules import Rules
from locales import _
from panels import cards
from panels.award_reads import Awards
from panels.paper_table import paper_table, plain
from services.findings import awards as findings

_AT_ONCE = 8


def draw_examples(examples: pd.DataFrame) -> None:
    """Draw the examples of the year, positive ones on the left, negative ones on the right."""
    for column, kind in zip(st.columns(2, gap="large"), ExampleType, strict=True):
        rows = examples.loc[examples["type"] == kind.value]
        with column:
            cards.part_title(findings.examples_title(rows, kind))
            _example_list(rows.head(_AT_ONCE))
            if len(rows) > _AT_ONCE:
                with st.expander(_("{count} more", count=len(rows) - _AT_ONCE)):
                    _example_list(rows.iloc[_AT_ONCE:])


def _example_list(rows: pd.DataFrame) -> None:
    for row in rows.to_dict("records"):
        who = _("approved by {person}", person=row["approved_by"])
        about = " · ".join((figures.day(row["happened_on"]), who))
        st.markdown(f"**{plain(row['label'])}** {plain(row['reason'])}  \n:gray[{plain(about)}]")


def draw_award(kind: AwardKind, seen: Awards, rules: Rules) -> None:
    """Draw the list of an award: those who meet all criteria, the others folded away, and the decisions."""
    met, units = seen.lists[kind]
    cards.part_title(findings.award_title(kind, units, seen.awards))
    words = _words(kind, met, seen.awards)
    fit = units.loc[units["is_eligible"]]
    if fit.empty:
        cards.nothing(_("No unit meets all criteria."))
    else:
        paper_table(_table(kind, fit, words, rules))
    rest = units.loc[~units["is_eligible"]]
    if len(rest):
        with st.expander(_("Criteria not met: {count} units", count=len(rest)), expanded=len(units) == 1):
            paper_table(_table(kind, rest, words, rules))


def _words(kind: AwardKind, met: pd.DataFrame, awards: pd.DataFrame) -> dict[tuple[str, str], str]:
    """What stands in each cell, by unit and column."""
    cells = {
        (row["unit_id"], row["criterion"]): findings.value_words(
            Criterion(row["criterion"]), row["value"], row["is_met"]
        )
        for row in met.to_dict("records")
    }
    for row in awards.loc[awards["kind"] == kind.value].to_dict("records"):
        decision = findings.decision_words(row["is_granted"])
        cells[row["unit_id"], "decision"] = f"{decision} · {row['reason']} ({row['decided_by']})"
    return cells


def _table(
    kind: AwardKind, units: pd.DataFrame, words: dict[tuple[str, str], str], rules: Rules
) -> pd.DataFrame:
    columns = {_("Unit"): units["label"].to_list()}
    for one in CRITERIA[kind]:
        title = findings.criterion_words(one, rules)
        columns[title] = [words[code, one.value] for code in units["unit_id"]]
    columns[_("Decided")] = [words.get((code, "decision"), figures.NONE) for code in units["unit_id"]]
    return pd.DataFrame(columns)
