"""What a unit has sent in: its versions by period, what changed between two of them, and the files as they came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import check_can_download_original, check_can_see_reports
from domain import figures
from domain.period import Period
from domain.report import TaskLine
from loaders.specs.column import Spec
from loaders.specs.progress import ISSUES, MILESTONES, TASKS
from services.report_versions import Standing, standing
from services.trail import entry_of, record
from store.queries import fetch_original
from store.report_lines import fetch_report_lines
from store.versions import fetch_submission, fetch_unit_versions

_UNSAID = frozenset(("row", "place"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One version of a unit's report; ``reason``: why the office returned it, "" otherwise."""

    submission_id: int
    period: str
    version: int
    standing: Standing
    reason: str
    receipt: str
    received_at: datetime
    submitted_by: str
    on_behalf: bool
    source: str
    file_name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One cell that differs between two versions, as words; "" = nothing stood there."""

    sheet: str
    code: str
    header: str
    before: str
    after: str


def history(engine: Engine, unit_id: str, *, actor: Actor) -> tuple[Sent, ...]:
    """Every version of every period of a unit, newest period and version first; raises Forbidden."""
    check_can_see_reports(actor.role, actor.unit_id, unit_id)
    rows = fetch_unit_versions(engine, unit_id).to_dict("records")
    accepted: dict[str, list[int]] = {}
    for row in rows:
        accepted.setdefault(row["period"], [])
        if row["status"] == "accepted":
            accepted[row["period"]].append(row["version"])
    sent = (
        Sent(
            standing=standing(row["version"], accepted[row["period"]]),
            received_at=row["received_at"].to_pydatetime(),
            **{
                name: row[name]
                for name in (
                    *("submission_id", "period", "version", "reason", "receipt", "submitted_by"),
                    *("on_behalf", "source", "file_name", "size"),
                )
            },
        )
        for row in rows
    )
    return tuple(sorted(sent, key=lambda one: (Period.parse(one.period).ends_on, one.version), reverse=True))


def differences(engine: Engine, older: int, newer: int, *, actor: Actor) -> tuple[Difference, ...]:
    """What differs between two submissions of one unit, sheet by sheet in their order; raises Forbidden, LookupError."""
    for submission_id in (older, newer):
        unit_id = fetch_submission(engine, submission_id)["unit_id"]
        check_can_see_reports(actor.role, actor.unit_id, unit_id)
    before, after = fetch_report_lines(engine, older), fetch_report_lines(engine, newer)
    return (
        *_compared(TASKS, "task_id", before.tasks, after.tasks),
        *_compared(MILESTONES, "milestone_id", before.milestones, after.milestones),
        *_compared(ISSUES, "problem_id", before.issues, after.issues),
    )


def _compared(spec: Spec, key: str, before: Sequence[Any], after: Sequence[Any]) -> list[Difference]:
    old, new = ({getattr(line, key): line for line in lines} for lines in (before, after))
    names = [
        field.name
        for field in fields((*after, *before)[0] if (*after, *before) else TaskLine)
        if field.name not in _UNSAID and field.name != key
    ]
    return [
        Difference(sheet=spec.name, code=code, header=spec.column(name).header, before=was, after=now)
        for code in dict.fromkeys((*new, *old))
        for name in names
        if (was := _words(old, code, name)) != (now := _words(new, code, name))
    ]


def _words(lines: Mapping[str, Any], code: str, name: str) -> str:
    value = getattr(lines[code], name) if code in lines else None
    if value is None:
        return ""
    if name == "reported":
        return figures.percent(value)
    if isinstance(value, date):
        return figures.day(value)
    return figures.quantity(value) if isinstance(value, float) else str(value)


def original(engine: Engine, submission_id: int, *, actor: Actor, now: datetime) -> tuple[str, bytes]:
    """File name and bytes as they came in; written into the audit trail. Raises Forbidden, LookupError."""
    found = fetch_submission(engine, submission_id)
    check_can_download_original(actor.role, actor.unit_id, found["unit_id"])
    name, content = fetch_original(engine, submission_id)
    deed = entry_of(
        actor,
        "download_original",
        now,
        subject=f"submission:{submission_id}",
        unit=found["unit_id"],
        period=found["period"],
        file=name,
        sha256=found["sha256"],
    )
    record(engine, deed)
    return name, content
