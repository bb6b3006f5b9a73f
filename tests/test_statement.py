"""The statement: three units reckoned by hand through all six components; every unit of the sample year adds up."""

import gzip
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook
from sqlalchemy import Engine, update

from accounts.actor import Actor
from accounts.roles import Role
from domain.oversight import Adjustment, Inspection, Rating
from manage import cli
from services.briefing import Briefing, briefing
from services.briefing_file import pins_of, plain_value
from services.demo import SAMPLE_YEAR
from services.findings import beside
from services.frames import FRAMES
from services.importing import import_folder
from services.intake import save_plan, submit
from services.loss_sources import Source
from services.oversight_desk import submit_oversight
from services.plain_json import restored
from services.publishing import publish
from services.recomputing import compare, find_snapshot
from services.statement import statement
from services.three_values import three_values
from store import schema
from store.engine import open_engine
from store.pinned import Inputs, Pins, fetch_pinned
from store.snapshots import Snapshot, fetch_snapshot_content
from tests.books import oversight_book, plan_book, progress_book
from tests.factories import briefed, issue_line, line, milestone, node_line, plan, project, said, task, unit
from tests.stores import copy_store, postgres_database, sqlite_store

OFFICE = Actor(name="lin", role=Role.OFFICE)
HALF = {"start_on": date(2022, 1, 1), "due_on": date(2022, 6, 29)}  # 90 of 180 days by the end of March
AFTER = datetime(2022, 10, 10, tzinfo=UTC)


def march() -> Briefing:
    """Three streets: all that may count in a score happens to S01, little to S02, least to S03, and much against it."""
    streets = ("S01", "S02", "S03")
    return briefed(
        "2022-03",
        plans=plan(
            periods=("2022-03",),
            units=tuple(unit(code) for code in streets),
            tasks=tuple(task(f"T{code[2]}", lead_unit=code, **HALF) for code in streets),
            projects=(project(),),
            milestones=(milestone(baseline_finish=date(2022, 3, 1)),),
        ),
        lines=[
            line("2022-03", "T1", 0.4),
            line("2022-03", "T2", 0.5, unit_id="S02"),
            line("2022-03", "T3", 0.25, unit_id="S03"),
        ],
        nodes=[node_line("2022-03", actual_finish=pd.Timestamp("2022-03-16"))],
        issues=[
            issue_line("2022-03", "W1", promised_on=pd.Timestamp("2022-03-10"), solved_on=pd.Timestamp("2022-03-10")),
            issue_line("2022-03", "W2", promised_on=pd.Timestamp("2022-03-10"), solved_on=pd.Timestamp("2022-03-11")),
        ],
        oversight=said(
            inspections=[
                Inspection(inspected_on=date(2022, 3, 15), unit_id="S01", task_id="T1", verified=0.3, place="督查核验!E2")
            ],
            ratings=[
                Rating(period="2022-03", unit_id="S01", voters="enterprise", very_satisfied=20),
                Rating(period="2022-03", unit_id="S02", voters="enterprise", fairly_satisfied=20),
                Rating(period="2022-03", unit_id="S03", voters="enterprise", very_satisfied=3),
            ],
            adjustments=[
                Adjustment(happened_on=date(2022, 3, 8), unit_id="S01", points=2.0, reason="推广", document="1号", approved_by="王"),
                Adjustment(happened_on=date(2022, 3, 9), unit_id="S03", points=-4.0, reason="通报", document="2号", approved_by="王"),
                Adjustment(happened_on=date(2022, 3, 10), unit_id="S03", points=-3.0, reason="点名", document="3号", approved_by="王"),
            ],
        ),
    )  # fmt: skip


def values(unit_id: str) -> dict[str, float]:
    return {part.component.value: round(part.value, 6) for part in statement(march(), unit_id).parts}


def test_all_six_components_of_a_unit() -> None:
    # tasks: verified 30 % of 50 % due = 60; milestone 15 of 30 days late = 50; 20 votes at 100 and 20 at 60 of a peer,
    # 3 more at 100: mean (2000 + 1200 + 300) / 43 = 81.395, counts (2000 + 20 × 81.395) / 40 = 90.698;
    # reported 40, verified 30: 100 − 2 × 10 = 80; one of two problems in time = 50; reported on time = 100
    assert values("S01") == {
        "tasks": 60.0,
        "milestones": 50.0,
        "rating": 90.697674,
        "verification": 80.0,
        "problems": 50.0,
        "reporting": 100.0,
    }


def test_the_score_is_the_weighted_sum_and_the_adjustment() -> None:
    # (35·60 + 20·50 + 20·90.697674 + 10·80 + 10·50 + 5·100) / 100 = 67.139535, and 2 for the adjustment
    told = statement(march(), "S01")
    assert told.score == pytest.approx(69.139535, abs=1e-6)
    assert sum(part.points for part in told.parts) + told.adjustment == pytest.approx(told.score)


def test_components_without_data_give_their_weight_to_the_others() -> None:
    # S02: tasks 100, rating (1200 + 20 × 81.395349) / 40 = 70.697674, reporting 100, of 35 + 20 + 5
    told = statement(march(), "S02")
    assert told.score == pytest.approx((35 * 100 + 20 * 70.697674 + 5 * 100) / 60, abs=1e-6)
    assert [round(part.weight, 4) for part in told.parts] == [58.3333, 33.3333, 8.3333]
    # S03: three votes are too few, so only tasks and reporting are left, 35 and 5 of 40
    assert [round(part.weight, 4) for part in statement(march(), "S03").parts] == [87.5, 12.5]


def test_points_against_a_unit_count_up_to_the_cap() -> None:
    # S03: (35·50 + 5·100) / 40 = 56.25; 4 and 3 points against it are 7, of which the cap lets 5 count: 51.25
    told = statement(march(), "S03")
    assert sum(part.points for part in told.parts) == pytest.approx(56.25)
    assert (told.adjustment, told.score) == (-5.0, pytest.approx(51.25))
    assert told.adjustments["points"].tolist() == [-3.0, -4.0]


def test_ranks_follow_the_scores_by_hand() -> None:
    units = march().units.set_index("unit_id")
    assert units["rank"].to_dict() == {"S02": 1, "S01": 2, "S03": 3}


def test_inputs_are_the_very_numbers() -> None:
    told = {part.component.value: part.inputs for part in statement(march(), "S01").parts}
    assert told["tasks"] == "0.600 / 1.000（1 项）"
    assert told["verification"] == "100 − 2 × 10.00 / 1.00（核验 1 项）"
    assert told["problems"] == "1 / 2"
    assert told["reporting"] == "(1 + 0 / 2) / 1"
    assert "企业：20 票" in told["rating"]


def test_a_claim_too_much_is_a_loss_with_its_cell() -> None:
    losses = statement(march(), "S01").losses.set_index("kind")
    assert losses.loc["inspection", "lost"] == pytest.approx(2.0)  # 10 % of the score × 20 points
    assert losses.loc["inspection", "place"] == "督查核验!E2"


def test_every_loss_leads_to_the_cells_it_rests_on() -> None:
    told = statement(march(), "S01")
    found = dict(zip(told.losses["kind"], told.sources, strict=True))
    report = {"file_name": "S01.xlsx", "unit_id": "S01", "period": "2022-03"}
    checked = Source(file_name="督查评价.xlsx", place="督查核验!E2")
    assert found["task"] == (
        Source(place="任务进展!F5", **report),
        checked,
    )  # a verified value counts in its place
    assert found["inspection"] == (checked,)
    assert found["milestone"] == (Source(place="", **report),)
    assert found["problem"] == (Source(place="", **report),)
    assert [one.file_name for one in found["rating"]] == ["督查评价.xlsx"]
    assert checked.words == "督查评价.xlsx · 督查核验!E2"


def test_a_joint_task_leads_to_its_leads_report_and_an_old_value_to_the_period_it_is_from() -> None:
    made = briefed(
        "2022-02",
        plans=plan(units=(unit(), unit("S02")), tasks=(task("T1", lead_unit="S02", joint_units=("S01",), **HALF),)),
        lines=[line("2022-01", "T1", 0.05, unit_id="S02"), line("2022-02", "T9", unit_id="S01")],
    )  # fmt: skip
    told = statement(made, "S01")
    (source,) = told.sources[told.losses["kind"].tolist().index("task")]
    assert (source.unit_id, source.period, source.words) == ("S02", "2022-01", "S02.xlsx · 任务进展!F5")


def test_what_was_never_handed_in_has_no_cell() -> None:
    made = briefed("2022-02", plans=plan(tasks=(task(**HALF),)), lines=[line("2022-01", "T1", 0.05)])
    told = statement(made, "S01")
    missing = [
        sources for kind, sources in zip(told.losses["kind"], told.sources, strict=True) if kind == "report"
    ]
    assert missing == [()]


def test_three_values_stand_beside_each_other() -> None:
    # S01: 40 % reported and 30 % found in its one check; 20 enterprises give 100; the public did not vote
    row = statement(march(), "S01").beside
    assert (row["reported"], row["verified"], row["checks"]) == (0.4, 0.3, 1)
    assert beside.line(row) == "自报 40.0%、核验 30.0%（核验 1 项）；企业 100.0（20 票）；群众 尚无评价"
    other = statement(march(), "S03").beside
    assert beside.line(other) == "本年尚未核验；企业 100.0（3 票），样本不足；群众 尚无评价"
    assert beside.title(three_values(march())) == "自报、核验、评价：S01街道自报比核验高 10.0 点，为最多"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The sample year, its nine periods published."""
    engine = sqlite_store(tmp_path_factory.mktemp("statement") / "board.db")
    for _one in import_folder(engine, SAMPLE_YEAR, now=datetime(2023, 1, 1, tzinfo=UTC)):
        continue
    for month in range(1, 10):
        now = datetime(2022, month + 1, 15, tzinfo=UTC)
        publish(engine, f"2022-{month:02d}", actor=OFFICE, now=now)
    yield engine
    engine.dispose()


def test_every_statement_of_the_sample_year_adds_up(year: Engine) -> None:
    made = briefing(year, "2022-09", datetime(2022, 12, 31, tzinfo=UTC))
    assert made is not None
    for unit_id in made.units["unit_id"]:
        told = statement(made, unit_id)
        assert told.score is not None
        assert sum(part.points for part in told.parts) + told.adjustment == pytest.approx(told.score)
        assert sum(part.lost for part in told.parts) == pytest.approx(told.losses["lost"].sum(), abs=1e-6)


def test_each_cell_named_stands_in_the_row_of_what_cost_the_points(year: Engine) -> None:
    made = briefing(year, "2022-09", datetime(2022, 12, 31, tzinfo=UTC))
    assert made is not None
    told = statement(made, "S02")
    found = [
        (loss["kind"], source, loss["item_id"] if loss["kind"] != "rating" else told.label)
        for loss, sources in zip(told.losses.to_dict("records"), told.sources, strict=True)
        for source in sources
        if source.place
    ]
    assert {kind for kind, _source, _sought in found} == {"task", "problem", "rating", "inspection"}
    astray = [(source.words, sought) for _kind, source, sought in found if sought not in row_of(source)]
    assert astray == []


def row_of(source: Source) -> set[object]:
    """What stands in the row of a source's cell, in the sample workbook of that name."""
    (path,) = SAMPLE_YEAR.glob(f"*/{source.file_name}")
    sheet, _mark, cell = source.place.partition("!")
    table = book(path)[sheet]
    assert table[cell].value is not None, source.words
    return {one.value for one in table[table[cell].row]}


@cache
def book(path: Path) -> Workbook:
    return load_workbook(path, data_only=True)


@pytest.fixture(scope="module")
def year_on_postgres(year: Engine, postgres_server: Engine) -> Iterator[Engine]:
    """The same rows on PostgreSQL."""
    with postgres_database(postgres_server) as url:
        engine = open_engine(url)
        copy_store(year, engine)
        yield engine
        engine.dispose()


@pytest.mark.parametrize("month", range(1, 10))
def test_each_period_of_the_sample_year_comes_out_the_same_again(
    year: Engine, year_on_postgres: Engine, month: int
) -> None:
    snapshot = find_snapshot(year_on_postgres, f"2022-{month:02d}")
    assert snapshot is not None
    assert snapshot == find_snapshot(year, snapshot.period)
    differences, count = compare(year_on_postgres, snapshot)
    assert (differences, count > 10_000) == ((), True)
    assert_same_inputs(pinned(year, snapshot), pinned(year_on_postgres, snapshot))


def test_the_last_period_comes_out_the_same_again_on_sqlite(year: Engine) -> None:
    # the others do too: both databases give the same rows to the same formulas, as the test above holds
    snapshot = find_snapshot(year, "2022-09")
    assert snapshot is not None
    assert compare(year, snapshot)[0] == ()


def pinned(engine: Engine, snapshot: Snapshot) -> Inputs:
    return fetch_pinned(engine, restored(Pins, pins_of(fetch_snapshot_content(engine, snapshot.snapshot_id))))


def assert_same_inputs(one: Inputs, other: Inputs) -> None:
    assert one.plans == other.plans
    for name, frame in frames_of(one).items():
        pd.testing.assert_frame_equal(frame, frames_of(other)[name], obj=name)


def frames_of(inputs: Inputs) -> dict[str, pd.DataFrame]:
    names = ("submissions", "task_lines", "milestone_lines", "issue_lines")
    return {name: getattr(inputs, name) for name in names} | inputs.oversight


def test_a_snapshot_holds_on_both_databases_and_a_changed_row_is_seen(engine: Engine) -> None:
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=AFTER)
    submit(engine, progress_book(), "报表.xlsx", actor=OFFICE, now=AFTER)
    check = (date(2022, 9, 20), "常规检查", "滨湖街道", "FW-01", 0.4, "", "", "")
    submit_oversight(engine, oversight_book({"督查核验": [check]}), "督查.xlsx", actor=OFFICE, now=AFTER)
    publish(engine, "2022-09", actor=OFFICE, now=AFTER)
    snapshot = find_snapshot(engine, "2022-09")
    assert snapshot is not None
    later = oversight_book({"督查核验": [(*check[:4], 0.1, "", "", "")]})
    submit_oversight(
        engine, later, "督查.xlsx", actor=OFFICE, now=AFTER
    )  # a later book changes nothing published
    assert compare(engine, snapshot)[0] == ()
    with engine.begin() as connection:
        connection.execute(update(schema.task_lines).values(reported=0.9))
    assert compare(engine, snapshot)[0] != ()


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A report of September, published."""
    engine = sqlite_store(tmp_path_factory.mktemp("month") / "board.db")
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=AFTER)
    submit(engine, progress_book(), "报表.xlsx", actor=OFFICE, now=AFTER)
    publish(engine, "2022-09", actor=OFFICE, now=AFTER)
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("edited", "seen"),
    [
        (lambda value: value["frames"]["units"]["score"].__setitem__(0, 99.0), ("units", "score")),
        (lambda value: value["head"]["headline"].update(completion=0.99), ("head", "headline.completion")),
        (lambda value: value["head"]["plan"]["rules"].update(weight_tasks=40), ("head", "plan.rules.weight_tasks")),
        (lambda value: value["frames"]["units"].pop("rank"), ("snapshot", "sha256")),
    ],
    ids=["a score", "the first line", "a weight", "a column taken out"],
)  # fmt: skip
def test_an_edited_snapshot_is_seen(
    month: Engine, edited: Callable[[dict[str, Any]], object], seen: tuple[str, str]
) -> None:
    snapshot = find_snapshot(month, "2022-09")
    assert snapshot is not None
    assert compare(month, snapshot)[0] == ()
    kept = fetch_snapshot_content(month, snapshot.snapshot_id)
    value = plain_value(kept)
    edited(value)
    overwrite(month, gzip.compress(json.dumps(value).encode()))
    found = {(one.frame, one.column) for one in compare(month, snapshot)[0]}
    overwrite(month, kept)
    assert seen in found


def overwrite(engine: Engine, content: bytes) -> None:
    with engine.begin() as connection:
        connection.execute(update(schema.snapshots).values(content=content))


def test_a_column_that_came_later_is_not_compared_with_an_older_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = sqlite_store(tmp_path / "board.db")
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=AFTER)
    submit(engine, progress_book(), "报表.xlsx", actor=OFFICE, now=AFTER)
    with monkeypatch.context() as earlier:
        earlier.delitem(FRAMES["tasks"], "file_name")
        publish(engine, "2022-09", actor=OFFICE, now=AFTER)
    snapshot = find_snapshot(engine, "2022-09")
    assert snapshot is not None
    assert compare(engine, snapshot)[0] == ()
    engine.dispose()


def test_the_terminal_explains_and_recomputes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    engine = sqlite_store(tmp_path / "board.db")
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=AFTER)
    submit(engine, progress_book(), "报表.xlsx", actor=OFFICE, now=AFTER)
    publish(engine, "2022-09", actor=OFFICE, now=AFTER)
    run = CliRunner()
    told = run.invoke(cli, ["explain", "--unit", "S01", "--period", "2022-09"])
    assert told.exit_code == 0, told.output
    assert "滨湖街道，2022年9月" in told.output
    assert "任务完成" in told.output
    assert "本年尚未核验" in told.output
    assert "← 报表.xlsx · 任务进展!" in told.output
    proof = run.invoke(cli, ["recompute", "--period", "2022-09"])
    assert proof.exit_code == 0, proof.output
    assert "0 个不同" in proof.output
    for wrong in (
        ["explain", "--unit", "X", "--period", "2022-09"],
        ["explain", "--unit", "S01", "--period", "2031-01"],
        ["recompute", "--period", "2022-08"],
    ):
        assert run.invoke(cli, wrong).exit_code == 2
    engine.dispose()
