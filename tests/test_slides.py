"""Slides as data: one finding each, at most seven names, the rest counted, every number from the Briefing."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
import pytest

from domain.dimension import Dimension
from domain.light import Light
from domain.oversight import Decision, Inspection
from domain.plan import Plan
from domain.rules import Display, Rules
from domain.unit_group import UnitGroup
from locales import in_language
from services.briefing import Briefing
from services.slides import checks, decisions, lights, ranking
from services.slides import unit as unit_slide
from services.slides.deck import DECISIONS, KEYS, deck, slide_word, unit_deck
from services.slides.model import NAMED, Bars, Slide, Table, Timeline
from tests.factories import briefed, line, milestone, node_line, plan, project, said, task, unit
from tests.test_no_ranking import found


def streets(count: int, display: Display = Display.RANK) -> Plan:
    """Streets with a service task each, due in December; S01 has a project besides."""
    codes = [f"S{number:02d}" for number in range(1, count + 1)]
    return plan(
        units=tuple(unit(code) for code in codes),
        tasks=tuple(task(f"T{code}", lead_unit=code, dimension=Dimension.SERVICE) for code in codes),
        projects=(project(),),
        milestones=(milestone(baseline_finish=date(2022, 6, 20)),),
        rules=Rules(display=display),
    )


@cache
def june(count: int = 9, display: Display = Display.RANK) -> Briefing:
    """End of June, 49.6 % of the year: S01 has done 10 %, S02 30 %, all others 60 %."""
    return reported(streets(count, display))


def reported(given: Plan, **more: Any) -> Briefing:
    done = {"S01": 0.1, "S02": 0.3}
    codes = [one.unit_id for one in given.units]
    lines = [line("2022-06", f"T{code}", done.get(code, 0.6), unit_id=code) for code in codes]
    nodes = [node_line("2022-06", forecast_finish=date(2022, 7, 30))]
    return briefed("2022-06", plans=given, lines=lines, nodes=nodes, **more)


def one_block(slide: Slide) -> Any:
    assert len(slide.blocks) == 1
    return slide.blocks[0]


def words(value: Any) -> str:
    """All text in a slide."""
    if isinstance(value, str):
        return value + "\n"
    if isinstance(value, tuple):
        return "".join(words(part) for part in value)
    if is_dataclass(value):
        return "".join(words(getattr(value, field.name)) for field in fields(value))
    return ""


@pytest.fixture(scope="module")
def board() -> Briefing:
    return june(60)


def test_every_slide_has_a_word_a_finding_and_its_sources(board: Briefing) -> None:
    made = deck(board)
    assert [one.key for one in made] == [
        key for key in KEYS if key not in ("ranking_department", "ranking_company")
    ]
    assert [one.key for one in made if not (one.name and one.finding and len(one.sources) >= 2)] == []
    assert len({slide_word(key) for key in KEYS}) == len(KEYS)


def test_no_slide_names_more_than_seven(board: Briefing) -> None:
    for slide in (*deck(board), *unit_deck(june()).values()):
        named = [
            len(block.tracks) if isinstance(block, Timeline) else len(block.rows)
            for block in slide.blocks
            if isinstance(block, Table | Bars | Timeline)
        ]
        assert (slide.key, sum(named) <= NAMED) == (slide.key, True)


def test_every_row_has_a_cell_for_each_column(board: Briefing) -> None:
    tables = [block for slide in deck(board) for block in slide.blocks if isinstance(block, Table)]
    uneven = [
        table.title
        for table in tables
        for row in (*table.rows, *([table.foot] if table.foot else []))
        if len(row) != len(table.columns)
    ]
    assert uneven == []


def test_of_sixty_units_the_worst_seven_are_named_and_the_others_counted_by_light(board: Briefing) -> None:
    table = one_block(lights.slide(board))
    assert [row[0].text for row in table.rows[:2]] == ["S01街道", "S02街道"]
    assert len(table.rows) == 7
    service = 1 + list(Dimension).index(Dimension.SERVICE)
    assert (table.rows[0][service].text, table.rows[0][service].light) == ("◆ −39.6", Light.CRITICAL)
    assert (table.rows[1][service].text, table.rows[1][service].light) == ("▲ −19.6", Light.BEHIND)
    assert table.foot[0].text == "其余 53 家"
    assert table.foot[service].text == "●53"


def test_a_ranking_shows_the_first_and_the_last_and_says_how_many_stand_between(board: Briefing) -> None:
    slide = ranking.slide(board, UnitGroup.STREET)
    assert slide is not None
    bars = one_block(slide)
    assert len(bars.rows) == 7
    assert bars.rows[-1].label.endswith("S01街道")
    assert (bars.gap_after, bars.gap_text) == (3, "中间还有 53 家")


def test_where_nothing_is_ranked_there_is_no_ranking_and_no_score_of_a_unit() -> None:
    silent = june(display=Display.NONE)
    assert [one.key for one in deck(silent) if one.key.startswith("ranking")] == []
    assert "得分" not in words(unit_slide.slide(silent, "S01"))


@pytest.mark.parametrize("display", [Display.NONE, Display.BANDS])
def test_no_slide_speaks_of_a_rank_where_none_is_shown(display: Display) -> None:
    def said_by(made: Briefing) -> str:
        slides = (*deck(made), *unit_deck(made).values())
        return "".join(words(replace(one, key="")) for one in slides)

    assert found(said_by(june(display=display))) == []
    assert found(said_by(june())) != []


def test_bands_count_their_units_and_name_them_by_name() -> None:
    slide = ranking.slide(june(display=Display.BANDS), UnitGroup.STREET)
    assert slide is not None
    rows = {row[0].text: (row[1].text, row[2].text) for row in one_block(slide).rows}
    assert sum(int(count) for count, _names in rows.values()) == 9
    assert [names for _count, names in rows.values() if "S03" in names] == [
        "S03街道、S04街道、S05街道等（另有 4 个）"
    ]
    assert "S01" not in slide.finding


def test_the_projects_slide_says_the_slip_in_days_from_the_plans_own_day(board: Briefing) -> None:
    timeline = one_block(deck(board, ["projects"])[0])
    track = timeline.tracks[0]
    assert (track.label, track.note, track.text, track.light) == (
        "项目P01",
        "S01街道",
        "晚 40 天",
        Light.CRITICAL,
    )
    assert (track.nodes[0].baseline, track.nodes[0].finish) == (date(2022, 6, 20), date(2022, 7, 30))


@cache
def checked() -> Briefing:
    """T of S01 found at 5 % where 10 % were reported, of S03 at 60 % as reported."""
    found = [("S01", 0.05), ("S03", 0.60)]
    return reported(
        streets(3),
        oversight=said(
            inspections=[
                Inspection(
                    inspected_on=date(2022, 6, 20),
                    method="regular",
                    unit_id=code,
                    task_id=f"T{code}",
                    verified=value,
                )
                for code, value in found
            ],
            decisions=[
                Decision(
                    assigned_on=date(2022, 6, 10),
                    meeting="六月调度会",
                    content="补齐短板",
                    units=("S01",),
                    due_on=date(2022, 6, 20),
                ),
                Decision(assigned_on=date(2022, 6, 28), meeting="专题会", content="督促整改", units=("S02",)),
            ],
        ),
    )


def test_checks_stand_by_unit_with_what_was_reported_and_what_was_found() -> None:
    bars = one_block(checks.slide(checked()))
    first = bars.rows[0]
    assert (first.label, first.mark, first.value, first.text) == (
        "S01街道",
        pytest.approx(0.1),
        pytest.approx(0.05),
        "+5.0 点",
    )
    assert first.light is Light.BEHIND
    assert checks.finding(checked(), checks.by_unit(checked())).startswith(
        "核验 2 次，自报平均高出核验 2.5 点"
    )


def test_the_units_means_are_those_of_the_briefing() -> None:
    briefing = checked()
    units = checks.by_unit(briefing).set_index("unit_id")["claimed"]
    own = briefing.units.set_index("unit_id")["honesty"].dropna()
    assert units.to_dict() == pytest.approx(own.to_dict())


def test_open_decisions_of_the_last_meeting_come_before_older_ones_that_are_overdue() -> None:
    table = deck(checked(), ["since"])[0].blocks[0]
    assert isinstance(table, Table)
    assert [row[0].text for row in table.rows] == ["○ 办理中", "◆ 逾期 10 天"]


def test_the_last_slide_shows_what_this_very_meeting_decided() -> None:
    briefing = checked()
    taken = decisions.of_meeting(briefing.decisions, "专题会", pd.Timestamp("2022-06-28"))
    slide = deck(briefing, [DECISIONS], taken=taken)[0]
    assert slide.finding == "本次会议交办 1 件，责任单位：S02街道"
    assert [row[1].text for row in one_block(slide).rows] == ["督促整改"]


def test_any_unit_is_called_up_by_two_digits_and_three_from_a_hundred_on(board: Briefing) -> None:
    digits = unit_slide.numbers(board)
    assert (digits["S01"], digits["S60"], len(set(digits.values()))) == ("01", "60", 60)
    assert unit_deck(june())["02"].unit_id == "S02"
    hundred = plan(units=tuple(unit(f"U{number:03d}") for number in range(100)))
    assert next(iter(unit_slide.numbers(briefed("2022-06", plans=hundred)).values())) == "001"


def test_the_unit_on_the_slide_before_one_is_called_up_is_the_one_furthest_behind(board: Briefing) -> None:
    assert deck(board, ["unit"])[0].unit_id == "S01"


def test_slides_come_in_the_order_asked_for_and_unknown_ones_are_left_out(board: Briefing) -> None:
    assert [one.key for one in deck(board, ["needs", "once_there_was", "standing"])] == ["needs", "standing"]


def test_a_period_without_any_report_still_makes_a_deck() -> None:
    assert [one.key for one in deck(briefed("2022-01")) if not one.finding] == []


def test_slides_speak_english_too() -> None:
    with in_language("en"):
        assert deck(june(), ["standing"])[0].name == "Where we stand"
        assert "2 other units" in words(lights.slide(june()))
