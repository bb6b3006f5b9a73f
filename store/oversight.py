"""Oversight data in the store: append-only books; of one thing said in several books the newest counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, Table, insert, select

from domain.oversight import Oversight
from store import schema
from store.audit import Entry, append_entry
from store.digests import book_digest
from store.frames import DATA, DAY, MOMENT, NUMBER, TEXT, WHOLE, typed_frame
from store.schema import oversight_books
from store.writes import Arrival, File, changing

PARTS: Mapping[str, Table] = {
    "inspections": schema.inspections,
    "ratings": schema.ratings,
    "promises": schema.promises,
    "adjustments": schema.adjustments,
    "examples": schema.examples,
    "decisions": schema.decisions,
}
KEYS: Mapping[str, tuple[str, ...]] = {
    "inspections": ("inspected_on", "unit_id", "task_id"),
    "ratings": ("period", "unit_id", "voters"),
    "promises": ("period", "item"),
    "adjustments": ("happened_on", "unit_id", "reason"),
    "examples": ("happened_on", "unit_id", "type", "reason"),
    "decisions": ("assigned_on", "meeting", "content"),
}
_ORIGIN = {"row": WHOLE, "place": TEXT, "file_name": TEXT, "book_id": WHOLE}
TYPES: Mapping[str, Mapping[str, str]] = {
    "inspections": {
        "inspected_on": DAY,
        **dict.fromkeys(("method", "unit_id", "task_id"), TEXT),
        "verified": NUMBER,
        **dict.fromkeys(("finding", "evidence", "note", "field"), TEXT),
        **_ORIGIN,
    },
    "ratings": {
        **dict.fromkeys(("period", "unit_id", "voters"), TEXT),
        **dict.fromkeys(
            ("very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied"), WHOLE
        ),
        "sample": NUMBER,
        "measures": TEXT,
        **_ORIGIN,
    },
    "promises": {
        **dict.fromkeys(("period", "item"), TEXT),
        **dict.fromkeys(("promised", "kept", "base", "current"), NUMBER),
        "measure": TEXT,
        **_ORIGIN,
    },
    "adjustments": {
        "happened_on": DAY,
        "unit_id": TEXT,
        "points": NUMBER,
        **dict.fromkeys(("reason", "document", "approved_by"), TEXT),
        **_ORIGIN,
    },
    "examples": {
        "happened_on": DAY,
        **dict.fromkeys(("unit_id", "type", "reason", "approved_by"), TEXT),
        **_ORIGIN,
    },
    "decisions": {
        "assigned_on": DAY,
        **dict.fromkeys(("meeting", "content"), TEXT),
        "units": DATA,
        "due_on": DAY,
        "done_on": DAY,
        "result": TEXT,
        **_ORIGIN,
    },
}
BOOK_TYPES: Mapping[str, str] = {
    "book_id": WHOLE,
    **dict.fromkeys(("period", "file_name", "sha256"), TEXT),
    "size": WHOLE,
    "received_at": MOMENT,
    **dict.fromkeys(("submitted_by", "source"), TEXT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredBook:
    """A stored oversight book; ``is_new`` False = these bytes were there already."""

    book_id: int
    received_at: datetime
    is_new: bool


def add_oversight(
    engine: Engine, oversight: Oversight, file: File, arrival: Arrival, *, entry: Entry
) -> StoredBook:
    """Store a book with its rows; the same bytes again add nothing when they are the newest book with a file.

    file: its bytes, or name "" and bytes that tell the entry apart where it was made on a page.
    entry: what the audit trail is to say; its subject and digest are filled in here.
    """
    with changing(engine) as connection:
        known = _newest_same(connection, file, any_version=arrival.any_version)
        if known is not None:
            return known
        values = {
            "period": oversight.period,
            "file_name": file.name,
            "sha256": file.sha256,
            "size": len(file.content),
            "received_at": arrival.received_at,
            "submitted_by": arrival.submitted_by,
            "source": arrival.source,
            "content": file.content,
        }
        key = connection.execute(insert(oversight_books).values(**values)).inserted_primary_key
        if key is None:
            raise RuntimeError("the database gave no number for a new book")
        book_id = int(key[0])
        for part, table in PARTS.items():
            _insert_rows(connection, table, book_id, getattr(oversight, part))
        digest = book_digest(connection, book_id)
        append_entry(connection, replace(entry, subject=f"oversight:{book_id}", digest=digest))
    return StoredBook(book_id=book_id, received_at=arrival.received_at, is_new=True)


def fetch_books(engine: Engine) -> pd.DataFrame:
    """One row a book, in order of arrival; columns and types: ``BOOK_TYPES``."""
    wanted = select(*(oversight_books.c[name] for name in BOOK_TYPES)).order_by(oversight_books.c.book_id)
    with engine.connect() as connection:
        return typed_frame(connection.execute(wanted).all(), BOOK_TYPES)


def fetch_oversight(engine: Engine, up_to: int | None = None) -> dict[str, pd.DataFrame]:
    """Return every part's rows that count, newest word on each thing; columns and types: ``TYPES``.

    up_to: only books up to this number, for a snapshot made then. What a thing is known by: ``KEYS``.
    """
    with engine.connect() as connection:
        return {part: _counting(connection, part, up_to) for part in PARTS}


def fetch_book_file(engine: Engine, book_id: int) -> tuple[str, bytes]:
    """File name and bytes as they came; raises LookupError where there is no such book."""
    wanted = select(oversight_books.c.file_name, oversight_books.c.content)
    with engine.connect() as connection:
        found = connection.execute(wanted.where(oversight_books.c.book_id == book_id)).first()
    if found is None:
        raise LookupError(f"no oversight book {book_id}")
    return found.file_name, bytes(found.content)


def _counting(connection: Connection, part: str, up_to: int | None) -> pd.DataFrame:
    table, types = PARTS[part], TYPES[part]
    columns = [table.c[name] if name in table.c else oversight_books.c[name] for name in types]
    wanted = select(*columns).join_from(table, oversight_books)
    if up_to is not None:
        wanted = wanted.where(table.c.book_id <= up_to)
    rows = connection.execute(wanted.order_by(table.c.book_id, table.c.position)).all()
    frame = typed_frame(rows, types)
    return frame.drop_duplicates(list(KEYS[part]), keep="last", ignore_index=True)


def _newest_same(connection: Connection, file: File, *, any_version: bool) -> StoredBook | None:
    table = oversight_books.c
    wanted = select(table.book_id, table.received_at, table.sha256).order_by(table.book_id.desc()).limit(1)
    wanted = wanted.where(table.sha256 == file.sha256 if any_version else table.file_name == file.name)
    found = connection.execute(wanted).first()
    if found is None or found.sha256 != file.sha256:
        return None
    return StoredBook(book_id=found.book_id, received_at=found.received_at, is_new=False)


def _insert_rows(connection: Connection, table: Table, book_id: int, rows: Sequence[Any]) -> None:
    values = [
        {"book_id": book_id, "position": position}
        | {field.name: _plain(getattr(row, field.name)) for field in fields(row)}
        for position, row in enumerate(rows)
    ]
    if values:
        connection.execute(insert(table), values)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def page_file(words: str) -> File:
    """The file that stands for an entry made on a page: no name, and bytes that tell it apart."""
    return File(name="", content=sha256(words.encode()).hexdigest().encode())
