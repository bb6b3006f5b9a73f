"""What must hold of any district: bounds, monotony, ranks, sums (hypothesis)."""

from datetime import date

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.rules import Component, Rules
from metrics.attainment import attainment
from metrics.completion import completion
from metrics.losses import losses
from metrics.rank import rank, shown_score
from metrics.score import score, score_lines, shared_weights
from metrics.totals import totals
from services.briefing import Briefing
from tests.factories import briefed, line, milestone, node_line, plan, project, quantity, task, unit

VALUE_NAMES = [f"{part.value}_value" for part in Component]
percents = st.floats(0, 100)
maybe = st.one_of(st.just(float("nan")), percents)
UNITS = ("S01", "S02", "S03")
quick = settings(max_examples=30, deadline=None)
whole = settings(max_examples=3, deadline=None)


@quick
@given(st.lists(maybe, min_size=6, max_size=6), st.floats(-50, 50))
def test_score_never_leaves_0_to_100(values, adjustment):
    frame = pd.DataFrame([dict(zip(VALUE_NAMES, values, strict=True))], dtype="float64")
    result = score(frame, Rules(), pd.Series([adjustment])).iloc[0]
    assert np.isnan(result) if np.isnan(values).all() else 0 <= result <= 100


@quick
@given(st.lists(maybe, min_size=6, max_size=6), st.integers(0, 5), st.floats(0, 100))
def test_better_component_never_lowers_a_score(values, place, more):
    better = [*values]
    better[place] = min(100.0, values[place] + more)
    frame = pd.DataFrame([values, better], columns=VALUE_NAMES, dtype="float64")
    low, high = score(frame, Rules())
    assert np.isnan(low) or high >= low - 1e-9


@quick
@given(st.lists(maybe, min_size=6, max_size=6))
def test_score_lines_always_add_up(values):
    frame = pd.DataFrame([values], columns=VALUE_NAMES, dtype="float64").assign(unit_id="S01")
    lines = score_lines(frame, Rules())
    assert len(lines) == int(shared_weights(frame, Rules()).notna().to_numpy().sum())
    if len(lines):
        assert abs(lines["weight"].sum() - 100) < 1e-6
        assert abs(lines["points"].sum() - score(frame, Rules()).iloc[0]) < 1e-6


@quick
@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_more_of_a_quantity_never_lowers_completion(base, target, actual, more):
    direction = "higher" if target >= base else "lower"
    step = more if direction == "higher" else -more
    row = {"kind": "quantitative", "base": base, "target": target, "direction": direction, "reported": np.nan}
    low, high = completion(pd.DataFrame([row | {"actual": actual}, row | {"actual": actual + step}]))
    assert 0 <= low <= high <= 1


parts = st.lists(
    st.tuples(st.one_of(st.none(), st.floats(0, 1)), st.floats(0, 1), st.floats(0.1, 9)),
    min_size=1,
    max_size=8,
)


@quick
@given(parts, st.integers(0, 7), st.floats(0, 1))
def test_doing_more_never_lowers_a_total(rows, place, value):
    frame = pd.DataFrame(rows, columns=["effective", "schedule", "pull"], dtype="float64").assign(
        scored=True, unit_id="S01"
    )
    better = frame.copy()
    place %= len(rows)
    better.loc[place, "effective"] = max(value, frame["effective"].fillna(0)[place])
    before, after = (
        totals(part.assign(attainment=attainment(part)), ["unit_id"])
        .loc["S01", ["completion", "attainment"]]
        .astype(float)
        for part in (frame, better)
    )
    assert ((after >= before - 1e-9) | before.isna()).all()


@quick
@given(st.lists(st.one_of(st.just(float("nan")), st.floats(0, 100)), max_size=12))
def test_ranks_are_one_more_than_the_number_of_better_scores(values):
    scores = pd.Series(values, dtype="float64")
    places = rank(scores, [pd.Series(["street"] * len(values), dtype="str")])
    shown = shown_score(scores)
    for place, own in zip(places, shown, strict=True):
        assert pd.isna(place) if np.isnan(own) else place == 1 + int((shown > own).sum())


@quick
@given(
    st.lists(st.tuples(st.sampled_from(UNITS), st.floats(0.1, 9), st.floats(0, 1)), min_size=1, max_size=12)
)
def test_losses_always_sum_to_what_was_lost(rows):
    items = pd.DataFrame(rows, columns=["unit_id", "pull", "value"])
    lost = losses(items, pd.Series(dict.fromkeys(UNITS, 35.0))).groupby(items["unit_id"]).sum()
    pulls = items["pull"].groupby(items["unit_id"]).sum()
    done = (items["pull"] * items["value"]).groupby(items["unit_id"]).sum() / pulls
    assert np.allclose(lost, 35 * (1 - done))


rates = st.one_of(st.none(), st.sampled_from([0.0, 0.05, 0.2, 0.5, 0.99, 1.0]))
districts = st.fixed_dictionaries(
    {
        "rates": st.lists(st.tuples(rates, rates), min_size=4, max_size=4),
        "joint": st.lists(st.sampled_from([(), ("S02",), ("S02", "S03"), ("S03",)]), min_size=4, max_size=4),
        "reached": st.sampled_from([None, "2022-01-20", "2022-02-10", "2022-03-30"]),
    }
)


def district(chosen: dict, *, lift: bool = False) -> Briefing:
    tasks = [
        task("T0", joint_units=chosen["joint"][0]),
        quantity("T1", lead_unit="S02", weight=2.0, joint_units=chosen["joint"][1]),
        task("T2", lead_unit="S03", due_on=date(2022, 2, 15), joint_units=chosen["joint"][2]),
        task("T3", joint_units=chosen["joint"][3], due_on=None),
    ]
    lines = []
    for at, (one, both) in enumerate(zip(tasks, chosen["rates"], strict=True)):
        for period, rate in zip(("2022-01", "2022-02"), both, strict=True):
            value = 1.0 if lift and at == 0 else rate
            column = "actual" if one.task_id == "T1" else "reported"
            scaled = value * 100 if column == "actual" and value is not None else value
            lines.append(line(period, one.task_id, unit_id=one.lead_unit, **{column: scaled}))
    given_plan = plan(
        units=tuple(unit(code) for code in UNITS),
        tasks=tuple(tasks),
        projects=(project(),),
        milestones=(milestone(baseline_finish=date(2022, 1, 31)),),
    )
    nodes = [node_line("2022-02", actual_finish=chosen["reached"])]
    return briefed("2022-02", plans=given_plan, lines=lines, nodes=nodes)


@whole
@given(districts)
def test_losses_explain_every_lost_point_of_a_district(chosen):
    shown = district(chosen)
    explained = shown.losses.groupby(["unit_id", "component"])["lost"].sum()
    lost = shown.score_lines.set_index(["unit_id", "component"])["lost"]
    assert np.allclose(explained.reindex(lost.index).fillna(0), lost)
    assert set(explained.index) <= set(lost.index)
    assert shown.units["score"].dropna().between(0, 100).all()


@whole
@given(districts)
def test_district_counts_a_task_once_however_many_join_in(chosen):
    alone = district(chosen | {"joint": [()] * 4})
    assert district(chosen).headline.completion == alone.headline.completion
    assert district(chosen).headline.task_count == 4


@whole
@given(districts)
def test_reporting_more_never_lowers_a_units_score(chosen):
    before, after = (
        district(chosen, lift=lift).units.set_index("unit_id")["score"].astype(float).reindex(list(UNITS))
        for lift in (False, True)
    )
    assert ((after >= before - 1e-9) | before.isna()).all()


def test_score_of_a_unit_is_the_sum_of_its_lines():
    shown = district({"rates": [(0.2, 0.5)] * 4, "joint": [()] * 4, "reached": None})
    points = shown.score_lines.groupby("unit_id")["points"].sum()
    scores = shown.units.set_index("unit_id")["score"]
    assert np.allclose(points.loc[scores.index], scores)
