"""Documents beside the figures: a unit's letters in its report, a meeting's own slides in their order in the deck."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from pptx import Presentation
from sqlalchemy import Engine

from accounts.actor import TERMINAL, Actor
from accounts.roles import Role
from domain.letters import LetterKind
from domain.oversight import Decision
from manage import cli
from reports.letter import letter_document
from reports.papers import make
from services.briefing import Briefing
from services.decision_desk import decide
from services.letter_desk import Draft, answer, issue
from services.letter_ledger import letters_on
from services.letter_proposals import Proposal, proposed
from services.meeting_desk import prepare_meeting
from services.paper_facts import PaperFacts, paper_facts
from services.slides.deck import deck
from store.engine import open_engine
from store.letters import fetch_letters, fetch_steps
from store.meetings import Meeting
from tests.paper_store import NOW
from tools.running import board

OFFICE = Actor(name="lin", role=Role.OFFICE)
DAY, DUE, LATER = date(2022, 10, 20), date(2022, 10, 30), NOW + timedelta(days=15)
SLIDES = ("needs", "standing", "decisions")
MEETING = Meeting(period="2022-09", name="九月调度会", held_on=date(2022, 10, 21), slides=SLIDES, seconds=20)


@pytest.fixture(scope="module")
def folder(paper_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the store of the documents' tests, to write into."""
    return Path(shutil.copytree(paper_folder, tmp_path_factory.mktemp("facts") / "data"))


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{folder / 'board.db'}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def letter(store: Engine, paper_briefing: Briefing) -> Proposal:
    """A supervision letter that the unit has answered, and a meeting that has decided one thing."""
    found = proposed(paper_briefing, letters_on(fetch_letters(store), fetch_steps(store), {}, DAY), ())
    one = next(got for got in found.proposals if got.kind is LetterKind.URGE)
    words = Draft(title="关于任务滞后的督办函", addressee=one.label, text="请抓紧办理。", issuer="五型办",
                  issued_on=DAY, due_on=DUE)  # fmt: skip
    sent = issue(store, one, words, write=letter_document, actor=OFFICE, now=NOW)
    answer(store, sent.letter_id, "已补齐 4 名代办员", DAY, actor=OFFICE, now=NOW)
    prepare_meeting(store, MEETING, actor=OFFICE, now=NOW)
    decision = Decision(assigned_on=MEETING.held_on, meeting=MEETING.name, content="月底前补齐代办员", units=("S01",), due_on=None)  # fmt: skip
    decide(store, paper_briefing.plan, decision, actor=OFFICE, now=LATER, key="k" * 32)
    return one


@pytest.fixture(scope="module")
def facts(store: Engine, paper_briefing: Briefing, letter: Proposal) -> PaperFacts:
    return paper_facts(store, paper_briefing, now=LATER, meeting=MEETING.name)


def words_of(content: bytes) -> str:
    read = docx.Document(BytesIO(content))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in read.paragraphs), *cells])


def test_a_units_report_has_its_letters_and_how_they_stand(
    facts: PaperFacts, letter: Proposal, paper_briefing: Briefing
) -> None:
    made = make("unit", paper_briefing, actor=TERMINAL, unit_id=letter.unit_id, facts=facts)
    words = words_of(made.content)
    assert "收到函件 1 件；未销号函件 1 件、逾期 1 件（最长 5 天）（截至 2022-11-04）。" in words
    for told in ("督办函〔2022〕1号", "关于任务滞后的督办函", "2022-10-20 已反馈：已补齐 4 名代办员"):
        assert told in words, told


def test_another_units_report_says_that_there_was_none(
    facts: PaperFacts, letter: Proposal, paper_briefing: Briefing
) -> None:
    other = next(
        unit.unit_id for unit in paper_briefing.plan.units if unit.unit_id not in ("S01", letter.unit_id)
    )
    words = words_of(make("unit", paper_briefing, actor=TERMINAL, unit_id=other, facts=facts).content)
    assert "本年未收到函件。" in words
    assert "督办函〔2022〕1号" not in words


def test_the_deck_has_the_meetings_slides_in_its_order_with_what_it_decided(
    facts: PaperFacts, paper_briefing: Briefing
) -> None:
    made = make("deck", paper_briefing, actor=TERMINAL, facts=facts)
    assert made.file_name == "会议幻灯片 2022年9月 九月调度会 v1.pptx"
    pages = Presentation(BytesIO(made.content)).slides
    slides = deck(paper_briefing, SLIDES, taken=facts.taken)
    assert [page.shapes.title.text_frame.text for page in pages] == [one.finding for one in slides]
    assert "本次会议交办 1 件" in pages[2].shapes.title.text_frame.text


def test_the_page_offers_the_meetings_prepared_and_all_slides(
    folder: Path, facts: PaperFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOARD_DATA", str(folder))
    monkeypatch.setenv("BOARD_DEMO", "off")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    page = board("papers", role=Role.OFFICE).run()
    assert page.selectbox(key="paper_meeting").options == ["九月调度会", "全部页面"]
    page.button(key="make_deck").click().run()
    assert any("九月调度会 v1.pptx" in one.value.replace("\\", "") for one in page.markdown)
    page.selectbox(key="paper_meeting").select("全部页面").run()
    page.button(key="make_deck").click().run()
    assert not any("九月调度会 v1.pptx" in one.value.replace("\\", "") for one in page.markdown)


def test_the_command_takes_a_meeting_and_refuses_one_that_nobody_prepared(
    folder: Path, facts: PaperFacts, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BOARD_DATA", str(folder))
    monkeypatch.setenv("BOARD_DEMO", "off")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    asked = ["report", "deck", "--period", "2022-09", "--out", str(tmp_path), "--meeting"]
    assert CliRunner().invoke(cli, [*asked, "九月调度会"]).exit_code == 0
    assert [file.name for file in tmp_path.iterdir()] == ["会议幻灯片 2022年9月 九月调度会 v1.pptx"]
    wrong = CliRunner().invoke(cli, [*asked, "没有的会"])
    assert (wrong.exit_code, "没有准备“没有的会”" in wrong.output) == (2, True)
