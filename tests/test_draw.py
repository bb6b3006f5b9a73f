"""Rules of the random draw: repeatable by anyone, at least one of every group, by weight, those who wait first."""

import re
import shutil
import subprocess
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.draw import (
    DRAW_METHOD,
    EVERYWHERE,
    Candidate,
    NotDrawable,
    Step,
    draw,
    drawn_units,
    frame_hash,
    frame_text,
    strata,
)

TERMS = Path(__file__).parent.parent / "docs" / "terms" / "draw.md"
SMALL = (
    Candidate(unit_id="S01", group="street", weight=3),
    Candidate(unit_id="S02", group="street", weight=1),
    Candidate(unit_id="D01", group="department", weight=2),
    Candidate(unit_id="D02", group="department", weight=2),
)
SMALL_TEXT = '[["D01","department",2,0],["D02","department",2,0],["S01","street",3,0],["S02","street",1,0]]'
SMALL_HASH = "b5b20e7a61f8d97225e1099645cc8f711a85c60770db1a6a118a61d53b449c26"


def units(group: str, count: int, **given: object) -> list[Candidate]:
    return [Candidate(unit_id=f"{group[0].upper()}{at:02d}", group=group, **given) for at in range(count)]


def test_the_worked_example_of_the_terms() -> None:
    """Last hexadecimal digits by hand: …363 is 3 modulo 4; …4fe is 2 modulo 4."""
    assert frame_text(SMALL) == SMALL_TEXT
    assert frame_hash(SMALL) == SMALL_HASH
    assert draw(SMALL, "20220930", 3) == (
        Step(number=1, among="department", total=4, fell=3, unit_id="D02"),
        Step(number=2, among="street", total=4, fell=2, unit_id="S01"),
        Step(number=3, among=EVERYWHERE, total=3, fell=2, unit_id="S02"),
    )
    assert drawn_units(draw(SMALL, "20220930", 3)) == ("D02", "S01", "S02")
    page = TERMS.read_text("utf-8")
    assert SMALL_TEXT in page
    assert SMALL_HASH in page
    assert sha256(f"{DRAW_METHOD}\n{SMALL_HASH}\n20220930\n1".encode()).hexdigest() in page


def test_the_order_in_which_units_are_given_changes_nothing() -> None:
    assert draw(SMALL[::-1], "20220930", 3) == draw(SMALL, "20220930", 3)
    assert frame_hash(reversed(SMALL)) == SMALL_HASH


def test_frames_that_differ_in_anything_have_different_hashes() -> None:
    others = [
        SMALL[:3],
        (*SMALL[:3], Candidate(unit_id="D02", group="department", weight=3)),
        (*SMALL[:3], Candidate(unit_id="D02", group="street", weight=2)),
        (*SMALL[:3], Candidate(unit_id="D02", group="department", weight=2, is_waiting=True)),
    ]
    assert len({frame_hash(SMALL), *(frame_hash(one) for one in others)}) == 5


def chi_square(counts: Counter[str], expected: dict[str, float]) -> float:
    return sum((counts[code] - share) ** 2 / share for code, share in expected.items())


def test_10000_draws_are_uniform_within_strata() -> None:
    """One of six streets and one of four departments each time: chi-square under its 0.999 quantile (5 and 3 df)."""
    frame = [*units("street", 6), *units("department", 4)]
    counts: Counter[str] = Counter()
    for number in range(10_000):
        counts.update(step.unit_id for step in draw(frame, f"seed {number}", 2))
    streets = {f"S{at:02d}": 10_000 / 6 for at in range(6)}
    departments = {f"D{at:02d}": 10_000 / 4 for at in range(4)}
    assert sum(counts.values()) == 20_000
    assert chi_square(counts, streets) < 20.52
    assert chi_square(counts, departments) < 16.27


def test_a_unit_twice_as_heavy_is_drawn_twice_as_often() -> None:
    """Weights 1, 2, 3 of one group: a sixth, a third and a half of 6,000 draws; 2 df, 0.999 quantile 13.82."""
    frame = [Candidate(unit_id=f"S0{weight}", group="street", weight=weight) for weight in (1, 2, 3)]
    counts = Counter(draw(frame, f"seed {number}", 1)[0].unit_id for number in range(6_000))
    assert chi_square(counts, {"S01": 1_000, "S02": 2_000, "S03": 3_000}) < 13.82


frames = st.lists(
    st.tuples(st.sampled_from(["street", "department", "company"]), st.integers(1, 9), st.booleans()),
    min_size=1,
    max_size=25,
).map(
    lambda rows: [
        Candidate(unit_id=f"U{at:02d}", group=group, weight=weight, is_waiting=waiting)
        for at, (group, weight, waiting) in enumerate(rows)
    ]
)


@settings(deadline=None, max_examples=60)
@given(frames, st.text(max_size=20), st.data())
def test_every_group_is_drawn_from_nobody_twice_and_a_second_run_is_the_same(
    frame: list[Candidate], seed: str, data: st.DataObject
) -> None:
    seed = seed.encode("utf-8", "ignore").decode()
    count = data.draw(st.integers(len(strata(frame)), len(frame)))
    steps = draw(frame, seed, count)
    drawn = drawn_units(steps)
    groups = {one.unit_id: one.group for one in frame}
    assert len(set(drawn)) == count
    assert {groups[code] for code in drawn} == set(groups.values())
    assert all(0 <= step.fell < step.total for step in steps)
    assert draw(frame, seed, count) == steps


@settings(deadline=None, max_examples=60)
@given(frames, st.integers(0, 999))
def test_those_who_wait_come_first_so_that_enough_draws_cover_everybody(
    frame: list[Candidate], seed: int
) -> None:
    """As many as wait, and one more of every group in which nobody does: then nobody waits any more."""
    waiting = {one.unit_id for one in frame if one.is_waiting}
    unmoved = {one.group for one in frame} - {one.group for one in frame if one.is_waiting}
    drawn = drawn_units(draw(frame, str(seed), len(waiting) + len(unmoved)))
    assert waiting <= set(drawn)


@pytest.mark.parametrize(
    ("frame", "count", "code"),
    [
        ((), 1, "frame"),
        ((SMALL[0], SMALL[0]), 1, "frame"),
        ((Candidate(unit_id="S01", group="street", weight=0),), 1, "frame"),
        (SMALL, 1, "few"),
        (SMALL, 0, "few"),
        (SMALL, 5, "many"),
    ],
)
def test_what_no_draw_can_be_made_from_is_refused(
    frame: tuple[Candidate, ...], count: int, code: str
) -> None:
    with pytest.raises(NotDrawable, match=code):
        draw(frame, "20220930", count)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum on this machine")
def test_the_command_in_the_terms_gives_the_hash_it_says() -> None:
    """The page's own shell lines, run as they stand: no Python of ours has a hand in it."""
    page = TERMS.read_text("utf-8")
    commands = re.findall(r"^\$ (.+)\n([0-9a-f]{64})  -$", page, re.MULTILINE)
    assert len(commands) == 4
    for command, printed in commands:
        made = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
        assert made.stdout.split()[0] == printed
