"""Decisions of meetings: how they stand on a day, which need one answers, and what may be entered."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Forbidden, Role
from domain.oversight import Decision
from domain.plan import Plan
from locales import in_language
from services.decision_desk import decide, finish
from services.decision_ledger import Need, content_and_need, decisions_on, judged_on, needs_answered, of_units
from services.findings.decisions import head
from services.intake import NotStored, save_plan
from store.oversight import fetch_books, fetch_oversight
from store.queries import fetch_plans
from tests.books import plan_book

OFFICE = Actor(name="lin", role=Role.OFFICE)
NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
LABELS = {"S01": "滨湖街道", "D01": "审批局"}
NEED = Need(task_id="FW-01", unit_id="S01", period="2022-09")


@pytest.fixture
def planned(engine: Engine) -> Iterator[tuple[Engine, Plan]]:
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    yield engine, fetch_plans(engine)[-1].plan


def made(**changed: object) -> Decision:
    values = {
        "assigned_on": date(2022, 9, 20),
        "meeting": "九月调度会",
        "content": "明确开工日期",
        "units": ("S01",),
        "due_on": date(2022, 9, 25),
    }
    return Decision(**(values | changed))  # type: ignore[arg-type]


def stored(engine: Engine) -> pd.DataFrame:
    return fetch_oversight(engine)["decisions"]


def enter(planned: tuple[Engine, Plan], decision: Decision, key: str = "1", need: Need | None = None) -> int:
    engine, plan = planned
    return decide(engine, plan, decision, need=need, actor=OFFICE, now=NOW, key=key).book_id


def test_open_ones_come_first_and_the_most_overdue_on_top(planned: tuple[Engine, Plan]) -> None:
    engine, _plan = planned
    enter(planned, made(content="甲", due_on=date(2022, 9, 28)), "1")
    enter(planned, made(content="乙", due_on=date(2022, 9, 21)), "2")
    enter(planned, made(content="丙", due_on=None), "3")
    enter(planned, made(content="丁", due_on=date(2022, 10, 20)), "4")
    finish(
        engine,
        made(content="甲", due_on=date(2022, 9, 28)),
        date(2022, 9, 30),
        "已开工",
        actor=OFFICE,
        now=NOW,
    )
    rows = decisions_on(stored(engine), LABELS, date(2022, 10, 1))
    assert rows["content"].tolist() == ["乙", "丁", "丙", "甲"]
    assert rows["state"].tolist() == ["overdue", "open", "open", "done_late"]
    assert rows["days_over"].tolist()[0] == 10  # due on the 21st of September, judged on the 1st of October
    assert head(rows) == "上次会议交办 4 件，办结 1 件、逾期 1 件（最长 10 天）"
    with in_language("en"):
        assert head(rows).startswith(
            "The last meeting decided 4, 1 of them done, 1 overdue (longest 10 days)"
        )


def test_what_earlier_meetings_left_open_is_told_apart(planned: tuple[Engine, Plan]) -> None:
    enter(planned, made(assigned_on=date(2022, 8, 19), content="旧", due_on=date(2022, 9, 1)), "1")
    enter(planned, made(content="新", due_on=None), "2")
    rows = decisions_on(stored(planned[0]), LABELS, date(2022, 10, 1))
    assert head(rows) == "上次会议交办 1 件，办结 0 件；此前会议尚有 1 件未办结、逾期 1 件（最长 30 天）"


def test_done_after_the_day_is_still_open_on_it(planned: tuple[Engine, Plan]) -> None:
    enter(planned, made())
    finish(planned[0], made(), date(2022, 9, 24), "已明确", actor=OFFICE, now=NOW)
    assert decisions_on(stored(planned[0]), LABELS, date(2022, 9, 23))["state"].tolist() == ["open"]
    assert decisions_on(stored(planned[0]), LABELS, date(2022, 9, 24))["state"].tolist() == ["done"]


def test_a_double_click_stores_once(planned: tuple[Engine, Plan]) -> None:
    assert enter(planned, made(), "7") == enter(planned, made(), "7")
    assert len(fetch_books(planned[0])) == 1


def test_a_need_becomes_a_decision_that_names_it_and_shows_as_answered(planned: tuple[Engine, Plan]) -> None:
    enter(planned, made(content="请审批局  牵头协调"), need=NEED)
    rows = decisions_on(stored(planned[0]), LABELS, date(2022, 9, 30))
    assert content_and_need(rows["content"][0]) == ("请审批局 牵头协调", NEED)
    needs = pd.DataFrame(
        {
            "task_id": ["FW-01", "FW-01", "FW-02"],
            "unit_id": ["S01", "D01", "S01"],
            "need": ["请审批局牵头协调", "请审批局牵头协调", "另一件"],
        }
    )
    assert needs_answered(needs, rows, "2022-09")["decision"].tolist() == [0, -1, -1]
    assert needs_answered(needs, rows, "2022-10")["decision"].tolist() == [0, -1, -1]  # the same words again
    asked_anew = needs.assign(need="又有新的问题")
    assert needs_answered(asked_anew, rows, "2022-10")["decision"].tolist() == [-1, -1, -1]


def test_units_see_what_names_them(planned: tuple[Engine, Plan]) -> None:
    enter(planned, made(content="甲", units=("S01", "D01")), "1")
    enter(planned, made(content="乙", units=("S02",)), "2")
    rows = decisions_on(stored(planned[0]), LABELS, date(2022, 9, 30))
    assert of_units(rows, frozenset({"D01"}))["content"].tolist() == ["甲"]
    assert rows.loc[rows["content"] == "甲", "labels"].tolist() == ["滨湖街道、审批局"]


@pytest.mark.parametrize(
    ("today", "as_of", "day"),
    [
        (date(2022, 10, 20), date(2022, 9, 28), date(2022, 10, 20)),  # the year runs: today
        (date(2026, 1, 1), date(2022, 9, 28), date(2022, 9, 28)),  # long past: the period's last day
        (date(2026, 1, 1), date(2022, 8, 28), date(2022, 9, 20)),  # but not before the newest word
    ],
)
def test_the_day_they_are_judged_on(
    planned: tuple[Engine, Plan], today: date, as_of: date, day: date
) -> None:
    enter(planned, made())
    assert judged_on(planned[1], stored(planned[0]), as_of=as_of, today=today) == day


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"content": "  "}, "交办事项"),
        ({"units": ()}, "交办事项"),
        ({"units": ("S99",)}, "S99"),
        ({"meeting": ""}, "哪次会议"),
        ({"assigned_on": date(2022, 10, 4), "due_on": None}, "晚于今天"),
        ({"due_on": date(2022, 9, 19)}, "早于"),
    ],
)
def test_a_decision_that_can_not_be_is_refused_with_its_reason(
    planned: tuple[Engine, Plan], changed: dict[str, object], reason: str
) -> None:
    with pytest.raises(NotStored, match=reason):
        enter(planned, made(**changed))
    assert fetch_books(planned[0]).empty


@pytest.mark.parametrize(
    ("done_on", "result", "reason"),
    [
        (date(2022, 9, 24), " ", "办理结果"),
        (date(2022, 9, 19), "好", "早于"),
        (date(2022, 10, 4), "好", "晚于"),
    ],
)
def test_done_needs_a_result_and_a_day_that_can_be(
    planned: tuple[Engine, Plan], done_on: date, result: str, reason: str
) -> None:
    enter(planned, made())
    with pytest.raises(NotStored, match=reason):
        finish(planned[0], made(), done_on, result, actor=OFFICE, now=NOW)
    assert stored(planned[0])["done_on"].isna().all()


@pytest.mark.parametrize("role", [Role.LEADER, Role.DISCIPLINE, Role.ADMIN, Role.SCREEN, Role.UNIT])
def test_only_the_office_writes(planned: tuple[Engine, Plan], role: Role) -> None:
    engine, plan = planned
    actor = Actor(name="x", role=role, unit_id="S01")
    with pytest.raises(Forbidden):
        decide(engine, plan, made(), actor=actor, now=NOW, key="1")
    with pytest.raises(Forbidden):
        finish(engine, made(), date(2022, 9, 24), "好", actor=actor, now=NOW)
