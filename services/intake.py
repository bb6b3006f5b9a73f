"""Intake: a workbook comes in and is stored with a receipt, or refused with its problems."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Action, Forbidden, Role, check_can_upload
from domain.plan import Plan, PlanVersion
from domain.report import Report
from loaders.check import Checked, check
from loaders.context import Context
from loaders.problems import Problem, Severity
from locales import _
from services.against_store import Reading, checked_against_store
from services.plan_start import plan_start
from services.trail import entry_of, record
from store.periods import PeriodClosed
from store.queries import fetch_plans, fetch_problems, fetch_submissions
from store.same_file import fetch_known_plan
from store.writes import Arrival, File, NewerVersion, Stored, add_plan, add_submission

UPLOAD = "upload"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Proof of a stored submission; ``number`` reads like ``2022-09-S01-v2``.

    ``is_new`` False: these bytes were there already, and this is the receipt they got then.
    """

    number: str
    submission_id: int
    unit_id: str
    period: str
    version: int
    received_at: datetime
    sha256: str
    is_new: bool = field(default=True, compare=False)


class NotStored(Exception):  # noqa: N818 - it is an answer to the sender, not a failure of ours
    """Nothing was stored; the message says why in the language in use, ``problems`` say where."""

    def __init__(self, reason: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(reason)
        self.problems = problems


class Overtaken(NotStored):
    """Another version came in after the one the sender had seen; nothing was stored yet. ``version``: the newest."""

    def __init__(self, version: int, problems: tuple[Problem, ...] = ()) -> None:
        reason = _(
            "Version {version} came in meanwhile, sent by someone else. Look at it first.", version=version
        )
        super().__init__(reason, problems)
        self.version = version


def submit(
    engine: Engine,
    content: bytes,
    file_name: str,
    *,
    actor: Actor,
    unit_id: str | None = None,
    period: str | None = None,
    answers: Mapping[str, str] | None = None,
    now: datetime,
    source: str = UPLOAD,
    received_at: datetime | None = None,
    seen: int | None = None,
    read: Reading = check,
) -> Receipt:
    """Check a progress workbook once more and store it as the newest version of its unit and period.

    Raises Forbidden where the actor may not report for the unit that the workbook is of, NotStored where it has errors, and for an upload where a question isn't answered yet; from a
    folder it is stored with that value left empty (the last one stands) and the question kept beside it.
    The same bytes again give the receipt they got before. received_at: when it came, if not now. What the
    office sends in on a unit's behalf is marked so. seen: the newest version that the sender knows of
    (``intake_preview.Preview.last_version``); raises Overtaken where there is a newer one by now. What is refused is
    written into the audit trail.
    """
    plans = fetch_plans(engine)
    checked = checked_against_store(
        engine, plans, content, file_name, unit_id=unit_id, period=period, answers=answers, read=read
    )
    arrival = Arrival(
        received_at=received_at or now,
        source=source,
        submitted_by=actor.name,
        on_behalf=source == UPLOAD and actor.role is not Role.UNIT,
    )
    try:
        return store_checked(engine, plans, checked, content, arrival, actor=actor, now=now, seen=seen)
    except Overtaken:
        raise  # asked again, not turned away
    except (NotStored, Forbidden) as refusal:
        record_refused(engine, checked, str(refusal), actor=actor, now=now)
        raise


def record_refused(engine: Engine, checked: Checked, reason: str, *, actor: Actor, now: datetime) -> None:
    """Write into the audit trail that a file was turned away, and why; nothing of it is kept."""
    codes = sorted({one.code for one in checked.problems if one.severity is Severity.ERROR})
    deed = entry_of(
        actor,
        "upload_refused",
        now,
        unit=checked.unit_id,
        period=checked.period,
        file=checked.file,
        sha256=checked.sha256,
        size=checked.size,
        reason=reason,
        errors=codes,
    )
    record(engine, deed)


def store_checked(
    engine: Engine,
    plans: tuple[PlanVersion, ...],
    checked: Checked,
    content: bytes,
    arrival: Arrival,
    *,
    actor: Actor,
    now: datetime,
    seen: int | None = None,
) -> Receipt:
    """Store a progress workbook that was just checked against these plans; as submit, which see."""
    check_can_upload(actor.role, actor.unit_id, checked.unit_id or actor.unit_id or "")
    reason = reason_against(checked, plans, keep_questions=arrival.source != UPLOAD)
    if reason is not None or checked.report is None:
        raise NotStored(reason or _("No report could be read from this workbook."), checked.problems)
    file = File(name=checked.file, content=content)
    rows = [problem.as_row() for problem in checked.problems]
    deed = entry_of(
        actor,
        "submit",
        now,
        unit=checked.report.unit_id,
        period=checked.report.period,
        file=file.name,
        sha256=checked.sha256,
        on_behalf=arrival.on_behalf,
    )
    try:
        stored = add_submission(engine, checked.report, file, arrival, rows, entry=deed, seen=seen)
    except NewerVersion as newer:
        raise Overtaken(newer.version, checked.problems) from newer
    except PeriodClosed as closed:
        raise NotStored(closed_reason(str(closed)), checked.problems) from closed
    return _receipt(stored, checked.report, checked.sha256)


def save_plan(
    engine: Engine,
    content: bytes,
    file_name: str,
    *,
    actor: Actor,
    answers: Mapping[str, str] | None = None,
    now: datetime,
    source: str = UPLOAD,
    read: Reading = check,
) -> tuple[int, Checked]:
    """Check a plan workbook and store it as a new version; returns its number and what was found.

    Raises Forbidden where the actor may not change the plan, NotStored where it has errors or an open question, and where all its periods are history.
    """
    actor.check_can(Action.CHANGE_PLAN)
    checked = read(content, file_name, Context(answers=answers or {}))
    if checked.kind != "plan":
        raise NotStored(_("This is not a plan workbook."), checked.problems)
    if checked.plan is None or checked.verdict != "accepted":
        raise NotStored(_("The plan has problems that must be settled first."), checked.problems)
    file, arrival = File(name=file_name, content=content), Arrival(received_at=now, source=source)
    known = fetch_known_plan(engine, file.sha256, any_version=arrival.any_version)
    if known is not None:
        return known, checked
    valid_from = _valid_from(engine, checked.plan, now)
    deed = entry_of(actor, "save_plan", now, file=file.name, sha256=file.sha256, valid_from=valid_from)
    return add_plan(engine, checked.plan, file, arrival, valid_from=valid_from, entry=deed), checked


def closed_reason(period: str) -> str:
    """The sentence for a period that takes no more reports."""
    return _(
        "The period {period} is closed and takes no more reports. Ask the supervision office to open it again.",
        period=period,
    )


def fetch_found(engine: Engine, submission_id: int) -> tuple[Problem, ...]:
    """Return what the checker found in a stored submission, ready to be worded in the language in use."""
    rows = fetch_problems(engine, submission_id).to_dict("records")
    return tuple(Problem.from_row({str(name): value for name, value in row.items()}) for row in rows)


def reason_against(checked: Checked, plans: tuple[PlanVersion, ...], *, keep_questions: bool) -> str | None:
    """Why this workbook can't be stored as a report; None where it can."""
    if checked.verdict == "unreadable":
        return _("The file can't be read.")
    if checked.kind != "progress":
        return _("This is not a progress workbook.")
    if not plans:
        return _("There is no plan yet; the office has to load it first.")
    if checked.verdict == "rejected" or checked.report is None:
        return _("The workbook has errors; correct them and send it again.")
    if checked.verdict == "questions" and not keep_questions:
        return _("The workbook has questions; answer them first.")
    return None


def _valid_from(engine: Engine, plan: Plan, now: datetime) -> str:
    plans = fetch_plans(engine)
    sent = fetch_submissions(engine)
    reported = frozenset(sent.loc[sent["counts"], "period"])
    start = plan_start(plan, is_first=not plans, reported=reported, now=now)
    if start is None:
        raise NotStored(_("All periods of this plan are over and reported, so it would change nothing."))
    return start


def _receipt(stored: Stored, report: Report, sha256: str) -> Receipt:
    return Receipt(
        number=stored.receipt,
        submission_id=stored.submission_id,
        unit_id=report.unit_id,
        period=report.period,
        version=stored.version,
        received_at=stored.received_at,
        sha256=sha256,
        is_new=stored.is_new,
    )
