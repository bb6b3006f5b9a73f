"""Lists of units as offices write them: each unit found, many at once expanded, the unknown named."""

import pytest

from domain.plan import Unit
from domain.unit_group import UnitGroup
from loaders.names import Named, UnitBook

BOOK = UnitBook(
    (
        Unit(unit_id="S01", name="滨湖街道办事处", short_name="滨湖街道", group=UnitGroup.STREET),
        Unit(unit_id="S02", name="禾埠街道办事处", short_name="禾埠街道", group=UnitGroup.STREET),
        Unit(unit_id="D01", name="行政审批局", short_name="审批局", group=UnitGroup.DEPARTMENT),
        Unit(unit_id="D02", name="财政局", aliases=("财政金融局",), group=UnitGroup.DEPARTMENT),
        Unit(unit_id="C01", name="建投公司", group=UnitGroup.COMPANY),
    )
)


@pytest.mark.parametrize(
    "text",
    ["审批局、财政局", "审批局，财政局", "审批局；财政局", "审批局\n财政局", "审批局 财政局", "审批局\u3000财政局", "审批局·财政局",
     "1.审批局 2.财政局", "审批局和财政局", "审批局、财政局等单位", "审批局、财政局按职责分工负责", "牵头：审批局；配合：财政局"],
)  # fmt: skip
def test_a_list_is_parted_however_it_is_written(text: str) -> None:
    assert BOOK.listed(text) == Named(("D01", "D02"))


@pytest.mark.parametrize(
    ("text", "codes"),
    [("各街道", ("S01", "S02")), ("全区各街道办事处", ("S01", "S02")), ("各乡镇（街道）", ("S01", "S02")),
     ("各有关部门", ("D01", "D02")), ("各平台公司", ("C01",)), ("各成员单位", ("S01", "S02", "D01", "D02", "C01")),
     ("各街道、部门", ("S01", "S02", "D01", "D02")), ("各街道，审批局", ("S01", "S02", "D01"))],
)  # fmt: skip
def test_words_for_many_units_are_expanded(text: str, codes: tuple[str, ...]) -> None:
    found = BOOK.listed(text)
    assert (found.codes, found.unknown) == (codes, ())
    assert found.expanded


@pytest.mark.parametrize("text", ["无", "—", "/", ""])
def test_nothing_is_no_unit(text: str) -> None:
    assert BOOK.listed(text) == Named()


@pytest.mark.parametrize("text", ["外星局", "部门", "审批局 外星局", "各企业"])
def test_what_no_unit_bears_is_named(text: str) -> None:
    assert BOOK.listed(text) == Named((), (text,))
