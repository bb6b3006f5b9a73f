"""Accounts from a workbook and from the terminal: all or none, every fault by its cell, passwords told once."""

import stat
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from argon2 import PasswordHasher
from click.testing import CliRunner, Result
from sqlalchemy import Engine, select

from accounts.actor import Actor
from accounts.passwords import fits
from accounts.roles import Forbidden, Role
from manage import cli
from services.account_desk import NewAccount, add_account
from services.account_import import Fault, ListRefused, import_accounts, issued_book
from services.intake import save_plan
from store import schema
from store.people import fetch_accounts
from tests.books import plan_book
from tests.stores import sqlite_store

NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
ADMIN, OFFICE = Actor(name="root", role=Role.ADMIN), Actor(name="lin", role=Role.OFFICE)
HEAD = ("账号", "姓名", "角色", "单位")


def list_book(*rows: Sequence[Any], head: Sequence[str] = HEAD) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "账号"
    for row in (("各单位账号",), head, *rows):
        sheet.append(list(row))
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def make(engine: Engine, content: bytes, actor: Actor = ADMIN):
    return import_accounts(engine, content, actor=actor, now=NOW, hasher=CHEAP)


def faults_of(engine: Engine, content: bytes) -> tuple[Fault, ...]:
    with pytest.raises(ListRefused) as caught:
        make(engine, content)
    return caught.value.faults


def made(engine: Engine) -> list[tuple[str, str, str, str | None]]:
    return [(one.name, one.person, one.role, one.unit_id) for one in fetch_accounts(engine)]


def test_a_list_makes_accounts_whose_units_and_roles_are_written_as_people_write_them(engine: Engine) -> None:
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    rows = (("Zhao ", "赵某", "区领导", ""), (1001, "王某", "填报单位", "滨湖街道"), ("ji", "", "纪检", None))
    issued = make(engine, list_book(*rows))
    assert made(engine) == [
        ("1001", "王某", "unit", "S01"),
        ("ji", "", "discipline", None),
        ("zhao", "赵某", "leader", None),
    ]
    kept = {one.name: one.password_hash for one in fetch_accounts(engine)}
    assert [(one.name, fits(one.password, kept[one.name], CHEAP)) for one in issued] == [
        ("zhao", True),
        ("1001", True),
        ("ji", True),
    ]
    assert len({one.password for one in issued}) == 3


def test_every_fault_of_a_list_is_told_by_its_cell_and_none_of_it_is_made(engine: Engine) -> None:
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    add_account(engine, NewAccount(name="root", role="admin"), actor=ADMIN, now=NOW, hasher=CHEAP)
    rows = (
        ("good", "", "领导", ""),
        ("root", "", "管理员", ""),
        ("x", "", "书记", ""),
        ("bin", "", "填报单位", "火星街道"),
        ("", "", "填报单位", ""),
        ("GOOD", "", "领导", "滨湖街道"),
    )
    told = faults_of(engine, list_book(*rows))
    assert [fault.place for fault in told] == [
        *("账号!A4", "账号!A5", "账号!C5", "账号!D6", "账号!A7", "账号!D7", "账号!A8", "账号!D8"),
    ]
    words = [fault.message for fault in told]
    assert "root" in words[0]
    assert "书记" in words[2]
    assert "火星街道" in words[3]
    assert "账号!A3" in words[6]  # where the same name stands first
    assert made(engine) == [("root", "", "admin", None)]


@pytest.mark.parametrize(
    "content",
    [b"", b"name,role\nlin,office\n", list_book(head=("甲", "乙")), list_book()],
    ids=["empty", "csv", "other columns", "no row"],
)
def test_what_is_no_list_of_accounts_is_told_in_a_sentence(sqlite_engine: Engine, content: bytes) -> None:
    told = faults_of(sqlite_engine, content)
    assert [(fault.place, len(fault.message) > 5) for fault in told] == [("", True)]


def test_nobody_but_an_administrator_brings_in_a_list(sqlite_engine: Engine) -> None:
    with pytest.raises(Forbidden):
        make(sqlite_engine, list_book(("zhao", "", "领导", "")), OFFICE)
    assert made(sqlite_engine) == []


def test_the_trail_tells_of_each_account_and_of_no_password(sqlite_engine: Engine) -> None:
    (issued,) = make(sqlite_engine, list_book(("zhao", "", "领导", "")))
    with sqlite_engine.connect() as connection:
        (row,) = connection.execute(select(schema.audit).where(schema.audit.c.action == "add_account"))
    assert (row.actor, row.details["name"], row.details["role"]) == ("root", "zhao", "leader")
    assert issued.password not in str(row)


def test_the_book_of_passwords_holds_names_as_text(sqlite_engine: Engine) -> None:
    issued = make(sqlite_engine, list_book(("@sum", "", "领导", "")))
    sheet = openpyxl.load_workbook(BytesIO(issued_book(issued))).active
    assert [(cell.value, cell.data_type) for cell in sheet[2]] == [("@sum", "s"), (issued[0].password, "s")]


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a store of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOARD_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path


def run(*words: str) -> Result:
    result = CliRunner().invoke(cli, ["account", *words], prog_name="manage.py")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def stored(folder: Path) -> list[tuple[str, str, str, str | None]]:
    engine = sqlite_store(folder / "data" / "board.db")
    found = made(engine)
    engine.dispose()
    return found


def test_the_terminal_makes_closes_resets_and_lists(terminal: Path) -> None:
    first = run("add", "root", "--role", "admin", "--person", "管理员甲")
    assert (first.exit_code, first.stdout.split()[0], len(first.stdout.split()[1])) == (0, "root", 19)
    assert run("add", "binhu", "--role", "unit", "--unit", "S01").exit_code == 0
    again = run("reset", "binhu")
    assert again.stdout.split()[0] == "binhu"
    assert run("disable", "binhu").exit_code == 0
    listed = run("list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["binhu", "root"]
    assert "已停用" in listed[0]
    assert run("disable", "binhu", "--undo").exit_code == 0
    assert "已停用" not in run("list").stdout
    assert stored(terminal) == [("binhu", "", "unit", "S01"), ("root", "管理员甲", "admin", None)]


@pytest.mark.parametrize(
    "words",
    [
        ("add", "root", "--role", "king"),
        ("add", "root", "--role", "unit"),
        ("add", "root", "--role", "leader", "--unit", "S01"),
        ("add", "r", "--role", "leader"),
        ("reset", "nobody"),
        ("disable", "nobody"),
    ],
    ids=" ".join,
)
def test_what_can_not_be_is_wrong_usage_and_changes_nothing(terminal: Path, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2
    assert stored(terminal) == []


def test_a_list_from_the_terminal_is_made_whole_and_its_passwords_go_into_a_file_for_its_owner(
    terminal: Path,
) -> None:
    Path("bad.xlsx").write_bytes(list_book(("zhao", "", "领导", ""), ("x", "", "书记", "")))
    refused = run("import", "bad.xlsx", "--out", "told.xlsx")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert [line.split()[0] for line in refused.stderr.splitlines()] == ["账号!A4", "账号!C4"]
    assert (stored(terminal), Path("told.xlsx").exists()) == ([], False)
    Path("good.xlsx").write_bytes(list_book(("zhao", "赵某", "领导", "")))
    assert run("import", "good.xlsx", "--out", "nowhere/told.xlsx").exit_code == 2
    assert stored(terminal) == []  # passwords that could not be written are not made
    assert run("import", "good.xlsx", "--out", "told.xlsx").exit_code == 0
    assert stored(terminal) == [("zhao", "赵某", "leader", None)]
    assert stat.S_IMODE(Path("told.xlsx").stat().st_mode) == 0o600
    assert run("import", "good.xlsx", "--out", "told.xlsx").exit_code == 2
