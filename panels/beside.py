"""自报、核验、评价 beside each other wherever a score stands: of one unit as figures, of many as a table."""

import pandas as pd
import streamlit as st

from domain import figures
from domain.oversight import Voter
from domain.rules import Display
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
            "Reported and verified: of the same checked tasks. ◆ far more reported than found. Votes: raw score and n."
        )
    )
    groups = [group for group in UnitGroup if group.value in set(rows["group"])]
    with st.grid(len(groups), min_column_width=_COLUMN, gap="large", key="beside_groups") as grid:
        for group in groups:
            with grid.cell():
                st.caption(group.word)
                own = rows.loc[rows["group"] == group.value]
                paper_table(_table(own if display is Display.RANK else _by_name(own)))


def _by_name(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.set_index("unit_id", drop=False).loc[[code for _label, code in by_name(rows)]]


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    each = [row for _index, row in rows.iterrows()]
    return pd.DataFrame(
        {
            _("Unit"): [findings.mark(row) + row["label"] for row in each],
            _("As reported"): [figures.percent(row["reported"]) for row in each],
            _("As verified"): [figures.percent(row["verified"]) for row in each],
            **{voter.word: [findings.said(row, voter) for row in each] for voter in Voter},
        }
    )
