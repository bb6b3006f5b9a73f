"""Importing a folder: the plan first, reports as they came, one bad file never stops the rest."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine

from accounts.actor import TERMINAL
from services import demo
from services.demo import choose_store, real_store
from services.importing import Imported, import_folder
from services.intake import save_plan
from store import queries
from store.oversight import fetch_books
from tests.books import oversight_book, plan_book, progress_book, street_book

SHANGHAI = timezone(timedelta(hours=8))
NOW = datetime(2022, 10, 20, 9, 0, tzinfo=UTC)


def put(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def taken(engine: Engine, folder: Path, **given) -> dict[str, Imported]:
    found = list(import_folder(engine, folder, **{"now": NOW, **given}))
    assert len({one.path for one in found}) == len(found)
    return {one.path.relative_to(folder).as_posix(): one for one in found}


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """A plan whose name sorts last, two months of one street, one of the other."""
    return put(
        tmp_path / "year",
        {
            "责任清单.xlsx": plan_book(),
            "2022-08/滨湖.xlsx": progress_book(period="2022-08", rate=0.4, filled_on=date(2022, 9, 4)),
            "2022-09/滨湖.xlsx": progress_book(period="2022-09", rate=0.5, filled_on=date(2022, 10, 8)),
            "2022-09/禾埠.xlsx": street_book("2022-09", 0.6),
        },
    )


def test_a_folder_goes_in_on_both_databases(engine: Engine, year: Path) -> None:
    done = taken(engine, year)
    assert {name: one.stored for name, one in done.items()} == dict.fromkeys(done, True)
    assert next(iter(done)) == "责任清单.xlsx"
    assert done["2022-09/滨湖.xlsx"].receipt.number == "2022-09-S01-v1"
    assert (done["2022-09/禾埠.xlsx"].unit_id, done["2022-09/禾埠.xlsx"].period) == ("S02", "2022-09")
    lines = queries.fetch_task_lines(engine)
    rates = lines.dropna(subset="reported").set_index(["period", "task_id"])["reported"]
    assert rates.to_dict() == {
        ("2022-08", "FW-01"): 0.4,
        ("2022-09", "FW-01"): 0.5,
        ("2022-09", "GY-01"): 0.6,
    }


def test_imported_again_nothing_is_added(sqlite_engine: Engine, year: Path) -> None:
    first, again = taken(sqlite_engine, year), taken(sqlite_engine, year)
    assert [one.receipt for one in again.values()] == [one.receipt for one in first.values()]
    assert all(one.stored for one in again.values())
    assert len(queries.fetch_submissions(sqlite_engine)) == 3
    assert len(queries.fetch_plans(sqlite_engine)) == 1


def test_history_came_when_its_sheet_says_at_five_in_the_afternoon(sqlite_engine: Engine, year: Path) -> None:
    taken(sqlite_engine, year)
    sent = queries.fetch_submissions(sqlite_engine).set_index(["unit_id", "period"])["received_at"]
    assert sent["S01", "2022-08"] == pd.Timestamp(datetime(2022, 9, 4, 17, 0, tzinfo=SHANGHAI))
    assert sent["S01", "2022-09"] == pd.Timestamp(datetime(2022, 10, 8, 17, 0, tzinfo=SHANGHAI))


def test_history_without_a_day_came_now(sqlite_engine: Engine, year: Path) -> None:
    taken(sqlite_engine, year)
    sent = queries.fetch_submissions(sqlite_engine).set_index("unit_id")["received_at"]
    assert sent["S02"] == pd.Timestamp(NOW)


def test_before_the_deadline_a_report_comes_now_whatever_its_sheet_says(
    sqlite_engine: Engine, year: Path
) -> None:
    early = datetime(2022, 10, 5, 9, 59, tzinfo=UTC)
    taken(sqlite_engine, year, now=early)
    sent = queries.fetch_submissions(sqlite_engine).set_index(["unit_id", "period"])["received_at"]
    assert sent["S01", "2022-09"] == pd.Timestamp(early)
    assert sent["S01", "2022-08"] == pd.Timestamp(datetime(2022, 9, 4, 17, 0, tzinfo=SHANGHAI))


def test_no_report_comes_later_than_now(sqlite_engine: Engine, tmp_path: Path) -> None:
    future = progress_book(filled_on=date(2022, 12, 31))
    taken(sqlite_engine, put(tmp_path / "f", {"p.xlsx": plan_book(), "r.xlsx": future}))
    assert queries.fetch_submissions(sqlite_engine).loc[0, "received_at"] == pd.Timestamp(NOW)


def test_a_correction_is_the_version_after_what_it_corrects_whatever_its_name(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    files = {
        "plan.xlsx": plan_book(),
        "a更正.xlsx": progress_book(rate=0.6, filled_on=date(2022, 10, 9)),
        "b.xlsx": progress_book(rate=0.5, filled_on=date(2022, 10, 3)),
    }
    done = taken(sqlite_engine, put(tmp_path / "f", files))
    assert [done[name].receipt.version for name in ("b.xlsx", "a更正.xlsx")] == [1, 2]


def test_bad_files_are_named_and_the_rest_goes_in(sqlite_engine: Engine, year: Path) -> None:
    put(
        year,
        {
            "2022-09/坏.xlsx": b"PK\x03\x04 nothing",
            "2022-09/旧.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "2022-09/表.csv": "任务编号,完成率\n".encode("gbk"),
            "2022-09/错.xlsx": progress_book(rows=[("XX-99", "没有的任务", 0.5, None, "推进")]),
            "说明.txt": b"read me",
            "~$滨湖.xlsx": b"lock",
            ".DS_Store": b"",
        },
    )
    done = taken(sqlite_engine, year)
    assert {name: (one.verdict, one.stored) for name, one in done.items()} == {
        "责任清单.xlsx": ("accepted", True),
        "2022-08/滨湖.xlsx": ("accepted", True),
        "2022-09/滨湖.xlsx": ("accepted", True),
        "2022-09/禾埠.xlsx": ("accepted", True),
        "2022-09/坏.xlsx": ("unreadable", False),
        "2022-09/旧.xls": ("unreadable", False),
        "2022-09/表.csv": ("unreadable", False),
        "2022-09/错.xlsx": ("rejected", False),
        "说明.txt": ("skipped", False),
    }
    assert all(one.reason for one in done.values() if not one.stored)


def test_reports_without_any_plan_are_refused_one_by_one(sqlite_engine: Engine, tmp_path: Path) -> None:
    done = taken(sqlite_engine, put(tmp_path / "f", {"a.xlsx": progress_book(), "b.xlsx": street_book()}))
    assert [(one.stored, one.reason) for one in done.values()] == [
        (False, "尚无责任清单，请五型办先导入。"),
        (False, "尚无责任清单，请五型办先导入。"),
    ]


def test_a_plan_that_is_stored_already_serves_a_folder_without_one(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    save_plan(sqlite_engine, plan_book(), "责任清单.xlsx", actor=TERMINAL, now=NOW)
    done = taken(sqlite_engine, put(tmp_path / "f", {"a.xlsx": progress_book()}))
    assert done["a.xlsx"].stored


def test_progress_is_told_for_every_file_twice(sqlite_engine: Engine, year: Path) -> None:
    told: list[tuple[int, int]] = []
    taken(sqlite_engine, year, progress=lambda done, total: told.append((done, total)))
    assert told == [(done, 8) for done in range(1, 9)]


def test_the_real_store_stands_where_the_environment_says(tmp_path: Path, postgres_url: str) -> None:
    file = real_store({"BOARD_DATA": str(tmp_path / "here")})
    assert (tmp_path / "here" / "board.db").exists()
    server = real_store({"BOARD_DATA": str(tmp_path), "DATABASE_URL": postgres_url})
    assert server.dialect.name == "postgresql"
    file.dispose()
    server.dispose()


def test_an_empty_real_store_gives_way_to_the_demo_until_it_has_a_plan(
    tmp_path: Path, year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "SAMPLE_YEAR", year)
    env = {"BOARD_DATA": str(tmp_path / "data")}
    shown = choose_store(env)
    assert shown.is_demo
    assert set(queries.fetch_submissions(shown.engine)["source"]) == {"demo"}
    shown.engine.dispose()
    real = real_store(env)
    assert queries.is_empty(real)
    save_plan(real, plan_book(), "责任清单.xlsx", actor=TERMINAL, now=NOW)
    real.dispose()
    after = choose_store(env)
    assert not after.is_demo
    assert queries.fetch_submissions(after.engine).empty
    after.engine.dispose()


def test_the_demo_can_be_turned_off(tmp_path: Path) -> None:
    shown = choose_store({"BOARD_DATA": str(tmp_path), "BOARD_DEMO": "off"})
    assert not shown.is_demo
    assert queries.is_empty(shown.engine)
    assert list(tmp_path.glob("demo*")) == []
    shown.engine.dispose()


def test_the_demo_is_filled_once_however_many_ask(
    tmp_path: Path, year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "SAMPLE_YEAR", year)
    told: list[int] = []
    env = {"BOARD_DATA": str(tmp_path / "data")}
    with ThreadPoolExecutor(3) as pool:
        shown = list(pool.map(lambda _: choose_store(env, lambda done, _total: told.append(done)), range(3)))
    assert told == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [len(queries.fetch_submissions(one.engine)) for one in shown] == [3, 3, 3]
    for one in shown:
        one.engine.dispose()


def test_a_demo_that_was_cut_short_is_filled_anew(
    tmp_path: Path, year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "SAMPLE_YEAR", year)
    put(tmp_path, {"demo.filling.db": b"half a database", "demo.filling.db-wal": b"rest"})
    shown = choose_store({"BOARD_DATA": str(tmp_path)})
    assert len(queries.fetch_submissions(shown.engine)) == 3
    assert sorted(path.name for path in tmp_path.glob("demo.filling*")) == []
    shown.engine.dispose()


def test_changed_samples_make_another_demo(
    tmp_path: Path, year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env = {"BOARD_DATA": str(tmp_path / "data")}
    fewer = put(tmp_path / "fewer", {"责任清单.xlsx": plan_book(), "r.xlsx": street_book()})
    counts = []
    for samples in (year, fewer, year):
        monkeypatch.setattr(demo, "SAMPLE_YEAR", samples)
        shown = choose_store(env)
        counts.append(len(queries.fetch_submissions(shown.engine)))
        shown.engine.dispose()
    assert counts == [3, 1, 3]


def test_oversight_of_a_past_period_counts_as_come_by_its_deadline(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    check = (date(2022, 8, 20), "常规检查", "滨湖街道", "FW-01", 0.4, "", "", "")
    folder = put(
        tmp_path / "with oversight",
        {"责任清单.xlsx": plan_book(), "8月/督查评价.xlsx": oversight_book({"督查核验": [check]})},
    )
    found = taken(sqlite_engine, folder)["8月/督查评价.xlsx"]
    assert (found.kind, found.stored, found.period) == ("oversight", True, "2022-08")
    assert fetch_books(sqlite_engine)["received_at"].dt.tz_convert("Asia/Shanghai").dt.date.tolist() == [
        date(2022, 9, 5)
    ]
