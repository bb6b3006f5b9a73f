"""A workbook checked against what the store knows: the plan in force and what the unit said before."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import Engine

from domain.plan import Plan, PlanVersion
from loaders.check import Checked, check
from loaders.context import Context
from services.timeline import plan_in_force
from store.previous import fetch_previous_tasks

Reading = Callable[[bytes, str, Context], Checked]  # loaders.check.check, here or in a worker process


def checked_against_store(
    engine: Engine,
    plans: tuple[PlanVersion, ...],
    content: bytes,
    file_name: str,
    *,
    unit_id: str | None = None,
    period: str | None = None,
    answers: Mapping[str, str] | None = None,
    read: Reading = check,
) -> Checked:
    """Return what the checker finds; unit_id and period are what the sender says the workbook is of.

    Unit and period stand in the workbook, so it is read once to learn them and, where that gives it
    another plan or earlier lines to be compared with, once more.
    """
    known = Context(plan=plan_to_judge(plans, period), unit_id=unit_id, period=period, answers=answers or {})
    first = read(content, file_name, known)
    if first.kind != "progress" or first.unit_id is None or first.period is None:
        return first
    told = context_of(engine, plans, first.unit_id, first.period)
    if told.plan is known.plan and not told.previous:
        return first
    return read(content, file_name, replace(known, plan=told.plan, previous=told.previous))


def context_of(engine: Engine, plans: tuple[PlanVersion, ...], unit_id: str, period: str) -> Context:
    """Return what a report of this unit and period is checked against."""
    previous = fetch_previous_tasks(engine, unit_id, period)
    return Context(plan=plan_to_judge(plans, period), previous=previous)


def plan_to_judge(plans: tuple[PlanVersion, ...], period: str | None) -> Plan | None:
    """Return the plan in force in a period, the newest where the period isn't known, None without any."""
    if not plans:
        return None
    return plans[-1].plan if period is None else plan_in_force(plans, period)
