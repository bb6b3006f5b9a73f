"""A picture is made once for the same data, words and look, and never given for other ones."""

import altair as alt
import pandas as pd
import pytest

from charts.dimension_board import dimension_board
from charts.drawn import Drawn
from charts.theme import DAY, NIGHT, Look
from locales import in_language
from panels.pictures import Shelf, picture, shelf

BOARD = pd.DataFrame(
    {
        "dimension": ["loyalty", "service"],
        "completion": [0.5, 0.4555],
        "schedule": [0.48, 0.6],
        "gap": [2.0, -14.45],
        "previous_completion": [0.25, float("nan")],
    }
)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[alt.TopLevelMixin]:
    """Every chart whose specification was made, on a shelf that holds nothing yet."""
    charts: list[alt.TopLevelMixin] = []
    to_dict = Drawn.to_dict

    def noted(drawn: Drawn) -> dict[str, object]:
        charts.append(drawn.chart)
        return to_dict(drawn)

    monkeypatch.setattr(Drawn, "to_dict", noted)
    shelf.clear()
    return charts


def test_equal_data_in_another_frame_is_made_once(made: list[alt.TopLevelMixin]) -> None:
    first, again = (
        picture(dimension_board, BOARD.copy(), Look()),
        picture(dimension_board, BOARD.copy(), Look()),
    )
    assert first.to_dict() == again.to_dict()
    assert (len(made), first.table) == (1, again.table)
    assert again.table is not None and again.table.rows[0][0] == "服务型"


def test_what_streamlit_takes_out_of_a_specification_is_there_again_next_time(
    made: list[alt.TopLevelMixin],
) -> None:
    board = picture(dimension_board, BOARD, Look())
    taken = board.to_dict()
    del taken["datasets"]
    assert board.to_dict()["datasets"]


def test_another_figure_language_or_theme_is_another_picture(made: list[alt.TopLevelMixin]) -> None:
    picture(dimension_board, BOARD, Look(palette=DAY)).to_dict()
    picture(dimension_board, BOARD.assign(gap=[2.0, -14.0]), Look(palette=DAY)).to_dict()
    picture(dimension_board, BOARD, Look(palette=NIGHT)).to_dict()
    with in_language("en"):
        english = picture(dimension_board, BOARD, Look(palette=DAY))
        english.to_dict()
    assert len(made) == 4
    assert english.table is not None and english.table.rows[0][0] == "Service"


def test_a_full_shelf_lets_go_of_what_was_used_longest_ago() -> None:
    few = Shelf(room=10)
    for key in (b"a", b"b"):
        few.put(key, b"12345")
    few.get(b"a")
    few.put(b"c", b"12345")
    assert [few.get(key) for key in (b"a", b"b", b"c")] == [b"12345", None, b"12345"]
