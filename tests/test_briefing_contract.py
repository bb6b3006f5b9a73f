"""The frames of a Briefing are those that its docstring promises, also when there is nothing to show."""

import re
from functools import cache

import pandas as pd
import pytest

from services.briefing import Briefing
from services.frames import FRAMES, empty
from services.narrowing import narrowed
from tests.factories import briefed, filed, line, milestone, node_line, plan, project, quantity, task, unit

EMPTY_CASES = {
    "nothing handed in": lambda: briefed("2022-03"),
    "no tasks": lambda: briefed("2022-03", plans=plan(tasks=())),
    "no units": lambda: briefed("2022-03", plans=plan(units=(), tasks=())),
    "one period": lambda: briefed("2022-03", plans=plan(["2022-03"]), lines=[line("2022-03", reported=0.2)]),
    "project without milestones": lambda: briefed("2022-03", plans=plan(projects=(project(),))),
    "a report without rows": lambda: briefed("2022-03", submissions=[filed("2022-03")]),
    "lead unit that the plan does not know": lambda: briefed(
        "2022-03", plans=plan(tasks=(task(lead_unit="X"),))
    ),
    "rows of tasks that the plan does not know": lambda: briefed(
        "2022-03", lines=[line("2022-03", "T9", 0.5)], nodes=[node_line("2022-03", "P09-9")]
    ),
}


@cache
def little(case: str) -> Briefing:
    return EMPTY_CASES[case]()


def promised() -> dict[str, list[str]]:
    """Frame → columns, read off the docstring of Briefing."""
    text = re.sub(r"\[[^\]]*\]", "", Briefing.__doc__ or "")
    parts = re.split(r"^    (\w+) — ", text, flags=re.MULTILINE)[1:]
    frames = dict(zip(parts[::2], parts[1::2], strict=True))
    return {name: _columns(re.sub(r"\([^)]*\)", "", body)) for name, body in frames.items()}


def _columns(body: str) -> list[str]:
    return [column.strip() for column in body.split(":", 1)[1].replace("\n", " ").split(",")]


def test_catalogue_holds_the_columns_that_the_docstring_promises():
    assert {name: set(columns) for name, columns in promised().items()} == {
        name: set(columns) for name, columns in FRAMES.items()
    }


def test_every_frame_of_a_briefing_is_in_the_catalogue():
    frames = {name for name, kind in Briefing.__annotations__.items() if kind is pd.DataFrame}
    assert frames == set(FRAMES)


@pytest.mark.parametrize("case", EMPTY_CASES)
def test_frames_are_well_typed_when_there_is_little_to_show(case):
    shown = little(case)
    for name in FRAMES:
        pd.testing.assert_series_equal(getattr(shown, name).dtypes, empty(name).dtypes)


@pytest.mark.parametrize("case", EMPTY_CASES)
@pytest.mark.parametrize("chosen", [("street", "S01", "loyalty"), (None, "?", None)])
def test_narrowed_frames_keep_their_types(case, chosen):
    group, unit_id, dimension = chosen
    shown = narrowed(little(case), group=group, unit=unit_id, dimension=dimension)
    for name in FRAMES:
        pd.testing.assert_series_equal(getattr(shown, name).dtypes, empty(name).dtypes)


def test_a_full_briefing_has_the_types_of_an_empty_one():
    shown = briefed(
        "2022-02",
        plans=plan(
            units=(unit(), unit("S02")),
            tasks=(task(joint_units=("S02",)), quantity("T2", target=None)),
            projects=(project(),),
            milestones=(milestone(),),
        ),
        lines=[
            line("2022-01", reported=0.1),
            line("2022-02", "T2", actual=3, need="资金"),
            line("2022-02", unit_id="S02", note="配合"),
        ],
        nodes=[node_line("2022-02", forecast_finish="2022-07-01")],
    )
    for name in FRAMES:
        pd.testing.assert_series_equal(getattr(shown, name).dtypes, empty(name).dtypes)


def test_nothing_handed_in_is_unknown_not_zero():
    shown = briefed("2022-03")
    assert shown.headline.completion is None
    assert shown.headline.schedule == pytest.approx(90 / 365)
    assert (shown.headline.reported_units, shown.headline.expected_units) == (0, 1)
    assert shown.units["completion"].isna().all()
    assert shown.tasks["effective"].isna().all()


def test_period_that_the_plan_does_not_have_is_refused():
    with pytest.raises(ValueError, match="2023-01"):
        briefed("2023-01")
