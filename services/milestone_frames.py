"""Frames of a Briefing that speak of projects: milestones, their history, projects."""

import pandas as pd

from metrics.milestones import ON_PLAN, project_slips
from services.frames import shaped
from services.own_lines import follow, taken
from services.timeline import Timeline


def milestone_frame(year: Timeline, nodes: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Frame ``milestones`` with ``reached``, ``previous_reached`` and ``dimension`` beside, for ``agenda``."""
    frame = _at(nodes, year.last)
    before = _at(nodes, year.last - 1)[["slip_days", "reached"]]
    frame = frame.join(
        before.rename(columns={"slip_days": "previous_slip_days", "reached": "previous_reached"})
    )
    line = frame["word_line"]
    words = {
        column: taken(lines[column].astype("str"), line, "").fillna("")
        for column in ("note", "file_name", "place")
    }
    source = follow(lines["submission_id"].astype("int64").to_numpy(), line.to_numpy())
    return frame.assign(
        **words,
        proof=taken(lines["evidence"].astype("str"), line, "").fillna(""),
        submission_id=pd.Series(source, index=frame.index).where(line >= 0).astype("Int64"),
        lead_label=frame["lead_unit"].map(year.tables.labels),
        group=frame["lead_unit"].map(year.tables.groups),
        previous_reached=frame["previous_reached"].eq(True),
    ).reset_index(drop=True)


def milestone_history_frame(year: Timeline, nodes: pd.DataFrame) -> pd.DataFrame:
    """Frame ``milestone_history``: one row a milestone and period in which a forecast or actual date stood."""
    stood = nodes.loc[nodes["forecast_finish"].notna() | nodes["actual_finish"].notna()]
    return shaped("milestone_history", stood.assign(period=year.codes.to_numpy()[stood["at"]]))


def project_frame(year: Timeline, nodes: pd.DataFrame) -> pd.DataFrame:
    """Frame ``projects``: one row a project, worst slip first."""
    frame = year.tables.projects.set_index("project_id", drop=False)
    before = project_slips(_at(nodes, year.last - 1))[["worst_slip_days", "state"]]
    frame = frame.join(project_slips(_at(nodes, year.last)))
    frame = frame.join(
        before.rename(columns={"worst_slip_days": "previous_worst_slip_days", "state": "previous_state"})
    )
    counts = ["milestone_count", "reached_count"]
    frame[counts] = frame[counts].fillna(0).astype("int64")
    frame["state"] = frame["state"].fillna(ON_PLAN)
    frame = frame.assign(
        lead_label=frame["lead_unit"].map(year.tables.labels),
        group=frame["lead_unit"].map(year.tables.groups),
    )
    return shaped("projects", frame.sort_values("worst_slip_days", ascending=False, kind="stable"))


def _at(nodes: pd.DataFrame, position: int) -> pd.DataFrame:
    return nodes.loc[nodes["at"] == position].set_index("milestone_id", drop=False).rename_axis(None)
