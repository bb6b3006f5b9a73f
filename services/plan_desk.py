"""Revising the plan 责任清单: what an uploaded one changes, in the plan and in the figures, before it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Action
from domain import figures
from domain.plan import Plan, PlanVersion
from loaders.check import Checked, check
from loaders.context import Context
from services.against_store import Reading
from services.briefing import Briefing, build
from services.intake import save_plan
from services.plan_changes import CHANGE_TYPES, plan_changes
from services.plan_start import plan_start
from services.timeline import newest_period, plan_in_force
from store.frames import TEXT, typed_frame
from store.periods import fetch_period_changes, with_office_windows
from store.queries import (
    fetch_issue_lines,
    fetch_milestone_lines,
    fetch_plans,
    fetch_submissions,
    fetch_task_lines,
)
from store.same_file import fetch_known_plan

EFFECT_TYPES = {"subject": TEXT, "item_id": TEXT, "name": TEXT, "before": TEXT, "after": TEXT}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPreview:
    """What storing a plan workbook would do.

    can_save: it has no problem left and would change something; is_known: these bytes are the plan in force.
    valid_from: from which period it would speak ("" = from the beginning), None = it would never.
    changes — one row a difference to the plan in force from then on: part [units, tasks, projects, milestones,
    windows, rules], kind [added, removed, changed], item_id, name, field [a field's name, "" = the whole row],
    before, after [text as the plan writes it].
    effects — one row a figure of the period shown today that would change: subject [task, unit], item_id, name,
    before, after [Light value, or score]; period: that period, None = none is touched.
    """

    checked: Checked
    can_save: bool
    is_known: bool
    valid_from: str | None
    changes: pd.DataFrame
    effects: pd.DataFrame
    period: str | None


def preview_plan(
    engine: Engine,
    content: bytes,
    file_name: str,
    *,
    answers: Mapping[str, str] | None = None,
    actor: Actor,
    now: datetime,
    read: Reading = check,
) -> PlanPreview:
    """Check a plan workbook and compare it with the plan in force; nothing is stored. Raises Forbidden."""
    actor.check_can(Action.CHANGE_PLAN)
    checked = read(content, file_name, Context(answers=answers or {}))
    none = PlanPreview(
        checked=checked,
        can_save=False,
        is_known=False,
        valid_from=None,
        changes=typed_frame((), CHANGE_TYPES),
        effects=typed_frame((), EFFECT_TYPES),
        period=None,
    )
    if checked.plan is None:
        return none
    plans, sent = fetch_plans(engine), fetch_submissions(engine)
    reported = frozenset(sent.loc[sent["counts"], "period"])
    start = plan_start(checked.plan, is_first=not plans, reported=reported, now=now)
    is_known = fetch_known_plan(engine, checked.sha256, any_version=False) is not None
    plan = _as_run(engine, checked.plan)
    shown = replace(none, is_known=is_known, valid_from=start, changes=_differences(plans, plan, start))
    if start is None:
        return shown
    effects, period = _effects(engine, plans, plan, start, sent, now)
    can_save = checked.verdict == "accepted" and not is_known
    return replace(shown, can_save=can_save, effects=effects, period=period)


def confirm_plan(
    engine: Engine,
    content: bytes,
    file_name: str,
    *,
    answers: Mapping[str, str] | None = None,
    actor: Actor,
    now: datetime,
    read: Reading = check,
) -> int:
    """Store the plan that was previewed and return its number; as services.intake.save_plan, which see."""
    number, _checked = save_plan(engine, content, file_name, actor=actor, answers=answers, now=now, read=read)
    return number


def _as_run(engine: Engine, plan: Plan) -> Plan:
    """The plan with the days and deadlines that the office has set in place of its own."""
    with engine.connect() as connection:
        changes = fetch_period_changes(connection)
    return with_office_windows(PlanVersion(plan_id=0, valid_from="", plan=plan), changes).plan


def _differences(plans: tuple[PlanVersion, ...], plan: Plan, start: str | None) -> pd.DataFrame:
    """To the plan in force from that period on; both with the windows that the office has set."""
    if not plans:
        return plan_changes(Plan(), plan)
    return plan_changes(plan_in_force(plans, start) if start else plans[-1].plan, plan)


def _effects(
    engine: Engine,
    plans: tuple[PlanVersion, ...],
    plan: Plan,
    start: str,
    sent: pd.DataFrame,
    now: datetime,
) -> tuple[pd.DataFrame, str | None]:
    """Lights and scores of the newest period with reports under both plans; none where the new one starts later."""
    none = typed_frame((), EFFECT_TYPES), None
    period = newest_period(plans, sent, now.date())
    number = max((version.plan_id for version in plans), default=0) + 1
    revised = (*plans, PlanVersion(plan_id=number, valid_from=start, plan=plan))
    if (
        not plans
        or period is None
        or plan_in_force(revised, period) is not plan
        or plan.window(period) is None
    ):
        return none
    given: dict[str, Any] = {
        "submissions": sent,
        "task_lines": fetch_task_lines(engine),
        "milestone_lines": fetch_milestone_lines(engine),
        "issue_lines": fetch_issue_lines(engine),
        "period": period,
        "now": now,
    }
    before, after = build(plans=plans, **given), build(plans=revised, **given)
    return figure_changes(before, after), period


def figure_changes(before: Briefing, after: Briefing) -> pd.DataFrame:
    """Lights of tasks and scores of units that are not the same in both, as ``PlanPreview.effects``."""
    lights = _moved(before.tasks.set_index("task_id"), after.tasks.set_index("task_id"), "name", "light", str)
    scores = _moved(
        before.units.set_index("unit_id"), after.units.set_index("unit_id"), "label", "score", figures.score
    )
    rows = [("task", *row) for row in lights] + [("unit", *row) for row in scores]
    return typed_frame(rows, EFFECT_TYPES)


def _moved(
    before: pd.DataFrame, after: pd.DataFrame, name: str, column: str, written: Any
) -> list[tuple[str, str, str, str]]:
    rows = []
    for code in before.index.intersection(after.index):
        texts = written(before.loc[code, column]), written(after.loc[code, column])
        if texts[0] != texts[1]:
            rows.append((str(code), str(after.loc[code, name]), *texts))
    return rows
