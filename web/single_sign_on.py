"""Single sign-on, where it is configured: Streamlit's st.login asks the provider, this maps the answer to an account."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlencode

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from accounts.names import folded
from services.attempts import SignInRefused
from services.demo import real_store
from services.modes import Mode
from services.signed_in import limits
from services.signing_in import begin_sign_in
from store.people import fetch_account
from web.cookies import FORM, PENDING, SIGN_IN, cookie_in, give_cookie, take_cookie
from web.next_page import HOME, safe_next
from web.visits import visit_of

START, DONE = "/sign-in/sso", "/sign-in/sso/done"
UNKNOWN = "/sign-in?why=sso"
_CLAIMS = ("preferred_username", "email", "sub")
_HOLDS = timedelta(minutes=10)


class Login(Protocol):
    """What is needed of the machinery that speaks with the provider (panels/streamlit_login.py)."""

    def is_set_up(self) -> bool:
        """Whether there is a provider."""

    def start(self) -> str:
        """The local path that leads to the provider."""

    def claims(self, cookies: Mapping[str, str]) -> Mapping[str, Any] | None:
        """What the provider has just said; None = nothing."""

    def cookie_names(self, cookies: Mapping[str, str]) -> list[str]:
        """Its cookies, to be taken away."""


_connected: list[Login] = []


def connect(login: Login) -> None:
    """Use this machinery from now on; the door does so once."""
    _connected[:] = [login]


def _login() -> Login | None:
    return next((login for login in _connected if login.is_set_up()), None)


def start_path(onward: str) -> str:
    """Where the sign-in page sends who wants single sign-on; "" = it is not configured."""
    if _login() is None:
        return ""
    return START if onward == HOME else f"{START}?{urlencode({'next': onward})}"


def name_in(claims: Mapping[str, Any], wanted: str = "") -> str:
    """The account name that the provider's answer stands for; "" = none.

    wanted: the one claim to go by (BOARD_SSO_CLAIM), else the first there is of preferred_username, email, sub.
    An address counts only when the provider has verified it.
    """
    for claim in (wanted,) if wanted else _CLAIMS:
        value = claims.get(claim)
        if claim == "email" and claims.get("email_verified") is not True:
            continue
        if isinstance(value, str) and value.strip():
            return folded(value)
    return ""


def begin(request: Request) -> Response:
    """Remember where to go afterwards, and go to the provider."""
    login, visit = _login(), visit_of(request)
    if login is None or visit.mode is not Mode.CLOSED:
        return RedirectResponse("/sign-in", 303)
    answer = RedirectResponse(login.start(), 303)
    onward = safe_next(request.query_params.get("next", ""))
    give_cookie(answer, PENDING, onward, is_secure=visit.is_secure, holds=_HOLDS)
    return answer


async def finish(request: Request) -> Response:
    """Come back from the provider: a sign-in of ours begins, Streamlit's cookies go."""
    return await run_sync(_finish, request)


def _finish(request: Request) -> Response:
    login, visit = _login(), visit_of(request)
    onward = cookie_in(request.scope["headers"], PENDING, is_secure=visit.is_secure)
    claims = login.claims(request.cookies) if login and onward and visit.mode is Mode.CLOSED else None
    answer = _signed_in(request, claims, onward) if claims else RedirectResponse(UNKNOWN, 303)
    for name in login.cookie_names(request.cookies) if login else ():
        answer.delete_cookie(name, path="/")
    take_cookie(answer, PENDING, is_secure=visit.is_secure)
    return answer


def _signed_in(request: Request, claims: Mapping[str, Any], onward: str) -> Response:
    visit, held = visit_of(request), limits(os.environ)
    engine = real_store(os.environ)
    name = name_in(claims, os.environ.get("BOARD_SSO_CLAIM", ""))
    account = fetch_account(engine, name) if name else None
    if account is None:
        return RedirectResponse(UNKNOWN, 303)
    try:
        token = begin_sign_in(
            engine, account, origin=visit.origin, now=datetime.now(UTC), limits=held, way="sso"
        )
    except SignInRefused:
        return RedirectResponse(UNKNOWN, 303)
    answer = RedirectResponse(safe_next(onward), 303)
    take_cookie(answer, FORM, is_secure=visit.is_secure)
    give_cookie(answer, SIGN_IN, token, is_secure=visit.is_secure, holds=held.absolute)
    return answer


ROUTES = (Route(START, begin), Route(DONE, finish))
