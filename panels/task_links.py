"""From a chart of checks to the page of tasks: a click on a row opens the task's story."""

from collections.abc import Callable

import streamlit as st

from charts.check_pairs import PICK
from panels import links
from panels.picks import item_words
from services.briefing import Briefing


def task_opened(key: str, briefing: Briefing) -> Callable[[], None]:
    """For a chart's callback: to the task page with the clicked task."""
    names = {code: word for word, code in item_words(briefing.tasks, "task_id").items()}

    def turn() -> None:
        picked = st.session_state[key].selection.get(PICK)
        if picked and picked[0].get("task_id") in names:
            links.turn_to("tasks", task=names[picked[0]["task_id"]])

    return turn
