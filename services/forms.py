"""The workbook that a unit is given to fill in for a period."""

from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import check_can_download_template
from domain.plan import Plan
from loaders.template import template
from services.timeline import plan_in_force
from store.previous import fetch_previous_milestones, fetch_previous_tasks
from store.queries import fetch_plans


class NoForm(Exception):  # noqa: N818 - it is an answer to the caller, not a failure of ours
    """There is no such form: ``what`` is ``plan``, ``unit`` or ``period``."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def form(engine: Engine, unit_id: str, period: str, *, actor: Actor) -> bytes:
    """A unit's prefilled .xlsx by the stored plan, last period's values beside; raises Forbidden, NoForm."""
    check_can_download_template(actor.role, actor.unit_id, unit_id)
    plans = fetch_plans(engine)
    if not plans:
        raise NoForm("plan")
    if all(version.plan.window(period) is None for version in plans):
        raise NoForm("period")
    return form_of_plan(plan_in_force(plans, period), unit_id, period, engine)


def form_of_plan(plan: Plan, unit_id: str, period: str, engine: Engine | None = None) -> bytes:
    """The same by a given plan; without a store there are no last values. Raises NoForm."""
    if plan.unit(unit_id) is None:
        raise NoForm("unit")
    if plan.window(period) is None:
        raise NoForm("period")
    if engine is None:
        return template(plan, unit_id, period)
    return template(
        plan,
        unit_id,
        period,
        previous=fetch_previous_tasks(engine, unit_id, period),
        previous_milestones=fetch_previous_milestones(engine, unit_id, period),
    )
