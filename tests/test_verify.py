"""Verifying: whoever changes the store behind the program's back is found out, on both databases."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from alembic.config import Config
from click.testing import CliRunner
from sqlalchemy import Connection, Engine, create_engine, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from accounts.actor import Actor
from accounts.roles import Role
from domain.plan import Plan, Window
from domain.report import Report, TaskLine
from locales import in_language
from manage import cli
from services.account_desk import NewAccount, add_account, change_role, set_disabled
from services.api_tokens import create_token, revoke_token
from services.intake import save_plan, submit
from services.trail import entry_of, record
from services.verifying import NoAnchor, finding_line, finding_words, verified
from services.viewing_links import create_link, revoke_link
from store import schema
from store.adopting import BEFORE_THE_TRAIL
from store.audit import Entry, append_entry, entry_hash
from store.chain import Link
from store.digests import period_change_digest, plan_digest, snapshot_digest, submission_digest
from store.engine import open_engine, writing
from store.periods import PeriodChange, add_period_change
from store.verifying import verify, verify_through
from store.writes import Arrival, File, add_plan, add_submission, changing, return_submission
from tests.books import plan_book, progress_book, street_book
from tests.factories import task, unit

ROOT = Path(__file__).parent.parent
NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
OFFICE = Actor(name="林\0", role=Role.OFFICE, address="10.0.0.7")
DEED = Entry(at=NOW, actor="lin", role="office", action="test")


def fill(engine: Engine) -> None:
    """Entries 1–8: a plan, three submissions (the second returned), a period change, a snapshot, a download."""
    save_plan(engine, plan_book(), "清单.xlsx", actor=OFFICE, now=NOW)
    for content in (progress_book(), progress_book(rate=0.6), street_book()):
        submit(engine, content, "报表.xlsx", actor=OFFICE, now=NOW)
    return_submission(
        engine, 2, "佐证\ud800不足", entry=entry_of(OFFICE, "return_submission", NOW, unit="S01")
    )
    with changing(engine) as connection:
        close_period(connection)
        publish(connection)
    record(engine, entry_of(OFFICE, "download_original", NOW, subject="submission:1", share=0.1, none=None))


def close_period(connection: Connection) -> None:
    window = Window(period="2022-09", starts_on=date(2022, 9, 1), ends_on=date(2022, 9, 28), due_at=NOW)
    change = PeriodChange(window=window, is_closed=True, changed_by="lin", changed_at=NOW)
    add_period_change(connection, change, entry=entry_of(OFFICE, "close_period", NOW))


def publish(connection: Connection) -> None:
    values = {"period": "2022-09", "version": 1, "published_at": NOW, "method": "1", "plan_id": 1}
    values |= {"counted": [[1, "00"]], "content": b"frozen", "sha256": sha256(b"frozen").hexdigest()}
    connection.execute(insert(schema.snapshots).values(**values))
    told = entry_of(OFFICE, "publish", NOW, subject="snapshot:1")
    append_entry(connection, replace(told, digest=snapshot_digest(connection, 1)))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A filled store of each kind, one for all tests, which undo what they do."""
    url = f"sqlite:///{tmp_path_factory.mktemp('filled') / 'board.db'}"
    if request.param == "postgresql":
        url = new_database(request.getfixturevalue("postgres_server"))
    opened = open_engine(url)
    fill(opened)
    yield opened
    opened.dispose()


def new_database(server: str) -> str:
    admin = create_engine(
        server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    name = f"verify_{uuid4().hex}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return admin.url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)


def unlock(connection: Connection) -> None:
    """What someone with the database's own password would do first."""
    deeds = ("update", "delete") if connection.dialect.name == "sqlite" else ("update", "delete", "truncate")
    for deed in deeds:
        on = "" if connection.dialect.name == "sqlite" else " ON audit"
        connection.execute(text(f"DROP TRIGGER audit_no_{deed}{on}"))


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


def edit_entry(connection: Connection) -> None:
    connection.execute(update(schema.audit).where(schema.audit.c.entry_id == 3).values(actor="wang"))


def garble_entry(connection: Connection) -> None:
    connection.execute(text("UPDATE audit SET details = 'no json' WHERE entry_id = 8"))


def rehash_entry(connection: Connection) -> None:
    """Edit an entry and give it the hash that fits."""
    table = schema.audit
    before = connection.execute(select(table.c.hash).where(table.c.entry_id == 7)).scalar_one()
    row = connection.execute(select(table).where(table.c.entry_id == 8)).one()._asdict()
    row |= {"subject": "submission:3"}
    entry = Entry(**{name: row[name] for name in row if name not in ("entry_id", "hash")})
    changed = {"subject": "submission:3", "hash": entry_hash(8, entry, before)}
    connection.execute(update(table).where(table.c.entry_id == 8).values(**changed))


def remove_entry(connection: Connection) -> None:
    connection.execute(delete(schema.audit).where(schema.audit.c.entry_id == 4))


def insert_entry(connection: Connection) -> None:
    """An entry with the hash that fits, past the head."""
    before = connection.execute(select(schema.audit_head.c.hash)).scalar_one()
    entry = Entry(at=NOW, actor="wang", role="office", action="sign_in")
    values = {"entry_id": 9, "at": NOW, "actor": "wang", "role": "office", "action": "sign_in", "details": {}}
    connection.execute(insert(schema.audit).values(**values, hash=entry_hash(9, entry, before)))


def cut_tail(connection: Connection) -> None:
    connection.execute(delete(schema.audit).where(schema.audit.c.entry_id == 8))


def remove_head(connection: Connection) -> None:
    connection.execute(delete(schema.audit_head))


def edit_head(connection: Connection) -> None:
    connection.execute(update(schema.audit_head).values(hash="f" * 64))


def edit_line(connection: Connection) -> None:
    lines = schema.task_lines
    connection.execute(
        update(lines).where(lines.c.submission_id == 1, lines.c.position == 0).values(reported=0.9)
    )


def remove_problem_or_line(connection: Connection) -> None:
    connection.execute(delete(schema.task_lines).where(schema.task_lines.c.submission_id == 3))


def insert_line(connection: Connection) -> None:
    connection.execute(insert(schema.issue_lines).values(submission_id=3, position=0, problem_id="W9", row=1))


def insert_problem(connection: Connection) -> None:
    values = {"code": "vague_rate", "values": {}}
    connection.execute(insert(schema.submission_problems).values(submission_id=3, position=99, **values))


def change_bytes(connection: Connection) -> None:
    files = schema.submission_files
    connection.execute(update(files).where(files.c.submission_id == 3).values(content=b"other"))


def change_bytes_and_hash(connection: Connection) -> None:
    change_bytes(connection)
    own = schema.submissions.c.submission_id == 3
    connection.execute(update(schema.submissions).where(own).values(sha256=sha256(b"other").hexdigest()))


def remove_file(connection: Connection) -> None:
    connection.execute(delete(schema.submission_files).where(schema.submission_files.c.submission_id == 3))


def change_plan_bytes(connection: Connection) -> None:
    connection.execute(update(schema.plans).values(content=b"other"))


def remove_submission(connection: Connection) -> None:
    for table in (*PARTS, schema.submissions):
        connection.execute(delete(table).where(table.c.submission_id == 3))


def insert_submission(connection: Connection) -> None:
    row = connection.execute(select(schema.submissions).where(schema.submissions.c.submission_id == 1)).one()
    values = row._asdict() | {"submission_id": 4, "version": 3, "receipt": "2022-09-S01-v3"}
    connection.execute(insert(schema.submissions).values(**values))
    content = connection.execute(select(schema.submission_files.c.content).where(
        schema.submission_files.c.submission_id == 1)).scalar_one()  # fmt: skip
    connection.execute(insert(schema.submission_files).values(submission_id=4, content=content))


def undo_return(connection: Connection) -> None:
    own = schema.submissions.c.submission_id == 2
    connection.execute(update(schema.submissions).where(own).values(status="accepted"))


def return_in_silence(connection: Connection) -> None:
    own = schema.submissions.c.submission_id == 1
    connection.execute(update(schema.submissions).where(own).values(status="returned"))


def edit_plan_row(connection: Connection) -> None:
    tasks = schema.plan_tasks
    connection.execute(update(tasks).where(tasks.c.task_id == "FW-02").values(target=100))


def insert_plan_row(connection: Connection) -> None:
    connection.execute(insert(schema.plan_rule_notes).values(plan_id=1, position=99, name="x", note="y"))


def edit_period_change(connection: Connection) -> None:
    connection.execute(update(schema.period_changes).values(due_at=NOW + timedelta(days=9)))


def garble_period_change(connection: Connection) -> None:
    edit_period_change(connection)
    if connection.dialect.name == "sqlite":
        connection.execute(text("UPDATE period_changes SET due_at = 'soon'"))


def remove_period_change(connection: Connection) -> None:
    connection.execute(delete(schema.period_changes))


def edit_snapshot(connection: Connection) -> None:
    connection.execute(update(schema.snapshots).values(reason="更正"))


def change_snapshot_bytes(connection: Connection) -> None:
    connection.execute(update(schema.snapshots).values(content=b"thawed"))


def insert_token(connection: Connection) -> None:
    values = {"token_hash": "ab", "label": "后门", "scopes": ["submit"], "unit_id": "S01"}
    connection.execute(insert(schema.api_tokens).values(**values, created_at=NOW, expires_at=NOW))


PARTS = (
    schema.task_lines,
    schema.milestone_lines,
    schema.issue_lines,
    schema.submission_problems,
    schema.submission_files,
)
TAMPERINGS = [
    (edit_entry, [("entry_edited", "audit:3")]),
    (garble_entry, [("entry_edited", "audit:8")]),
    (rehash_entry, [("head_differs", "audit_head")]),
    (remove_entry, [("entries_removed", "audit:4"), ("row_inserted", "submission:3")]),
    (insert_entry, [("entry_inserted", "audit:9")]),
    (cut_tail, [("tail_removed", "audit:8")]),
    (remove_head, [("head_missing", "audit_head")]),
    (edit_head, [("head_differs", "audit_head")]),
    (edit_line, [("row_edited", "submission:1")]),
    (remove_problem_or_line, [("row_edited", "submission:3")]),
    (insert_line, [("row_edited", "submission:3")]),
    (insert_problem, [("row_edited", "submission:3")]),
    (change_bytes, [("file_changed", "submission:3")]),
    (change_bytes_and_hash, [("row_edited", "submission:3")]),
    (remove_file, [("file_missing", "submission:3")]),
    (change_plan_bytes, [("file_changed", "plan:1")]),
    (remove_submission, [("row_removed", "submission:3")]),
    (insert_submission, [("row_inserted", "submission:4")]),
    (undo_return, [("state_changed", "submission:2")]),
    (return_in_silence, [("state_changed", "submission:1")]),
    (edit_plan_row, [("row_edited", "plan:1")]),
    (insert_plan_row, [("row_edited", "plan:1")]),
    (edit_period_change, [("row_edited", "period_change:1")]),
    (garble_period_change, [("row_edited", "period_change:1")]),
    (remove_period_change, [("row_removed", "period_change:1")]),
    (edit_snapshot, [("row_edited", "snapshot:1")]),
    (change_snapshot_bytes, [("file_changed", "snapshot:1")]),
    (insert_token, [("row_inserted", "api_token:1")]),
]


@pytest.mark.parametrize(("deed", "expected"), TAMPERINGS, ids=[deed.__name__ for deed, _found in TAMPERINGS])
def test_each_tampering_has_its_own_finding(filled: Engine, deed, expected: list[tuple[str, str]]) -> None:
    assert tampered(filled, deed) == expected


ADMIN = Actor(name="adm", role=Role.ADMIN)
CHANGES = [
    ("UPDATE accounts SET role = 'admin' WHERE account_id = 2", [("state_changed", "account:2", "role")]),
    ("UPDATE accounts SET unit_id = 'S02' WHERE account_id = 2", [("state_changed", "account:2", "unit_id")]),
    ("UPDATE accounts SET is_disabled = 0 WHERE account_id = 3", [("state_changed", "account:3", "is_disabled")]),
    ("DELETE FROM accounts WHERE account_id = 2", [("row_removed", "account:2", None)]),
    ("INSERT INTO accounts SELECT 9, 'backdoor', person, role, unit_id, password_hash, must_change, initial_until, "
     "is_disabled, language, created_at, changed_at FROM accounts WHERE account_id = 1",
     [("row_inserted", "account:9", None)]),
    ("UPDATE viewing_links SET revoked_at = NULL", [("state_changed", "link:1", "revoked_at")]),
    ("UPDATE viewing_links SET expires_at = '2030-01-01 00:00:00'", [("state_changed", "link:1", "expires_at")]),
    ("UPDATE api_tokens SET revoked_at = NULL", [("state_changed", "api_token:1", "revoked_at")]),
    ("UPDATE api_tokens SET scopes = '[\"live\"]'", [("state_changed", "api_token:1", "scopes")]),
    ("UPDATE api_tokens SET token_hash = 'mine'", [("state_changed", "api_token:1", "token_hash")]),
]  # fmt: skip


@pytest.fixture(scope="module")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Three accounts (the third disabled, the second moved to another unit), a revoked link, a revoked token."""
    opened = open_engine(f"sqlite:///{tmp_path_factory.mktemp('peopled') / 'board.db'}")
    for name, role, unit_id in (("adm", "admin", None), ("zhou", "unit", "S02"), ("wu", "leader", None)):
        add_account(opened, NewAccount(name=name, role=role, unit_id=unit_id), actor=ADMIN, now=NOW)
    change_role(opened, "zhou", "unit", "S01", actor=ADMIN, now=NOW)
    set_disabled(opened, "wu", True, actor=ADMIN, now=NOW)
    link, _secret = create_link(opened, "大屏", actor=OFFICE, now=NOW, holds=timedelta(days=1))
    revoke_link(opened, link.link_id, actor=OFFICE, now=NOW + timedelta(hours=1))
    given = {"unit_id": "S01", "days": 30, "plan": None, "actor": ADMIN, "now": NOW}
    token, _secret = create_token(opened, "统计系统", ["submit"], **given)
    revoke_token(opened, token.token_id, actor=ADMIN, now=NOW + timedelta(hours=1))
    yield opened
    opened.dispose()


def test_accounts_links_and_tokens_as_the_trail_last_told_give_nothing(peopled: Engine) -> None:
    assert verify(peopled).findings == ()


@pytest.mark.parametrize(("deed", "expected"), CHANGES, ids=[deed for deed, _found in CHANGES])
def test_accounts_links_and_tokens_are_judged_by_the_trail(peopled: Engine, deed: str, expected) -> None:
    with peopled.execution_options(board_writes=True).connect() as connection, connection.begin() as undone:
        connection.execute(text(deed))
        found = verify_through(connection).findings
        undone.rollback()
    assert [(one.code, one.where, one.values.get("name")) for one in found] == expected


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


def test_the_command_tells_by_its_exit_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'board.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    engine = open_engine(url)
    fill(engine)
    clean = CliRunner().invoke(cli, ["verify", "--lang", "en"])
    assert (clean.exit_code, clean.stdout.splitlines()[-1].endswith("Nothing was tampered with.")) == (
        0,
        True,
    )
    with writing(engine) as connection:
        edit_line(connection)
    found = CliRunner().invoke(cli, ["verify"])
    assert found.exit_code == 1
    assert found.stdout.splitlines()[0].startswith("submission:1  ")
    (tmp_path / "anchor").write_text("nothing")
    assert CliRunner().invoke(cli, ["verify", "--anchor", str(tmp_path / "anchor")]).exit_code == 2
    assert CliRunner().invoke(cli, ["verify", "--anchor", "/proc/none/anchor"]).exit_code in (1, 2)
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


def test_rows_from_before_the_trail_are_taken_over_by_it(store_url: str) -> None:
    old = create_engine(store_url.replace("postgresql://", "postgresql+psycopg://"))
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
    engine = open_engine(store_url)
    result = verify(engine)
    assert (result.findings, result.entries) == ((), 3)
    open_engine(store_url).dispose()
    assert verify(engine).entries == 3
    with writing(engine) as connection:
        undo_return(connection)
    assert [(one.code, one.where) for one in verify(engine).findings] == [("state_changed", "submission:2")]
    engine.dispose()
