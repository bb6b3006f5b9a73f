"""项目里程碑: which projects slip, by how much, whether it gets worse, and the milestones of one of them."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from charts.gantt import PICK, gantt, nodes
from charts.node_marks import marks_key
from charts.slip_chart import slip_chart, slip_key
from domain import figures
from domain.states import MilestoneState
from locales import _
from panels import cards, reads
from panels.absence import draw_absence
from panels.milestone_table import draw_milestone_table
from panels.milestone_words import draw_milestone_words
from panels.picks import item_words, pick
from panels.pictures import picture
from services.briefing import Briefing
from services.findings import projects as findings

PROJECT_KEY, GANTT_KEY = "project", "projects_gantt"
ROWS_AT_ONCE, GANTT_HEIGHT, WORST = 18, 700, 5


def render() -> None:
    """Draw the page."""
    briefing = reads.current_briefing()
    if briefing is None:
        draw_absence()
        return
    cards.page_head(_("Projects"), findings.headline(briefing))
    if briefing.projects.empty:
        cards.empty(
            _("No projects here."),
            _(
                "Projects come from the plan's sheets of projects and milestones; or choose another unit above."
            ),
        )
        return
    briefing = replace(briefing, projects=_open_first(briefing.projects))
    words = item_words(briefing.projects, "project_id")
    _gantt(briefing, words)
    st.divider()
    _project(briefing, words)
    _worst(briefing)
    late = findings.late_milestones(
        briefing.milestones[briefing.milestones["project_id"].isin(words.values())]
    )
    cards.part_title(findings.late_title(late))
    if len(late):
        draw_milestone_table(late, briefing.milestone_history, words, PROJECT_KEY)
    cards.footnote(briefing)


def _open_first(projects: pd.DataFrame) -> pd.DataFrame:
    """The worst slip of those that still can slip on top; finished ones below, however late they were."""
    return projects.sort_values("state", key=lambda states: states == MilestoneState.DONE, kind="stable")


def _gantt(briefing: Briefing, words: dict[str, str]) -> None:
    names = {code: word for word, code in words.items()}

    def choose() -> None:
        picked = st.session_state[GANTT_KEY].selection.get(PICK)
        if picked:
            st.session_state[PROJECT_KEY] = names[picked[0]["project_id"]]

    many = len(briefing.projects) > ROWS_AT_ONCE
    with st.container(height=GANTT_HEIGHT if many else "content", border=False):
        bars = picture(
            gantt,
            briefing.projects,
            briefing.milestones,
            _as_of(briefing),
            cards.look(),
            _zero_days(briefing),
        )
        cards.chart(
            findings.gantt_title(briefing.projects),
            bars,
            key=GANTT_KEY,
            note=marks_key(),
            wide=True,
            on_select=choose,
        )


def _project(briefing: Briefing, words: dict[str, str]) -> None:
    """The chosen project: its milestones, and how their forecasts moved."""
    code = pick(_("Project"), words, PROJECT_KEY)
    project = briefing.projects[briefing.projects["project_id"] == code].iloc[0]
    milestones = briefing.milestones[briefing.milestones["project_id"] == code]
    history = briefing.milestone_history[briefing.milestone_history["project_id"] == code].dropna(
        subset="finish"
    )
    left, right = st.columns(2, gap="medium")
    with left:
        marks = picture(nodes, milestones, _as_of(briefing), cards.look(), _zero_days(briefing))
        cards.chart(
            findings.project_title(project), marks, key="project_nodes", note=_facts(project), wide=True
        )
        draw_milestone_words(milestones)
    with right:
        names = milestones.set_index("milestone_id")["name"]
        if history.empty:
            cards.nothing(_("No forecast was reported yet, so there is no trend."))
            return
        chart = picture(slip_chart, history, names, cards.look(), _zero_days(briefing))
        cards.chart(
            findings.slip_title(history, names), chart, key="project_slips", note=slip_key(), wide=True
        )


def _facts(project: pd.Series) -> str:
    amount = project["investment"]
    money = _("investment unknown")
    if pd.notna(amount):
        money = _("{amount} ten thousand yuan", amount=figures.money(amount))
    return " · ".join(part for part in (project["lead_label"], project["field"], money) if part)


def _worst(briefing: Briefing) -> None:
    """Small slip charts of the worst projects, side by side."""
    history = briefing.milestone_history.dropna(subset="finish")
    late = briefing.projects[briefing.projects["worst_slip_days"] > 0]
    late = late[late["project_id"].isin(history["project_id"])].head(WORST)
    if len(late) < 2:
        return
    names = briefing.milestones.set_index("milestone_id")["name"]
    for place, (_index, project) in zip(st.columns(WORST, gap="small"), late.iterrows(), strict=False):
        code = project["project_id"]
        with place:
            chart = picture(
                slip_chart,
                history[history["project_id"] == code],
                names,
                cards.look(),
                _zero_days(briefing),
                small=True,
            )
            cards.chart(project["name"], chart, key=f"slips_{code}", note=findings.worst_milestone(project))


def _as_of(briefing: Briefing) -> pd.Timestamp:
    return pd.Timestamp(briefing.as_of)


def _zero_days(briefing: Briefing) -> int:
    return briefing.plan.rules.milestone_zero_days
