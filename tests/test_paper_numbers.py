"""Every document read back: no number in it that the Briefing does not hold; slides hold what the screen's slides hold."""

import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from os import environ
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pytest
from PIL import Image
from pptx import Presentation

from accounts.actor import TERMINAL
from domain import figures
from domain.rules import Display
from locales import in_language
from reports.data_columns import Kind, shown_number
from reports.deck_bars import rows_of
from reports.papers import PAPERS, Made, make
from services.briefing import Briefing
from services.findings.standing import shown
from services.narrowing import narrowed
from services.slides.deck import DECISIONS, KEYS, deck
from services.slides.model import Bars, Figures, Slide, Table, Timeline
from tests.paper_figures import known, of_unit
from tests.paper_text import labels, numbers, texts
from tests.test_no_ranking import found

UNIT = "S06"  # has tasks, milestones, checks, votes and problems
WRITTEN = [paper for paper in PAPERS if paper.key != "data"]  # the workbook has tests/test_paper_data.py


@pytest.fixture(scope="module")
def made(paper_briefing: Briefing) -> dict[str, Made]:
    """Every document, by its key."""
    return {paper.key: make(paper.key, paper_briefing, actor=TERMINAL, unit_id=UNIT) for paper in PAPERS}


@pytest.fixture(scope="module")
def figures_held(paper_briefing: Briefing) -> set[str]:
    return known(paper_briefing)


def words_of(one: Made) -> list[str]:
    return list(texts(one.content, one.paper.extension))


def strange(words: list[str], held: set[str]) -> dict[str, str]:
    """Numbers that are not held, with the text that has them."""
    return {number: text[:80] for text in words for number in numbers(text) - held}


def test_every_number_of_the_circular_is_the_briefings(made: dict[str, Made], figures_held: set[str]) -> None:
    assert strange(words_of(made["circular"]), figures_held) == {}


def test_each_row_of_the_annexes_holds_the_figures_of_its_own_unit_and_task(
    made: dict[str, Made], paper_briefing: Briefing
) -> None:
    units, tasks, *_others = docx.Document(BytesIO(made["circular"].content)).tables
    by_label = paper_briefing.units.set_index("label")
    for row in units.rows[1:]:
        words = [cell.text for cell in row.cells]
        held = by_label.loc[words[1]]
        assert words[2:7] == [
            *(figures.percent(held["completion"]), figures.percent(held["schedule"])),
            *(figures.points(held["gap"]), str(held["critical"]), str(held["behind"])),
        ]
        assert words[8:] == [shown(held["score"]), str(held["rank"]) if held["rank"] is not pd.NA else "—"]
    by_name = paper_briefing.tasks.set_index(["lead_label", "name"])
    for row in tasks.rows[1:]:
        words = [cell.text for cell in row.cells]
        held = by_name.loc[tuple(words[:2])]
        shares = [figures.percent(held["effective"]), figures.percent(held["schedule"])]
        assert words[2:6] == [figures.day(held["due_on"]), *shares, figures.points(held["gap"])]
    assert (len(units.rows) - 1, len(tasks.rows) - 1) == (
        len(paper_briefing.units),
        int((paper_briefing.tasks["light"] == "critical").sum()),
    )


def test_every_number_of_a_units_report_is_the_briefings(
    made: dict[str, Made], figures_held: set[str], paper_briefing: Briefing
) -> None:
    assert strange(words_of(made["unit"]), figures_held | of_unit(paper_briefing, UNIT)) == {}


def test_a_figure_that_is_off_by_a_tenth_would_be_found(
    paper_briefing: Briefing, figures_held: set[str]
) -> None:
    line = paper_briefing.headline
    wrong = replace(paper_briefing, headline=replace(line, completion=(line.completion or 0) + 0.0131))
    document = make("circular", wrong, actor=TERMINAL)
    assert strange(words_of(document), figures_held) != {}


def slide_texts(slide: Slide) -> list[str]:
    """Every text of a slide as data."""
    found_texts = [slide.name, slide.finding]
    for block in slide.blocks:
        if isinstance(block, Table):
            cells = (*(cell for row in block.rows for cell in row), *block.foot)
            found_texts += [cell.text for cell in cells] + [column.title for column in block.columns]
        elif isinstance(block, Figures):
            found_texts += [text for one in block.items for text in (one.value, one.label, one.note)]
        elif isinstance(block, Timeline):
            found_texts += [text for one in block.tracks for text in (one.label, one.text, one.more)]
        else:
            found_texts += [one.text for one in block.rows] + [one.more for one in block.rows]
    return [text for text in found_texts if text]


def test_the_deck_holds_every_slide_of_the_screen_with_its_words(
    made: dict[str, Made], paper_briefing: Briefing
) -> None:
    slides = deck(paper_briefing, [key for key in KEYS if key != DECISIONS])
    pages = Presentation(BytesIO(made["deck"].content)).slides
    assert [page.shapes.title.text_frame.text for page in pages] == [slide.finding for slide in slides]
    everything = "\n".join([*words_of(made["deck"]), *labels(made["deck"].content)])
    assert [text for slide in slides for text in slide_texts(slide) if text not in everything] == []


def test_no_number_of_the_deck_is_not_on_the_screens_slides(
    made: dict[str, Made], paper_briefing: Briefing, figures_held: set[str]
) -> None:
    slides = deck(paper_briefing, [key for key in KEYS if key != DECISIONS])
    held = {number for slide in slides for text in slide_texts(slide) for number in numbers(text)}
    held |= {
        number for slide in slides for text in (*slide.sources, slide.footnote) for number in numbers(text)
    }
    held |= {str(number) for number in range(len(slides) + 1)}  # page n of N
    pages = Presentation(BytesIO(made["deck"].content)).slides
    shown = [shape.text_frame.text for page in pages for shape in page.shapes if shape.has_text_frame] + list(
        labels(made["deck"].content)
    )
    assert strange(shown, held | figures_held) == {}


def test_the_data_behind_each_chart_are_the_slides_own(
    made: dict[str, Made], paper_briefing: Briefing
) -> None:
    slides = deck(paper_briefing, [key for key in KEYS if key != DECISIONS])
    for page, slide in zip(Presentation(BytesIO(made["deck"].content)).slides, slides, strict=True):
        charts = [shape.chart for shape in page.shapes if shape.has_chart]
        drawn = [block for block in slide.blocks if isinstance(block, Bars | Timeline) if _has_rows(block)]
        assert len(charts) == len(drawn)
        for chart, block in zip(charts, drawn, strict=True):
            _check_bars(chart, block) if isinstance(block, Bars) else _check_days(chart, block)


def _has_rows(block: Bars | Timeline) -> bool:
    return bool(block.rows if isinstance(block, Bars) else block.tracks)


def _check_bars(chart, bars: Bars) -> None:
    kind = Kind.PERCENT if bars.is_percent else Kind.SCORE
    names = {"value": bars.value_name, "mark": bars.mark_name, "before": bars.before_name}
    told = {
        name: [
            None if row is None or (value := getattr(row, field)) is None else shown_number(kind, value)
            for row in rows_of(bars)
        ]
        for field, name in names.items()
        if name
    }
    assert {series.name: list(series.values) for series in chart.plots[0].series} == told
    embedded = pd.read_excel(BytesIO(chart.part.chart_workbook.xlsx_part.blob), engine="openpyxl")
    for name, values in told.items():
        assert [None if pd.isna(one) else one for one in embedded[name]] == values


def _check_days(chart, time: Timeline) -> None:
    nodes = [node for track in time.tracks for node in track.nodes]
    days = {day for node in nodes for day in (node.baseline, node.finish) if day} | {time.as_of}
    book = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    assert {cell.value.date() for cell in book.active["A"] if isinstance(cell.value, datetime)} == days


@pytest.mark.parametrize("display", [Display.NONE, Display.BANDS])
@pytest.mark.parametrize("paper", WRITTEN, ids=lambda paper: paper.key)
def test_no_document_holds_a_rank_where_none_is_to_be_shown(
    paper, display: Display, paper_briefing: Briefing
) -> None:
    rules = replace(paper_briefing.plan.rules, display=display)
    hidden = replace(paper_briefing, plan=replace(paper_briefing.plan, rules=rules))
    one = make(paper.key, hidden, actor=TERMINAL, unit_id=UNIT)
    assert found("\n".join(words_of(one))) == []


def test_the_search_finds_ranks_in_documents_where_they_are_shown(made: dict[str, Made]) -> None:
    for key in ("circular", "data", "deck"):
        assert found("\n".join(words_of(made[key]))) != []


@pytest.mark.parametrize("key", ["circular", "deck", "unit"])
def test_each_document_names_its_snapshot(key: str, made: dict[str, Made]) -> None:
    words = "\n".join(words_of(made[key]))
    assert "2022-10-20 08:00" in words
    assert "2022-2" in words  # the method


@pytest.mark.parametrize("paper", WRITTEN, ids=lambda paper: paper.key)
def test_a_document_in_english_has_no_chinese_words_of_its_own(paper, paper_briefing: Briefing) -> None:
    with in_language("en"):
        one = make(paper.key, paper_briefing, actor=TERMINAL, unit_id=UNIT)
        words = "\n".join(words_of(one))
    assert not [
        word for word in ("完成率", "序时", "单位", "牵头", "定版", "得分", "数据：") if word in _ours(words)
    ]


def _ours(words: str) -> str:
    """Lines with Latin letters: what is said by us and not by a unit or the plan."""
    return "\n".join(
        line for line in words.splitlines() if sum(letter.isascii() for letter in line) > len(line) / 2
    )


needs_suite = pytest.mark.skipif(
    not environ.get("BOARD_REQUIRE_SOFFICE") and not (shutil.which("soffice") and shutil.which("pdftoppm")),
    reason="LibreOffice or poppler is not installed",
)


@needs_suite
def test_libreoffice_opens_every_document_and_its_pages_are_not_blank(
    made: dict[str, Made], figures_held: set[str], paper_briefing: Briefing, tmp_path: Path
) -> None:
    narrow = narrowed(paper_briefing, group=None, unit=UNIT, dimension=None)  # of the whole it has 200 pages
    for key, one in (made | {"data": make("data", narrow, actor=TERMINAL)}).items():
        (tmp_path / f"{key}.{one.paper.extension}").write_bytes(one.content)
    files = [str(file) for file in sorted(tmp_path.iterdir())]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    for key in made:
        pdf = tmp_path / f"{key}.pdf"
        subprocess.run(
            ["pdftoppm", "-r", "30", "-png", "-l", "12", str(pdf), str(tmp_path / f"{key}-page")], check=True
        )
        pages = sorted(tmp_path.glob(f"{key}-page*.png"))
        assert len(pages) >= {"circular": 5, "deck": 12, "data": 10, "unit": 3}[key]
        assert [page.name for page in pages if _ink(page) < 0.002] == []
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "circular.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "“五型”政府建设" in text
    assert strange(text.splitlines(), figures_held | {str(page) for page in range(1, 30)}) == {}


def _ink(page: Path) -> float:
    """The share of a picture that is not white."""
    with Image.open(page) as picture:
        histogram = picture.convert("L").histogram()
    return sum(histogram[:245]) / sum(histogram)
