"""A draw in the store: refused where it can't be, kept once with its certificate, repeated anywhere, altered is found."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, insert, select, update

from accounts.actor import Actor
from accounts.roles import Forbidden, Role
from domain.oversight import Inspection, Oversight
from domain.software import VERSION
from manage import cli
from services.draw_certificate import Certificate, NotACertificate, Weighting, differences, read_certificate
from services.drawing import (
    Order,
    candidates_of,
    certificate_json,
    certificate_kept,
    draw_units,
    draws_made,
    frame_now,
)
from services.intake import NotStored, save_plan
from services.oversight_desk import enter_oversight
from store import schema
from store.verifying import verify
from store.writes import changing
from tests import factories
from tests.books import plan_book
from tests.stores import sqlite_store

OFFICE = Actor(name="lin", role=Role.OFFICE)
NOW = datetime(2022, 9, 30, 2, 11, 5, tzinfo=UTC)
ORDER = Order(quarter="2022-Q3", count=2)


@pytest.fixture
def planned(engine: Engine) -> Engine:
    """Two streets and a department."""
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    return engine


@pytest.fixture
def local(sqlite_engine: Engine) -> Engine:
    """The same, for rules that are not about the database."""
    save_plan(sqlite_engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    return sqlite_engine


def drawn(engine: Engine, seed: str = "358127", order: Order = ORDER, **given: Any) -> Certificate:
    frame = frame_now(engine, order)
    assert frame is not None
    made = draw_units(
        engine, order, seed, **({"shown_hash": frame.hash, "actor": OFFICE, "now": NOW} | given)
    )
    return certificate_kept(engine, made.draw_id, actor=OFFICE)


def inspected(engine: Engine, unit_id: str, task_id: str, day: date) -> None:
    check = Inspection(inspected_on=day, unit_id=unit_id, task_id=task_id, verified=0.5)
    enter_oversight(engine, Oversight(inspections=(check,)), actor=OFFICE, now=NOW, key=f"{unit_id}{day}")


def test_a_draw_is_kept_with_all_that_is_needed_to_draw_again(planned: Engine) -> None:
    made = drawn(planned, "  ３５８ 127 ")
    assert made.seed == "358 127"
    assert (made.number, made.quarter, made.drawn_by, made.software) == (
        "2022-Q3-01",
        "2022-Q3",
        "lin",
        VERSION,
    )
    assert made.drawn_at == NOW
    assert [one.unit_id for one in made.frame] == ["D01", "S01", "S02"]
    assert [step.among for step in made.steps] == ["department", "street"]
    assert "D01" in made.result
    assert made.names["S01"] == "滨湖街道"
    assert [one.seed for one in draws_made(planned)] == ["358 127"]


def test_a_draw_and_its_entry_stand_or_fall_together_and_verify_covers_it(planned: Engine) -> None:
    drawn(planned)
    with planned.connect() as connection:
        entry = connection.execute(select(schema.audit).where(schema.audit.c.action == "draw_units")).one()
    assert entry.subject == "draw:1"
    assert entry.details["seed"] == "358127"
    assert verify(planned).findings == ()
    with planned.begin() as connection:
        connection.execute(update(schema.draws).values(seed="000000"))
    assert [finding.code for finding in verify(planned).findings] == ["row_edited"]


def test_a_seed_that_cannot_serve_is_refused(local: Engine) -> None:
    refused = {
        "": "请输入种子",
        "   ": "请输入种子",
        "12345": "太短：至少 6 位",
        "1" * 65: "种子最多 64 位",
        "123\u202e456": "须是能读出的字符",
    }
    for seed, words in refused.items():
        with pytest.raises(NotStored, match=words):
            drawn(local, seed)
    assert draws_made(local) == ()


def test_a_seed_serves_once_in_any_quarter(planned: Engine) -> None:
    drawn(planned)
    with pytest.raises(NotStored, match="种子“358127”已在 2022-09-30 用于第 2022-Q3-01 号抽取"):
        drawn(planned, "３５８１２７", Order(quarter="2022-Q4", count=2))
    assert len(draws_made(planned)) == 1


def test_a_number_of_units_out_of_range_is_refused(local: Engine) -> None:
    for count in (0, 1, 4):
        with pytest.raises(NotStored, match="最少抽 2 个；全部单位共 3 个"):
            drawn(local, order=Order(quarter="2022-Q3", count=count))


def test_a_frame_that_changed_since_it_was_shown_is_refused(local: Engine) -> None:
    shown = frame_now(local, ORDER)
    assert shown is not None
    inspected(local, "S01", "FW-01", date(2022, 9, 28))
    with pytest.raises(NotStored, match="名单在公布后有变化"):
        drawn(local, shown_hash=shown.hash)


def test_only_the_office_draws_and_others_but_units_and_screens_read(local: Engine) -> None:
    for role in Role:
        if role is not Role.OFFICE:
            with pytest.raises(Forbidden):
                drawn(local, actor=Actor(name="x", role=role))
    drawn(local)
    readers = []
    for role in Role:
        try:
            certificate_json(local, 1, actor=Actor(name="x", role=role), now=NOW)
        except Forbidden:
            continue
        readers.append(role)
    assert readers == [Role.LEADER, Role.OFFICE, Role.DISCIPLINE]


def test_without_a_plan_there_is_nothing_to_draw_from(sqlite_engine: Engine) -> None:
    assert frame_now(sqlite_engine, ORDER) is None
    with pytest.raises(NotStored, match="责任清单"):
        draw_units(sqlite_engine, ORDER, "358127", shown_hash="", actor=OFFICE, now=NOW)


def test_units_inspected_or_drawn_this_quarter_wait_no_more(local: Engine) -> None:
    """S01 inspected in the quarter, S02 before it: the first draw takes D01 and S02, after it nobody waits."""
    inspected(local, "S01", "FW-01", date(2022, 7, 1))
    inspected(local, "S02", "GY-01", date(2022, 6, 30))
    first = drawn(local)
    assert {one.unit_id: one.is_waiting for one in first.frame} == {"D01": True, "S01": False, "S02": True}
    assert first.result == ("D01", "S02")
    second = drawn(local, "904417")
    assert second.number == "2022-Q3-02"
    assert not any(one.is_waiting for one in second.frame)


def test_weights_are_the_tasks_a_unit_leads_at_least_one() -> None:
    plan = factories.plan(
        units=(factories.unit("S01"), factories.unit("S02")),
        tasks=(factories.task("T1"), factories.task("T2")),
    )
    order = Order(quarter="2022-Q3", count=2, weighting=Weighting.TASKS, waiting_first=False)
    weighed = candidates_of(plan, order, frozenset())
    assert [(one.unit_id, one.weight, one.is_waiting) for one in weighed] == [
        ("S01", 2, False),
        ("S02", 1, False),
    ]


def test_what_another_writes_between_frame_and_draw_only_makes_it_look_again(planned: Engine) -> None:
    frame = frame_now(planned, ORDER)
    assert frame is not None
    other = {"quarter": "2022-Q2", "result": []}
    with changing(planned) as connection:
        row = {"number": "2022-Q2-01", "seed": "111111", "frame_hash": "", "certificate": other}
        connection.execute(insert(schema.draws).values(row | {"drawn_at": NOW, "drawn_by": ""}))
    assert drawn(planned, shown_hash=frame.hash).number == "2022-Q3-01"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The certificate of a draw as it is downloaded."""
    engine = sqlite_store(tmp_path_factory.mktemp("drawn") / "board.db")
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    drawn(engine)
    name, content = certificate_json(engine, 1, actor=OFFICE, now=NOW)
    assert name == "抽取证书2022-Q3-01.json"
    engine.dispose()
    return content


@pytest.fixture
def kept(certificate: bytes, tmp_path: Path) -> Path:
    (tmp_path / "F.json").write_bytes(certificate)
    return tmp_path / "F.json"


def run(path: Path) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["draw", "--certificate", str(path)])
    return done.exit_code, done.output


def test_the_command_repeats_the_draw_without_a_store(
    kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BOARD_DATA", str(tmp_path / "nothing"))
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/none")
    code, said = run(kept)
    assert code == 0
    assert "3 个单位中抽 2 个，种子 358127" in said
    assert "D01  审批局" in said
    assert said.rstrip().endswith("与证书一致。")
    assert not (tmp_path / "nothing").exists()


def altered(path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    value = json.loads(path.read_text("utf-8"))
    change(value)
    other = path.with_name("altered.json")
    other.write_text(json.dumps(value), "utf-8")
    return other


def test_the_same_json_in_another_layout_is_still_equal(kept: Path) -> None:
    assert run(altered(kept, lambda value: None))[0] == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda value: value.update(result=["D01", "S09"]), "抽中名单复算不一致"),
        (lambda value: value.update(seed="358128"), "抽取步骤复算不一致"),
        (lambda value: value["frame"][1].__setitem__(2, 9), "名单与所载指纹不符"),
        (lambda value: value.update(frame_hash="0" * 64), "名单与所载指纹不符"),
        (lambda value: value.update(strata=["street"]), "分层与名单不符"),
        (lambda value: value["steps"][0].__setitem__(3, 77), "抽取步骤复算不一致"),
        (lambda value: value.update(drawn_by="someone else"), "证书自身的指纹不符"),
        (lambda value: value["names"].update(S01="他处"), "证书自身的指纹不符"),
        (lambda value: value.pop("certificate_hash"), "证书自身的指纹不符"),
    ],
)
def test_what_was_altered_is_found(kept: Path, change: Callable[[dict[str, Any]], None], words: str) -> None:
    code, said = run(altered(kept, change))
    assert code == 1
    assert words in said
    assert said.rstrip().endswith("与证书不一致。")


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value.update(kind="letter"),
        lambda value: value.update(format=2),
        lambda value: value.update(method="wuxing-draw-9"),
        lambda value: value.pop("frame"),
        lambda value: value.update(frame=[]),
        lambda value: value.update(frame=[["S01", "street", 1.5, 0]]),
        lambda value: value.update(frame=[["S01", "street", 1, 0]] * 2_001),
        lambda value: value.update(frame="S01"),
        lambda value: value.update(count=99),
        lambda value: value.update(count=True),
        lambda value: value.update(seed="\ud800"),
        lambda value: value.update(names=[]),
        lambda value: value.update(drawn_at="2022-09-30"),
    ],
)
def test_a_file_that_no_draw_can_be_repeated_from_is_told_apart(
    kept: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    code, said = run(altered(kept, change))
    assert code == 2
    assert "altered.json" in said


@pytest.mark.parametrize("content", [b"", b"[1]", b"{", b"\xff\xfe", b"PK\x03\x04", b"[" * 100_000])
def test_what_is_no_certificate_at_all_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "F.json").write_bytes(content)
    assert run(tmp_path / "F.json")[0] == 2
    assert run(tmp_path)[0] == 2
    assert run(tmp_path / "missing.json")[0] == 2


def test_a_certificate_written_twice_is_the_same_bytes(kept: Path) -> None:
    certificate, stated = read_certificate(kept.read_text("utf-8"))
    assert differences(certificate, stated) == ()
    with pytest.raises(NotACertificate):
        read_certificate("x" * 2_000_001)


def test_the_version_is_the_newest_of_the_changelog() -> None:
    log = (Path(__file__).parent.parent / "CHANGELOG.md").read_text("utf-8")
    assert f"## {VERSION}" in log.partition("\n## ")[1] + log.partition("\n## ")[2]
