"""What an oversight workbook would change: shown before it is kept, and the same as what the pages say after."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Role
from domain.oversight import Decision, Inspection, Oversight
from services.briefing import briefing
from services.findings.oversight import effect_title, score_rows, task_rows
from services.intake import save_plan, submit
from services.oversight_desk import submit_oversight
from services.oversight_effect import oversight_effect
from tests.books import oversight_book, plan_book, progress_book
from tests.stores import sqlite_store

OFFICE = Actor(name="lin", role=Role.OFFICE)
NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
CHECK = (date(2022, 9, 20), "明察暗访", "滨湖街道", "FW-01", 0.2, "偏高", "照片", "")
FOUND = Inspection(inspected_on=date(2022, 9, 20), unit_id="S01", task_id="FW-01", verified=0.2)


@pytest.fixture
def reported(tmp_path: Path) -> Iterator[Engine]:
    """Street S01 reports half of FW-01 in September."""
    engine = sqlite_store(tmp_path / "board.db")
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    submit(
        engine, progress_book(rate=0.5), "滨湖.xlsx", actor=OFFICE, unit_id="S01", period="2022-09", now=NOW
    )
    yield engine
    engine.dispose()


def test_without_reports_there_is_nothing_to_change(tmp_path: Path) -> None:
    engine = sqlite_store(tmp_path / "board.db")
    assert oversight_effect(engine, Oversight(), NOW) is None
    engine.dispose()


def test_a_check_changes_its_task_and_the_score_and_is_so_once_kept(reported: Engine) -> None:
    effect = oversight_effect(reported, Oversight(period="2022-09", inspections=(FOUND,)), NOW)
    assert effect is not None
    assert effect.period == "2022-09"
    task = effect.tasks.iloc[0]
    assert (task["task_id"], task["before"], task["after"]) == ("FW-01", 0.5, 0.2)
    assert effect.units["unit_id"].tolist() == ["S01"]
    assert effect.units["after"][0] < effect.units["before"][0]
    assert effect_title(effect).startswith("2022-09：1 项任务的完成率变化")
    assert [len(rows) for rows in (score_rows(effect), task_rows(effect))] == [1, 1]

    submit_oversight(reported, oversight_book({"督查核验": [CHECK]}), "督查.xlsx", actor=OFFICE, now=NOW)
    kept = briefing(reported, "2022-09", NOW)
    assert kept is not None
    units, tasks = kept.units.set_index("unit_id"), kept.tasks.set_index("task_id")
    assert units.loc["S01", "score"] == pytest.approx(effect.units["after"][0])
    assert tasks.loc["FW-01", "effective"] == 0.2
    assert tasks.loc["FW-01", "light"] == task["light_after"]


def test_what_is_known_already_and_a_decision_change_nothing(reported: Engine) -> None:
    submit_oversight(reported, oversight_book({"督查核验": [CHECK]}), "督查.xlsx", actor=OFFICE, now=NOW)
    decided = Decision(assigned_on=date(2022, 9, 20), meeting="九月调度会", content="加快", units=("S01",))
    book = Oversight(period="2022-09", inspections=(FOUND,), decisions=(decided,))
    effect = oversight_effect(reported, book, NOW)
    assert effect is not None
    assert effect.tasks.empty
    assert effect.units.empty
    assert effect_title(effect) == "2022-09：任务亮灯和单位得分不变"
