"""Rates and quantities: format, sign and the column's scale settle them, or they are asked."""

import pytest

from loaders.cells import Doubt, Facts
from loaders.percent import percent, scale
from loaders.quantity import quantity
from loaders.reader import Cell


def cell(value: float | str, style: str = "general") -> Cell:
    return Cell(value, "s" if isinstance(value, str) else "n", style, False)


def keys(found: object) -> list[str]:
    assert isinstance(found, Doubt)
    return [option.key for option in found.options]


@pytest.mark.parametrize(
    ("value", "style", "rate"),
    [(1.0, "percent", 1.0), (0.8, "percent", 0.8), (80.0, "general", 0.8), (0.8, "general", 0.8), (0.0, "general", 0.0),
     ("80%", "text", 0.8), ("８０％", "text", 0.8), ("85﹪", "text", 0.85), ("0.80%", "text", 0.008),
     ("百分之八十五", "text", 0.85), ("百分之百", "text", 1.0), ("百分之80", "text", 0.8), ("100", "text", 1.0)],
)  # fmt: skip
def test_a_clear_rate_is_read(value: float | str, style: str, rate: float) -> None:
    assert percent(cell(value, style), Facts()) == pytest.approx(rate)


@pytest.mark.parametrize("value", ["无", "—", "/", "", "暂无"])
def test_nothing_is_not_filled_in(value: str) -> None:
    assert percent(cell(value), Facts()) is None


@pytest.mark.parametrize(
    ("value", "readings"),
    [(1.0, ["0.01", "1"]), ("约80%", ["0.8"]), ("70-80%", ["0.7", "0.8"]), ("过半", []), ("八成", ["0.8"]),
     ("八成半", ["0.85"]), ("已完成", ["1"]), ("尚未启动", ["0"]), ("120%", ["1", "blank"]), (-5.0, ["0", "blank"]),
     ("3/4", ["0.75"]), ("基本完成", [])],
)  # fmt: skip
def test_a_doubtful_rate_offers_its_readings_and_last_value(value: float | str, readings: list[str]) -> None:
    assert keys(percent(cell(value), Facts())) == [*readings, "carry"]


def test_a_date_is_no_rate() -> None:
    assert keys(percent(cell(80.0, "date"), Facts())) == ["carry"]


def test_a_fraction_in_a_column_of_hundreds_is_asked() -> None:
    assert keys(percent(cell(0.8), Facts(scale="percent"))) == ["0.008", "0.8", "carry"]


def test_a_percent_format_of_eighty_offers_eighty_percent() -> None:
    assert keys(percent(cell(80.0, "percent"), Facts())) == ["0.8", "1", "blank", "carry"]


def test_the_scale_is_what_most_plain_numbers_say() -> None:
    assert scale([cell(80.0), cell(65.0), cell(0.5)], "") == "percent"
    assert scale([cell(0.8), cell(0.65), cell(50.0)], "") == "fraction"
    assert scale([cell(0.8), cell(50.0)], "") == ""
    assert scale([cell(0.8, "percent"), cell("50%")], "") == ""
    assert scale([cell(0.8)], "%") == "percent"


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("350万元", 350.0),
        ("350万", 350.0),
        ("350（万元）", 350.0),
        ("1,200", 1200.0),
        ("１，２００", 1200.0),
        (1200.0, 1200.0),
        ("0", 0.0),
        ("-5", -5.0),
    ],
)
def test_a_quantity_in_the_plans_unit_is_read(value: float | str, number: float) -> None:
    assert quantity(cell(value), Facts(measure="万元")) == number


def test_another_unit_is_asked_and_converted_only_where_it_is_sure() -> None:
    assert keys(quantity(cell("1.2亿元"), Facts(measure="万元"))) == ["12000", "carry"]
    assert keys(quantity(cell("350亩"), Facts(measure="万元"))) == ["carry"]


@pytest.mark.parametrize(
    ("value", "readings"),
    [
        ("约350", ["350"]),
        ("300-350", ["300", "350"]),
        ("350余万元", ["350"]),
        ("1,20", []),
        ("100 200 3", []),
        ("三十", []),
    ],
)
def test_a_vague_quantity_is_asked(value: str, readings: list[str]) -> None:
    assert keys(quantity(cell(value), Facts(measure="万元"))) == [*readings, "carry"]


def test_percent_belongs_where_the_plan_counts_in_percent() -> None:
    assert quantity(cell(0.9, "percent"), Facts(measure="%")) == 90.0
    assert quantity(cell("90%"), Facts(measure="％")) == 90.0
    assert keys(quantity(cell(0.9), Facts(measure="%"))) == ["0.9", "90", "carry"]
    assert keys(quantity(cell(0.9, "percent"), Facts(measure="户"))) == ["carry"]
