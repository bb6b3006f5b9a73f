"""Where the rules show no ranks, none is on any page, chart, table, API answer or export; in bands no order shows."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from accounts.roles import Role
from services.briefing import Briefing, briefing
from services.machine_tables import machine_table
from tests.paper_store import filled
from tests.stores import look_at, sqlite_store
from tools.running import ROOT, board, page_names

SAMPLES = ROOT / "sample_data" / "2022"
STREETS = ("S01", "S02", "S03")
NOW = datetime(2022, 10, 20, tzinfo=UTC)
RANKED = re.compile(
    r"名次|第\s*\d+\s*名|排第|居首|并列|领先|末位|(?<![不参与])排名(?!方式)|\brank", re.IGNORECASE
)
SAYS_HOW = ("manual",)  # explains the board to everyone, and holds nobody's standing
ALLOWED = re.compile(r"不排名|不参与排名|单位排名表|prerank")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A store for each way of showing where units stand."""
    return {
        word: filled(tmp_path_factory.mktemp("ranks"), word, STREETS, ("2022-08", "2022-09"))
        for word in ("名次", "档次", "不排名")
    }


def everything(shown: AppTest) -> str:
    """All that a page sent to the browser: words, tables, and the whole of each chart with its data."""
    parts: list[str] = []
    for one in _leaves(shown.main):
        proto: Any = getattr(one, "proto", None)
        parts.append(str(proto))
        value = getattr(one, "value", "")
        parts.append(value.to_csv() if hasattr(value, "to_csv") else str(value))
    text = "\n".join(parts)
    # protobuf prints Chinese as octal escapes; read them back
    return re.sub(
        r"(?:\\[0-3][0-7]{2})+",
        lambda found: bytes(int(code, 8) for code in found[0].split("\\")[1:]).decode("utf-8", "replace"),
        text,
    )


def _leaves(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from _leaves(child)


def found(text: str) -> list[str]:
    """Words of rank in a text, with what stands around them."""
    return [
        text[max(0, one.start() - 20) : one.end() + 20]
        for one in RANKED.finditer(text)
        if not ALLOWED.search(text[max(0, one.start() - 6) : one.end() + 6])
    ]


def walked(role: Role, **chosen: str) -> Iterator[tuple[str, AppTest]]:
    first = board("", role=role, **chosen).run()
    for name in page_names(first):
        if name in SAYS_HOW:
            continue
        yield name or "first", (board(name, role=role, **chosen).run() if name else first)


@pytest.mark.parametrize(
    ("role", "chosen"),
    [(Role.LEADER, {"unit": "滨湖街道"}), (Role.OFFICE, {}), (Role.UNIT, {})],
    ids=["leader", "office", "unit"],
)
def test_no_page_holds_a_rank_where_none_is_to_be_shown(
    role: Role, chosen: dict[str, str], folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    look_at(folders["不排名"], monkeypatch)
    assert {name: hits for name, shown in walked(role, **chosen) if (hits := found(everything(shown)))} == {}


def test_the_search_finds_ranks_where_they_are_shown(
    folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    look_at(folders["名次"], monkeypatch)
    assert found(everything(board("ranking", role=Role.OFFICE).run())) != []


def test_bands_list_their_units_by_name_without_ranks(
    folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    look_at(folders["档次"], monkeypatch)
    shown = board("ranking", role=Role.OFFICE).run()
    assert found(everything(shown)) == []
    members = [one.key.removeprefix("band_") for one in shown.button if (one.key or "").startswith("band_")]
    made = _made(folders["档次"])
    band = made.units.set_index("unit_id")["band"]
    label = made.units.set_index("unit_id")["label"]
    for one in set(band.loc[members]):
        inside = [code for code in members if band[code] == one]
        assert inside == sorted(inside, key=lambda code: _by_name(made, label[code]))


def _by_name(made: Briefing, label: str) -> int:
    from panels.unit_table import by_name

    return [name for name, _code in by_name(made.units)].index(label)


@cache
def _made(folder: Path) -> Briefing:
    engine: Engine = sqlite_store(folder / "board.db")
    made = briefing(engine, "2022-09", NOW)
    engine.dispose()
    assert made is not None
    return made


@pytest.mark.parametrize("word", ["档次", "不排名"])
@pytest.mark.parametrize("name", ("units", "scores", "tasks", "milestones"))
def test_no_table_for_machines_holds_a_rank_or_its_order(
    word: str, name: str, folders: dict[str, Path]
) -> None:
    rows = machine_table(_made(folders[word]), name)
    for column in {"rank", "previous_rank", "moved"} & set(rows.columns):
        assert rows[column].isna().all()
    if name in ("units", "scores"):
        assert rows["unit_id"].tolist() == sorted(rows["unit_id"])
    assert "名次" not in json.dumps(rows.astype("str").to_dict("list"), ensure_ascii=False)
