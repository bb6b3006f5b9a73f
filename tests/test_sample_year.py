"""The board's figures of the sample year against the same figures worked out independently (tests/independent.py)."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from services.briefing import Briefing, briefing
from tests.independent import Standing, Year, year
from tests.stores import sqlite_store

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
SAMPLES = Path("sample_data") / "2022"
PLAN = SAMPLES / "责任清单2022.xlsx"
NOW = datetime(2022, 12, 31, tzinfo=UTC)
PERIODS = ("2022-09", "2022-04")
EACH = pytest.mark.parametrize("period", PERIODS)


@pytest.fixture(scope="session")
def independent() -> Year:
    """The sample year, read by other means."""
    return year(ROOT, ROOT / PLAN, SAMPLES)


@pytest.fixture(scope="session")
def boards(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Briefing]:
    """The Briefings of a store that ``manage.py import`` filled."""
    data = tmp_path_factory.mktemp("year")
    environment = {**os.environ, "BOARD_DATA": str(data)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "import", str(SAMPLES)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    engine = sqlite_store(data / "board.db")
    found = {period: briefing(engine, period, NOW) for period in PERIODS}
    engine.dispose()
    return {period: made for period, made in found.items() if made is not None}


@EACH
def test_district_completion_schedule_and_gap(
    boards: dict[str, Briefing], independent: Year, period: str
) -> None:
    line, own = boards[period].headline, Standing(independent, period)
    assert line.completion == pytest.approx(own.total_completion(), abs=1e-9)
    assert line.schedule == pytest.approx(own.total_schedule(), abs=1e-9)
    assert line.gap == pytest.approx(own.gap(), abs=1e-7)


@EACH
def test_red_tasks_late_projects_and_reported_units(
    boards: dict[str, Briefing], independent: Year, period: str
) -> None:
    board, own = boards[period], Standing(independent, period)
    red = set(board.tasks.loc[board.tasks["light"] == "critical", "task_id"])
    assert red == {code for code in independent.tasks if own.is_red(code)}
    assert board.headline.critical_tasks == own.red_count()
    late = board.projects.loc[board.projects["state"] == "slipping", "project_id"]
    assert set(late) == own.late_projects()
    assert board.headline.slipping_projects == len(own.late_projects())
    assert board.headline.reported_units == own.reported_count()
    assert board.headline.expected_units == len(independent.units)


@EACH
def test_completion_components_and_score_of_every_unit(
    boards: dict[str, Briefing], independent: Year, period: str
) -> None:
    units, own = boards[period].units, Standing(independent, period)
    found = {str(row["unit_id"]): _of_unit(row) for _index, row in units.iterrows()}
    for unit in independent.units:
        code = unit["单位编码"]
        expected = {
            "completion": own.total_completion(code),
            "tasks_value": own.tasks_value(code),
            "milestones_value": own.milestones_value(code),
            "rating_value": own.rating_value(code),
            "verification_value": own.verification_value(code),
            "problems_value": own.problems_value(code),
            "adjustment": own.adjustment(code),
            "reporting_value": own.reporting_value(code),
            "score": own.score(code),
        }
        assert found[code] == pytest.approx(expected, abs=1e-9), code


@EACH
@pytest.mark.parametrize("group", ["street", "department", "company"])
def test_ranks_within_each_group(
    boards: dict[str, Briefing], independent: Year, period: str, group: str
) -> None:
    units = boards[period].units
    ranked = units.loc[(units["group"] == group) & units["rank"].notna()]
    own = Standing(independent, period).ranks(group)
    assert len(own) >= 5
    assert dict(zip(ranked["unit_id"], ranked["rank"], strict=True)) == own


def _of_unit(row: "pd.Series[Any]") -> dict[str, float | None]:
    names = (
        *("completion", "tasks_value", "milestones_value", "rating_value", "verification_value"),
        *("problems_value", "adjustment", "reporting_value", "score"),
    )
    return {name: None if pd.isna(row[name]) else float(row[name]) for name in names}
