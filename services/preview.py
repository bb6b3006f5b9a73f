"""What a workbook would change: the unit's tasks and completion with and without it, nothing stored."""

from dataclasses import asdict, dataclass

import pandas as pd

from domain.plan import PlanVersion
from domain.report import Report
from metrics.totals import totals
from services.task_ledger import task_ledger
from services.timeline import timeline
from services.unit_scores import member_rows
from store.frames import NUMBER, TEXT, typed_frame
from store.queries import TASK_LINE_TYPES

CHANGE_TYPES = {
    "task_id": TEXT,
    "name": TEXT,
    "before": NUMBER,
    "after": NUMBER,
    "light_before": TEXT,
    "light_after": TEXT,
}
_BLANK = {TEXT: ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What would change for one unit; completion [0–1], None = nothing to score.

    changes — one row a led task whose value or light changes: task_id, name, before, after [0–1],
    light_before, light_after [Light value].
    """

    changes: pd.DataFrame
    completion_before: float | None
    completion_after: float | None


NO_EFFECT = Effect(changes=typed_frame((), CHANGE_TYPES), completion_before=None, completion_after=None)


def effect(plans: tuple[PlanVersion, ...], task_lines: pd.DataFrame, report: Report) -> Effect:
    """Compare the unit's figures in the report's period with and without this report.

    task_lines: those of the submissions that count now, as store.queries gives them. The figures are made by
    the very steps of a Briefing, so that what is shown before is what the pages show after.
    """
    tasks_before, completion_before = _figures(plans, task_lines, report)
    tasks_after, completion_after = _figures(plans, with_report(task_lines, report), report)
    return Effect(
        changes=_changes(tasks_before, tasks_after),
        completion_before=completion_before,
        completion_after=completion_after,
    )


def with_report(task_lines: pd.DataFrame, report: Report) -> pd.DataFrame:
    """The lines as they would count with this report, which takes the place of the unit's earlier version."""
    mine = (task_lines["unit_id"] == report.unit_id) & (task_lines["period"] == report.period)
    number = int(task_lines["submission_id"].max()) + 1 if len(task_lines) else 1
    key = {"submission_id": number, "unit_id": report.unit_id, "period": report.period}
    rows = [asdict(line) | key for line in report.tasks]
    blank = {name: _BLANK.get(kind) for name, kind in TASK_LINE_TYPES.items()}
    added = [tuple(row.get(name, blank[name]) for name in TASK_LINE_TYPES) for row in rows]
    return pd.concat([task_lines[~mine], typed_frame(added, TASK_LINE_TYPES)], ignore_index=True)


def _figures(
    plans: tuple[PlanVersion, ...], task_lines: pd.DataFrame, report: Report
) -> tuple[pd.DataFrame, float | None]:
    """The unit's led tasks in the period (task_id, name, effective, light), and its completion."""
    year = timeline(plans, report.period)
    rows = task_ledger(year, task_lines)
    rows = rows[rows["at"] == year.last]
    members = member_rows(year, rows)
    done = totals(members[members["unit_id"] == report.unit_id], ["unit_id"])["completion"].dropna()
    judged = rows.set_index("task_id")[["effective", "light"]]
    led = [task for task in year.plan.tasks if task.lead_unit == report.unit_id]
    named = pd.DataFrame(
        {"task_id": [task.task_id for task in led], "name": [task.name for task in led]}, dtype=TEXT
    )
    return named.join(judged, on="task_id"), float(done.iloc[0]) if len(done) else None


def _changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    both = pd.DataFrame(
        {
            "task_id": after["task_id"],
            "name": after["name"],
            "before": before["effective"],
            "after": after["effective"],
            "light_before": before["light"],
            "light_after": after["light"],
        }
    )
    same_value = (both["before"] == both["after"]) | (both["before"].isna() & both["after"].isna())
    return both[~same_value | (both["light_before"] != both["light_after"])].reset_index(drop=True)
