"""Random draw 随机抽取: which units are inspected, from a frozen frame and a seed; anybody can draw again.

Only SHA-256 and whole numbers: the same frame, seed and count give the same list in every language, on every machine.
Source: docs/terms/draw.md, with a worked example.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

DRAW_METHOD = "wuxing-draw-1"
EVERYWHERE = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A unit of the frame. weight: whole, ≥ 1; is_waiting: not inspected yet, to be drawn before those that were."""

    unit_id: str
    group: str
    weight: int = 1
    is_waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a draw: among whom [a group, or ``EVERYWHERE``], their weights' sum, the number that fell, and on whom."""

    number: int
    among: str
    total: int
    fell: int
    unit_id: str


class NotDrawable(ValueError):  # noqa: N818 - it is an answer to whoever draws
    """A frame or a count that no draw can be made from; the message is its code: frame, few, many."""


def frame_text(frame: Iterable[Candidate]) -> str:
    """The one spelling of a frame: JSON without spaces, rows ``[code, group, weight, waiting 0/1]`` by code.

    Codes are ordered by their UTF-8 bytes, and every letter stands as itself (escaped only where JSON demands it).
    """
    rows = [[one.unit_id, one.group, one.weight, int(one.is_waiting)] for one in ordered(frame)]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def frame_hash(frame: Iterable[Candidate]) -> str:
    """SHA-256 of ``frame_text`` in UTF-8, in lower-case hexadecimal."""
    return sha256(frame_text(frame).encode()).hexdigest()


def ordered(frame: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The frame by code. Raises NotDrawable("frame") where it is empty, a code stands twice or a weight is under 1."""
    rows = tuple(sorted(frame, key=lambda one: one.unit_id.encode()))
    codes = {one.unit_id for one in rows}
    if not rows or len(codes) != len(rows) or any(one.weight < 1 for one in rows):
        raise NotDrawable("frame")
    return rows


def strata(frame: Iterable[Candidate]) -> tuple[str, ...]:
    """The groups of the frame, ordered by their UTF-8 bytes."""
    return tuple(sorted({one.group for one in frame}, key=str.encode))


def draw(frame: Iterable[Candidate], seed: str, count: int) -> tuple[Step, ...]:
    """Draw ``count`` units: first one of every group, then of all that are left, each step by weight.

    In every step, where some of those it is among are waiting, it is among these alone. The number that fell is
    SHA-256 over method, frame hash, seed and step, as a whole number, modulo the sum of weights; it falls on the
    first unit in order of code at which the weights added up exceed it. Of 2^256 numbers and a sum under 2^32 no
    unit is favoured by more than 2^-224. Raises NotDrawable: a frame as in ``ordered``; few = fewer than groups;
    many = more than units.
    """
    left = list(ordered(frame))
    groups, fingerprint = strata(left), frame_hash(left)
    if count < len(groups):
        raise NotDrawable("few")
    if count > len(left):
        raise NotDrawable("many")
    steps = []
    for number in range(1, count + 1):
        among = groups[number - 1] if number <= len(groups) else EVERYWHERE
        step = _step(_eligible(left, among), f"{DRAW_METHOD}\n{fingerprint}\n{seed}\n{number}", number, among)
        left = [one for one in left if one.unit_id != step.unit_id]
        steps.append(step)
    return tuple(steps)


def drawn_units(steps: Iterable[Step]) -> tuple[str, ...]:
    """The codes drawn, in order of code: the list that is read out."""
    return tuple(sorted((step.unit_id for step in steps), key=str.encode))


def _eligible(left: Sequence[Candidate], among: str) -> Sequence[Candidate]:
    inside = [one for one in left if among in (EVERYWHERE, one.group)]
    return [one for one in inside if one.is_waiting] or inside


def _step(inside: Sequence[Candidate], words: str, number: int, among: str) -> Step:
    total = sum(one.weight for one in inside)
    fell = int.from_bytes(sha256(words.encode()).digest(), "big") % total
    upto = 0
    for one in inside:
        upto += one.weight
        if upto > fell:
            return Step(number=number, among=among, total=total, fell=fell, unit_id=one.unit_id)
    raise AssertionError("the weights add up to their sum")
