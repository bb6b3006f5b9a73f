"""Periods as the office runs them: append-only changes, of which the newest of a period counts over the plan's."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select

from domain.plan import Plan, PlanVersion, Window
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


def with_office_windows(version: PlanVersion, changes: dict[str, PeriodChange]) -> PlanVersion:
    """The plan with the office's days and deadlines in place of its own, and periods that only the office has."""
    if not changes:
        return version
    windows = {window.period: window for window in version.plan.windows}
    windows |= {code: change.window for code, change in changes.items()}
    ordered = sorted(windows.values(), key=lambda window: (window.ends_on, window.starts_on, window.period))
    plan: Plan = replace(version.plan, windows=tuple(ordered))
    return replace(version, plan=plan)
