"""Tables of oversight, append-only: the books that came in and their rows."""

from typing import Any

from sqlalchemy import Column, Date, Float, ForeignKey, Index, Integer, LargeBinary, Table

from store.schema.columns import Instant, Json, Words, day, metadata, number, words

oversight_books = Table(
    "oversight_books",
    metadata,
    Column("book_id", Integer, primary_key=True),
    words("period"),  # "" = of no one period
    words("file_name"),  # "" = entered on a page
    Column("sha256", Words, nullable=False),
    Column("size", Integer, nullable=False),
    Column("received_at", Instant, nullable=False),
    words("submitted_by"),
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
        words("place"),
    )


inspections = _book_rows(
    "inspections",
    Column("inspected_on", Date, nullable=False),
    words("method"),
    words("unit_id"),
    words("task_id"),
    Column("verified", Float(53), nullable=False),
    words("finding"),
    words("evidence"),
    words("note"),
    words("field"),  # Field value, "" = not told; came after the table (store.digests)
)
ratings = _book_rows(
    "ratings",
    words("period"),
    words("unit_id"),
    words("voters"),
    *(
        Column(name, Integer, nullable=False)
        for name in ("very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied")
    ),
    Column("sample", Integer, nullable=True),
    words("measures"),
)
promises = _book_rows(
    "promises",
    words("period"),
    words("item"),
    number("promised"),
    number("kept"),
    number("base"),
    number("current"),
    words("measure"),
)
adjustments = _book_rows(
    "adjustments",
    Column("happened_on", Date, nullable=False),
    words("unit_id"),
    Column("points", Float(53), nullable=False),
    words("reason"),
    words("document"),
    words("approved_by"),
)
examples = _book_rows(
    "examples",
    Column("happened_on", Date, nullable=False),
    words("unit_id"),
    words("type"),
    words("reason"),
    words("approved_by"),
)
decisions = _book_rows(
    "decisions",
    Column("assigned_on", Date, nullable=False),
    words("meeting"),
    words("content"),
    Column("units", Json, nullable=False),
    day("due_on"),
    day("done_on"),
    words("result"),
)
