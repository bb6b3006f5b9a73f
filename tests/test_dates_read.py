"""Dates as people type them: read, read with the assumption shown, or asked; never guessed."""

from datetime import date

import pytest

from domain.period import Period
from loaders.cells import Doubt, Facts
from loaders.dates import day
from loaders.reader import Cell
from loaders.starts import first_day

SEPTEMBER = Facts(period=Period.parse("2022-09"))


def text(value: str) -> Cell:
    return Cell(value, "s", "general", False)


def number(value: float, style: str = "general") -> Cell:
    return Cell(float(value), "n", style, False)


@pytest.mark.parametrize(
    "written",
    ["二〇二二年六月三十日", "二○二二年六月三十日", "2022.6.30", "2022/6/30", "2022-06-30", "2022年6月30日", "２０２２年６月３０日", "20220630", "2022 年 6 月 30 日",
     "2022年6月30日（星期四）", "2022/6/30 0:00:00", "2022-06-30T00:00:00", "2022、6、30", "2022年6月30"],
)  # fmt: skip
def test_a_whole_date_is_read_without_a_word(written: str) -> None:
    assert day(text(written), SEPTEMBER) == date(2022, 6, 30)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("2022.6", date(2022, 6, 30)), ("2022年2月底", date(2022, 2, 28)), ("2022年10月", date(2022, 10, 31)),
     ("2022.10", date(2022, 10, 31)), ("2022年6月上旬", date(2022, 6, 10)), ("2022年6月中旬", date(2022, 6, 20)),
     ("2022年6月下旬", date(2022, 6, 30)), ("6月底前", date(2022, 6, 30)), ("6月30日前完成", date(2022, 6, 30)),
     ("年底前", date(2022, 12, 31)), ("2023年底", date(2023, 12, 31)), ("上半年", date(2022, 6, 30)),
     ("三季度", date(2022, 9, 30)), ("月底", date(2022, 9, 30)), ("下月底", date(2022, 10, 31)),
     ("明年3月底", date(2023, 3, 31)), ("2022年十月", date(2022, 10, 31)), ("预计6月30日完成", date(2022, 6, 30)),
     ("2022年底前完成", date(2022, 12, 31)), ("2022年6月30日前", date(2022, 6, 30)), ("202206", date(2022, 6, 30))],
)  # fmt: skip
def test_an_assumed_day_is_a_notice_that_shows_it(written: str, expected: date) -> None:
    assert day(text(written), SEPTEMBER) == Doubt(
        "date_assumed", {"day": expected.isoformat()}, value=expected
    )


@pytest.mark.parametrize(
    ("written", "code", "offered"),
    [("6月31日", "date_impossible", ["2022-06-30"]), ("2022-02-30", "date_impossible", ["2022-02-28"]),
     ("22.6.30", "date_short_year", ["2022-06-30"]), ("6.30", "date_no_year", ["2022-06-30"]),
     ("6月30日、9月30日", "date_several", ["2022-06-30", "2022-09-30"]),
     ("6月1日-6月30日", "date_several", ["2022-06-01", "2022-06-30"]),
     ("5/6/2022", "date_order", ["2022-05-06", "2022-06-05"]),
     ("三季度前", "date_before", ["2022-06-30", "2022-09-30"]), ("6月前", "date_before", ["2022-05-31", "2022-06-30"]),
     ("约10月底", "date_unclear", ["2022-10-31"]), ("已完工", "date_unclear", []), ("2022.6-2022.9", "date_unclear", []),
     ("2022.6.1 2022.7.1", "date_several", ["2022-06-01", "2022-07-01"])],
)  # fmt: skip
def test_a_doubtful_day_is_asked_with_its_readings(written: str, code: str, offered: list[str]) -> None:
    found = day(text(written), SEPTEMBER)
    assert isinstance(found, Doubt)
    assert found.code == code
    assert [option.key for option in found.options] == [*offered, "carry"]


@pytest.mark.parametrize("written", ["长期坚持", "常态化推进", "待定", "持续推进中"])
def test_no_date_is_a_notice(written: str) -> None:
    assert day(text(written), SEPTEMBER) == Doubt("date_none")


@pytest.mark.parametrize("written", ["", " ", "无", "—", "/"])
def test_blank_is_no_date(written: str) -> None:
    assert day(text(written), SEPTEMBER) is None


def test_the_number_of_october_could_be_january() -> None:
    found = day(number(2022.1), SEPTEMBER)
    assert isinstance(found, Doubt)
    assert (found.code, [option.key for option in found.options]) == (
        "date_point_ten",
        ["2022-01-31", "2022-10-31", "carry"],
    )


def test_the_number_of_november_can_be_nothing_else() -> None:
    assert day(number(2022.11), SEPTEMBER) == Doubt(
        "date_assumed", {"day": "2022-11-30"}, value=date(2022, 11, 30)
    )


def test_a_month_that_excel_made_a_date_is_still_a_month() -> None:
    assert day(number(44713, "month"), SEPTEMBER) == Doubt(
        "date_assumed", {"day": "2022-06-30"}, value=date(2022, 6, 30)
    )
    assert day(number(44742, "month"), SEPTEMBER) == date(2022, 6, 30)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("2022.3", date(2022, 3, 1)), ("2022年3月", date(2022, 3, 1)), ("2022年三季度", date(2022, 7, 1)),
     ("2022年下半年", date(2022, 7, 1)), ("2022年3月底", date(2022, 3, 31)), ("3月10日", date(2022, 3, 10))],
)  # fmt: skip
def test_what_begins_in_a_month_begins_on_its_first_day(written: str, expected: date) -> None:
    assert first_day(text(written), SEPTEMBER) == Doubt(
        "date_assumed", {"day": expected.isoformat()}, value=expected
    )


def test_a_beginning_in_october_or_january_is_offered_by_first_days() -> None:
    found = first_day(number(2022.1), SEPTEMBER)
    assert isinstance(found, Doubt)
    assert [option.key for option in found.options] == ["2022-01-01", "2022-10-01", "carry"]


def test_serials_are_dates_by_format_and_with_a_notice_by_range() -> None:
    assert day(number(44742, "date"), SEPTEMBER) == date(2022, 6, 30)
    assert day(number(44742), SEPTEMBER) == Doubt(
        "date_serial", {"day": "2022-06-30"}, value=date(2022, 6, 30)
    )


def test_the_1904_system_lies_1462_days_on() -> None:
    assert day(number(44742 - 1462, "date"), Facts(date1904=True)) == date(2022, 6, 30)


def test_without_a_period_the_year_is_asked() -> None:
    for written in ("6月底", "年底", "6月30日"):
        found = day(text(written), Facts())
        assert isinstance(found, Doubt)
        assert found.code == "date_no_year"
