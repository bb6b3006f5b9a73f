"""The audit page: entries in words, narrowed, as files; the verify button; for inspectors only."""

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, update
from streamlit.testing.v1 import AppTest

from accounts.actor import Actor
from accounts.roles import Forbidden, Role
from locales import in_language
from services.exports import csv_bytes, safe_text, xlsx_bytes
from services.intake import save_plan, submit
from services.trail import entry_of, record
from services.trail_table import PAGE, trail_choices, trail_page, wanted_entries, whole_trail
from services.trail_words import (
    ACTIONS,
    DETAILS,
    HIDDEN,
    action_words,
    detail_words,
    role_words,
    subject_words,
)
from store import schema
from store.engine import writing
from tests.books import plan_book, progress_book
from tests.stores import sqlite_store

ROOT = Path(__file__).parent.parent
NOW = datetime(2022, 10, 3, 16, 30, tzinfo=UTC)  # in Shanghai half past midnight on the 4th
OFFICE = Actor(name="林", role=Role.OFFICE, address="10.0.0.7")
INSPECTOR = Actor(name="陈", role=Role.DISCIPLINE)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A real store with a plan and a report, open on this machine as there is no account."""
    url = f"sqlite:///{tmp_path / 'board.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    engine = sqlite_store(tmp_path / "board.db")
    save_plan(engine, plan_book(), "=清单.xlsx", actor=OFFICE, now=NOW - timedelta(days=1))
    submit(engine, progress_book(), "报表.xlsx", actor=OFFICE, now=NOW)
    yield engine
    engine.dispose()


def alone() -> None:
    from pages import audit

    audit.render()


def page(role: str = "纪检监察", language: str = "中文") -> AppTest:
    at = AppTest.from_function(alone, default_timeout=30)
    at.query_params["as"] = role
    at.query_params["lang"] = language
    at.run()
    assert not at.exception
    return at


def test_the_page_shows_the_newest_entry_first_in_words(store: Engine) -> None:
    at = page()
    assert at.header[0].value == "共 2 条记录，最新一条 2022-10-04 00:30"
    rows = at.table[0].value
    assert rows["序号"].tolist() == ["2", "1"]
    newest = rows.iloc[0].tolist()
    assert newest[:7] == ["2", "2022\\-10\\-04 00\\:30", "林", "五型办", "10\\.0\\.0\\.7", "报送", "报送 1"]
    assert "单位：S01；期次：2022-09；文件：报表.xlsx" in newest[7].replace("\\", "")


def test_others_are_told_that_they_may_not(store: Engine) -> None:
    for role in ("区领导", "五型办", "填报单位"):
        at = page(role)
        assert "操作留痕" in at.caption[0].value
        assert "不能" in at.header[0].value or "无权" in at.header[0].value
        assert len(at.table) == 0
    for actor in (OFFICE, Actor(name="u", role=Role.UNIT, unit_id="S01")):
        for ask in (trail_page, whole_trail):
            with pytest.raises(Forbidden):
                ask(store, wanted_entries(), *([1] if ask is trail_page else []), actor=actor)
        with pytest.raises(Forbidden):
            trail_choices(store, actor=actor)


def test_the_button_verifies_and_shows_what_it_finds(store: Engine) -> None:
    at = page()
    at.button(key="verify").click().run()
    assert "未发现篡改" in at.success[0].value
    with writing(store) as connection:
        connection.execute(update(schema.task_lines).values(reported=1.0))
    at.button(key="verify").click().run()
    assert "发现 1 处问题" in at.error[0].value
    assert at.code[0].value.startswith("submission:1  报送 1 2022-09-S01-v1 被改动")


def test_filters_narrow_by_deed_person_and_day(store: Engine) -> None:
    def numbers(**given: object) -> list[int]:
        rows = trail_page(store, wanted_entries(**given), 1, actor=INSPECTOR).rows  # type: ignore[arg-type]
        return [int(number) for number in rows.iloc[:, 0]]

    assert numbers() == [2, 1]
    assert numbers(action="save_plan") == [1]
    assert numbers(name="nobody") == []
    assert numbers(first_on=date(2022, 10, 4), last_on=date(2022, 10, 4)) == [2]
    assert numbers(last_on=date(2022, 10, 3)) == [1]
    at = page()
    at.selectbox(key="deed").select("保存责任清单").run()
    assert at.table[0].value["序号"].tolist() == ["1"]


def test_pages_hold_fifty_and_a_number_past_the_last_is_the_last(store: Engine) -> None:
    for _number in range(PAGE):
        record(store, entry_of(OFFICE, "download_original", NOW, subject="submission:1"))
    second = trail_page(store, wanted_entries(), 9, actor=INSPECTOR)
    assert (second.pages, second.count, second.rows.iloc[:, 0].tolist()) == (2, PAGE + 2, ["2", "1"])


def test_words_in_both_languages_and_codes_where_no_word_is_kept() -> None:
    assert action_words("save_plan") == "保存责任清单"
    assert (action_words("strange"), subject_words("thing:1"), role_words("x")) == ("strange", "thing:1", "x")
    details = {"expires_at": "2022-10-03T16:30:00+00:00", "scopes": ["read"], "token_hash": "ab", "reason": "",
               "on_behalf": True, "odd": 1.5}  # fmt: skip
    with in_language("en"):
        assert detail_words(details) == (
            "expires: 2022-10-04 00:30; scopes: read; on the unit's behalf: yes; odd: 1.5"
        )
        assert subject_words("submission:12") == "Submission 12"


def test_no_cell_of_a_file_is_a_formula() -> None:
    rows = pd.DataFrame({"=头": ["=1+1", "+1", "-1", "@x", "\tx", "正常"], "数": [-1, 2, 3, 4, 5, 6]})
    text = csv_bytes(rows).decode("utf-8-sig").splitlines()
    assert text[0] == "'=头,数"
    assert text[1:4] == ["'=1+1,-1", "'+1,2", "'-1,3"]
    assert safe_text("-1") == "'-1"
    book = load_workbook(BytesIO(xlsx_bytes(rows, "表")))
    cells = [cell for row in book.active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert cells[2].value == "=1+1"


def test_a_file_has_all_entries_that_fit(store: Engine) -> None:
    rows = whole_trail(store, wanted_entries(), actor=INSPECTOR)
    content = csv_bytes(rows)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[0]) == (3, "序号,时间,操作人,角色,来源地址,操作,对象,详情")


def told_in(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Of each call that makes an entry: the action where it is written out, and the names of its details."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id not in ("entry_of", "Entry", "_append", "_change"):
            continue
        words = [one.value for one in node.args[1:3] if isinstance(one, ast.Constant)]
        words += [
            one.value.value
            for one in node.keywords
            if one.arg == "action" and isinstance(one.value, ast.Constant)
        ]
        names = [one.arg for one in node.keywords if one.arg and one.arg != "subject"]
        yield from ((str(word), names if node.func.id == "entry_of" else []) for word in words)


def test_every_deed_and_detail_has_its_word() -> None:
    files = [file for name in ("services", "web", "panels", "store") for file in (ROOT / name).rglob("*.py")]
    told = [one for file in files for one in told_in(file)]
    assert {action for action, _names in told} - set(ACTIONS) == set()
    assert {name for _action, names in told for name in names} - set(DETAILS) - HIDDEN == set()
    assert {"submit", "publish", "sign_in_failed", "reopen_period"} <= {action for action, _names in told}
