"""An anchor kept outside the store: it catches a trail that was written anew."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, select, update

from services.trail import entry_of, record
from services.verifying import NoAnchor, verified
from store import schema
from store.audit import append_entry
from store.engine import writing
from store.verifying import verify
from tests.tampering import NOW, OFFICE, fill, unlock


def test_an_anchor_kept_outside_catches_a_trail_that_was_written_anew(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    anchor, engine = tmp_path / "anchor.json", sqlite_engine
    fill(engine)
    first = verified(engine, anchor)
    assert json.loads(anchor.read_text())["number"] == 8
    record(engine, entry_of(OFFICE, "download_original", NOW))
    assert verified(engine, anchor).findings == ()
    assert json.loads(anchor.read_text())["number"] == 9
    rewrite_from(engine, 8)
    assert {finding.code for finding in verify(engine).findings} == {"guard_missing"}
    again = verified(engine, anchor)
    assert (again.findings[0].code, again.findings[0].where) == ("anchor_differs", "audit:9")
    assert json.loads(anchor.read_text())["number"] == 9
    assert first.head is not None
    assert verify(engine, replace(first.head, number=99)).findings[0].code == "anchor_differs"


def rewrite_from(engine: Engine, number: int) -> None:
    """What only someone who knows the program could do: entries from one on left out, told anew, head too."""
    with writing(engine) as connection:
        unlock(connection)
        connection.execute(delete(schema.audit).where(schema.audit.c.entry_id >= number))
        table = schema.audit
        last = connection.execute(select(table.c.hash).where(table.c.entry_id == number - 1)).scalar_one()
        connection.execute(update(schema.audit_head).values(entry_id=number - 1, hash=last))
        for _again in range(3):
            append_entry(connection, entry_of(OFFICE, "sign_in", NOW))


def test_a_file_that_is_no_anchor_is_refused(sqlite_engine: Engine, tmp_path: Path) -> None:
    for wrong in ("", "[]", '{"number": "x", "hash": ""}', '{"hash": ""}'):
        (tmp_path / "anchor").write_text(wrong)
        with pytest.raises(NoAnchor):
            verified(sqlite_engine, tmp_path / "anchor")
