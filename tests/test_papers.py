"""Documents: who may have which, the page that makes them, the command, and every place a new one needs."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from accounts.actor import Actor
from accounts.roles import Forbidden, Role
from commands.report import KEYS
from locales import LANGUAGES, in_language
from manage import cli
from reports import papers
from reports.papers import BY_KEY, PAPERS, make
from services.briefing import Briefing
from services.papers import check_can_take
from tools.running import ROOT, board

OWN = "滨湖街道"


def actor(role: Role, unit_id: str | None = None) -> Actor:
    return Actor(name="lin", role=role, unit_id=unit_id)


@pytest.mark.parametrize(
    ("role", "frozen", "live", "own", "other"),
    [
        (Role.LEADER, True, False, True, True),  # published only; own, other: a unit's document
        (Role.OFFICE, True, True, True, True),
        (Role.DISCIPLINE, True, True, True, True),
        (Role.UNIT, False, False, True, False),
        (Role.ADMIN, False, False, False, False),
        (Role.SCREEN, False, False, False, False),
    ],
)
def test_who_may_take_which(
    role: Role, frozen: bool, live: bool, own: bool, other: bool, paper_briefing: Briefing
) -> None:
    by = actor(role, "S01" if role is Role.UNIT else None)
    now = replace(paper_briefing, frozen=None)
    wanted = [(paper_briefing, None), (now, None), (paper_briefing, "S01"), (paper_briefing, "S02")]
    assert [_may(by, *one) for one in wanted] == [frozen, live, own, other]


def _may(by: Actor, briefing: Briefing, unit_id: str | None) -> bool:
    try:
        check_can_take(by, briefing, unit_id)
    except Forbidden:
        return False
    return True


def test_a_unit_takes_its_own_live_figures_and_a_leader_none(paper_briefing: Briefing) -> None:
    now = replace(paper_briefing, frozen=None)
    assert _may(actor(Role.UNIT, "S01"), now, "S01")
    with pytest.raises(Forbidden, match="尚未定版"):
        check_can_take(actor(Role.LEADER), now, "S01")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.key)
def test_every_document_is_refused_to_who_may_not_have_it(paper, paper_briefing: Briefing) -> None:
    with pytest.raises(Forbidden):
        make(paper.key, paper_briefing, actor=actor(Role.SCREEN), unit_id="S01")
    with pytest.raises(Forbidden):
        make(paper.key, paper_briefing, actor=actor(Role.UNIT, "S01"), unit_id="S02")


def test_every_document_has_its_file_its_command_and_its_line_in_the_manual() -> None:
    assert tuple(BY_KEY) == KEYS
    manual = (ROOT / "docs" / "manual" / "领导.md").read_text("utf-8")
    office = (ROOT / "docs" / "manual" / "五型办.md").read_text("utf-8")
    for paper in PAPERS:
        name = papers._(paper.title)
        assert name in manual + office, name
    makers = {
        name for name in Path(papers.__file__).read_text("utf-8").split() if name.startswith("reports.")
    }
    assert makers <= {f"reports.{file.stem}" for file in (ROOT / "reports").glob("*.py")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_file_names_say_what_of_when_and_which_version(language: str, paper_briefing: Briefing) -> None:
    with in_language(language):
        names = [
            papers.file_name(paper, paper_briefing, "S01" if paper.of_unit else None) for paper in PAPERS
        ]
    assert all("v1." in name and "/" not in name for name in names)
    assert len(set(names)) == len(names)


@pytest.fixture
def shown(paper_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOARD_DATA", str(paper_folder))
    monkeypatch.setenv("BOARD_DEMO", "off")
    monkeypatch.delenv("DATABASE_URL", raising=False)


def offered(page: AppTest) -> set[str]:
    return {str(one.key).removeprefix("make_") for one in page.button if str(one.key).startswith("make_")}


def test_the_page_offers_each_role_what_it_may_take(shown: None) -> None:
    district = {paper.key for paper in PAPERS if not paper.of_unit}
    theirs = {paper.key for paper in PAPERS if paper.of_unit}
    assert offered(board("papers", role=Role.LEADER).run()) == district
    assert offered(board("papers", role=Role.LEADER, unit=OWN).run()) == district | theirs
    assert offered(board("papers", role=Role.UNIT, me=OWN).run()) == theirs


@pytest.mark.parametrize("key", BY_KEY)
def test_a_press_makes_the_document_and_shows_what_stands_in_it(key: str, shown: None) -> None:
    page = board("papers", role=Role.OFFICE, unit=OWN).run()
    page.button(key=f"make_{key}").click().run()
    assert not page.exception
    assert [one.label for one in page.get("download_button")] == ["下载"]
    assert any("已生成" in one.value for one in page.markdown)
    page.selectbox(key="unit").select("全部单位").run()  # another choice: what was made is let go
    assert page.get("download_button") == []


def test_the_command_writes_the_file(shown: None, tmp_path: Path) -> None:
    out = CliRunner().invoke(cli, ["report", "data", "--period", "2022-09", "--out", str(tmp_path)])
    assert out.exit_code == 0, out.output
    assert [file.name for file in tmp_path.iterdir()] == ["数据表 2022年9月 v1.xlsx"]
    wrong = CliRunner().invoke(cli, ["report", "data", "--period", "2031-01", "--out", str(tmp_path)])
    assert wrong.exit_code == 2
