"""Tables of a period's life: what the office changed in it, what it published of it, the meetings on it."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, Table, UniqueConstraint

from store.schema.columns import Instant, Json, Words, metadata, words

period_changes = Table(
    "period_changes",
    metadata,
    Column("change_id", Integer, primary_key=True),
    Column("period", Words, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("is_closed", Boolean, nullable=False),
    words("reason"),
    words("changed_by"),
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
    words("published_by"),
    words("reason"),
    Column("method", Words, nullable=False),
    Column("plan_id", ForeignKey("plans.plan_id"), nullable=False),
    Column("counted", Json, nullable=False),  # list of [submission_id, sha256]
    Column("sha256", Words, nullable=False),  # of content
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("period", "version"),
)
meetings = Table(  # append-only: the newest row of a period and name is how that meeting stands
    "meetings",
    metadata,
    Column("meeting_id", Integer, primary_key=True),
    Column("period", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("slides", Json, nullable=False),  # keys of services.slides.deck, in order
    Column("seconds", Integer, nullable=False),  # a slide stands, where they turn by themselves
    Column("saved_at", Instant, nullable=False),
    words("saved_by"),
    Index(None, "period"),
)
