"""The password page: the present one is asked for, every other sign-in of the account ends."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from locales import _
from services.attempts import SignInRefused
from services.demo import real_store
from services.signed_in import Person, limits
from services.signing_in import change_password
from web.cookies import SIGN_IN, give_cookie
from web.forms import holder_of, is_ours, posted, token_for
from web.greeting import speak, who
from web.next_page import HOME, sign_in_path
from web.own_pages import own_page
from web.visits import visit_of


def show_password(request: Request) -> Response:
    """The form for a new password."""
    visit = visit_of(request)
    if visit.person is None:
        return RedirectResponse(sign_in_path(), 303)
    if not visit.person.has_password:
        return RedirectResponse(HOME, 303)
    return _password_form(
        request, visit.person, lang=speak(request.query_params.get("lang", ""), visit.person)
    )


def _password_form(
    request: Request, person: Person, *, lang: str, fault: str = "", status: int = 200
) -> Response:
    first = _(
        "You have signed in with a one-time password. Choose your own now; it is asked for from then on."
    )
    return own_page(
        "password.html",
        _("Change password"),
        status=status,
        form=token_for(holder_of(request)),
        lang=lang,
        name=person.actor.name,
        notice=first if person.must_change and not fault else "",
        fault=fault,
        must_change=person.must_change,
        words={
            "who": who(person),
            "old": _("One-time password") if person.must_change else _("Current password"),
            "new": _("New password"),
            "rule": _("At least 10 characters, without your account name; a short sentence is good."),
            "again": _("New password once more"),
            "button": _("Change password"),
            "back": _("Back to the board"),
            "sign_out": _("Sign out"),
        },
    )


async def take_password(request: Request) -> Response:
    """Change the password by what the form says; every other sign-in of the account ends."""
    return await run_sync(_take_password, request, await posted(request))


def _take_password(request: Request, form: Mapping[str, str]) -> Response:
    visit = visit_of(request)
    person = visit.person
    if person is None or not person.has_password:
        return RedirectResponse(sign_in_path(), 303)
    lang = speak(form.get("lang", ""), person)
    fault = _form_fault(request, form)
    held = limits(os.environ)
    try:
        if fault:
            raise SignInRefused(fault)
        token = change_password(
            real_store(os.environ),
            person,
            form.get("old", ""),
            form.get("new", ""),
            origin=visit.origin,
            now=datetime.now(UTC),
            limits=held,
        )
    except SignInRefused as refused:
        return _password_form(request, person, lang=lang, fault=str(refused), status=400)
    answer = RedirectResponse(HOME, 303)
    give_cookie(answer, SIGN_IN, token, is_secure=visit.is_secure, holds=held.absolute)
    return answer


def _form_fault(request: Request, form: Mapping[str, str]) -> str:
    if not is_ours(request, form):
        return _("The page had been open for too long, or cookies are off. Please try once more.")
    if form.get("new", "") != form.get("again", ""):
        return _("The new password was not typed the same twice.")
    return ""


ROUTES = (
    Route("/password", show_password),
    Route("/password", take_password, methods=["POST"]),
)
