"""Rate limits by token buckets, pure: how much is left of a bucket after a draw, and how long to wait else."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """A bucket holds ``most`` draws and gets ``per_second`` back."""

    most: float
    per_second: float


@dataclass(frozen=True, slots=True)
class Bucket:
    """What was left at a moment [seconds of a clock that only runs forward]."""

    left: float
    at: float


def drawn(bucket: Bucket | None, rate: Rate, now: float, cost: float = 1.0) -> tuple[Bucket, float]:
    """The bucket after a draw at ``now``, and the seconds to wait: 0 = drawn, else nothing was taken.

    None is a full bucket. A draw that costs more than a full bucket holds takes all of a full one.
    """
    left = rate.most if bucket is None else filled(bucket, rate, now)
    cost = min(cost, rate.most)
    if left + 1e-9 >= cost:
        return Bucket(left - cost, now), 0.0
    return Bucket(left, now), (cost - left) / rate.per_second


def filled(bucket: Bucket, rate: Rate, now: float) -> float:
    """What a bucket holds by now; a clock that went back gives nothing."""
    return min(rate.most, bucket.left + max(0.0, now - bucket.at) * rate.per_second)
