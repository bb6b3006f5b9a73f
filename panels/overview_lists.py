"""The named things of the overview: what changed, who has not reported, what waits for coordination."""

import pandas as pd
import streamlit as st

from domain.light import Light
from domain.states import ReportState
from locales import _
from panels import cards, links
from panels.filters import unit_words
from panels.item_links import Item, item_links
from panels.picks import item_words
from services.briefing import Briefing
from services.findings import changes, overview

EACH_KIND = 2
_LINE = 30  # pixels of a line of a list


def draw_changes(briefing: Briefing) -> None:
    """The changes since last period: a button for each kind with its number, then their names."""
    with st.container(gap="xsmall"):
        _changes(briefing)


def _changes(briefing: Briefing) -> None:
    cards.part_title(changes.summary(briefing))
    counts = changes.counts(briefing)
    if not counts:
        return
    kind = st.pills(
        _("Kind of change"),
        list(counts),
        format_func=lambda code: f"{changes.word(code)} {counts[code]}",
        key="overview_kind",
        label_visibility="collapsed",
    )
    if max(counts.values()) > EACH_KIND:
        cards.nothing(_told(kind))
    places, shown = _Places(briefing), changes.listed(briefing, kind, EACH_KIND)
    items = [
        Item(
            light=change.light,
            word=change.kind,
            name=change.name,
            more=" · ".join(part for part in (change.label, change.how) if part),
            page=places.page(change),
            filters=places.filters(change),
        )
        for change in shown
    ]
    item_links(items, key="changes", shown=14)
    if kind is not None:
        _keep_height(len(changes.listed(briefing, None, EACH_KIND)) - len(shown))


def _told(kind: str | None) -> str:
    """What the list below holds, and how to change that; always one line."""
    if kind is None:
        return _("The first {count} of each kind; choose a kind to see all of it.", count=EACH_KIND)
    return _("All of this kind; click it again for every kind.")


def _keep_height(rows: int) -> None:
    """Room in place of so many lines, so that what stands below stays where it is when a kind is chosen."""
    if rows > 0:
        st.space(_LINE * rows)


class _Places:
    """Where a change leads: a task's story, or the project of a milestone (a task's own milestone: the task)."""

    def __init__(self, briefing: Briefing) -> None:
        self._tasks = _names(briefing.tasks, "task_id")
        self._projects = _names(briefing.projects, "project_id")
        nodes = briefing.milestones
        self._owners = dict(zip(nodes["milestone_id"], nodes["project_id"], strict=True))

    def page(self, change: changes.Change) -> str:
        return "projects" if self._owner(change) in self._projects else "tasks"

    def filters(self, change: changes.Change) -> dict[str, str | None]:
        owner = self._owner(change)
        if owner in self._projects:
            return {"project": self._projects[owner]}
        return {"task": self._tasks.get(owner)}

    def _owner(self, change: changes.Change) -> str:
        return str(self._owners.get(change.item_id, change.item_id))


def _names(rows: pd.DataFrame, code: str) -> dict[str, str]:
    return {item: name for name, item in item_words(rows, code).items()}


def draw_missing(briefing: Briefing) -> None:
    """Who has not reported, each leading to its reports."""
    with st.container(gap="xsmall"):
        cards.part_title(overview.not_reported(briefing))
        item_links(_missing(briefing), key="missing", shown=4)
        links.link(_("All reports"), "data", key="all_reports", icon=":material/arrow_forward:")


def _missing(briefing: Briefing) -> list[Item]:
    words = unit_words(briefing.plan)
    return [
        Item(
            light=Light.UNKNOWN if row["state"] == ReportState.OPEN else Light.CRITICAL,
            word=ReportState(row["state"]).word,
            name=row["label"],
            page="data",
            filters={"unit": words[row["unit_id"]]},
        )
        for row in overview.missing_units(briefing).to_dict("records")
    ]


def draw_needs(briefing: Briefing) -> None:
    """What units ask of their leaders, each leading to its task."""
    with st.container(gap="xsmall"):
        cards.part_title(overview.needs(briefing))
        item_links(_needs(briefing), key="needs", shown=4)


def _needs(briefing: Briefing) -> list[Item]:
    names = _names(briefing.tasks, "task_id")
    return [
        Item(
            light=Light(row["light"]),
            word=row["label"],
            name=row["need"],
            more=row["name"],
            page="tasks",
            filters={"task": names.get(row["task_id"])},
        )
        for row in briefing.needs.to_dict("records")
    ]
