"""Snapshots 定版: what publishing froze of a period; append-only, each publishing a version more."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine, RowMapping, func, insert, select

from store import schema
from store.audit import Entry, append_entry
from store.digests import snapshot_digest

_TABLE = schema.snapshots
_FACTS = [column for column in _TABLE.c if column.name != "content"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A published version of a period, without its content.

    method: the formulas' version; plan_id: the plan that judged it; counted: (submission_id, sha256 of its file)
    of every submission that its figures rest on; sha256: of the content.
    """

    snapshot_id: int
    period: str
    version: int
    published_at: datetime
    published_by: str
    reason: str
    method: str
    plan_id: int
    counted: tuple[tuple[int, str], ...]
    sha256: str


def add_snapshot(connection: Connection, snapshot: Snapshot, content: bytes, *, entry: Entry) -> Snapshot:
    """Store a snapshot as the next version of its period; its number and version are filled in here.

    connection: of store.writes.changing, whose lock keeps two from getting one version. entry: what the audit
    trail is to say; its subject and digest are filled in here.
    """
    version = last_version(connection, snapshot.period) + 1
    values = {
        "period": snapshot.period,
        "version": version,
        "published_at": snapshot.published_at,
        "published_by": snapshot.published_by,
        "reason": snapshot.reason,
        "method": snapshot.method,
        "plan_id": snapshot.plan_id,
        "counted": [list(pair) for pair in snapshot.counted],
        "sha256": snapshot.sha256,
        "content": content,
    }
    number = connection.execute(insert(_TABLE).values(values).returning(_TABLE.c.snapshot_id)).scalar_one()
    details = dict(entry.details) | {"version": version}
    digest = snapshot_digest(connection, number)
    append_entry(connection, replace(entry, subject=f"snapshot:{number}", details=details, digest=digest))
    return replace(snapshot, snapshot_id=number, version=version)


def last_version(connection: Connection, period: str) -> int:
    """The newest version of a period's snapshots; 0 = never published."""
    newest = select(func.coalesce(func.max(_TABLE.c.version), 0)).where(_TABLE.c.period == period)
    return int(connection.execute(newest).scalar_one())


def revision_in(connection: Connection) -> int:
    """The revision as this very transaction sees it: by it, one knows whether anything was written meanwhile."""
    return int(connection.execute(select(schema.revision.c.number)).scalar_one())


def fetch_snapshots(engine: Engine) -> tuple[Snapshot, ...]:
    """Return all snapshots in the order they were published, earlier versions too."""
    with engine.connect() as connection:
        rows = connection.execute(select(*_FACTS).order_by(_TABLE.c.snapshot_id)).mappings().all()
    return tuple(_snapshot(row) for row in rows)


def fetch_newest_snapshots(engine: Engine) -> dict[str, Snapshot]:
    """Return the snapshot that stands for each published period, by code, in the order they were published."""
    newest = select(_TABLE.c.period, func.max(_TABLE.c.version).label("version")).group_by(_TABLE.c.period)
    standing = newest.subquery()
    same = (_TABLE.c.period == standing.c.period) & (_TABLE.c.version == standing.c.version)
    wanted = select(*_FACTS).join(standing, same).order_by(_TABLE.c.snapshot_id)
    with engine.connect() as connection:
        rows = connection.execute(wanted).mappings().all()
    return {row["period"]: _snapshot(row) for row in rows}


def fetch_snapshot_content(engine: Engine, snapshot_id: int) -> bytes:
    """Return the bytes that were frozen; raises LookupError where there is no such snapshot."""
    wanted = select(_TABLE.c.content).where(_TABLE.c.snapshot_id == snapshot_id)
    with engine.connect() as connection:
        found = connection.execute(wanted).scalar_one_or_none()
    if found is None:
        raise LookupError(f"no snapshot {snapshot_id}")
    return bytes(found)


def _snapshot(row: RowMapping) -> Snapshot:
    facts = dict(row)
    facts["counted"] = tuple((int(number), str(digest)) for number, digest in facts["counted"])
    return Snapshot(**facts)
