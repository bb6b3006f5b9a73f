"""Every page of every role's menu: its title, its empty state, real figures, one unit, one period; nothing breaks."""

import shutil
from collections.abc import Container, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from accounts.actor import TERMINAL
from accounts.roles import Role
from charts.data_table import DataTable
from charts.drawn import Drawn
from panels import cards
from panels.chart_table import draw_table
from services.importing import import_folder
from services.publishing import publish
from tests.stores import look_at, sqlite_store
from tools.running import ROOT, board, page_names

SAMPLES = ROOT / "sample_data" / "2022"
SENDERS = ("S01", "双溪街道", "D08", "规建局", "C01")  # two streets, two offices, a company
ROLES = (Role.LEADER, Role.OFFICE, Role.UNIT)
NOW = datetime(2022, 10, 20, tzinfo=UTC)
WALL = "meeting"  # drawn as slides, not of Streamlit's headings: tests/test_page_meeting.py
OWN = "滨湖街道"  # the unit whose staff one looks as

# What the input files say and a page must show: the plan has 120 tasks, 15 projects and 24 units, five of which sent
# in both periods. A page that isn't here must have a title and break nowhere.
REAL = {
    "overview": "全区完成",
    "tasks": "120 项任务",
    "projects": "15 个项目",
    "ranking": "滨湖街道、审批局、金庐陵公司居各类首位",
    "unit": "24 家单位",
    "questions": "3 问尚无数据",
    "ratings": "还没有评价",
    "verification": "已督查 0/24 个单位；今年还没有督查记录",
    "letters": "应发函件",
    "awards": "本年正面典型 0 例、反面典型 0 例；“五型”机关达标",
    "data": "已报送 5/24",
    "upload": "2022-10",
}
REAL_OF_UNIT = {
    "ranking": f"{OWN}得",
    "unit": f"{OWN}完成",
    "letters": "本单位没有未销号的函件",
    "awards": "本年正面典型 0 例",
    "data": f"{OWN}2022年9月：按时",
    "upload": OWN,
}
# It leads 4 tasks and one project, and joins 10 tasks.
REAL_OF_CHOSEN = {
    "overview": "双溪街道",
    "tasks": "14 项任务",
    "projects": "1 个项目",
    "ranking": "双溪街道",
    "unit": "双溪街道",
    "data": "双溪街道",
}


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose store holds the sample plan and five units' reports of two periods, one published."""
    folder = tmp_path_factory.mktemp("small")
    for period in ("2022-08", "2022-09"):
        (folder / "in" / period).mkdir(parents=True)
        for book in sorted((SAMPLES / period).iterdir()):
            if any(sender in book.name for sender in SENDERS):
                shutil.copy(book, folder / "in" / period)
    shutil.copy(SAMPLES / "责任清单2022.xlsx", folder / "in")
    engine = sqlite_store(folder / "board.db")
    assert [one.stored for one in import_folder(engine, folder / "in", now=NOW)] == [True] * 11
    publish(engine, "2022-08", actor=TERMINAL, now=NOW)
    engine.dispose()
    return folder


@pytest.fixture(autouse=True)
def tabled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every chart must carry a table."""
    monkeypatch.setattr(cards, "draw_table", drawn_table)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every chart is held against the schema of Vega-Lite, which pages spare themselves."""
    monkeypatch.setattr(Drawn, "to_dict", lambda drawn: drawn.chart.to_dict(validate=True))


@pytest.fixture
def real(small_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The board looks at the small store."""
    look_at(small_store, monkeypatch)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The board looks at a store with nothing in it, and no demo data may stand in."""
    look_at(tmp_path, monkeypatch)


def drawn_table(title: str, table: DataTable | None) -> None:
    """In place of the table under a chart: a chart that carries none breaks its page."""
    assert table is not None, f"no table behind the chart: {title}"
    draw_table(title, table)


def walked(role: Role, only: Container[str] | None = None, **chosen: str) -> Iterator[tuple[str, AppTest]]:
    """Every page of a role's menu (or those of them named) by name, each in a session of its own, after its run."""
    first = board("", role=role, **chosen).run()
    for name in page_names(first):
        if name and only is not None and name not in only:
            continue
        shown = board(name, role=role, **chosen).run() if name else first
        assert [(name, one.message) for one in shown.exception] == []
        yield name or ("ranking" if role is Role.UNIT else "overview"), shown


def said(shown: AppTest) -> str:
    """All words on a page: headings, texts, figures, buttons and choices."""
    texts = [
        one.value
        for kind in ("title", "header", "subheader", "markdown", "caption")
        for one in shown.get(kind)
    ]
    texts += [f"{one.label} {one.value}" for one in (*shown.metric, *shown.selectbox)]
    texts += [one.label for one in shown.button]
    return "\n".join(str(text) for text in texts)


def titles(shown: AppTest) -> list[str]:
    return [one.value for one in shown.header]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_has_its_name_a_finding_as_title_and_says_what_the_reports_say(
    role: Role, real: None, judged: None
) -> None:
    expected = REAL_OF_UNIT if role is Role.UNIT else REAL
    pages = {name: shown for name, shown in walked(role) if name != WALL}
    assert {name: len(titles(shown)) for name, shown in pages.items()} == dict.fromkeys(pages, 1)
    assert [name for name, shown in pages.items() if not titles(shown)[0].strip()] == []
    assert [name for name, shown in pages.items() if not shown.caption[0].value.strip()] == []
    assert [name for name, shown in pages.items() if expected.get(name, "") not in said(shown)] == []
    assert set(pages) >= set(expected) - ({"upload"} if role is Role.LEADER else set())


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_an_empty_store_says_that_the_plan_is_missing(role: Role, empty: None) -> None:
    pages = {name: said(shown) for name, shown in walked(role)}
    assert [name for name in {*REAL} & {*pages} if "责任清单" not in pages[name]] == []
    assert [name for name, text in pages.items() if not text.strip()] == []


def test_every_page_keeps_to_the_unit_chosen(real: None) -> None:
    pages = dict(walked(Role.LEADER, unit="双溪街道"))
    wrong = [name for name, words in REAL_OF_CHOSEN.items() if words not in titles(pages[name])[0]]
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_every_page_keeps_to_the_period_chosen(role: Role, real: None) -> None:
    pages = {name: said(shown) for name, shown in walked(role, REAL_OF_CHOSEN, period="2022-08")}
    assert len(pages) >= 3
    assert [name for name in {*REAL_OF_CHOSEN} & {*pages} if "截至2022年8月" not in pages[name]] == []


def test_a_leader_sees_the_published_period_and_the_office_the_newest(real: None) -> None:
    assert "定版 2022-08" in said(board("overview", role=Role.LEADER).run())
    assert "截至2022年9月" in said(board("overview", role=Role.OFFICE).run())


def test_a_page_outside_the_menu_of_a_role_is_not_reached_by_its_address(real: None) -> None:
    shown = board("upload", role=Role.LEADER).run()
    assert titles(shown) == titles(board("overview", role=Role.LEADER).run())


def test_staff_of_a_unit_cannot_turn_to_another_one(real: None) -> None:
    shown = board("unit", role=Role.UNIT, me=OWN, unit="双溪街道").run()
    assert titles(shown)[0].startswith(OWN)
