"""Finding a workbook that was stored before, by its bytes."""

from sqlalchemy import Connection, Engine, RowMapping, select

from store.schema import plans, submissions


def same_submission(
    connection: Connection, unit_id: str, period: str, sha256: str, *, any_version: bool
) -> RowMapping | None:
    """Return submission_id, version, receipt, received_at of the accepted submission with these bytes.

    any_version False looks at the newest accepted one only; True prefers the newest. None = there is none.
    """
    table = submissions.c
    accepted = (table.unit_id == unit_id) & (table.period == period) & (table.status == "accepted")
    newest_first = (
        select(table.submission_id, table.version, table.receipt, table.received_at, table.sha256)
        .where(accepted)
        .order_by(table.version.desc())
    )
    looked_at = newest_first.where(table.sha256 == sha256) if any_version else newest_first
    found = connection.execute(looked_at.limit(1)).mappings().first()
    return found if found is not None and found["sha256"] == sha256 else None


def same_plan(connection: Connection, sha256: str, *, any_version: bool) -> int | None:
    """Return the number of the plan with these bytes; any_version as above."""
    newest_first = select(plans.c.plan_id, plans.c.sha256).order_by(plans.c.plan_id.desc())
    looked_at = newest_first.where(plans.c.sha256 == sha256) if any_version else newest_first
    found = connection.execute(looked_at.limit(1)).first()
    return found.plan_id if found is not None and found.sha256 == sha256 else None


def fetch_duplicate(engine: Engine, unit_id: str, period: str, sha256: str) -> int | None:
    """Return the submission that counts now when it has these very bytes."""
    with engine.connect() as connection:
        found = same_submission(connection, unit_id, period, sha256, any_version=False)
    return None if found is None else int(found["submission_id"])


def fetch_known_plan(engine: Engine, sha256: str, *, any_version: bool) -> int | None:
    """Return the number of the stored plan with these bytes; any_version as above."""
    with engine.connect() as connection:
        return same_plan(connection, sha256, any_version=any_version)
