"""Verifying: whoever changes the store behind the program's back is found out, on both databases."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from click.testing import CliRunner
from sqlalchemy import Connection, Engine, create_engine, delete, insert, text
from sqlalchemy.exc import DBAPIError

from domain.plan import Plan
from domain.report import Report, TaskLine
from locales import in_language
from manage import cli
from services.trail import record
from services.verifying import finding_line, finding_words
from store import schema
from store.adopting import BEFORE_THE_TRAIL
from store.audit import Entry
from store.chain import Link
from store.digests import period_change_digest, plan_digest, snapshot_digest, submission_digest
from store.engine import open_engine, writing
from store.verifying import verify, verify_through
from store.writes import Arrival, File, add_plan, add_submission, changing
from tests.factories import task, unit
from tests.stores import postgres_database, sqlite_store
from tests.tampering import (
    NOW,
    TAMPERINGS,
    change_bytes,
    close_period,
    edit_entry,
    edit_line,
    fill,
    publish,
    undo_return,
    unlock,
)

ROOT = Path(__file__).parent.parent
DEED = Entry(at=NOW, actor="lin", role="office", action="test")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A filled store of each kind, one for all tests, which undo what they do."""
    with ExitStack() as held:
        if request.param == "sqlite":
            opened = sqlite_store(tmp_path_factory.mktemp("filled") / "board.db")
        else:
            server = request.getfixturevalue("postgres_server")
            opened = open_engine(held.enter_context(postgres_database(server)))
        fill(opened)
        yield opened
        opened.dispose()


def tampered(engine: Engine, deed: Callable[[Connection], None]) -> list[tuple[str, str]]:
    """What is found after a deed, which is undone again."""
    with engine.execution_options(board_writes=True).connect() as connection, connection.begin() as undone:
        unlock(connection)
        deed(connection)
        found = [(finding.code, finding.where) for finding in verify_through(connection).findings]
        undone.rollback()
    return [one for one in found if one[0] != "guard_missing"]  # which unlocking alone brings, as below


def test_a_store_nobody_touched_gives_nothing(filled: Engine) -> None:
    result = verify(filled)
    assert result.findings == ()
    assert (result.entries, result.rows, result.files) == (8, 6, 5)
    assert result.head is not None
    assert result.head.number == 8


def test_an_empty_store_gives_nothing(engine: Engine) -> None:
    result = verify(engine)
    assert (result.findings, result.entries, result.head) == ((), 0, Link(number=0, hash="0" * 64))


@pytest.mark.parametrize(("deed", "expected"), TAMPERINGS, ids=[deed.__name__ for deed, _found in TAMPERINGS])
def test_each_tampering_has_its_own_finding(filled: Engine, deed, expected: list[tuple[str, str]]) -> None:
    assert tampered(filled, deed) == expected


def test_lines_left_without_their_submission_are_found(sqlite_engine: Engine) -> None:
    fill(sqlite_engine)
    raw = sqlite_engine.raw_connection()
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("DELETE FROM submissions WHERE submission_id = 3")
    raw.execute("PRAGMA foreign_keys = ON")
    raw.close()
    found = [(finding.code, finding.values.get("table")) for finding in verify(sqlite_engine).findings]
    assert ("row_removed", None) in found
    assert ("rows_orphaned", "task_lines") in found
    assert ("rows_orphaned", "submission_files") in found


@pytest.mark.parametrize("deed", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit", "TRUNCATE audit"])
def test_the_database_refuses_to_change_the_trail(filled: Engine, deed: str) -> None:
    if deed.startswith("TRUNCATE") and filled.dialect.name == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DBAPIError, match="append-only"), writing(filled) as connection:
        connection.execute(text(deed))


def test_a_guard_that_was_taken_off_is_found(filled: Engine) -> None:
    with filled.execution_options(board_writes=True).connect() as connection, connection.begin() as undone:
        unlock(connection)
        found = [(one.code, one.where) for one in verify_through(connection).findings]
        undone.rollback()
    deeds = ("update", "delete") if filled.dialect.name == "sqlite" else ("update", "delete", "truncate")
    assert found == [("guard_missing", f"trigger:audit_no_{deed}") for deed in deeds]


def test_an_entry_hashes_the_same_after_any_detail_has_been_stored(engine: Engine) -> None:
    at = datetime(2022, 10, 3, 17, 0, 0, 7, tzinfo=timezone(timedelta(hours=8)))
    details = {"at": at, "on": date(2022, 10, 3), "rate": 0.1 + 0.2, "big": 1e300, "nan": float("nan"),
               "words": "好\0\ud800", "pair": (1, "二"), 7: None}  # fmt: skip
    record(engine, Entry(at=at, actor="a\0\ud800", role="office", action="x", details=details))
    assert verify(engine).findings == ()


def test_findings_are_sentences_in_both_languages(sqlite_engine: Engine) -> None:
    fill(sqlite_engine)
    with writing(sqlite_engine) as connection:
        unlock(connection)
        edit_entry(connection)
        change_bytes(connection)
        undo_return(connection)
    findings = verify(sqlite_engine).findings
    with in_language("en"):
        said = [finding_words(finding) for finding in findings]
    assert said[0].startswith("Entry 3 was edited: it doesn't match its hash (submit, wang, 2022-10-03")
    assert said[1].startswith("Submission 3 2022-09-S02-v1: the bytes of its file were changed; recorded")
    assert said[2] == (
        "Submission 2 2022-09-S01-v2: status is “accepted”, but by the trail it must be “returned”."
    )
    assert finding_line(findings[0]).startswith("audit:3  第 3 条")


def test_the_command_tells_by_its_exit_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'board.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    engine = sqlite_store(tmp_path / "board.db")
    fill(engine)
    clean = CliRunner().invoke(cli, ["verify", "--lang", "en"])
    assert (clean.exit_code, clean.stdout.splitlines()[-1].endswith("Nothing was tampered with.")) == (
        0,
        True,
    )
    assert CliRunner().invoke(cli, ["verify", "--anchor", "/proc/none/anchor"]).exit_code == 2
    with writing(engine) as connection:
        edit_line(connection)
    found = CliRunner().invoke(cli, ["verify"])
    assert found.exit_code == 1
    assert found.stdout.splitlines()[0].startswith("submission:1  ")
    (tmp_path / "anchor").write_text("nothing")
    assert CliRunner().invoke(cli, ["verify", "--anchor", str(tmp_path / "anchor")]).exit_code == 2
    engine.dispose()


def test_a_digest_stays_what_it_was_when_it_was_written(engine: Engine) -> None:
    """Pinned: a column added to these tables later must stay out of the digest, or old stores look tampered with."""
    file, arrival = File(name="f", content=b"f"), Arrival(received_at=NOW)
    add_plan(engine, Plan(units=(unit(),), tasks=(task(),)), file, arrival, valid_from="", entry=DEED)
    report = Report(unit_id="S01", period="2022-09", tasks=(TaskLine(task_id="T1", reported=0.5),))
    add_submission(engine, report, file, arrival, entry=DEED)
    with changing(engine) as connection:
        close_period(connection)
        publish(connection)
        connection.execute(delete(schema.plan_rules))  # a new rule is a new row, in new plans only
        digests = (plan_digest, submission_digest, period_change_digest, snapshot_digest)
        assert [digest(connection, 1)[:12] for digest in digests] == [
            "ee1c89034f94",
            "d1af72528df2",
            "fc418f63b6b9",
            "15aed687658e",
        ]


def test_rows_from_before_the_trail_are_taken_over_by_it(bare_url: str) -> None:
    old = create_engine(bare_url.replace("postgresql://", "postgresql+psycopg://"))
    if old.dialect.name == "sqlite":
        Path(str(old.url.database)).parent.mkdir()
    config = Config()
    config.set_main_option("script_location", str(ROOT / "store" / "migrations"))
    config.set_main_option("path_separator", "os")
    with old.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, BEFORE_THE_TRAIL)
        file = {"file_name": "f", "sha256": sha256(b"f").hexdigest(), "size": 1, "received_at": NOW}
        connection.execute(insert(schema.plans).values(valid_from="", content=b"f", **file))
        for number, status in ((1, "accepted"), (2, "returned")):
            own = {"submission_id": number, "version": number, "receipt": f"v{number}", "status": status}
            own |= {"unit_id": "S01", "period": "2022-09", "reason": "缺" if number == 2 else ""}
            own |= {"source": "import", "on_behalf": False}
            connection.execute(insert(schema.submissions).values(**own, **file))
            connection.execute(insert(schema.submission_files).values(submission_id=number, content=b"f"))
    old.dispose()
    engine = open_engine(bare_url)
    result = verify(engine)
    assert (result.findings, result.entries) == ((), 3)
    open_engine(bare_url).dispose()
    assert verify(engine).entries == 3
    with writing(engine) as connection:
        undo_return(connection)
    assert [(one.code, one.where) for one in verify(engine).findings] == [("state_changed", "submission:2")]
    engine.dispose()
