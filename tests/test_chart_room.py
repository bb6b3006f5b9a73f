"""Charts fit narrow columns: words are measured, columns without words take no room; no report done is no fault."""

import pandas as pd
import pytest

from charts.score_bars import score_bars
from charts.slip_chart import slip_chart
from charts.text_room import text_room
from charts.theme import Look
from domain.rules import Rules

LINES = pd.DataFrame({"unit_id": ["A"], "component": ["tasks"], "points": [30.0]})


def test_a_chinese_sign_takes_its_height_and_a_digit_a_little_more_than_half() -> None:
    assert text_room(["滨湖街道", "1"], Look(text=14)) == 56
    assert text_room(["10"], Look(text=10)) == 12
    assert text_room([], Look()) == 0


@pytest.mark.parametrize(
    ("state", "side"), [("on_time", 222), ("missing", 232 + 42)]
)  # 未报送: 3 signs of 14
def test_score_bars_leave_room_for_marks_only_where_there_are_any(state: str, side: int) -> None:
    units = pd.DataFrame(
        {
            "unit_id": ["A"],
            "label": ["滨湖街道"],
            "rank": [1],
            "score": [97.34],
            "moved": [0],
            "behind_next": [float("nan")],
            "honesty": [float("nan")],
            "report_state": [state],
            "carried_count": [0],
        }
    )
    assert f"width - {side}" in str(score_bars(units, LINES, Rules(), Look()).to_dict())


def test_slips_of_a_project_with_nothing_done_yet_are_drawn() -> None:
    history = pd.DataFrame(
        {
            "milestone_id": ["P01-1", "P01-1"],
            "as_of": pd.to_datetime(["2022-01-31", "2022-02-28"]),
            "finish": pd.to_datetime(["2022-06-20", "2022-07-01"]),
            "slip_days": [0.0, 11.0],
            "reached": [False, False],
        }
    )
    picture = slip_chart(history, pd.Series({"P01-1": "开工"}), Look(), 60).to_dict()
    assert "开工 07-01 +11 天" in str(picture)
