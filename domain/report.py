"""What a unit reports in one period 报送, as plain rows that remember their sheet row."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One row of 任务进展. ``reported`` [0–1] or ``actual`` [in the plan's unit]; None = not filled in.

    ``place`` is the cell the value stands in, as a person finds it: ``任务进展!F12``; ``row`` its sheet row.
    """

    task_id: str
    reported: float | None = None
    actual: float | None = None
    note: str = ""
    problem: str = ""
    next_step: str = ""
    need: str = ""
    forecast_finish: date | None = None
    remark: str = ""
    row: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneLine:
    """One row of 节点进展; None = not given."""

    milestone_id: str
    forecast_finish: date | None = None
    actual_finish: date | None = None
    evidence: str = ""
    note: str = ""
    row: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLine:
    """One row of 问题台账: a problem that enterprises or the public raised."""

    problem_id: str
    source: str = ""
    raised_on: date | None = None
    category: str = ""
    description: str = ""
    promised_on: date | None = None
    solved_on: date | None = None
    result: str = ""
    callback: str = ""
    row: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole progress workbook as read."""

    unit_id: str
    period: str
    filled_by: str = ""
    signed_by: str = ""
    filled_on: date | None = None
    tasks: tuple[TaskLine, ...] = ()
    milestones: tuple[MilestoneLine, ...] = ()
    issues: tuple[IssueLine, ...] = ()
