"""Whether the board lives and is ready, and what it counts: /livez, /readyz, /metrics."""

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from anyio.to_thread import run_sync
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector, CollectorRegistry
from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError, OperationalError
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from locales import _
from services.api_tokens import LIVE, READ, token_of
from services.demo import real_store
from services.store_counts import StoreCounts, store_counts
from store.migrating import is_current
from web.api.bearer import check_scope, secret_in
from web.api.refusals import Refusal
from web.counting import REGISTRY
from web.gate import is_local


class StoreMetrics(Collector):
    """What the store itself counts, whichever process wrote it; read at each scrape."""

    def __init__(self, counts: StoreCounts) -> None:
        self._counts = counts

    def collect(self) -> Iterable[Metric]:
        """Yield the figures of one moment."""
        counts = self._counts
        yield CounterMetricFamily("board_submissions", "Submissions stored", counts.submissions)
        yield CounterMetricFamily("board_uploads_refused", "Uploads turned away", counts.refused)
        yield CounterMetricFamily("board_sign_in_failures", "Failed sign-ins", counts.sign_in_failures)
        yield CounterMetricFamily("board_audit_entries", "Entries of the audit trail", counts.entries)
        yield GaugeMetricFamily("board_revision", "Revision of the store", counts.revision)


async def livez(_request: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok")


async def readyz(_request: Request) -> Response:
    """The database can be reached and its tables are those of this version."""
    state = await run_sync(_state, os.environ)
    return JSONResponse(state, 200 if all(state.values()) else 503, {"Cache-Control": "no-store"})


async def metrics(request: Request) -> Response:
    """For Prometheus on this machine, or with a token that reads."""
    try:
        text = await run_sync(_metrics, request)
    except Refusal as refusal:
        return refusal.response()
    return Response(text, media_type=CONTENT_TYPE_LATEST)


def _state(env: Mapping[str, str]) -> dict[str, bool]:
    try:
        return {"database": True, "migrations": is_current(real_store(env))}
    except (DatabaseError, OSError):
        return {"database": False, "migrations": False}


def _metrics(request: Request) -> bytes:
    try:
        engine = real_store(os.environ)
        if not is_local(request.scope):
            _check_reader(engine, request)
        own = CollectorRegistry()
        own.register(StoreMetrics(store_counts(engine)))
        return bytes(generate_latest(REGISTRY) + generate_latest(own))
    except OperationalError:
        return bytes(generate_latest(REGISTRY)) if is_local(request.scope) else b""


def _check_reader(engine: Engine, request: Request) -> None:
    now = datetime.now(UTC)
    token = token_of(engine, secret_in(request.scope), now=now)
    if token is None or not token.is_open(now):
        raise Refusal(401, _("There is no such token."), headers={"WWW-Authenticate": "Bearer"})
    check_scope(token, (READ, LIVE))


ROUTES: tuple[BaseRoute, ...] = (
    Route("/livez", livez),
    Route("/readyz", readyz),
    Route("/metrics", metrics),
)
