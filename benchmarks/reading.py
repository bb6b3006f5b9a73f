"""What a worker process costs: the same check of one workbook in this process and in a worker that is kept."""

from benchmarks.timing import interleaved
from benchmarks.workbook import benchmark_plan, unit_workbook
from loaders.check import check
from loaders.context import Context
from services.reading_pool import ReadingPool


def measure_reading(runs: int) -> dict[str, float]:
    """Milliseconds (medians): ``here_ms``, ``worker_ms`` and what the way there and back costs, ``overhead_ms``."""
    content, context = unit_workbook(), Context(plan=benchmark_plan())
    with ReadingPool(1) as pool:
        found = interleaved(
            {
                "here_ms": lambda: check(content, "bench.xlsx", context),
                "worker_ms": lambda: pool.check(content, "bench.xlsx", context),
            },
            runs,
        )
    return found | {"overhead_ms": found["worker_ms"] - found["here_ms"]}
