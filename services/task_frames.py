"""Frames of a Briefing that speak of tasks: tasks, history, needs, joint notes."""

import pandas as pd

from domain.light import Light
from locales import _
from metrics.forecast import estimated_finish
from metrics.light import COMPLETE
from services.frames import shaped
from services.own_lines import follow
from services.task_ledger import WORDS, Ledger
from services.timeline import Timeline

_PREVIOUS = {"effective": "previous_effective", "gap": "previous_gap", "light": "previous_light"}
_JUDGED = [
    "schedule",
    "reported",
    "verified",
    "actual",
    "completion",
    "over",
    "effective",
    "gap",
    "light",
    "attainment",
    "carried",
    "overdue_days",
    "forecast_finish",
    "scored",
]


def history_frame(year: Timeline, ledger: Ledger) -> pd.DataFrame:
    """Frame ``history``: the whole ledger in the Briefing's shape; words only where that period has its own row."""
    rows = ledger.rows.sort_values(["at", "item"], kind="stable")
    words = {word: ledger.text(word, rows["line"]) for word in WORDS}
    frame = rows.assign(
        period=year.codes.to_numpy()[rows["at"]],
        reported=rows["completion"],
        **words,
        **_source(ledger, rows),
    )
    return shaped("history", frame)


def task_frame(year: Timeline, ledger: Ledger) -> pd.DataFrame:
    """Frame ``tasks``: one row a task of the plan in force, worst light first, then largest gap behind."""
    now = ledger.at(year.last)
    frame = year.tables.tasks.set_index("task_id", drop=False)
    frame = frame.join(now[_JUDGED]).join(ledger.at(year.last - 1)[list(_PREVIOUS)].rename(columns=_PREVIOUS))
    frame["reported"] = frame["completion"]
    frame["age"] = now["age"].where(now["age"] >= 0).astype("Int64")
    frame["estimated_finish"] = _estimates(year, ledger)
    frame = frame.assign(
        **_people(year, frame),
        **{word: ledger.text(word, now["word_line"]) for word in WORDS},
        **_source(ledger, now),
        carried_from=ledger.text("period", now["value_line"]).where(now["carried"], ""),
    )
    order = frame["light"].map({light.value: light.severity for light in Light})
    return shaped("tasks", frame.assign(order=order).sort_values(["order", "gap"], kind="stable"))


def need_frame(year: Timeline, lines: pd.DataFrame, tasks: pd.DataFrame, period: str) -> pd.DataFrame:
    """Frame ``needs``: what lead and joint units asked for in that period."""
    asked = lines.loc[(lines["period"] == period) & (lines["need"].fillna("") != "")]
    rows = asked.merge(tasks[["task_id", "name", "dimension", "light"]], on="task_id")
    return shaped("needs", rows.assign(label=rows["unit_id"].map(year.tables.labels)))


def joint_note_frame(year: Timeline, ledger: Ledger) -> pd.DataFrame:
    """Frame ``joint_notes``: words of units that do not lead the task; shown, never scored."""
    rows, lines = ledger.rows, ledger.lines
    leads = rows[["task_id", "at", "lead_unit"]].assign(period=year.codes.to_numpy()[rows["at"]])
    spoken = (lines[list(WORDS)].fillna("") != "").any(axis=1)
    said = lines.loc[spoken, ["task_id", "unit_id", "period", "place", *WORDS]]
    joint = said.merge(leads, on=["task_id", "period"])
    joint = joint.loc[joint["unit_id"] != joint["lead_unit"]].sort_values(["task_id", "at", "unit_id"])
    return shaped("joint_notes", joint.assign(label=joint["unit_id"].map(year.tables.labels)))


def _people(year: Timeline, frame: pd.DataFrame) -> dict[str, pd.Series]:
    """Short names of lead and joint units, and the lead's group."""
    names, kinds = year.tables.labels, year.tables.groups
    joined = frame["joint_units"].map(lambda codes: _(", ").join(names.get(code, code) for code in codes))
    return {
        "lead_label": frame["lead_unit"].map(lambda code: names.get(code, code)),
        "joint_labels": joined,
        "group": frame["lead_unit"].map(kinds),
    }


def _source(ledger: Ledger, rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Where the standing value comes from: submission, file and cell."""
    at = rows["value_line"]
    known = follow(ledger.lines["submission_id"].astype("int64").to_numpy(), at.to_numpy())
    return {
        "submission_id": pd.Series(known, index=rows.index).where(at >= 0).astype("Int64"),
        "file_name": ledger.text("file_name", at),
        "place": ledger.text("place", at),
    }


def _estimates(year: Timeline, ledger: Ledger) -> pd.Series:
    """Finish by earned schedule, by task_id."""
    rows = ledger.rows
    now = ledger.at(year.last)
    complete = rows["effective"] >= COMPLETE
    broken = rows["at"].where(~complete, -1).groupby(rows["task_id"]).max()
    reached = (broken.reindex(now.index) + 1).clip(upper=year.last).astype("int64")
    tasks = now.assign(
        report_count=(rows["age"] == 0).groupby(rows["task_id"]).sum().reindex(now.index),
        completed_on=pd.Series(year.ends.to_numpy()[reached], index=now.index),
    )
    return estimated_finish(tasks, year.tables.nodes, year.ends)
