"""What this process counts for Prometheus: requests by route and status, seconds of checks."""

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics

disable_created_metrics()  # type: ignore[no-untyped-call]  # a second line for each figure, which nobody asks for
REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "board_requests_total", "Requests to own routes", ["route", "method", "status"], registry=REGISTRY
)
CHECK_SECONDS = Histogram(
    "board_check_seconds",
    "Seconds to check and store a workbook sent to the API",
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=REGISTRY,
)
