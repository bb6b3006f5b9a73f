"""The plan versions that are stored: when each came, from which period on it holds, how much is in it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, func, select

from store.schema import plan_tasks, plans


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """One stored plan workbook; valid_from "" = from the beginning; tasks: how many it lists."""

    plan_id: int
    valid_from: str
    file_name: str
    received_at: datetime
    sha256: str
    tasks: int


def fetch_plan_files(engine: Engine) -> tuple[PlanFile, ...]:
    """Return all versions, newest first."""
    counts = (
        select(plan_tasks.c.plan_id, func.count().label("tasks")).group_by(plan_tasks.c.plan_id).subquery()
    )
    columns = (plans.c.plan_id, plans.c.valid_from, plans.c.file_name, plans.c.received_at, plans.c.sha256)
    wanted = (
        select(*columns, func.coalesce(counts.c.tasks, 0).label("tasks"))
        .outerjoin(counts, counts.c.plan_id == plans.c.plan_id)
        .order_by(plans.c.plan_id.desc())
    )
    with engine.connect() as connection:
        return tuple(PlanFile(**row) for row in connection.execute(wanted).mappings())
