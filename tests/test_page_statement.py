"""The statement on the ranking page and on each unit's page: formulas, three values, every loss with its cell; by role."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from accounts.actor import Actor
from accounts.roles import Role
from services.intake import save_plan, submit
from services.oversight_desk import submit_oversight
from services.publishing import publish
from tests.books import oversight_book, plan_book, progress_book
from tests.stores import look_at, sqlite_store
from tools.running import board

OFFICE = Actor(name="lin", role=Role.OFFICE)
NOW = datetime(2022, 10, 8, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A street's report and a check of it: 50 % reported, 40 % found; an office that joins in one task."""
    look_at(tmp_path, monkeypatch)
    engine = sqlite_store(tmp_path / "board.db")
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    submit(engine, progress_book(), "滨湖.xlsx", actor=OFFICE, now=NOW)
    own = progress_book(unit="审批局", rows=[("FW-01", "推进代办制", None, None, "配合", "", "", "", None)])
    submit(engine, own, "审批局.xlsx", actor=OFFICE, now=NOW)
    check = (date(2022, 9, 20), "常规检查", "滨湖街道", "FW-01", 0.4, "", "", "")
    submit_oversight(engine, oversight_book({"督查核验": [check]}), "督查.xlsx", actor=OFFICE, now=NOW)
    publish(engine, "2022-09", actor=OFFICE, now=NOW)
    yield engine
    engine.dispose()


def told(shown: AppTest) -> str:
    assert [one.message for one in shown.exception] == []
    tables = [one.value.to_csv() for one in (*shown.table, *shown.dataframe)]
    figures = [f"{one.label} {one.value}" for one in shown.metric]
    words = [str(one.value) for one in (*shown.subheader, *shown.markdown)]
    return "\n".join([*words, *figures, *tables]).replace("\\", "")


@pytest.mark.parametrize("page", ["unit", "ranking"])
def test_both_pages_show_it_with_three_values_and_cells(page: str, store: Engine) -> None:
    text = told(board(page, role=Role.LEADER, unit="滨湖街道").run())
    assert "自报 · 核验 1 次 50.0%" in text
    assert "核验 · 核验 1 次 40.0%" in text
    assert "100 − 2 × 10.00 / 1.00" in text
    assert "滨湖.xlsx · 任务进展!C3；督查.xlsx · 督查核验!E2" in text


def test_a_group_chosen_above_takes_no_joint_task_out_of_the_reckoning(store: Engine) -> None:
    # the office joins in FW-01 alone, which a street leads: pull 0.5, 40 % found of 74.8 % due
    text = told(board("ranking", role=Role.LEADER, unit="审批局", group="部门").run())
    assert "/ 0.500（1 项）" in text


def test_a_unit_sees_of_its_leads_report_the_cell_and_no_file(store: Engine) -> None:
    text = told(board("unit", role=Role.UNIT, me="审批局").run())
    assert "任务进展!C3" in text
    assert "滨湖.xlsx" not in text
