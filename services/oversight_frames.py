"""Frames of a Briefing that come from oversight: inspections, ratings, voices, promises, adjustments, examples, decisions."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from metrics.rating import votes
from services.decision_ledger import decisions_on
from services.frames import shaped
from services.oversight_ledger import Said, by_day, by_period
from services.timeline import Timeline

_QUARTER_MONTHS = 3


def oversight_frames(year: Timeline, said: Said) -> dict[str, pd.DataFrame]:
    """The frames of oversight that are the same in every language."""
    parts = said.parts
    return {
        "inspections": inspection_frame(year, said.checks),
        "ratings": rating_frame(year, parts["ratings"]),
        "voices": voice_frame(year, said.voices),
        "promises": promise_frame(year, parts["promises"]),
        "adjustments": adjustment_frame(year, parts["adjustments"]),
        "examples": example_frame(year, parts["examples"]),
        "coverage": coverage_frame(year, said.checks),
    }


def inspection_frame(year: Timeline, checks: pd.DataFrame) -> pd.DataFrame:
    """Frame ``inspections``: checks of the year so far, newest first. checks: ``inspection_ledger``."""
    tasks = year.tables.tasks.set_index("task_id")
    return shaped(
        "inspections",
        checks.assign(
            name=checks["task_id"].map(tasks["name"]),
            dimension=checks["task_id"].map(tasks["dimension"]),
            **_of_unit(year, checks["unit_id"]),
        ),
    )


def rating_frame(year: Timeline, ratings: pd.DataFrame) -> pd.DataFrame:
    """Frame ``ratings``: votes of each period as they were given, with what they make on their own."""
    rows = by_period(year, ratings)
    rows = rows.join(votes(rows)).sort_values(["at", "unit_id", "voters"], ignore_index=True)
    return shaped("ratings", rows.assign(**_of_unit(year, rows["unit_id"])))


def voice_frame(year: Timeline, voices: pd.DataFrame) -> pd.DataFrame:
    """Frame ``voices``: the year's votes so far on each unit, as the score counts them. voices: ``voice_ledger``."""
    now = voices.loc[voices["at"] == year.last].drop(columns="group").reset_index(drop=True)
    frame = now.assign(**_of_unit(year, now["unit_id"]))
    return shaped("voices", frame.sort_values(["voters", "shrunk"], kind="stable"))


def promise_frame(year: Timeline, promises: pd.DataFrame) -> pd.DataFrame:
    """Frame ``promises``: what was promised and what came of it, the newest period first."""
    rows = by_period(year, promises).sort_values(["at", "item"], ascending=[False, True], ignore_index=True)
    promised = rows["promised"]
    return shaped(
        "promises",
        rows.assign(
            kept_share=(rows["kept"] / promised.where(promised != 0)),
            change=rows["current"] - rows["base"],
            is_newest=rows["at"] == rows.groupby("item")["at"].transform("max"),
        ),
    )


def adjustment_frame(year: Timeline, given: pd.DataFrame) -> pd.DataFrame:
    """Frame ``adjustments``: points of the year so far, newest first."""
    rows = by_day(year, given, "happened_on").sort_values("happened_on", ascending=False, ignore_index=True)
    return shaped("adjustments", rows.assign(**_of_unit(year, rows["unit_id"])))


def example_frame(year: Timeline, examples: pd.DataFrame) -> pd.DataFrame:
    """Frame ``examples``: cases of the year so far, newest first."""
    rows = by_day(year, examples, "happened_on").sort_values(
        "happened_on", ascending=False, ignore_index=True
    )
    return shaped("examples", rows.assign(**_of_unit(year, rows["unit_id"])))


def decision_frame(year: Timeline, decisions: pd.DataFrame) -> pd.DataFrame:
    """Frame ``decisions``: assigned up to the period's end, open ones first and of those the most overdue.

    ``state``: done, done_late, overdue, open; what was done after the period's last day is still open in it.
    """
    return decisions_on(decisions, year.tables.labels, year.windows[-1].ends_on)


def coverage_frame(year: Timeline, checks: pd.DataFrame) -> pd.DataFrame:
    """Frame ``coverage``: how often each unit was inspected in each quarter of the year up to the period's."""
    rows = checks.assign(quarter=_quarters(checks["inspected_on"]))
    counts: Mapping[Any, int] = rows.groupby(["unit_id", "quarter"]).size().to_dict()
    first, last = year.ends[0], year.ends[year.last]
    quarters = [
        f"{last.year}-Q{number}"
        for number in range((first.month - 1) // _QUARTER_MONTHS + 1, (last.month - 1) // _QUARTER_MONTHS + 2)
    ]
    units = year.tables.units
    cells = [
        (unit_id, quarter, int(counts.get((unit_id, quarter), 0)))
        for unit_id in units["unit_id"]
        for quarter in quarters
    ]
    frame = pd.DataFrame(cells, columns=["unit_id", "quarter", "inspection_count"])
    return shaped("coverage", frame.assign(**_of_unit(year, frame["unit_id"])))


def quarter_of(day: pd.Timestamp) -> str:
    """The quarter of a day, e.g. ``2022-Q3``."""
    return f"{day.year}-Q{(day.month - 1) // _QUARTER_MONTHS + 1}"


def _quarters(days: pd.Series) -> pd.Series:
    return days.map(quarter_of).astype("str") if len(days) else pd.Series(index=days.index, dtype="str")


def _of_unit(year: Timeline, unit_ids: pd.Series) -> dict[str, pd.Series]:
    return {
        "label": unit_ids.map(lambda code: year.tables.labels.get(code, code)),
        "group": unit_ids.map(year.tables.groups),
    }
