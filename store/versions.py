"""Every version that a unit handed in for a period, returned ones too, with all that is known of each."""

from collections.abc import Mapping

import pandas as pd
from sqlalchemy import Engine, RowMapping, func, select

from store.frames import DAY, FLAG, MOMENT, TEXT, WHOLE, typed_frame
from store.schema import submissions

VERSION_TYPES: Mapping[str, str] = {
    "submission_id": WHOLE,
    "version": WHOLE,
    "status": TEXT,
    "reason": TEXT,
    "receipt": TEXT,
    "received_at": MOMENT,
    "file_name": TEXT,
    "sha256": TEXT,
    "size": WHOLE,
    "filled_by": TEXT,
    "signed_by": TEXT,
    "filled_on": DAY,
    "source": TEXT,
    "submitted_by": TEXT,
    "on_behalf": FLAG,
}


def fetch_versions(engine: Engine, unit_id: str, period: str) -> pd.DataFrame:
    """One row a version, newest first; columns and types: ``VERSION_TYPES``; ``reason`` "" = not returned."""
    wanted = (
        select(*(submissions.c[name] for name in VERSION_TYPES))
        .where(submissions.c.unit_id == unit_id, submissions.c.period == period)
        .order_by(submissions.c.version.desc())
    )
    with engine.connect() as connection:
        return typed_frame(connection.execute(wanted).all(), VERSION_TYPES)


def fetch_unit_versions(engine: Engine, unit_id: str) -> pd.DataFrame:
    """One row a version of any period: ``period`` and the columns of ``VERSION_TYPES``; newest arrival first."""
    types = {"period": TEXT, **VERSION_TYPES}
    wanted = (
        select(*(submissions.c[name] for name in types))
        .where(submissions.c.unit_id == unit_id)
        .order_by(submissions.c.submission_id.desc())
    )
    with engine.connect() as connection:
        return typed_frame(connection.execute(wanted).all(), types)


def fetch_submission(engine: Engine, submission_id: int) -> RowMapping:
    """Return all that is kept of a submission but its content; raises LookupError where there is none."""
    wanted = select(submissions).where(submissions.c.submission_id == submission_id)
    with engine.connect() as connection:
        found = connection.execute(wanted).mappings().first()
    if found is None:
        raise LookupError(f"no submission {submission_id}")
    return found


def fetch_last_version(engine: Engine, unit_id: str, period: str) -> int:
    """Return the number of the newest version of a unit and period, returned ones too; 0 = there is none."""
    mine = (submissions.c.unit_id == unit_id) & (submissions.c.period == period)
    wanted = select(func.coalesce(func.max(submissions.c.version), 0)).where(mine)
    with engine.connect() as connection:
        return int(connection.execute(wanted).scalar_one())
