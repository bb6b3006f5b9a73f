"""Oversight data comes in: a workbook is previewed, stored, or refused; entries made on a page go the same way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

import pandas as pd
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Action
from domain.oversight import Adjustment, Example, Oversight
from domain.plan import Plan
from loaders.check import Checked, check
from loaders.context import Context
from locales import _
from services.against_store import Reading, plan_to_judge
from services.intake import UPLOAD, NotStored
from services.trail import entry_of, record
from store.oversight import (
    KEYS,
    PARTS,
    StoredBook,
    add_oversight,
    fetch_book_file,
    fetch_oversight,
    page_file,
)
from store.queries import fetch_plans
from store.writes import Arrival, File


@dataclass(frozen=True, slots=True, kw_only=True)
class OversightPreview:
    """What would happen if this workbook were stored.

    rows — one row a part: part [text], added, changed, same [counts against what is stored].
    """

    checked: Checked
    can_submit: bool
    rows: pd.DataFrame


def preview_oversight(
    engine: Engine,
    content: bytes,
    file_name: str,
    *,
    actor: Actor,
    period: str | None = None,
    answers: Mapping[str, str] | None = None,
    read: Reading = check,
) -> OversightPreview:
    """Check an oversight workbook and count what it would add and change; nothing is stored. Raises Forbidden."""
    actor.check_can(Action.KEEP_OVERSIGHT)
    checked = _checked(engine, content, file_name, period=period, answers=answers, read=read)
    book = checked.oversight if _reason_against(checked) is None else None
    return OversightPreview(
        checked=checked,
        can_submit=book is not None,
        rows=_effect(fetch_oversight(engine), book or Oversight()),
    )


def submit_oversight(
    engine: Engine,
    content: bytes,
    file_name: str,
    *,
    actor: Actor,
    period: str | None = None,
    answers: Mapping[str, str] | None = None,
    now: datetime,
    source: str = UPLOAD,
    received_at: Callable[[str], datetime] | None = None,
    read: Reading = check,
) -> tuple[StoredBook, Checked]:
    """Check an oversight workbook once more and store it; the newest word on each thing counts.

    received_at: when a book of this period came, where that is not now (history from a folder).

    Raises Forbidden where the actor may not keep oversight data, NotStored where the workbook has errors, an open
    question, or is none. The same bytes again add nothing.
    """
    actor.check_can(Action.KEEP_OVERSIGHT)
    checked = _checked(engine, content, file_name, period=period, answers=answers, read=read)
    reason = _reason_against(checked)
    if reason is not None or checked.oversight is None:
        raise NotStored(reason or _("This is not an oversight workbook."), checked.problems)
    file = File(name=file_name, content=content)
    came_at = received_at(checked.oversight.period) if received_at else now
    arrival = Arrival(received_at=came_at, source=source, submitted_by=actor.name)
    deed = entry_of(
        actor, "keep_oversight", now, file=file_name, sha256=file.sha256, period=checked.oversight.period
    )
    return add_oversight(engine, checked.oversight, file, arrival, entry=deed), checked


def enter_oversight(engine: Engine, rows: Oversight, *, actor: Actor, now: datetime, key: str) -> StoredBook:
    """Store rows entered on a page: a decision, an example. Raises Forbidden, NotStored.

    key: what makes this entry this one (a form's number), so that a double click stores once.
    """
    actor.check_can(Action.KEEP_OVERSIGHT)
    approved: tuple[Adjustment | Example, ...] = (*rows.adjustments, *rows.examples)
    if any(not row.approved_by.strip() for row in approved):
        raise NotStored(_("An approver is missing. Name who approved it."))
    plans = fetch_plans(engine)
    plan = plan_to_judge(plans, rows.period or None)
    for row in approved:
        _check_against(plan, row)
    for decision in rows.decisions:
        if not decision.content.strip() or not decision.units:
            raise NotStored(_("A decision needs its content and at least one unit."))
        if decision.due_on is not None and decision.due_on < decision.assigned_on:
            raise NotStored(_("The deadline lies before the day it was decided."))
    deed = entry_of(actor, "enter_oversight", now, rows=_counts(rows))
    arrival = Arrival(received_at=now, source="page", submitted_by=actor.name)
    return add_oversight(engine, rows, page_file(f"{actor.name}/{key}"), arrival, entry=deed)


def _check_against(plan: Plan | None, row: Adjustment | Example) -> None:
    """Raise NotStored where the plan has not the row's unit, or its year not the row's day."""
    if plan is None or row.unit_id not in {unit.unit_id for unit in plan.units}:
        raise NotStored(_("The plan has no unit {unit}.", unit=row.unit_id))
    first = min((window.starts_on for window in plan.windows), default=row.happened_on)
    last = max((window.ends_on for window in plan.windows), default=row.happened_on)
    if not first <= row.happened_on <= last:
        raise NotStored(
            _("“{value}” lies in no period of the plan. Correct the date.", value=row.happened_on.isoformat())
        )


def original_book(engine: Engine, book_id: int, *, actor: Actor, now: datetime) -> tuple[str, bytes]:
    """File name and bytes of a kept workbook; written into the audit trail. Raises Forbidden, LookupError."""
    actor.check_can(Action.SEE_LIVE)
    name, content = fetch_book_file(engine, book_id)
    if not name:
        raise LookupError(f"book {book_id} was entered on a page")
    record(engine, entry_of(actor, "download_original", now, subject=f"oversight:{book_id}", file=name))
    return name, content


def _counts(rows: Oversight) -> dict[str, int]:
    return {part: len(getattr(rows, part)) for part in PARTS if getattr(rows, part)}


def _checked(
    engine: Engine,
    content: bytes,
    file_name: str,
    *,
    period: str | None,
    answers: Mapping[str, str] | None,
    read: Reading,
) -> Checked:
    plan = plan_to_judge(fetch_plans(engine), period)
    return read(content, file_name, Context(plan=plan, period=period, answers=answers or {}))


def _reason_against(checked: Checked) -> str | None:
    """Why this workbook can't be stored as oversight data; None where it can."""
    if checked.verdict == "unreadable":
        return _("The file can't be read.")
    if checked.kind != "oversight":
        return _("This is not an oversight workbook.")
    if any(problem.code == "plan_needed" for problem in checked.problems):
        return _("There is no plan yet; the office has to load it first.")
    if checked.verdict == "rejected" or checked.oversight is None:
        return _("The workbook has errors; correct them and send it again.")
    if checked.verdict == "questions":
        return _("The workbook has questions; answer them first.")
    return None


def _effect(stored: Mapping[str, pd.DataFrame], book: Oversight) -> pd.DataFrame:
    counted = []
    for part, keys in KEYS.items():
        before = {tuple(_plain(row[key]) for key in keys): row for row in stored[part].to_dict("records")}
        added = changed = same = 0
        for row in getattr(book, part):
            known = before.get(tuple(_plain(getattr(row, key)) for key in keys))
            if known is None:
                added += 1
            elif all(
                _alike(getattr(row, one.name), known.get(one.name))
                for one in fields(row)
                if one.name not in ("row", "place")
            ):
                same += 1
            else:
                changed += 1
        counted.append((part, added, changed, same))
    return pd.DataFrame(counted, columns=["part", "added", "changed", "same"]).astype({"part": "str"})


def _plain(value: object) -> str:
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, list | tuple):
        return ",".join(str(part) for part in value)
    return str(value)[:10] if hasattr(value, "isoformat") else str(value)


def _alike(new: object, old: object) -> bool:
    if isinstance(new, int | float) and isinstance(old, int | float):
        return float(new) == float(old)
    return _plain(new) == _plain(old)
