"""督查台账: every check of the year so far, searched and sorted; one chosen leads to its task and to its cell."""

from typing import Any

import pandas as pd
import streamlit as st

from accounts.roles import Action, can
from domain import figures
from domain.oversight import Method
from locales import _
from panels import cards, links, session
from panels.paper_table import plain
from panels.picks import item_words, signed
from panels.task_table import cut
from services.briefing import Briefing
from services.check_tables import found
from services.findings import verification as findings

TABLE_KEY, SEARCH_KEY = "checks_table", "check_search"
_ROW, _SHOWN = 36, 12


def draw_register(briefing: Briefing) -> None:
    """Draw search box, table and, of the row chosen, what was found and where it stands."""
    checks = briefing.inspections
    if checks.empty:
        cards.empty(
            _("No check has been recorded for this selection."),
            _(
                "The supervision office records checks in its oversight workbook: Oversight data, first sheet."
            ),
        )
        return
    words = st.text_input(
        _("Search"),
        key=SEARCH_KEY,
        placeholder=_("Unit, task, finding or evidence"),
        icon=":material/search:",
        width=420,
        label_visibility="collapsed",
    )
    shown = found(checks, words).reset_index(drop=True)
    cards.part_title(findings.register_title(len(shown), len(checks)))
    if shown.empty:
        cards.nothing(_("No check holds these words."))
        return
    table = st.dataframe(
        signed(_cells(shown), "claimed"),
        key=TABLE_KEY,
        hide_index=True,
        height=min(len(shown) + 1, _SHOWN + 1) * _ROW + 2,
        row_height=_ROW,
        column_config=_columns(),
        selection_mode="single-row",
        on_select="rerun",
        placeholder=figures.NONE,
    )
    picked = [at for at in table.selection.rows if at < len(shown)]
    if picked:
        _draw_check(briefing, shown.iloc[picked[0]])
    else:
        st.caption(_("Choose a row to see the whole finding, its task and the cell it stands in."))


def _cells(shown: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "day": shown["inspected_on"].dt.date,
            "method": [Method(value).word for value in shown["method"]],
            "unit": shown["label"],
            "task": shown["name"],
            "field": [findings.field_word(value) if value else figures.NONE for value in shown["field"]],
            "reported": cut(shown["reported"]),
            "verified": cut(shown["verified"]),
            "claimed": shown["claimed"].round(1),
            "flag": [_("◆ yes") if flagged else figures.NONE for flagged in shown["flagged"]],
            "finding": shown["finding"],
            "evidence": shown["evidence"],
        }
    )


def _columns() -> dict[str, Any]:
    column = st.column_config
    return {
        "day": column.DateColumn(_("Day"), format="YYYY-MM-DD", width=100),
        "method": column.TextColumn(_("How"), width=80),
        "unit": column.TextColumn(_("Unit"), width=105),
        "task": column.TextColumn(_("Task"), width=175),
        "field": column.TextColumn(_("Field of inspection"), width=90),
        "reported": column.NumberColumn(_("As reported"), format="%.1f%%", width=75),
        "verified": column.NumberColumn(_("Value found"), format="%.1f%%", width=75),
        "claimed": column.NumberColumn(_("Claimed [points]"), width=85),
        "flag": column.TextColumn(_("Flag"), width=60),
        "finding": column.TextColumn(_("Finding"), width=275),
        "evidence": column.TextColumn(_("Evidence"), width=160),
    }


def _draw_check(briefing: Briefing, row: "pd.Series[Any]") -> None:
    """The chosen check in full, with the ways on."""
    with st.container(border=True, key="chosen_check"):
        st.markdown(
            f"**{plain(row['label'])} · {plain(row['name'])}** :gray[{figures.day(row['inspected_on'])} · "
            f"{Method(row['method']).word}]"
        )
        st.markdown(
            _(
                "Reported {reported}, found {verified}, gap {points} points.",
                reported=figures.percent(row["reported"]),
                verified=figures.percent(row["verified"]),
                points=figures.points(row["claimed"]),
            )
        )
        for title, text in (
            (_("Finding"), row["finding"]),
            (_("Evidence"), row["evidence"]),
            (_("Note"), row["note"]),
        ):
            if text:
                st.markdown(f":gray[{title}] {plain(text)}")
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            _links(briefing, row)


def _links(briefing: Briefing, row: "pd.Series[Any]") -> None:
    names = {code: word for word, code in item_words(briefing.tasks, "task_id").items()}
    if row["task_id"] in names:
        links.link(
            _("The task's history"),
            "tasks",
            key="check_task",
            icon=":material/history:",
            task=names[row["task_id"]],
        )
    if not row["file_name"]:
        st.caption(_("Entered on a page."))
        return
    st.caption(_("Stands in {file}, {place}", file=row["file_name"], place=row["place"]))
    if can(session.viewer(briefing.plan).role, Action.SEE_LIVE):
        st.link_button(
            _("Download the oversight workbook kept"),
            f"/files/oversight/{row['book_id']}",
            icon=":material/download:",
        )
