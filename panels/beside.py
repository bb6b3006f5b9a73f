"""自报、核验、评价 beside each other wherever a score stands: of one unit as figures, of many as a table."""

import pandas as pd
import streamlit as st

from domain import figures
from domain.oversight import Voter
from domain.rules import Display, Rules
from domain.unit_group import UnitGroup
from locales import _
from panels import cards
from panels.paper_table import paper_table
from panels.unit_table import by_name
from services.briefing import Briefing
from services.findings import beside as findings
from services.three_values import three_values

_COLUMN = 400


def draw_beside(row: pd.Series, unit_id: str) -> None:
    """The values of one unit. row: of ``services.three_values``."""
    with st.grid(4, min_column_width=120, key=f"beside_{unit_id}"):
        checks = _("{count} checks", count=row["checks"])
        cards.figure(_("Reported · {checks}", checks=checks), figures.percent(row["reported"]))
        cards.figure(_("Verified · {checks}", checks=checks), figures.percent(row["verified"]))
        for voter in Voter:
            count = row[f"{voter}_votes"]
            small = "" if row[f"{voter}_scored"] or not count else _(", sample too small")
            label = _("{who} · {count} votes{small}", who=voter.word, count=count, small=small)
            cards.figure(label, f"{row[voter]:.1f}" if count else figures.NONE)


def draw_beside_board(briefing: Briefing) -> None:
    """The values of all units by group, in the order of the board; nothing where no scores are shown."""
    display, rows = briefing.plan.rules.display, three_values(briefing)
    if display is Display.NONE or rows.empty:
        return
    cards.part_title(findings.title(rows))
    st.caption(
        _(
            "Reported and verified: of the same checked tasks. ▲ above {low:g}, ◆ above {high:g} points more reported than found. Votes: raw score and n.",
            low=briefing.plan.rules.award_claimed,
            high=briefing.plan.rules.talk_claimed,
        )
    )
    with st.grid(2, min_column_width=_COLUMN, gap="large", key="beside_groups") as grid:
        for column in _columns(rows):
            with grid.cell():
                for group in column:
                    own = rows.loc[rows["group"] == group.value]
                    st.caption(group.word)
                    told = own if display is Display.RANK else _by_name(own)
                    paper_table(_table(told, briefing.plan.rules))


def _columns(rows: pd.DataFrame) -> list[list[UnitGroup]]:
    """The groups in two columns of about one height: the largest alone, the others below each other; one of one."""
    sizes = rows["group"].value_counts()
    groups = [group for group in UnitGroup if group.value in sizes]
    if len(groups) < 2:
        return [groups]
    largest = max(groups, key=lambda group: sizes[group.value])
    return [[group for group in groups if group is not largest], [largest]]


def _by_name(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.set_index("unit_id", drop=False).loc[[code for _label, code in by_name(rows)]]


def _table(rows: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    each = [row for _index, row in rows.iterrows()]
    return pd.DataFrame(
        {
            _("Unit"): [findings.mark(row, rules) + row["label"] for row in each],
            _("As reported"): [figures.percent(row["reported"]) for row in each],
            _("As verified"): [figures.percent(row["verified"]) for row in each],
            **{voter.word: [findings.said(row, voter) for row in each] for voter in Voter},
        }
    )
