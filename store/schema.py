"""The tables: plans and submissions, append-only; identities are short codes, timestamps UTC."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """A moment: aware on the way in (else ValueError), aware in UTC on the way out, in every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC; without its zone for SQLite, which keeps none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def storable(text: str) -> str:
    """The text as a database takes it and gives it back: without NUL, with ``?`` for a lone surrogate."""
    if text.isascii() and "\0" not in text:
        return str(text)  # plain text, where a StrEnum came in
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


class Words(TypeDecorator[str]):
    """Text of any length, without the two things no database takes: NUL and lone surrogates."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Clean the text."""
        return None if value is None else storable(value)


class Json(TypeDecorator[Any]):
    """A list or mapping kept as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ARG002 - SQLAlchemy's signature
        """JSON in plain ASCII, so that any text inside survives."""
        return json.dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """Read the list or mapping back."""
        return None if value is None else json.loads(value)


def _words(name: str) -> Column[str]:
    return Column(name, Words, nullable=False, default="")


def _number(name: str) -> Column[float]:
    return Column(name, Float(53), nullable=True)


def _day(name: str) -> Column[Any]:
    return Column(name, Date, nullable=True)


def _plan_rows(name: str, *columns: Column[Any]) -> Table:
    return Table(
        name,
        metadata,
        Column("plan_id", ForeignKey("plans.plan_id"), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *columns,
    )


def _lines(name: str, *columns: Column[Any]) -> Table:
    return Table(
        name,
        metadata,
        Column("submission_id", ForeignKey("submissions.submission_id"), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *columns,
    )


revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

plans = Table(
    "plans",
    metadata,
    Column("plan_id", Integer, primary_key=True),
    Column("valid_from", Words, nullable=False),
    _words("file_name"),
    Column("sha256", Words, nullable=False),
    Column("size", Integer, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
plan_units = _plan_rows(
    "plan_units",
    _words("unit_id"),
    _words("name"),
    Column("group", Words, nullable=False),
    _words("short_name"),
    Column("aliases", Json, nullable=False),
    _words("head"),
    _words("deputy"),
    _words("contact"),
)
plan_tasks = _plan_rows(
    "plan_tasks",
    _words("task_id"),
    _words("dimension"),
    _words("name"),
    _words("lead_unit"),
    Column("start_on", Date, nullable=False),
    _day("due_on"),
    _words("clause"),
    Column("joint_units", Json, nullable=False),
    Column("weight", Float(53), nullable=False),
    _words("kind"),
    _words("measure"),
    _number("base"),
    _number("target"),
    _words("direction"),
    _words("standard"),
)
plan_projects = _plan_rows(
    "plan_projects",
    _words("project_id"),
    _words("name"),
    _words("lead_unit"),
    _words("field"),
    _number("investment"),
)
plan_milestones = _plan_rows(
    "plan_milestones",
    _words("milestone_id"),
    _words("project_id"),
    _words("name"),
    Column("baseline_finish", Date, nullable=False),
    Column("weight", Float(53), nullable=False),
    _words("evidence"),
)
plan_windows = _plan_rows(
    "plan_windows",
    _words("period"),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("due_at", Instant, nullable=False),
)
plan_rules = _plan_rows("plan_rules", _words("name"), Column("value", Json, nullable=False))
plan_rule_notes = _plan_rows("plan_rule_notes", _words("name"), _words("note"))

submissions = Table(
    "submissions",
    metadata,
    Column("submission_id", Integer, primary_key=True),
    Column("unit_id", Words, nullable=False),
    Column("period", Words, nullable=False),
    Column("version", Integer, nullable=False),
    Column("status", Words, nullable=False),
    _words("reason"),
    Column("receipt", Words, nullable=False, unique=True),
    Column("received_at", Instant, nullable=False),
    _words("file_name"),
    Column("sha256", Words, nullable=False),
    Column("size", Integer, nullable=False),
    _words("filled_by"),
    _words("signed_by"),
    _day("filled_on"),
    Column("source", Words, nullable=False),
    _words("submitted_by"),
    Column("on_behalf", Boolean, nullable=False),
    UniqueConstraint("unit_id", "period", "version"),
    CheckConstraint("status IN ('accepted', 'returned')", name="status"),
    Index(None, "sha256"),
)
submission_files = Table(
    "submission_files",
    metadata,
    Column("submission_id", ForeignKey("submissions.submission_id"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
task_lines = _lines(
    "task_lines",
    _words("task_id"),
    _number("reported"),
    _number("actual"),
    _words("note"),
    _words("problem"),
    _words("next_step"),
    _words("need"),
    _day("forecast_finish"),
    _words("remark"),
    Column("row", Integer, nullable=False),
    _words("place"),
)
milestone_lines = _lines(
    "milestone_lines",
    _words("milestone_id"),
    _day("forecast_finish"),
    _day("actual_finish"),
    _words("evidence"),
    _words("note"),
    Column("row", Integer, nullable=False),
    _words("place"),
)
issue_lines = _lines(
    "issue_lines",
    _words("problem_id"),
    _words("source"),
    _day("raised_on"),
    _words("category"),
    _words("description"),
    _day("promised_on"),
    _day("solved_on"),
    _words("result"),
    _words("callback"),
    Column("row", Integer, nullable=False),
    _words("place"),
)
submission_problems = _lines(
    "submission_problems",
    _words("code"),
    _words("severity"),
    _words("sheet"),
    _words("cell"),
    _words("header"),
    _words("value"),
    Column("values", Json, nullable=False),
    _words("answer"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("account_id", Integer, primary_key=True),
    Column("name", Words, nullable=False, unique=True),  # as typed at sign-in, folded by accounts.names
    _words("person"),
    Column("role", Words, nullable=False),
    Column("unit_id", Words, nullable=True),
    Column("password_hash", Words, nullable=True),  # None = single sign-on only
    Column("must_change", Boolean, nullable=False, default=True),
    Column("initial_until", Instant, nullable=True),  # when a one-time password stops working
    Column("is_disabled", Boolean, nullable=False, default=False),
    _words("language"),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
)
sign_ins = Table(
    "sign_ins",
    metadata,
    Column("token_hash", Words, primary_key=True),
    Column("account_id", ForeignKey("accounts.account_id"), nullable=True),
    Column("link_id", ForeignKey("viewing_links.link_id"), nullable=True),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("ended_at", Instant, nullable=True),
    _words("address"),
    _words("agent"),
    Index(None, "account_id"),
)
failures = Table(
    "failures",
    metadata,
    Column("subject", Words, primary_key=True),  # ``account:NAME`` or ``address:IP``
    Column("count", Integer, nullable=False),
    Column("last_at", Instant, nullable=False),
    Column("locked_until", Instant, nullable=True),
)
viewing_links = Table(
    "viewing_links",
    metadata,
    Column("link_id", Integer, primary_key=True),
    Column("token_hash", Words, nullable=False, unique=True),
    _words("label"),
    _words("created_by"),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant, nullable=True),
    Column("used_at", Instant, nullable=True),
)
api_tokens = Table(
    "api_tokens",
    metadata,
    Column("token_id", Integer, primary_key=True),
    Column("token_hash", Words, nullable=False, unique=True),
    _words("label"),
    Column("scopes", Json, nullable=False),  # of ``submit``, ``read``
    Column("unit_id", Words, nullable=True),
    _words("created_by"),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant, nullable=True),
    Column("used_at", Instant, nullable=True),
)
audit = Table(
    "audit",
    metadata,
    Column("entry_id", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    _words("actor"),
    _words("role"),
    _words("address"),
    Column("action", Words, nullable=False),
    _words("subject"),  # e.g. ``submission:12``, ``period:2022-09``, ``account:7``
    Column("details", Json, nullable=False),
    _words("digest"),  # of the rows that the action wrote, "" = none
    Column("hash", Words, nullable=False),
)
audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("entry_id", Integer, nullable=False),
    Column("hash", Words, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
period_changes = Table(
    "period_changes",
    metadata,
    Column("change_id", Integer, primary_key=True),
    Column("period", Words, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("is_closed", Boolean, nullable=False),
    _words("reason"),
    _words("changed_by"),
    Column("changed_at", Instant, nullable=False),
    Index(None, "period"),
)
snapshots = Table(
    "snapshots",
    metadata,
    Column("snapshot_id", Integer, primary_key=True),
    Column("period", Words, nullable=False),
    Column("version", Integer, nullable=False),
    Column("published_at", Instant, nullable=False),
    _words("published_by"),
    _words("reason"),
    Column("method", Words, nullable=False),
    Column("plan_id", ForeignKey("plans.plan_id"), nullable=False),
    Column("counted", Json, nullable=False),  # list of [submission_id, sha256]
    Column("sha256", Words, nullable=False),  # of content
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("period", "version"),
)

oversight_books = Table(
    "oversight_books",
    metadata,
    Column("book_id", Integer, primary_key=True),
    _words("period"),  # "" = of no one period
    _words("file_name"),  # "" = entered on a page
    Column("sha256", Words, nullable=False),
    Column("size", Integer, nullable=False),
    Column("received_at", Instant, nullable=False),
    _words("submitted_by"),
    Column("source", Words, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index(None, "sha256"),
)


def _book_rows(name: str, *columns: Column[Any]) -> Table:
    return Table(
        name,
        metadata,
        Column("book_id", ForeignKey("oversight_books.book_id"), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *columns,
        Column("row", Integer, nullable=False),
        _words("place"),
    )


inspections = _book_rows(
    "inspections",
    Column("inspected_on", Date, nullable=False),
    _words("method"),
    _words("unit_id"),
    _words("task_id"),
    Column("verified", Float(53), nullable=False),
    _words("finding"),
    _words("evidence"),
    _words("note"),
)
ratings = _book_rows(
    "ratings",
    _words("period"),
    _words("unit_id"),
    _words("voters"),
    *(
        Column(name, Integer, nullable=False)
        for name in ("very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied")
    ),
    Column("sample", Integer, nullable=True),
    _words("measures"),
)
promises = _book_rows(
    "promises",
    _words("period"),
    _words("item"),
    _number("promised"),
    _number("kept"),
    _number("base"),
    _number("current"),
    _words("measure"),
)
adjustments = _book_rows(
    "adjustments",
    Column("happened_on", Date, nullable=False),
    _words("unit_id"),
    Column("points", Float(53), nullable=False),
    _words("reason"),
    _words("document"),
    _words("approved_by"),
)
examples = _book_rows(
    "examples",
    Column("happened_on", Date, nullable=False),
    _words("unit_id"),
    _words("type"),
    _words("reason"),
    _words("approved_by"),
)
decisions = _book_rows(
    "decisions",
    Column("assigned_on", Date, nullable=False),
    _words("meeting"),
    _words("content"),
    Column("units", Json, nullable=False),
    _day("due_on"),
    _day("done_on"),
    _words("result"),
)
letters = Table(
    "letters",
    metadata,
    Column("letter_id", Integer, primary_key=True),
    Column("number", Words, nullable=False, unique=True),  # e.g. 2022-09-T-003
    Column("kind", Words, nullable=False),
    Column("unit_id", Words, nullable=False),
    Column("period", Words, nullable=False),
    Column("grounds", Json, nullable=False),  # rule and figures, as proposed
    _words("text"),
    _day("due_on"),
    Column("issued_at", Instant, nullable=False),
    _words("issued_by"),
    Column("content", LargeBinary, nullable=False),  # the .docx as issued
    Index(None, "unit_id"),
)
letter_steps = Table(
    "letter_steps",
    metadata,
    Column("step_id", Integer, primary_key=True),
    Column("letter_id", ForeignKey("letters.letter_id"), nullable=True),
    Column("proposal", Words, nullable=False),  # key of what was proposed: kind:unit:period
    Column("state", Words, nullable=False),  # dismissed, issued, answered, checked, closed
    _words("reason"),
    Column("at", Instant, nullable=False),
    _words("by"),
    Index(None, "proposal"),
)
draws = Table(
    "draws",
    metadata,
    Column("draw_id", Integer, primary_key=True),
    Column("number", Words, nullable=False, unique=True),
    Column("seed", Words, nullable=False, unique=True),
    Column("frame_hash", Words, nullable=False),
    Column("certificate", Json, nullable=False),
    Column("drawn_at", Instant, nullable=False),
    _words("drawn_by"),
)
awards = Table(
    "awards",
    metadata,
    Column("award_id", Integer, primary_key=True),
    Column("kind", Words, nullable=False),  # office, team
    Column("unit_id", Words, nullable=False),
    Column("period", Words, nullable=False),
    Column("is_granted", Boolean, nullable=False),
    _words("reason"),
    Column("decided_at", Instant, nullable=False),
    _words("decided_by"),
)
