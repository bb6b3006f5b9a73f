"""Tables of what the office issues: letters and their steps, draws, awards."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table

from store.schema.columns import Instant, Json, Words, day, metadata, words

letters = Table(
    "letters",
    metadata,
    Column("letter_id", Integer, primary_key=True),
    Column("number", Words, nullable=False, unique=True),  # e.g. 2022-09-T-003
    Column("kind", Words, nullable=False),
    Column("unit_id", Words, nullable=False),
    Column("period", Words, nullable=False),
    Column("grounds", Json, nullable=False),  # rule and figures, as proposed
    words("text"),
    day("due_on"),
    Column("issued_at", Instant, nullable=False),
    words("issued_by"),
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
    words("reason"),
    Column("at", Instant, nullable=False),
    words("by"),
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
    words("drawn_by"),
)
awards = Table(
    "awards",
    metadata,
    Column("award_id", Integer, primary_key=True),
    Column("kind", Words, nullable=False),  # office, team
    Column("unit_id", Words, nullable=False),
    Column("period", Words, nullable=False),
    Column("is_granted", Boolean, nullable=False),
    words("reason"),
    Column("decided_at", Instant, nullable=False),
    words("decided_by"),
)
