"""Rate limits of this process: a bucket a token and a bucket an address, forgotten when they are full again."""

import math
import time
from collections.abc import Callable, Mapping
from threading import Lock

from accounts.buckets import Bucket, Rate, drawn, filled
from locales import _
from web.api.refusals import Refusal

_MOST_KEPT = 10_000
_PER_MINUTE = 120


class Limiter:
    """Counts draws by name; safe to use from many threads."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._buckets: dict[str, Bucket] = {}
        self._lock = Lock()

    def draw(self, name: str, cost: float = 1.0) -> None:
        """Draw from a bucket; raises Refusal 429 with the seconds to wait where too little is left."""
        with self._lock:
            now = self._clock()
            if len(self._buckets) >= _MOST_KEPT:
                self._forget(now)
            self._buckets[name], wait = drawn(self._buckets.get(name), self._rate, now, cost)
        if wait:
            seconds = math.ceil(wait)
            raise Refusal(
                429,
                _("Too many requests; try again in {seconds} s.", seconds=seconds),
                headers={"Retry-After": str(seconds)},
            )

    def _forget(self, now: float) -> None:
        """Drop full buckets; where that is not enough, the longest untouched half."""
        kept = {
            name: bucket
            for name, bucket in self._buckets.items()
            if filled(bucket, self._rate, now) < self._rate.most
        }
        newest = sorted(kept.items(), key=lambda item: item[1].at)[-(_MOST_KEPT // 2) :]
        self._buckets = dict(newest)


def rates(env: Mapping[str, str]) -> tuple[Rate, Rate]:
    """Of a token, and of an address with any number of tokens; from BOARD_API_PER_MINUTE (120), else ValueError."""
    text = env.get("BOARD_API_PER_MINUTE") or str(_PER_MINUTE)
    if not text.isdigit() or int(text) < 1:
        raise ValueError(f"BOARD_API_PER_MINUTE must be a whole number above 0, not {text!r}")
    each = int(text)
    return Rate(each, each / 60), Rate(each * 5, each * 5 / 60)
