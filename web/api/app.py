"""The interface as one ASGI app below /api/v1: who calls, what for, and an answer for everything, errors too."""

import logging
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Receive, Scope, Send

from locales import CHINESE, ENGLISH, _, in_language
from services.api_tokens import ApiToken
from services.demo import real_store
from web.api.bearer import Bearers, check_scope
from web.api.body import sent
from web.api.openapi import document
from web.api.page import api_page
from web.api.parameters import checked_parameters
from web.api.reading import answer_read
from web.api.refusals import Refusal, problem
from web.api.specs import OPERATIONS, Operation
from web.api.submitting import answer_submit
from web.counting import REQUESTS
from web.gate import actor_of

PREFIX = "/api/v1"
_PAGES = ("/", "", "/openapi.json")
_SUBMISSIONS_AT_ONCE, _READS_AT_ONCE = 4, 8
_SUBMISSION_COST = 5.0  # draws of the token's rate
_LOG = logging.getLogger(__name__)
_Result = TypeVar("_Result")


class Api:
    """Answers every request below its prefix; nothing in it blocks the event loop."""

    def __init__(self, env: Mapping[str, str] = os.environ) -> None:
        self._env = env
        self._bearers = Bearers(env)
        self._threads: dict[str, CapacityLimiter] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, in the language that it asks for."""
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        request = Request(scope, receive)
        with in_language(asked_language(request)):
            response = await self._answered(request)
        REQUESTS.labels(route_of(request), request.method, str(response.status_code)).inc()
        response.headers.setdefault("Cache-Control", "no-store")
        await response(scope, receive, send)

    async def _answered(self, request: Request) -> Response:
        try:
            return await self._routed(request)
        except Refusal as refusal:
            return refusal.response()
        except OperationalError:
            _LOG.exception("the store can't be reached")
            return problem(
                503, _("The database can't be reached; try again later."), headers={"Retry-After": "30"}
            )
        except Exception:
            _LOG.exception("an API request failed")
            return problem(500, _("Something went wrong here; it is in the server's log."))

    async def _routed(self, request: Request) -> Response:
        path = own_path(request)
        if path in _PAGES and actor_of(request) is None:
            await self._caller(request, 1.0)
        if path in _PAGES and request.method in ("GET", "HEAD"):
            return JSONResponse(document()) if path == "/openapi.json" else api_page()
        operation = found_operation(path, request.method)
        token = await self._caller(
            request, _SUBMISSION_COST if operation and operation.method == "POST" else 1.0
        )
        if operation is None:
            raise _no_operation(path)
        check_scope(token, operation.scopes)
        given = dict(checked_parameters(request.query_params.multi_items(), operation.parameters))
        if operation.method == "POST":
            return await self._submitted(request, given, token)
        return await self._in_thread(
            "read", lambda: answer_read(self._engine(), operation, given, token, request.scope, now())
        )

    async def _submitted(self, request: Request, given: dict[str, str], token: ApiToken) -> Response:
        arrived = await sent(request)
        return await self._in_thread(
            "submit", lambda: answer_submit(self._engine(), arrived, given, token, request.scope, now())
        )

    async def _caller(self, request: Request, cost: float) -> ApiToken:
        return await self._in_thread(
            "read", lambda: self._bearers.caller(self._engine(), request.scope, now=now(), cost=cost)
        )

    async def _in_thread(self, kind: str, work: Callable[[], _Result]) -> _Result:
        most = _SUBMISSIONS_AT_ONCE if kind == "submit" else _READS_AT_ONCE
        limiter = self._threads.setdefault(kind, CapacityLimiter(most))
        return await run_sync(work, limiter=limiter)

    def _engine(self) -> Engine:
        return real_store(self._env)


def now() -> datetime:
    """The moment of this request, aware, UTC."""
    return datetime.now(UTC)


def own_path(request: Request) -> str:
    """The path below the prefix."""
    return request.scope["path"].removeprefix(PREFIX).rstrip("/") or "/"


def found_operation(path: str, method: str) -> Operation | None:
    """The operation of a path and method; HEAD is a GET without its body."""
    wanted = "GET" if method == "HEAD" else method
    return next((one for one in OPERATIONS if (one.path, one.method) == (path, wanted)), None)


def route_of(request: Request) -> str:
    """The route for counting: one of the known ones, else one name for all others."""
    path = own_path(request)
    return f"{PREFIX}{path}" if path in {*_PAGES, *(one.path for one in OPERATIONS)} else f"{PREFIX}/*"


def asked_language(request: Request) -> str:
    """Chinese, unless the first language of Accept-Language is English."""
    return ENGLISH if request.headers.get("accept-language", "").lower().startswith("en") else CHINESE


def _no_operation(path: str) -> Refusal:
    methods = sorted({one.method for one in OPERATIONS if one.path == path})
    if not methods and path not in _PAGES:
        return Refusal(404, _("There is no such address; the interface is described at /api/v1/."))
    allowed = methods or ["GET"]
    allow = ", ".join([*allowed, *(["HEAD"] if "GET" in allowed else [])])
    return Refusal(405, _("Here only {methods} is answered.", methods=allow), headers={"Allow": allow})


def routes(env: Mapping[str, str] = os.environ) -> tuple[BaseRoute, ...]:
    """What web.routes adds before everything else below /api/."""
    api = Api(env)
    return (Route(PREFIX, api), Mount(PREFIX, app=api))


ROUTES: tuple[BaseRoute, ...] = routes()
