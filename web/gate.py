"""The gate: a pure ASGI layer before everything, web pages and websocket, static files and media alike."""

import asyncio
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any

from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from accounts.roles import Action, can
from accounts.tokens import token_hash
from locales import _
from services.demo import real_store
from services.modes import Mode, mode
from services.signed_in import Origin, Person, ended_keys, limits, person_of
from web.cookies import PENDING, SIGN_IN, cookie_in
from web.live_sockets import LiveSockets
from web.next_page import sign_in_path
from web.own_pages import closed_page
from web.single_sign_on import DONE, START
from web.visits import Visit, actor_of, keep_visit, visit_of

__all__ = ["Gate", "actor_of", "visit_of"]

ASSETS = frozenset(
    f"/app/static/{name}"
    for name in ("NotoSansSC-Regular.woff2", "NotoSansSC-Bold.woff2", "logo.png", "icon.png")
)
HEALTH = frozenset({"/livez", "/readyz", "/_stcore/health"})
OWN_CHECK = frozenset({"/metrics"})  # and all below /api/: these ask for their own token
SIGNING_IN = frozenset({"/sign-in", "/sign-in/board.css", "/whoami"})
SINGLE_SIGN_ON = frozenset({START, DONE, "/auth/login", "/oauth2callback"})
WITH_ANY_SIGN_IN = frozenset({"/password", "/sign-out"})
NOBODYS = ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent", "/auth/logout")
_UPLOADS = "/_stcore/upload_file"
_MAY_UPLOAD = (Action.UPLOAD_OWN, Action.UPLOAD_ANY, Action.KEEP_ACCOUNTS)
_OWN_HEADERS = b"x-board-"
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class Gate:
    """Lets signed-in people through, strangers only to where they can become one."""

    def __init__(self, app: ASGIApp, env: Mapping[str, str] = os.environ, sockets_asked: float = 2.0) -> None:
        self._app = app
        self._env = env
        self._limits = limits(env)
        self._sockets = LiveSockets(self._ended, every=sockets_asked)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Judge one connection."""
        is_health = scope["type"] == "http" and scope["path"] in HEALTH  # answers without a store too
        if is_health or scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        visit = await run_sync(self._visit, scope)
        through = keep_visit(_with_own_headers(scope, visit), visit)
        answer = judged(scope, visit)
        if answer is not None:
            await _refuse(answer, scope, receive, send)
        elif scope["type"] == "websocket" and visit.person is not None:
            await self._guarded(through, receive, send, visit.person)
        else:
            await self._app(through, receive, send)

    def _visit(self, scope: Scope) -> Visit:
        is_secure = scope.get("scheme") in ("https", "wss")
        address = (scope.get("client") or ("", 0))[0]
        origin = Origin(address, Headers(scope=scope).get("user-agent", ""))
        now_in = mode(self._env)
        token = cookie_in(scope["headers"], SIGN_IN, is_secure=is_secure) if now_in is Mode.CLOSED else ""
        person = token and person_of(
            real_store(self._env),
            token_hash(token),
            now=datetime.now(UTC),
            limits=self._limits,
            address=address,
            is_use=scope["path"] != "/whoami",
        )
        return Visit(
            mode=now_in,
            person=person or None,
            origin=origin,
            is_secure=is_secure,
            is_local=is_local(scope),
            end_sockets=lambda: self._sockets.end(person.sign_in) if person else None,
        )

    async def _ended(self, keys: frozenset[str]) -> frozenset[str]:
        return await run_sync(
            lambda: ended_keys(real_store(self._env), keys, now=datetime.now(UTC), limits=self._limits)
        )

    async def _guarded(self, scope: Scope, receive: Receive, send: Send, person: Person) -> None:
        """Run a websocket until it ends by itself or its sign-in does."""
        async with self._sockets.watched(person.sign_in) as ended:

            async def receive_while_signed_in() -> Message:
                coming = asyncio.ensure_future(receive())
                ending = asyncio.ensure_future(ended.wait())
                await asyncio.wait({coming, ending}, return_when=asyncio.FIRST_COMPLETED)
                ending.cancel()
                if not ended.is_set():
                    return await coming
                coming.cancel()
                await send({"type": "websocket.close", "code": 1008})
                return {"type": "websocket.disconnect", "code": 1008}

            async def send_while_signed_in(message: Message) -> None:
                if ended.is_set():
                    raise OSError("the sign-in has ended")  # Starlette reads it as a lost connection
                await send(message)

            await self._app(scope, receive_while_signed_in, send_while_signed_in)


def judged(scope: Scope, visit: Visit) -> Response | None:
    """What a connection gets in place of what it asks for; None = it may pass."""
    path = scope["path"]
    if path.startswith(NOBODYS):
        return PlainTextResponse("not found", 404)
    if path in HEALTH or path in OWN_CHECK or path.startswith("/api/"):
        return None
    if visit.mode is Mode.CLOSED:
        return _judged_closed(scope, visit)
    if visit.mode is Mode.OPEN and not visit.is_local and path not in ASSETS | SIGNING_IN:
        return closed_page()
    return None


def _judged_closed(scope: Scope, visit: Visit) -> Response | None:
    path, person = scope["path"], visit.person
    if path in ASSETS | SIGNING_IN | SINGLE_SIGN_ON or is_view_link(path):
        return None
    if person is None and path == "/" and cookie_in(scope["headers"], PENDING, is_secure=visit.is_secure):
        return _to(scope, DONE, 401)  # st.login leads to the front page when the provider has answered
    if person is None:
        return _to_sign_in(scope)
    if person.must_change and path not in WITH_ANY_SIGN_IN:
        return _to(scope, "/password", 403)
    if path.startswith(_UPLOADS) and not any(can(person.actor.role, action) for action in _MAY_UPLOAD):
        return PlainTextResponse(_("You may not upload files."), 403)
    return None


def is_view_link(path: str) -> bool:
    """Whether this is the address of a viewing link: one part below /view/."""
    return path.startswith("/view/") and "/" not in path.removeprefix("/view/") and path != "/view/"


def is_local(scope: Scope) -> bool:
    """Whether a request comes from this very machine, by its own name and through no proxy."""
    headers = Headers(scope=scope)
    if "x-forwarded-for" in headers or "forwarded" in headers:
        return False
    host = headers.get("host", "").rpartition(":")[0] or headers.get("host", "")
    return host.strip("[]").lower() in _THIS_MACHINE and _is_loopback((scope.get("client") or ("", 0))[0])


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _to_sign_in(scope: Scope) -> Response:
    query = scope.get("query_string", b"").decode("latin-1")
    return _to(scope, sign_in_path(f"{scope['path']}?{query}" if query else scope["path"]), 401)


def _to(scope: Scope, address: str, status: int) -> Response:
    """A page request is led to another page, anything else gets a bare refusal."""
    wants_page = "text/html" in Headers(scope=scope).get("accept", "")
    if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and wants_page:
        return RedirectResponse(address, 303)
    return PlainTextResponse(_("Please sign in."), status)


def _with_own_headers(scope: Scope, visit: Visit) -> Scope:
    """The scope without any header that claims to be the gate's, and with the gate's own."""
    headers: list[Any] = [pair for pair in scope["headers"] if not pair[0].lower().startswith(_OWN_HEADERS)]
    if visit.person is not None:
        headers.append((b"x-board-sign-in", visit.person.sign_in.encode()))
    headers.append((b"x-board-address", visit.origin.address.encode("latin-1", "replace")))
    return {**scope, "headers": headers}


async def _refuse(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})  # before accept: the server answers 403
    else:
        await answer({**scope}, receive, send)
