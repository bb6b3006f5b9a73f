"""Interleaved medians: every contender once a round, so that a busy machine hurts all alike."""

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter
from typing import TypeAlias

Clock: TypeAlias = Callable[[Callable[[], object]], float]  # makes a call and gives the milliseconds it took


def wall(call: Callable[[], object]) -> float:
    """Milliseconds from start to return."""
    started = perf_counter()
    call()
    return (perf_counter() - started) * 1000


def interleaved(
    contenders: Mapping[str, Callable[[], object]], runs: int, clock: Clock = wall
) -> dict[str, float]:
    """Median milliseconds of each contender over this many rounds, after one round that does not count."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(runs + 1):
        for name, call in contenders.items():
            gc.collect()
            took = clock(call)
            if number:
                times[name].append(took)
    return {name: median(values) for name, values in times.items()}
