"""A store with something of everything in it, and the deeds of whoever changes it behind the program's back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, Engine, delete, insert, select, text, update

from accounts.actor import Actor
from accounts.roles import Role
from domain.plan import Window
from services.intake import save_plan, submit
from services.trail import entry_of, record
from store import schema
from store.audit import Entry, append_entry, entry_hash
from store.digests import snapshot_digest
from store.periods import PeriodChange, add_period_change
from store.writes import changing, return_submission
from tests.books import plan_book, progress_book, street_book

NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
OFFICE = Actor(name="林\0", role=Role.OFFICE, address="10.0.0.7")


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


def unlock(connection: Connection) -> None:
    """What someone with the database's own password would do first."""
    deeds = ("update", "delete") if connection.dialect.name == "sqlite" else ("update", "delete", "truncate")
    for deed in deeds:
        on = "" if connection.dialect.name == "sqlite" else " ON audit"
        connection.execute(text(f"DROP TRIGGER audit_no_{deed}{on}"))


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
