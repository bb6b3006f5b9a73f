"""Oversight in the store: books only grow, the newest word on each thing counts, nothing is stored in part."""

from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import Engine, select, update

from accounts.actor import Actor
from accounts.roles import Forbidden, Role
from domain.oversight import Decision, Example, Oversight
from services.intake import NotStored, save_plan
from services.oversight_desk import enter_oversight, preview_oversight, submit_oversight
from store import schema
from store.audit import canonical
from store.digests import book_digest
from store.oversight import fetch_book_file, fetch_books, fetch_oversight
from store.verifying import verify
from tests.books import OVERSIGHT_HEADS, oversight_book, plan_book

NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
OFFICE = Actor(name="lin", role=Role.OFFICE)
CHECK = (date(2022, 9, 20), "明察暗访", "滨湖街道", "FW-01", 0.45, "偏高", "照片", "")


def book(verified: float = 0.45, **more) -> bytes:
    return oversight_book({"督查核验": [(*CHECK[:4], verified, *CHECK[5:])], **more})


@pytest.fixture
def planned(engine: Engine) -> Engine:
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    return engine


def put(engine: Engine, content: bytes, **given):
    return submit_oversight(engine, content, "督查评价9月.xlsx", **{"actor": OFFICE, "now": NOW, **given})


def test_a_book_goes_in_once_and_comes_back_byte_for_byte(planned: Engine) -> None:
    content = book()
    first, _checked = put(planned, content)
    again, _checked = put(planned, content)
    assert (first.is_new, again.is_new, again.book_id) == (True, False, first.book_id)
    assert fetch_book_file(planned, first.book_id) == ("督查评价9月.xlsx", content)
    rows = fetch_oversight(planned)["inspections"]
    assert rows[["unit_id", "task_id", "verified", "place"]].values.tolist() == [
        ["S01", "FW-01", 0.45, "督查核验!E2"]
    ]
    assert fetch_books(planned)["period"].tolist() == ["2022-09"]


def test_the_newest_word_on_a_check_counts_and_the_earlier_book_stays(planned: Engine) -> None:
    first, _checked = put(planned, book(0.45))
    put(planned, book(0.50))
    assert fetch_oversight(planned)["inspections"]["verified"].tolist() == [0.50]
    assert fetch_oversight(planned, up_to=first.book_id)["inspections"]["verified"].tolist() == [0.45]
    assert len(fetch_books(planned)) == 2


def test_the_preview_counts_what_is_new_changed_and_the_same(planned: Engine) -> None:
    put(planned, book(0.45))
    case = (date(2022, 9, 9), "滨湖街道", "正面", "代办制", "王某")
    seen = preview_oversight(planned, book(0.50, 典型=[case]), "督查评价9月.xlsx", actor=OFFICE)
    rows = seen.rows.set_index("part")
    assert rows.loc["inspections"].tolist() == [0, 1, 0]
    assert rows.loc["examples"].tolist() == [1, 0, 0]
    same = preview_oversight(planned, book(0.45), "督查评价9月.xlsx", actor=OFFICE).rows.set_index("part")
    assert same.loc["inspections"].tolist() == [0, 0, 1]


def test_only_the_office_keeps_oversight(planned: Engine) -> None:
    for role in (Role.LEADER, Role.UNIT, Role.DISCIPLINE, Role.ADMIN, Role.SCREEN):
        with pytest.raises(Forbidden):
            put(planned, book(), actor=Actor(name="x", role=role, unit_id="S01"))
    assert len(fetch_books(planned)) == 0


@pytest.mark.parametrize(
    "content",
    [oversight_book({"督查核验": [(*CHECK[:3], "GY-01", *CHECK[4:])]}), plan_book(), b"no workbook"],
)
def test_a_faulty_book_changes_nothing(planned: Engine, content: bytes) -> None:
    with pytest.raises(NotStored):
        put(planned, content)
    assert len(fetch_books(planned)) == 0


def test_a_decision_entered_on_a_page_is_stored_once_and_closed_by_a_later_word(planned: Engine) -> None:
    decision = Decision(assigned_on=date(2022, 9, 20), meeting="调度会", content="协调用地", units=("S01",))
    for _click in range(2):
        enter_oversight(planned, Oversight(decisions=(decision,)), actor=OFFICE, now=NOW, key="form-1")
    assert len(fetch_books(planned)) == 1
    done = Decision(
        assigned_on=date(2022, 9, 20), meeting="调度会", content="协调用地", units=("S01",),
        done_on=date(2022, 9, 30), result="已交地",
    )  # fmt: skip
    enter_oversight(planned, Oversight(decisions=(done,)), actor=OFFICE, now=NOW, key="form-2")
    rows = fetch_oversight(planned)["decisions"]
    assert rows[["content", "result"]].values.tolist() == [["协调用地", "已交地"]]


def test_an_example_without_an_approver_is_refused(planned: Engine) -> None:
    example = Example(happened_on=date(2022, 9, 9), unit_id="S01", type="negative", reason="x")
    with pytest.raises(NotStored, match="审批人"):
        enter_oversight(planned, Oversight(examples=(example,)), actor=OFFICE, now=NOW, key="1")
    with pytest.raises(NotStored, match="责任单位"):
        row = Decision(assigned_on=date(2022, 9, 1), content="协调用地")
        enter_oversight(planned, Oversight(decisions=(row,)), actor=OFFICE, now=NOW, key="2")


@pytest.mark.parametrize("year", [2021, 2023])
def test_an_example_of_no_period_of_the_plan_is_refused(planned: Engine, year: int) -> None:
    example = Example(
        happened_on=date(year, 6, 9), unit_id="S01", type="negative", reason="x", approved_by="王"
    )
    with pytest.raises(NotStored, match="不在责任清单的任何期次内"):
        enter_oversight(planned, Oversight(examples=(example,)), actor=OFFICE, now=NOW, key="1")


def checks_book(field: Any) -> bytes:
    head = OVERSIGHT_HEADS["督查核验"]
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "督查核验"
    sheet.append((*head, "督查领域"))
    sheet.append((*CHECK, field))
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def test_what_a_check_is_about_is_one_of_five_fields_or_not_told(planned: Engine) -> None:
    put(planned, checks_book("巩固脱贫成果"))
    assert fetch_oversight(planned)["inspections"]["field"].tolist() == ["poverty"]
    put(planned, checks_book(None))
    assert fetch_oversight(planned)["inspections"]["field"].tolist() == [""]
    with pytest.raises(NotStored) as refused:
        put(planned, checks_book("其他"))
    assert [(one.code, one.cell) for one in refused.value.problems] == [("word_unknown", "I2")]


def test_a_column_that_came_later_is_covered_and_older_digests_hold(planned: Engine) -> None:
    """Without a field the digest is made of the same parts as before there was the column."""
    put(planned, book())
    put(planned, checks_book("重点项目"))
    rows, books = schema.inspections, schema.oversight_books
    before = [column for column in rows.c if column.name != "field"]
    with planned.connect() as connection:
        head = connection.execute(select(*(c for c in books.c if c.name != "content")).limit(1)).one()
        checks = connection.execute(select(*before).where(rows.c.book_id == 1)).all()
        parts = [[list(head)], head.sha256, [list(row) for row in checks], [], [], [], [], []]
        assert book_digest(connection, 1) == sha256(canonical(parts)).hexdigest()
    assert verify(planned).findings == ()
    with planned.begin() as connection:
        connection.execute(update(rows).where(rows.c.book_id == 2).values(field="poverty"))
    assert [(one.code, one.where) for one in verify(planned).findings] == [("row_edited", "oversight:2")]
