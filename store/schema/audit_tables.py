"""Tables of the trail: the number that every change raises, the audit entries, the head of their chain."""

from sqlalchemy import CheckConstraint, Column, Integer, Table

from store.schema.columns import Instant, Json, Words, metadata, words

revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

audit = Table(
    "audit",
    metadata,
    Column("entry_id", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    words("actor"),
    words("role"),
    words("address"),
    Column("action", Words, nullable=False),
    words("subject"),  # e.g. ``submission:12``, ``period:2022-09``, ``account:7``
    Column("details", Json, nullable=False),
    words("digest"),  # of the rows that the action wrote, "" = none
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
