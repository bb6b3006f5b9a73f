"""Signing out: the page with the button, and what the button does."""

import os
from datetime import UTC, datetime

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from locales import _
from services.demo import real_store
from services.signed_in import Person
from services.signing_in import sign_out
from web.cookies import SIGN_IN, take_cookie
from web.forms import holder_of, is_ours, posted, token_for
from web.greeting import speak, who
from web.next_page import sign_in_path
from web.own_pages import own_page
from web.visits import Visit, visit_of


def show_sign_out(request: Request) -> Response:
    """A page with the button, for who comes by address."""
    visit = visit_of(request)
    if visit.person is None:
        return RedirectResponse(sign_in_path(), 303)
    speak("", visit.person)
    return own_page(
        "sign_out.html",
        _("Sign out"),
        form=token_for(holder_of(request)),
        words={"who": who(visit.person), "button": _("Sign out"), "back": _("Back to the board")},
    )


async def take_sign_out(request: Request) -> Response:
    """End the sign-in; a form that is not ours only shows the button."""
    form = await posted(request)
    visit = visit_of(request)
    if visit.person is not None and not is_ours(request, form):
        return await run_sync(show_sign_out, request)
    if visit.person is not None:
        await run_sync(lambda: sign_out(real_store(os.environ), _signed_in(visit), now=datetime.now(UTC)))
        visit.end_sockets()
    answer = RedirectResponse("/sign-in?why=out", 303)
    take_cookie(answer, SIGN_IN, is_secure=visit.is_secure)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def _signed_in(visit: Visit) -> Person:
    if visit.person is None:
        raise LookupError("nobody is signed in")
    return visit.person


ROUTES = (
    Route("/sign-out", show_sign_out),
    Route("/sign-out", take_sign_out, methods=["POST"]),
)
