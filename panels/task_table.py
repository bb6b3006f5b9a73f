"""The table of tasks: light, completion against schedule, trend, date and words; a row chosen opens its story."""

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from domain import figures
from domain.light import Light
from locales import _
from panels.picks import item_words, pick_table
from services.briefing import Briefing

TABLE_KEY = "tasks_table"
_SHOWN = 10


def draw_task_table(shown: pd.DataFrame, briefing: Briefing, task_key: str) -> None:
    """Draw the rows; a click sets ``task_key`` to the task's name. shown: rows of ``Briefing.tasks``."""
    words = {code: word for word, code in item_words(briefing.tasks, "task_id").items()}
    names = [words[code] for code in shown["task_id"]]
    pick_table(_cells(shown, briefing), _columns(), names, key=task_key, table_key=TABLE_KEY, shown=_SHOWN)


def _cells(shown: pd.DataFrame, briefing: Briefing) -> pd.DataFrame:
    past = briefing.history.dropna(subset="effective").groupby("task_id")["effective"].agg(list)
    past = past[past.map(len) > 1]  # one value is no trend
    words = shown["problem"].where(shown["problem"] != "", shown["note"])
    return pd.DataFrame(
        {
            "light": [Light(value).label for value in shown["light"]],
            "name": shown["name"],
            "unit": shown["lead_label"],
            "effective": cut(shown["effective"]),
            "schedule": cut(shown["schedule"]),
            "gap": shown["gap"].map(figures.points),
            "trend": shown["task_id"].map(past),
            "due": shown["due_on"].dt.date,
            "days": shown["overdue_days"].where(shown["overdue_days"] > 0),
            "words": words,
        }
    )


def cut(fractions: pd.Series) -> pd.Series:
    """Percentages cut off after one decimal, as ``figures.percent`` writes them: 0.8996 is 89.9, never 90."""
    return (fractions * 1000).round(6).apply(np.floor) / 10


def _columns() -> dict[str, Any]:
    column = st.column_config
    return {
        "light": column.TextColumn(_("Light"), width=105),
        "name": column.TextColumn(_("Task"), width=215),
        "unit": column.TextColumn(_("Lead unit"), width=135),
        "effective": column.ProgressColumn(
            _("Completion"), min_value=0, max_value=100, format="%.1f%%", width=135
        ),
        "schedule": column.NumberColumn(_("Schedule"), format="%.1f%%", width=80),
        "gap": column.TextColumn(_("Gap"), width=70, alignment="right"),
        "trend": column.LineChartColumn(_("Trend"), y_min=0, y_max=1, width=100),
        "due": column.DateColumn(_("Due"), format="YYYY-MM-DD", width=100),
        "days": column.NumberColumn(_("Overdue"), format="%d", width=70),
        "words": column.TextColumn(_("Problem, or progress"), width=300),
    }
