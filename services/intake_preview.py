"""Before a workbook is submitted: what the checker found and what it would change; nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from sqlalchemy import Engine

from domain.plan import PlanVersion
from loaders.check import Checked, check
from services.against_store import Reading, checked_against_store
from services.intake import reason_against
from services.preview import NO_EFFECT, effect, fetch_filed
from services.timeline import plan_in_force
from store.periods import fetch_closed_periods
from store.queries import fetch_plans
from store.same_file import fetch_duplicate
from store.versions import fetch_last_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would happen if this workbook were submitted.

    is_late: the deadline of its period has passed. duplicate_of: the submission that counts now and has these
    very bytes. changes — one row a led task
    whose value or light changes: task_id, name, before, after [0–1], light_before, light_after [Light
    value]; completion_before, completion_after: the unit's [0–1], None = nothing to score; score_before,
    score_after [0–100], None = not ranked; light_before, light_after: of its tasks in all. is_closed: the office takes no more reports for its period.
    last_version: the newest version of its unit and period that is there now, returned ones too; 0 = none.
    """

    checked: Checked
    can_submit: bool
    is_late: bool
    is_closed: bool
    duplicate_of: int | None
    last_version: int
    changes: pd.DataFrame
    completion_before: float | None
    completion_after: float | None
    score_before: float | None
    score_after: float | None
    light_before: str
    light_after: str


def preview(
    engine: Engine,
    content: bytes,
    file_name: str,
    *,
    unit_id: str | None = None,
    period: str | None = None,
    answers: Mapping[str, str] | None = None,
    now: datetime,
    read: Reading = check,
) -> Preview:
    """Check a workbook and show what it would change; nothing is stored. read: where the file is read."""
    plans = fetch_plans(engine)
    checked = checked_against_store(
        engine, plans, content, file_name, unit_id=unit_id, period=period, answers=answers, read=read
    )
    report = checked.report if reason_against(checked, plans, keep_questions=True) is None else None
    shown, known, last, is_closed = NO_EFFECT, None, 0, False
    if report is not None:
        last = fetch_last_version(engine, report.unit_id, report.period)
        known = fetch_duplicate(engine, report.unit_id, report.period, checked.sha256)
        is_closed = report.period in fetch_closed_periods(engine)
        shown = effect(plans, fetch_filed(engine), report, now)
    settled = reason_against(checked, plans, keep_questions=False) is None
    return Preview(
        checked=checked,
        can_submit=settled and known is None and not is_closed,
        is_late=report is not None and _is_late(plans, report.period, now),
        is_closed=is_closed,
        duplicate_of=known,
        last_version=last,
        changes=shown.changes,
        completion_before=shown.completion_before,
        completion_after=shown.completion_after,
        score_before=shown.score_before,
        score_after=shown.score_after,
        light_before=shown.light_before,
        light_after=shown.light_after,
    )


def _is_late(plans: tuple[PlanVersion, ...], period: str, now: datetime) -> bool:
    window = plan_in_force(plans, period).window(period)
    return window is not None and now > window.due_at
