"""The lights of the tasks page as buttons with their counts, and the switch for overdue tasks."""

import pandas as pd
import streamlit as st

from domain.light import Light
from locales import _, counterpart

LIGHT_KEY, OVERDUE_KEY = "light", "overdue"


def draw_light_filter(tasks: pd.DataFrame) -> pd.DataFrame:
    """Draw both and give the tasks that pass; nothing chosen = all. tasks: ``Briefing.tasks``.

    In the session and in the URL a light is its word; a link sets ``light`` to a list of words.
    """
    counts = tasks["light"].value_counts()
    lights = {
        light.word: light for light in sorted(Light, key=lambda light: light.severity) if light in counts
    }
    labels = {word: f"{light.label} {counts[light]}" for word, light in lights.items()}
    _settle(labels)
    with st.container(key="lights", horizontal=True, gap="medium", vertical_alignment="center"):
        chosen = st.pills(
            _("Light"),
            list(lights),
            selection_mode="multi",
            key=LIGHT_KEY,
            format_func=lambda word: labels.get(word, word),
            label_visibility="collapsed",
            bind="query-params",
        )
        late = int((tasks["overdue_days"] > 0).sum())
        overdue = late > 0 and st.toggle(
            _("Overdue only ({count})", count=late), key=OVERDUE_KEY, bind="query-params"
        )
    passing = (
        tasks["light"].isin([lights[word].value for word in chosen]) if chosen else tasks["light"].notna()
    )
    return tasks[passing & (tasks["overdue_days"] > 0)] if overdue else tasks[passing]


def _settle(labels: dict[str, str]) -> None:
    """Make what was chosen fit this run: words in either language; from an address, with whatever count it has."""
    asked = st.session_state.get(LIGHT_KEY) or st.query_params.get_all(LIGHT_KEY)
    if not asked:
        return
    said = [part for text in asked for part in (text, counterpart(text))]
    st.session_state[LIGHT_KEY] = [word for word in labels if any(word in _parts(text) for text in said)]


def _parts(label: str) -> tuple[str, str]:
    """A word by itself, or taken out of shape, word and count."""
    return label, label[1:].rstrip("0123456789").strip()
