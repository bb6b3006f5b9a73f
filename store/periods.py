"""Periods as the office runs them: append-only changes, of which the newest of a period counts over the plan's."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine, func, insert, select

from domain.plan import Plan, PlanVersion, Window
from store.audit import Entry, append_entry
from store.digests import period_change_digest
from store.schema import period_changes


class PeriodClosed(Exception):  # noqa: N818 - it is an answer to the sender, not a failure of ours
    """The period was closed by the office; the message is its code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodChange:
    """One decision of the office on a period: its days and deadline, whether it is closed, why, by whom."""

    window: Window
    is_closed: bool
    reason: str = ""
    changed_by: str = ""
    changed_at: datetime


def fetch_period_changes(connection: Connection) -> dict[str, PeriodChange]:
    """Return the newest change of each period that the office has touched, by code."""
    table = period_changes
    newest = select(func.max(table.c.change_id)).group_by(table.c.period)
    rows = connection.execute(select(table).where(table.c.change_id.in_(newest)).order_by(table.c.period))
    return {
        row["period"]: PeriodChange(
            window=Window(
                period=row["period"],
                starts_on=row["starts_on"],
                ends_on=row["ends_on"],
                due_at=row["due_at"],
            ),
            is_closed=row["is_closed"],
            reason=row["reason"],
            changed_by=row["changed_by"],
            changed_at=row["changed_at"],
        )
        for row in rows.mappings()
    }


def is_closed(connection: Connection, period: str) -> bool:
    """Whether the office has closed this period."""
    change = fetch_period_changes(connection).get(period)
    return change is not None and change.is_closed


def fetch_closed_periods(engine: Engine) -> frozenset[str]:
    """Return the codes of the periods that the office has closed."""
    with engine.connect() as connection:
        changes = fetch_period_changes(connection)
    return frozenset(code for code, change in changes.items() if change.is_closed)


def add_period_change(connection: Connection, change: PeriodChange, *, entry: Entry) -> int:
    """Append a decision on a period and return its number; connection: of store.writes.changing.

    entry: what the audit trail is to say; its subject and digest are filled in here.
    """
    window = change.window
    values = {
        "period": window.period,
        "starts_on": window.starts_on,
        "ends_on": window.ends_on,
        "due_at": window.due_at,
        "is_closed": change.is_closed,
        "reason": change.reason,
        "changed_by": change.changed_by,
        "changed_at": change.changed_at,
    }
    added = insert(period_changes).values(values).returning(period_changes.c.change_id)
    number = int(connection.execute(added).scalar_one())
    digest = period_change_digest(connection, number)
    details = dict(entry.details) | {"change": number}  # store.verifying finds the row by it
    told = replace(entry, subject=f"period:{window.period}", details=details, digest=digest)
    append_entry(connection, told)
    return number


def with_office_windows(version: PlanVersion, changes: dict[str, PeriodChange]) -> PlanVersion:
    """The plan with the office's days and deadlines in place of its own, and periods that only the office has."""
    return with_windows(version, {code: change.window for code, change in changes.items()})


def with_windows(version: PlanVersion, given: dict[str, Window]) -> PlanVersion:
    """The plan with these windows, by code, in place of its own or beside them, in time order."""
    if not given:
        return version
    windows = {window.period: window for window in version.plan.windows} | given
    ordered = sorted(windows.values(), key=lambda window: (window.ends_on, window.starts_on, window.period))
    plan: Plan = replace(version.plan, windows=tuple(ordered))
    return replace(version, plan=plan)
