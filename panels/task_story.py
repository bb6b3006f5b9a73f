"""One task in full: its course, the plan's facts, and what was said in each period, with the cell it came from."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from charts.gantt import nodes
from charts.node_marks import marks_key
from charts.task_history import task_history
from domain import figures
from domain.light import Light
from domain.plan import Direction, Kind
from locales import _
from panels import cards, links
from panels.filters import unit_words
from panels.picks import item_words, pick
from panels.pictures import picture
from services.briefing import Briefing
from services.findings import tasks as findings

_WORDS_HEIGHT = 560


def draw_task_story(briefing: Briefing, task_key: str) -> None:
    """Draw the box to choose a task and its story; the worst task until one is chosen. There is at least one."""
    words = item_words(briefing.tasks, "task_id")
    task_id = pick(_("Task"), words, task_key)
    task = briefing.tasks[briefing.tasks["task_id"] == task_id].iloc[0]
    history = briefing.history[briefing.history["task_id"] == task_id].sort_values("as_of")
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _course(task, history)
        _nodes(briefing, task_id)
        _facts(task)
    with right:
        _said(task_id, history, briefing)
    link_words = unit_words(briefing.plan)
    links.link(
        _("{unit}: all about this unit", unit=task["lead_label"]),
        "unit",
        key="task_unit",
        icon=":material/arrow_forward:",
        unit=link_words[task["lead_unit"]],
    )


def _course(task: pd.Series, history: pd.DataFrame) -> None:
    title = f"{Light(task['light']).label} · {findings.history_title(task)}"
    if history["effective"].notna().any():
        course = picture(task_history, history, task["due_on"], task["estimated_finish"], cards.look())
        cards.chart(title, course, key="task_course", note=findings.history_key(history))
    else:
        cards.part_title(title)


def _nodes(briefing: Briefing, task_id: str) -> None:
    """The milestones of a task that has its own: they make its schedule."""
    own = briefing.milestones[briefing.milestones["project_id"] == task_id]
    if len(own):
        as_of, zero_days = pd.Timestamp(briefing.as_of), briefing.plan.rules.milestone_zero_days
        marks = picture(nodes, own, as_of, cards.look(), zero_days)
        cards.chart(_("Its milestones make its schedule"), marks, key="task_nodes", note=marks_key())


def _facts(task: pd.Series) -> None:
    """What the plan says of the task, as pairs of word and value."""
    facts = [(name, value) for name, value in _plan_facts(task) if value]
    for start in range(0, len(facts), 4):
        for place, (name, value) in zip(st.columns(4, gap="small"), facts[start : start + 4], strict=False):
            with place, st.container(gap=None):
                st.caption(name)
                st.text(value)


def _plan_facts(task: Any) -> Iterator[tuple[str, str]]:
    """Word and value; "" = nothing to say."""
    counted = task["kind"] == Kind.QUANTITATIVE
    yield _("Lead unit"), task["lead_label"]
    yield _("Joint units"), task["joint_labels"]
    yield _("Dates"), f"{figures.day(task['start_on'])} – {figures.day(task['due_on'])}"
    yield _("Weight"), f"{task['weight']:g}"
    if counted:
        lower = task["direction"] == Direction.LOWER
        yield _("Base"), figures.quantity(task["base"], task["measure"])
        yield (
            _("Target, lower is better") if lower else _("Target"),
            figures.target(task["target"], task["measure"]),
        )
        yield _("Now"), figures.quantity(task["actual"], task["measure"])
    yield _("Over target by"), figures.percent(task["over"]) if task["over"] > 0 else ""
    yield _("Unit expects to finish"), figures.day(task["forecast_finish"])
    yield _("Clause"), task["clause"]
    yield _("Standard"), task["standard"]


def _said(task_id: str, history: pd.DataFrame, briefing: Briefing) -> None:
    """The words of each period, newest first, and the cell of the sheet they stand in."""
    cards.part_title(_("What the unit wrote"))
    notes = briefing.joint_notes[briefing.joint_notes["task_id"] == task_id]
    with st.container(height=_WORDS_HEIGHT, border=False, key="task_words"):
        for row in history.sort_values("as_of", ascending=False).to_dict("records"):
            _period(row)
            for note in notes[notes["period"] == row["period"]].to_dict("records"):
                _lines(note, (note["label"], note["place"]))


def _period(row: Mapping[Hashable, Any]) -> None:
    """One period: its value and light, then its words; or which value stands where nothing came."""
    value = figures.percent(row["effective"])
    if row["light"] == Light.UNKNOWN:
        st.caption(_("{period}  not reported", period=row["period"]))
    elif row["carried"]:
        st.caption(_("{period}  not reported, {value} stands", period=row["period"], value=value))
    else:
        parts = (row["period"], Light(row["light"]).label, value if pd.notna(row["effective"]) else "")
        cards.part_title(" · ".join(part for part in parts if part))
        _lines(row, (row["place"], row["file_name"]))


def _lines(row: Mapping[Hashable, Any], source: tuple[str, str]) -> None:
    said = (
        (_("Progress"), row["note"]),
        (_("Problem"), row["problem"]),
        (_("Next step"), row["next_step"]),
        (_("Needs from the district"), row["need"]),
    )
    text = "\n".join(_("{name}: {words}", name=name, words=words) for name, words in said if words)
    if text:
        st.text(text)
    cell = " · ".join(part for part in source if part)
    if cell:
        st.caption(cell)
