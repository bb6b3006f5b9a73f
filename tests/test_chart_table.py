"""The table behind a chart says what the chart shows, in the words and numbers of the chart."""

import pandas as pd
import pytest

from charts.data_table import DataTable, table_of
from charts.dimension_board import dimension_board
from charts.drawn import Drawn
from charts.slope import slope
from charts.theme import Look
from locales import in_language
from panels.chart_table import _html

BOARD = pd.DataFrame(
    {
        "dimension": ["loyalty", "service"],
        "completion": [0.5, 0.4555],
        "schedule": [0.48, 0.6],
        "gap": [2.0, -14.45],
        "previous_completion": [0.25, float("nan")],
    }
)


def test_the_dimension_board_in_words_worst_first_missing_as_a_dash() -> None:
    assert table_of(dimension_board(BOARD, Look())) == DataTable(
        ("五型维度", "完成率", "序时进度", "进度差（点）", "上期完成率"),
        (("服务型", "45.5%", "60.0%", "−14.4", "—"), ("忠诚型", "50.0%", "48.0%", "+2.0", "25.0%")),
    )


def test_in_english_headings_and_dimensions_are_english() -> None:
    with in_language("en"):
        table = table_of(dimension_board(BOARD, Look()))
    assert table is not None
    assert (table.heads[:2], table.rows[0][0]) == (("Dimension", "Completion"), "Service")


def test_the_table_is_not_sent_along_with_the_chart() -> None:
    assert "usermeta" not in Drawn(dimension_board(BOARD, Look())).to_dict()


def test_a_table_of_the_slope_has_a_column_for_each_side() -> None:
    moves = pd.DataFrame({"unit_id": ["S01"], "label": ["滨湖"], "rank": [2], "new_rank": [1], "moved": [1]})
    assert table_of(slope(moves, ("现行", "调整后"), Look())) == DataTable(
        ("单位", "现行", "调整后"), (("滨湖", "2", "1"),)
    )


@pytest.mark.parametrize(
    "part", ['<th scope="row">&lt;b&gt;</th>', "<td>1</td>", '<th scope="col">&amp;</th>']
)
def test_cells_are_text_and_the_first_of_a_row_names_it(part: str) -> None:
    assert part in _html("题", DataTable(("单位", "&"), (("<b>", "1"),)))
