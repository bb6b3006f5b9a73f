"""Every version that a unit handed in for a period, returned ones too, with all that is known of each."""

from collections.abc import Mapping

import pandas as pd
from sqlalchemy import Engine, func, select

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


def fetch_last_version(engine: Engine, unit_id: str, period: str) -> int:
    """Return the number of the newest version of a unit and period, returned ones too; 0 = there is none."""
    mine = (submissions.c.unit_id == unit_id) & (submissions.c.period == period)
    wanted = select(func.coalesce(func.max(submissions.c.version), 0)).where(mine)
    with engine.connect() as connection:
        return int(connection.execute(wanted).scalar_one())
