"""Ratings: votes together, over time and against, by hand; the page: empty, from a real workbook, one unit, by role."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from accounts.actor import Actor
from accounts.roles import Role
from charts.vote_bars import segments
from domain.oversight import Rating, Voter
from domain.rules import Display, Rules
from domain.unit_group import UnitGroup
from services.briefing import Briefing
from services.findings import ratings as findings
from services.intake import save_plan, submit
from services.oversight_desk import submit_oversight
from services.publishing import publish
from services.votes import negatives, over_time, whole
from tests.books import oversight_book, plan_book, progress_book
from tests.factories import briefed, plan, said, unit
from tests.stores import look_at, sqlite_store
from tools.running import board

OFFICE = Actor(name="lin", role=Role.OFFICE)
NOW = datetime(2022, 10, 8, 9, 0, tzinfo=UTC)


def voted() -> Briefing:
    """Two streets: S01 is rated well by 20, badly by 10; S02 by three alone, in the second of two periods."""
    return briefed(
        "2022-02",
        plans=plan(units=(unit(), unit("S02"))),
        oversight=said(
            ratings=[
                Rating(period="2022-01", unit_id="S01", voters="public", very_satisfied=20),
                Rating(period="2022-02", unit_id="S01", voters="public", dissatisfied=10, measures="回访"),
                Rating(period="2022-02", unit_id="S02", voters="public", fairly_satisfied=2, very_dissatisfied=1),
            ]
        ),
    )  # fmt: skip


def test_all_votes_together_by_hand() -> None:
    # (20·100 + 10·30 + 2·60 + 0) / 33 = 73.33
    votes = whole(voted().voices)
    assert (votes["valid"], votes["negative"]) == (33, 11)
    assert votes["raw"] == pytest.approx(2420 / 33)


def test_each_period_on_its_own() -> None:
    # in February 300 + 120 points by 13 votes
    rows = over_time(voted().ratings)
    assert rows[["period", "valid"]].to_numpy().tolist() == [["2022-01", 20], ["2022-02", 13]]
    assert rows["raw"].tolist() == [100.0, pytest.approx(420 / 13)]


def test_votes_against_without_a_measure_come_first() -> None:
    rows = negatives(voted().ratings, "2022-02")
    assert rows[["unit_id", "negative", "told"]].to_numpy().tolist() == [["S02", 1, False], ["S01", 10, True]]
    assert negatives(voted().ratings, "2022-01").empty


def test_bars_part_at_the_line_between_against_and_for() -> None:
    rows = voted().voices.query("unit_id == 'S01'")
    parts = segments(rows).set_index("grade")[["start", "end"]]
    assert parts.loc["very_satisfied"].tolist() == [0.0, pytest.approx(2 / 3)]
    assert parts.loc["dissatisfied"].tolist() == [0.0, pytest.approx(-1 / 3)]


def test_findings_name_n_and_what_is_against() -> None:
    made = voted()
    assert findings.head(made.voices) == "今年以来群众打 73.3 分（33 票，不满意 33.3%）"
    assert findings.trend_title(made.ratings, Voter.PUBLIC) == "2022-02 得 32.3 分，比 2022-01 −67.7 分"
    assert findings.too_few(made.voices, Rules()) == "样本不足，只显示不计分（不足 5 票）：S02街道（3 票）"
    assert (
        findings.negatives_title(negatives(made.ratings, "2022-02"))
        == "不满意 11 票；2 行中 1 行写明了整改措施"
    )


def test_where_nothing_is_compared_no_unit_is_called_lowest() -> None:
    rows = voted().voices.assign(scored=True)
    assert "最低" in findings.group_title(rows, UnitGroup.STREET, Display.RANK)
    assert findings.group_title(rows, UnitGroup.STREET, Display.NONE) == "街道：2 家单位有评价"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    look_at(tmp_path, monkeypatch)
    engine = sqlite_store(tmp_path / "board.db")
    yield engine
    engine.dispose()


def words(shown: AppTest) -> str:
    assert [one.message for one in shown.exception] == []
    parts = [*shown.header, *shown.subheader, *shown.markdown, *shown.caption]
    tables = [table.value.to_csv() for table in shown.table]
    return "\n".join([*(str(one.value) for one in parts), *tables]).replace("\\", "")


def test_without_votes_it_says_who_supplies_them(store: Engine) -> None:
    save_plan(store, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    text = words(board("ratings", role=Role.OFFICE).run())
    assert "企业和群众都还没有评价" in text
    assert "由五型办在督查评价表的“企业群众评价”表填报" in text


def test_a_real_workbook_is_shown_with_its_cells_and_a_unit_sees_its_own(store: Engine) -> None:
    save_plan(store, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    submit(store, progress_book(), "滨湖.xlsx", actor=OFFICE, now=NOW)
    rows = [
        ("2022-09", "滨湖街道", "企业", 10, 5, 2, 1, 0, 20, "上门回访"),
        ("2022-09", "禾埠街道", "企业", 1, 1, 0, 0, 1, 5, ""),
        ("2022-09", "滨湖街道", "群众", 3, 0, 0, 0, 0, 3, ""),
    ]
    submit_oversight(store, oversight_book({"企业群众评价": rows}), "督查.xlsx", actor=OFFICE, now=NOW)
    publish(store, "2022-09", actor=OFFICE, now=NOW)
    text = words(board("ratings", role=Role.LEADER).run())
    # enterprises: (1000 + 400 + 120 + 30 + 100 + 80 + 0) / 21 = 82.4, two of 21 against
    assert "今年以来企业打 82.4 分（21 票，不满意 9.5%）；群众打 100.0 分（3 票，不满意 0.0%）" in text
    assert "样本不足，只显示不计分（不足 5 票）：禾埠街道（3 票）" in text
    assert "未写明" in text
    assert "督查.xlsx 企业群众评价!C2" in text
    own = words(board("ratings", role=Role.UNIT, me="滨湖街道", unit="禾埠街道").run())
    assert "逐行票数，n = 2 行" in own
    assert "禾埠街道" not in own
