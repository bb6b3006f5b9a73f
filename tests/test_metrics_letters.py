"""The rules that propose letters, each on values worked by hand and at its boundaries."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from domain.rules import Display, Rules
from metrics.letters import (
    claimed,
    due_soon,
    grounds,
    last_of_group,
    left_alone,
    missed,
    red_runs,
    reds,
)

RULES = Rules()
END = pd.Timestamp(2022, 9, 30)


def task(
    task_id: str, light: str, *, unit: str = "S01", due_on: str = "2022-12-31", gap: float = -8.0
) -> Any:
    return {"task_id": task_id, "light": light, "lead_unit": unit, "due_on": pd.Timestamp(due_on), "gap": gap}


def tasks(*rows: Any) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["task_id", "light", "lead_unit", "due_on", "gap"])
    return frame.astype({"due_on": "datetime64[us]", "gap": "float64"})


def history(**lights: str) -> pd.DataFrame:
    """A letter a period for each task: r red, a amber, g green."""
    words = {"r": "critical", "a": "behind", "g": "on_track"}
    length = len(next(iter(lights.values())))
    rows = [(code, words[said[at]]) for at in range(length) for code, said in lights.items()]
    return pd.DataFrame(rows, columns=["task_id", "light"])


def reports(**states: str) -> pd.DataFrame:
    """A letter a period for each unit: m missing, o on time, w waited for."""
    words = {"m": "missing", "o": "on_time", "w": "open"}
    length = len(next(iter(states.values())))
    rows = [
        (code, f"2022-{at + 1:02d}", words[said[at]]) for at in range(length) for code, said in states.items()
    ]
    return pd.DataFrame(rows, columns=["unit_id", "period", "state"])


def standing(**scores: list[float]) -> pd.DataFrame:
    """Streets with their scores of each period, ranked by them."""
    length = len(next(iter(scores.values())))
    rows = [
        (
            code,
            "street",
            f"2022-{at + 1:02d}",
            values[at],
            1 + sum(other[at] > values[at] for other in scores.values()),
        )
        for at in range(length)
        for code, values in scores.items()
    ]
    frame = pd.DataFrame(rows, columns=["unit_id", "group", "period", "score", "rank"])
    return frame.astype({"rank": "Int64", "score": "float64"})


def units(**honesty: float) -> pd.DataFrame:
    return pd.DataFrame(
        {"unit_id": list(honesty), "honesty": list(honesty.values()), "inspected_count": 3}
    ).astype({"unit_id": "str"})


@pytest.mark.parametrize(
    ("due_on", "left"),
    [("2022-09-29", []), ("2022-09-30", [0]), ("2022-10-30", [30]), ("2022-10-31", []), (None, [])],
)
def test_an_amber_task_due_within_thirty_days_calls_for_a_reminder(due_on: str, left: list[int]) -> None:
    found = due_soon(tasks(task("A", "behind", due_on=due_on)), RULES, END)
    assert found["days_left"].tolist() == left


@pytest.mark.parametrize("light", ["on_track", "critical", "done", "unknown"])
def test_only_amber_is_reminded_of_its_deadline(light: str) -> None:
    assert due_soon(tasks(task("A", light, due_on="2022-10-10")), RULES, END).empty


@pytest.mark.parametrize(
    ("states", "called"),
    [
        ("oom", [("missed", 1)]),
        ("omm", [("missed_again", 2)]),
        ("mom", [("missed_again", 2)]),  # of the year, not in a row
        ("mmm", [("missed_again", 3)]),
        ("mmo", []),  # it reports again
        ("omw", []),  # this period's may still come
    ],
)
def test_one_missed_report_is_a_reminder_and_two_are_a_supervision_letter(
    states: str, called: list[tuple[str, int]]
) -> None:
    found = missed(reports(S01=states, S02="ooo"), RULES)
    assert list(zip(found["ground"], found["count"], strict=True)) == called


def test_how_many_missed_is_many_stands_in_the_rules() -> None:
    found = missed(reports(S01="mm"), replace(RULES, urge_missed=3))
    assert found["ground"].tolist() == ["missed"]


@pytest.mark.parametrize(
    ("lights", "run"),
    [("rrr", 3), ("rrar", 1), ("garr", 2), ("r", 1)],
)
def test_a_run_of_red_ends_at_the_newest_period(lights: str, run: int) -> None:
    assert red_runs(history(A=lights)).to_dict() == {"A": run}


def test_what_is_not_red_now_has_no_run() -> None:
    assert red_runs(history(A="rra", B="ggr")).to_dict() == {"B": 1}


def test_red_calls_for_a_supervision_letter_and_three_periods_of_it_for_a_talk() -> None:
    rows = tasks(
        task("A", "critical", gap=-25), task("B", "critical", unit="S02"), task("C", "behind", unit="S02")
    )
    found = reds(rows, red_runs(history(A="arr", B="rrr", C="rra")), RULES)
    assert found[["ground", "unit_id", "item_id", "count"]].to_numpy().tolist() == [
        ["red", "S01", "A", 2.0],
        ["red", "S02", "B", 3.0],
        ["red_long", "S02", "B", 3.0],
    ]
    assert found["gap"].tolist()[0] == -25


@pytest.mark.parametrize(
    ("scores", "called"),
    [
        ([58.0, 59.99], True),
        ([58.0, 59.994], True),  # printed 59.99
        ([58.0, 59.995], False),  # printed 60.00, which is not under 60
        ([58.0, 60.0], False),
        ([60.0, 58.0], False),  # one period only
        ([95.0, 58.0], False),  # last one period only
    ],
)
def test_two_periods_last_of_the_group_and_under_sixty_call_for_a_talk(
    scores: list[float], called: bool
) -> None:
    past = standing(S01=scores, S02=[80.0, 80.0])
    found = last_of_group(units(S01=0.0, S02=0.0), past, RULES)
    assert found["unit_id"].tolist() == (["S01"] if called else [])
    if called:
        assert found[["count", "previous_score"]].to_numpy().tolist() == [[2.0, 58.0]]


def test_equal_ones_are_last_together_and_a_group_of_one_has_no_last() -> None:
    both = standing(S01=[50.0, 50.0], S02=[50.0, 50.0], S03=[70.0, 70.0])
    assert sorted(last_of_group(units(S01=0.0, S02=0.0), both, RULES)["unit_id"]) == ["S01", "S02"]
    assert last_of_group(units(S01=0.0), standing(S01=[50.0, 50.0]), RULES).empty


@pytest.mark.parametrize("display", [Display.BANDS, Display.NONE])
def test_where_no_ranks_are_shown_nobody_is_last(display: Display) -> None:
    past = standing(S01=[50.0, 50.0], S02=[80.0, 80.0])
    assert last_of_group(units(S01=0.0), past, replace(RULES, display=display)).empty


@pytest.mark.parametrize(
    ("gap", "called"), [(20.0, False), (20.1, True), (-30.0, False), (float("nan"), False)]
)
def test_more_than_twenty_points_above_what_checks_found_call_for_a_talk(gap: float, called: bool) -> None:
    found = claimed(units(S01=gap), RULES)
    assert found["claimed"].tolist() == ([gap] if called else [])


def test_a_red_of_two_periods_without_letter_or_decision_is_the_offices_own() -> None:
    rows = tasks(
        *(task(code, "critical", gap=gap) for code, gap in zip("ABCD", (-22, -40, -30, -50), strict=True))
    )
    past = history(A="grr", B="ggr", C="rrr", D="grr")
    found = left_alone(rows, past, frozenset({"D"}), RULES)
    assert found[["task_id", "count"]].to_numpy().tolist() == [["C", 3], ["A", 2]]


def test_all_rules_together_give_one_well_typed_table() -> None:
    found = grounds(
        tasks=tasks(task("A", "critical"), task("B", "behind", unit="S02", due_on="2022-10-10")),
        history=history(A="gr", B="ga"),
        reports=reports(S01="oo", S02="om"),
        units=units(S01=0.0, S02=24.5),
        unit_history=standing(S01=[90.0, 90.0], S02=[50.0, 55.0]),
        rules=RULES,
        as_of=END,
    )
    assert list(zip(found["ground"], found["unit_id"], found["item_id"], strict=True)) == [
        ("due_soon", "S02", "B"),
        ("missed", "S02", ""),
        ("red", "S01", "A"),
        ("last", "S02", ""),
        ("claimed", "S02", ""),
    ]
    assert found["score"].tolist()[3] == 55
    assert found["due_on"].dtype.kind == "M"


def test_nothing_given_calls_for_nothing() -> None:
    empty = grounds(
        tasks=tasks(),
        history=history(A=""),
        reports=reports(S01=""),
        units=units(),
        unit_history=standing(S01=[]),
        rules=RULES,
        as_of=END,
    )
    assert empty.empty
