"""任务完成: which tasks lag, in each dimension and each unit, and the history of one of them."""

import pandas as pd
import streamlit as st

from charts.task_dots import dots_key, task_dots, worst_late
from domain import figures
from domain.dimension import Dimension
from domain.light import Light
from locales import _
from panels import cards, links, reads
from panels.absence import draw_absence
from panels.item_links import Item, item_links
from panels.light_filter import draw_light_filter
from panels.picks import item_words
from panels.pictures import picture
from panels.task_story import draw_task_story
from panels.task_table import draw_task_table
from services.briefing import Briefing
from services.findings import tasks as findings

TASK_KEY = "task"
NAMED, NAMED_ALONE = 3, 6


def render() -> None:
    """Draw the page."""
    briefing = reads.current_briefing()
    if briefing is None:
        draw_absence()
        return
    cards.page_head(_("Tasks"), findings.headline(briefing))
    if briefing.tasks.empty:
        cards.empty(_("No tasks here."), _("Choose another unit, group or dimension above."))
        return
    called = links.is_called(TASK_KEY)
    if called:
        draw_task_story(briefing, TASK_KEY)
        st.divider()
    _dots(briefing)
    shown = draw_light_filter(briefing.tasks)
    cards.part_title(findings.list_title(shown, len(briefing.tasks)))
    if shown.empty:
        cards.nothing(_("No task has this light."))
    else:
        draw_task_table(shown, briefing, TASK_KEY)
    if not called:
        st.divider()
        draw_task_story(briefing, TASK_KEY)
    cards.footnote(briefing)


def _dots(briefing: Briefing) -> None:
    """One panel a dimension, in the speech's order; one alone has room for more names."""
    tasks = briefing.tasks
    groups = [(dimension, tasks[tasks["dimension"] == dimension]) for dimension in Dimension]
    groups = [(dimension, rows) for dimension, rows in groups if len(rows)]
    names = {code: word for word, code in item_words(tasks, "task_id").items()}
    st.caption(dots_key())
    for place, (dimension, rows) in zip(st.columns(len(groups), gap="small"), groups, strict=True):
        with place:
            _panel(dimension, rows, names, NAMED_ALONE if len(groups) == 1 else NAMED)
    omitted = findings.left_out(tasks)
    if omitted:
        cards.nothing(omitted)


def _panel(dimension: Dimension, rows: pd.DataFrame, names: dict[str, str], numbered: int) -> None:
    """The dots of one dimension, and the names of its worst tasks; a click opens the task's story below."""
    title = findings.dimension_title(dimension, rows)
    if not rows[["effective", "schedule"]].notna().all(axis=1).any():
        cards.part_title(title)
        cards.nothing(_("Nothing reported yet."))
        return
    cards.chart(title, picture(task_dots, rows, cards.look(), numbered), key=f"tasks_dots_{dimension}")
    items = [
        Item(
            light=Light(row["light"]),
            word=str(place),
            name=row["name"],
            more=f"{row['lead_label']} {figures.points(row['gap'])}",
            page="tasks",
            filters={TASK_KEY: names[row["task_id"]]},
        )
        for place, (_index, row) in enumerate(worst_late(rows, numbered).iterrows(), 1)
    ]
    item_links(items, key=f"late_{dimension}", shown=numbered)
