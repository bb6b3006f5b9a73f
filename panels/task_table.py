"""The table of tasks: light, completion against schedule, trend, date and words; a row chosen opens its story."""

import pandas as pd
import streamlit as st

from domain import figures
from domain.light import Light
from locales import _
from panels.picks import item_words, pick_from_table
from services.briefing import Briefing

TABLE_KEY = "tasks_table"
_ROW, _SHOWN = 36, 10


def draw_task_table(shown: pd.DataFrame, briefing: Briefing, task_key: str) -> None:
    """Draw the rows; a click sets ``task_key`` to the task's name. shown: rows of ``Briefing.tasks``."""
    words = {code: word for word, code in item_words(briefing.tasks, "task_id").items()}
    names = [words[code] for code in shown["task_id"]]
    st.dataframe(
        _cells(shown, briefing),
        key=TABLE_KEY,
        hide_index=True,
        height=min(len(shown) + 1, _SHOWN + 1) * _ROW + 2,
        row_height=_ROW,
        column_config=_columns(),
        selection_mode="single-row",
        placeholder="",
        on_select=lambda: pick_from_table(task_key, TABLE_KEY, names),
    )


def _cells(shown: pd.DataFrame, briefing: Briefing) -> pd.DataFrame:
    past = briefing.history.dropna(subset="effective").groupby("task_id")["effective"].agg(list)
    words = shown["problem"].where(shown["problem"] != "", shown["note"])
    return pd.DataFrame(
        {
            "light": [Light(value).label for value in shown["light"]],
            "name": shown["name"],
            "unit": shown["lead_label"],
            "effective": shown["effective"] * 100,
            "schedule": shown["schedule"] * 100,
            "gap": shown["gap"].map(figures.points),
            "trend": shown["task_id"].map(past),
            "due": shown["due_on"].dt.date,
            "days": shown["overdue_days"].where(shown["overdue_days"] > 0),
            "words": words,
        }
    )


def _columns() -> dict[str, object]:
    column = st.column_config
    return {
        "light": column.TextColumn(_("Light"), width=105),
        "name": column.TextColumn(_("Task"), width=215),
        "unit": column.TextColumn(_("Lead unit"), width=100),
        "effective": column.ProgressColumn(_("Completion"), min_value=0, max_value=100, format="%.1f%%", width=135),
        "schedule": column.NumberColumn(_("Schedule"), format="%.1f%%", width=80),
        "gap": column.TextColumn(_("Gap"), width=70, alignment="right"),
        "trend": column.LineChartColumn(_("Trend"), y_min=0, y_max=1, width=100),
        "due": column.DateColumn(_("Due"), format="YYYY-MM-DD", width=100),
        "days": column.NumberColumn(_("Overdue"), format="%d", width=70),
        "words": column.TextColumn(_("Problem, or progress"), width=330),
    }
