"""Findings of the submissions page: sentences and tables reckoned by hand from three units and three months."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

import pandas as pd
import pytest

from charts.reporting_grid import reporting_grid
from charts.theme import Look
from domain.unit_group import UnitGroup
from locales import in_language
from services.briefing import Briefing
from services.findings import report, submissions
from services.narrowing import narrowed
from services.report_tables import found_by_period, most_found, unit_discipline, worst_units
from tests.factories import NOW, briefed, filed, plan, unit

FEBRUARY_LATE, APRIL_LATE = datetime(2022, 2, 6, tzinfo=UTC), datetime(2022, 4, 6, tzinfo=UTC)


@cache  # a Briefing is only read
def march(now: datetime = NOW) -> Briefing:
    """S01 is always on time, in February at the second go; S02 late, missing, late; D01 misses March."""
    rows = [
        filed("2022-01", submission_id=1, notice_count=2),
        filed("2022-02", submission_id=2, counts=False),
        filed("2022-02", submission_id=3, version=2),
        filed("2022-03", submission_id=4, notice_count=1),
        filed("2022-01", "S02", submission_id=5, received_at=FEBRUARY_LATE),
        filed("2022-03", "S02", submission_id=6, received_at=APRIL_LATE, question_count=1),
        filed("2022-01", "D01", submission_id=7),
        filed("2022-02", "D01", submission_id=8, question_count=2, notice_count=3),
    ]
    units = (unit(), unit("S02"), unit("D01", name="审批局", group=UnitGroup.DEPARTMENT))
    return briefed("2022-03", plans=plan(units=units), submissions=rows, now=now)


def of(unit_id: str) -> Briefing:
    return narrowed(march(), group=None, unit=unit_id, dimension=None)


def test_the_first_line_counts_who_came_names_who_did_not_and_sums_up_the_year() -> None:
    # on time in the year: S01 3, S02 0, D01 2, of 9 due: 55.55 %
    assert submissions.head(march()) == (
        "全区2022年3月已报送 2/3：按时 1、迟报 1；未报送 审批局；全年按时率 55.5%"
    )


def test_before_the_deadline_nobody_is_missing_and_the_year_counts_what_was_due() -> None:
    # on 2 April D01 may still report; due are 8, on time 5; and S02 came later than now, which is late all the same
    early = datetime(2022, 4, 2, tzinfo=UTC)
    assert submissions.head(march(now=early)) == (
        "全区2022年3月已报送 2/3：按时 1、迟报 1；待报送（未到期） 审批局；全年按时率 62.5%"
    )


def test_a_group_is_named_and_many_absent_units_are_counted() -> None:
    streets = narrowed(march(), group="street", unit=None, dimension=None)
    assert submissions.head(streets) == "街道2022年3月已报送 2/2：按时 1、迟报 1；全年按时率 50.0%"
    many = tuple(unit(f"S{number:02d}") for number in range(1, 8))
    nobody = briefed("2022-01", plans=plan(units=many), submissions=[])
    assert submissions.head(nobody) == (
        "全区2022年1月已报送 0/7；未报送 S01街道、S02街道、S03街道、S04街道等（另有 3 个）；全年按时率 0.0%"
    )


def test_one_unit_is_told_its_own_state_and_its_year() -> None:
    assert submissions.head(of("S02")) == "S02街道2022年3月：迟报；应报 3 期：按时 0，迟报 2，未报送 1"
    again = narrowed(march(), group=None, unit="S01", dimension=None)
    february = briefed("2022-02", submissions=[filed("2022-02"), filed("2022-02", version=2)])
    assert submissions.head(again).startswith("S01街道2022年3月：按时；")
    assert submissions.head(february).startswith("S01街道2022年2月：按时，报了 2 版；")


def test_nobody_expected_is_said() -> None:
    assert submissions.head(narrowed(march(), group="park", unit="S01", dimension=None)) == "没有应报送的单位"


def test_units_stand_by_group_and_within_it_the_worst_first() -> None:
    units = unit_discipline(march().reports)
    assert units[["unit_id", "on_time", "late", "missing", "due", "last"]].values.tolist() == [
        ["S02", 0, 2, 1, 3, "late"],
        ["S01", 3, 0, 0, 3, "on_time"],
        ["D01", 2, 0, 1, 3, "missing"],
    ]
    assert units["share"].tolist() == pytest.approx([0, 1, 2 / 3])
    assert units["discipline"].tolist() == pytest.approx([1 / 3, 1, 2 / 3])  # (0.5 + 0 + 0.5) / 3 for S02


def test_a_period_still_open_is_not_due() -> None:
    open_ = march(now=datetime(2022, 4, 2, tzinfo=UTC))
    row = unit_discipline(open_.reports).set_index("unit_id").loc["D01"]
    assert (row["due"], row["share"], row["last"]) == (2, 1.0, "open")


def test_first_to_be_seen_are_those_absent_now_then_the_least_punctual() -> None:
    units = unit_discipline(march().reports)
    first, rest = worst_units(units, 2)
    assert (first["unit_id"].tolist(), rest["unit_id"].tolist()) == (["S02", "D01"], ["S01"])
    everybody, nobody = worst_units(units, 3)
    assert (len(everybody), len(nobody)) == (3, 0)


def test_the_matrix_title_names_the_worst_or_says_that_all_is_well() -> None:
    whole = march()
    title = submissions.grid_title(unit_discipline(whole.reports), whole.reports)
    assert title == "3 家单位中 1 家每期按时；迟报漏报最多：S02街道（迟报 2、未报送 1）"
    good = of("S01").reports
    assert submissions.grid_title(unit_discipline(good), good) == "各期报送全部按时"
    one = of("D01").reports
    assert submissions.grid_title(unit_discipline(one), one) == "最近一次未按时：2022年3月（✕ 未报送）"


def test_before_the_first_deadline_the_matrix_says_so() -> None:
    start = briefed("2022-01", submissions=[], now=datetime(2022, 1, 20, tzinfo=UTC))
    assert submissions.grid_title(unit_discipline(start.reports), start.reports) == "尚无期次到报送截止时间"
    assert submissions.head(start) == "S01街道2022年1月：未到期"


def test_periods_left_out_are_told() -> None:
    assert submissions.periods_shown(9, 9) == ""
    assert submissions.periods_shown(13, 52).startswith("共 52 期，显示最近 13 期")


def test_what_the_checker_found_is_summed_by_period_of_the_files_that_count_newest_first() -> None:
    found = found_by_period(march().reports)
    assert found.values.tolist() == [
        ["2022-03", 2, 1, 1, 0],
        ["2022-02", 2, 2, 3, 1],
        ["2022-01", 3, 0, 2, 2],
    ]
    assert submissions.found_title(found) == "7 份文件中 3 份无问题；待确认 3 处，提示 6 处"


def test_without_reports_there_is_nothing_to_sum() -> None:
    nothing = found_by_period(briefed("2022-02", submissions=[]).reports)
    assert nothing.empty
    assert submissions.found_title(nothing) == "尚无报送，没有可核对的文件"


def test_the_report_shown_first_is_the_one_with_most_to_settle_then_the_worst_reporters() -> None:
    assert most_found(march().reports, "2022-03") == "S02"  # a question outweighs a notice
    assert most_found(march().reports, "2022-01") == "S01"
    assert most_found(march().reports.assign(question_count=0, notice_count=0), "2022-03") == "S02"  # late
    assert (
        most_found(march().reports.assign(question_count=0, notice_count=0), "2022-02") == "D01"
    )  # S02 did not come
    assert most_found(briefed("2022-02", submissions=[]).reports, "2022-02") == "S01"


def row_of(briefing: Briefing, unit_id: str, period: str) -> "pd.Series[Any]":
    rows = briefing.reports.set_index(["unit_id", "period"], drop=False)
    return rows.loc[(unit_id, period)]


def test_a_report_is_titled_by_its_state_and_versions() -> None:
    assert (
        report.report_title(row_of(march(), "S01", "2022-02"), 2) == "S01街道 · 2022年2月 · ● 按时 · 共 2 版"
    )


def test_where_nothing_came_the_deadline_is_told_by_the_clock_in_shanghai() -> None:
    missing = row_of(march(), "D01", "2022-03")
    awaited = row_of(march(now=datetime(2022, 4, 2, tzinfo=UTC)), "D01", "2022-03")
    assert report.nothing_came(missing).startswith("未报送，截止时间 2022-04-05 20:00 已过")
    assert report.nothing_came(awaited) == "尚未报送，截止时间 2022-04-05 20:00。"


def test_every_text_of_the_matrix_has_words_for_a_wide_a_narrow_and_a_very_narrow_screen() -> None:
    reports = march().reports
    picture = reporting_grid(reports, unit_discipline(reports), Look()).to_dict()
    texts = [layer for layer in picture["layer"] if isinstance(layer["mark"].get("text"), dict)]
    assert len(texts) == 3  # plain cells, late and missing ones, counts of the groups
    for layer in texts:
        rows = picture["datasets"][layer["data"]["name"]]
        assert rows
        assert all(row[name] for row in rows for name in ("long", "medium", "brief"))


def test_english_is_complete() -> None:
    with in_language("en"):
        assert submissions.head(march()) == (
            "The district, 2022-03: 2 of 3 reported (On time 1, Late 1); missing: 审批局; on time over the year: 55.5%"
        )
