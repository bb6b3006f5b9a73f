"""What units ask their leaders to coordinate: each becomes a decision by a click, or shows which one answers it."""

from typing import Any

import pandas as pd
import streamlit as st

from domain import figures
from locales import _
from panels import cards
from panels.decision_forms import chosen_need, take_up
from panels.paper_table import plain
from services.briefing import Briefing
from services.decision_ledger import Need, needs_answered
from services.findings import decisions as findings

_WIDTHS = (5, 2)


def draw_needs(briefing: Briefing, decisions: pd.DataFrame, own_unit: str | None, *, can_write: bool) -> None:
    """Draw the requests of the period, those without a decision first.

    decisions: all, as they stand; own_unit: whose staff looks, who see their own requests alone.
    """
    asked = briefing.needs
    if own_unit is not None:
        asked = asked.loc[asked["unit_id"] == own_unit].reset_index(drop=True)
    needs = needs_answered(asked, decisions, briefing.period.code)
    cards.part_title(findings.needs_title(needs))
    waiting_first = needs.sort_values("decision", key=lambda places: places >= 0, kind="stable")
    for number, row in enumerate(waiting_first.to_dict("records")):
        with st.container(key=f"need_row_{number}"):
            left, right = st.columns(_WIDTHS if can_write else (5, 3), vertical_alignment="center")
            about = " · ".join((row["label"], row["name"]))
            left.markdown(f"{plain(row['need'])}  \n:gray[{plain(about)}]")
            if row["decision"] >= 0:
                right.markdown(_answer(decisions.iloc[row["decision"]]))
            elif can_write:
                with right:
                    _button(row, briefing.period.code, number)
            else:
                right.markdown(f":gray[{_('No decision yet')}]")


def _button(row: dict[Any, Any], period: str, number: int) -> None:
    need = Need(task_id=row["task_id"], unit_id=row["unit_id"], period=period)
    st.button(
        _("Make it a decision"),
        key=f"need_take_{number}",
        type="primary" if chosen_need() == need else "secondary",
        on_click=take_up,
        args=(need, row["need"]),
        width="stretch",
    )


def _answer(row: "pd.Series[Any]") -> str:
    """Markdown of the decision that answers a request."""
    state = plain(findings.state_words(row["state"], row["days_over"]))
    by = " · ".join(part for part in (row["meeting"], figures.day(row["assigned_on"]), row["labels"]) if part)
    return f":{findings.state_colour(row['state'])}[**{state}**]  \n:gray[{plain(by)}]"
