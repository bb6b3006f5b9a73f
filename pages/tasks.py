"""任务完成: which tasks lag, in each dimension and each unit, and the history of one of them."""

import pandas as pd
import streamlit as st

from charts.task_dots import dots_key, task_dots
from domain.dimension import Dimension
from locales import _
from panels import cards, reads
from panels.light_filter import draw_light_filter
from panels.task_story import draw_task_story
from panels.task_table import draw_task_table
from services.briefing import Briefing
from services.findings import tasks as findings

TASK_KEY = "task"
NAMED_ALONE = 6


def render() -> None:
    """Draw the page."""
    briefing = reads.current_briefing()
    if briefing is None:
        cards.no_plan()
        return
    cards.page_head(_("Tasks"), findings.headline(briefing))
    if briefing.tasks.empty:
        cards.empty(_("No tasks here."), _("Choose another unit, group or dimension above."))
        return
    _dots(briefing)
    st.divider()
    shown = draw_light_filter(briefing.tasks)
    cards.part_title(findings.list_title(shown, len(briefing.tasks)))
    if shown.empty:
        cards.nothing(_("No task has this light."))
    else:
        draw_task_table(shown, briefing, TASK_KEY)
    draw_task_story(briefing, shown if len(shown) else briefing.tasks, TASK_KEY)
    cards.footnote(briefing)


def _dots(briefing: Briefing) -> None:
    """One panel a dimension, in the speech's order; one alone is wide enough for more names."""
    groups = [
        (dimension.value, briefing.tasks[briefing.tasks["dimension"] == dimension.value]) for dimension in Dimension
    ]
    groups = [(dimension, rows) for dimension, rows in groups if len(rows)]
    st.caption(dots_key())
    for place, (dimension, rows) in zip(st.columns(len(groups), gap="small"), groups, strict=True):
        with place:
            _panel(dimension, rows, NAMED_ALONE if len(groups) == 1 else 2)
    omitted = findings.left_out(briefing.tasks)
    if omitted:
        cards.nothing(omitted)


def _panel(dimension: str, rows: pd.DataFrame, named: int) -> None:
    title = findings.dimension_title(dimension, rows)
    if rows[["effective", "schedule"]].notna().all(axis=1).any():
        cards.chart(title, task_dots(rows, cards.look(), named), key=f"tasks_dots_{dimension}")
    else:
        cards.part_title(title)
        cards.nothing(_("Nothing reported yet."))
