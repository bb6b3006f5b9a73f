"""The sign-in page, viewing links, and who-am-I for the board's own script."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from accounts.tokens import token_hash
from locales import CHINESE, ENGLISH, NAMES, _
from services.attempts import SignInRefused
from services.demo import real_store
from services.modes import Mode
from services.signed_in import keep_language, limits, person_of
from services.signing_in import sign_in
from services.viewing_links import LinkRefused, open_link
from web.cookies import FORM, SIGN_IN, give_cookie, take_cookie
from web.forms import is_ours, posted, stranger_holder, token_for
from web.greeting import speak
from web.next_page import HOME, safe_next
from web.own_pages import notice_page, own_page, style_sheet
from web.single_sign_on import start_path
from web.visits import visit_of


def show_sign_in(request: Request) -> Response:
    """The form; who is signed in already, or needs not be, goes on."""
    visit = visit_of(request)
    onward = safe_next(request.query_params.get("next", ""))
    if visit.mode is not Mode.CLOSED or visit.person is not None:
        return RedirectResponse(onward, 303)
    notices = {"ended": _ended_words, "out": _out_words, "sso": _sso_words}
    why = notices.get(request.query_params.get("why", ""))
    lang = speak(request.query_params.get("lang", ""))
    return _sign_in_form(request, lang=lang, onward=onward, notice=why() if why else "")


def _ended_words() -> str:
    return _("Your sign-in has ended. Please sign in again; what was submitted is kept.")


def _out_words() -> str:
    return _("You are signed out.")


def _sso_words() -> str:
    return _("Single sign-on knows no account of yours here; ask the administrator.")


def _sign_in_form(
    request: Request,
    *,
    lang: str,
    onward: str,
    notice: str = "",
    fault: str = "",
    name: str = "",
    status: int = 200,
) -> Response:
    holder, is_fresh = stranger_holder(request)
    other = ENGLISH if lang == CHINESE else CHINESE
    query = urlencode({"lang": other} | ({"next": onward} if onward != HOME else {}))
    page = own_page(
        "sign_in.html",
        _("Sign in"),
        status=status,
        form=token_for(holder),
        next=onward,
        lang=lang,
        notice=notice,
        fault=fault,
        name=name,
        sso=start_path(onward),
        other_language=(f"/sign-in?{query}", other, NAMES[other]),
        words={
            "name": _("Account"),
            "password": _("Password"),
            "button": _("Sign in"),
            "or_else": _("or"),
            "sso": _("Single sign-on"),
            "help": _("No account, or password forgotten? The administrator gives you a one-time password."),
        },
    )
    if is_fresh:
        give_cookie(page, FORM, holder, is_secure=visit_of(request).is_secure)
    return page


async def take_sign_in(request: Request) -> Response:
    """Sign in with what the form says."""
    return await run_sync(_take_sign_in, request, await posted(request))


def _take_sign_in(request: Request, form: Mapping[str, str]) -> Response:
    visit = visit_of(request)
    lang = speak(form.get("lang", ""))
    onward = safe_next(form.get("next", ""))
    name = form.get("name", "")[:80]
    if visit.mode is not Mode.CLOSED:
        return RedirectResponse(HOME, 303)
    if visit.person is None and not is_ours(request, form):
        fault = _("The page had been open for too long, or cookies are off. Please try once more.")
        return _sign_in_form(request, lang=lang, onward=onward, fault=fault, name=name, status=403)
    if visit.person is not None:
        return RedirectResponse(onward, 303)
    held = limits(os.environ)
    try:
        token = sign_in(
            real_store(os.environ),
            name,
            form.get("password", "")[:200],
            origin=visit.origin,
            now=datetime.now(UTC),
            limits=held,
        )
    except SignInRefused as refused:
        return _sign_in_form(request, lang=lang, onward=onward, fault=str(refused), name=name, status=401)
    if form.get("lang", "") == ENGLISH:
        _keep_english(token)
    answer = RedirectResponse(onward, 303)
    take_cookie(answer, FORM, is_secure=visit.is_secure)
    give_cookie(answer, SIGN_IN, token, is_secure=visit.is_secure, holds=held.absolute)
    return answer


def _keep_english(token: str) -> None:
    """English chosen on the sign-in page stays with the account; Chinese, which nobody chose there, changes nothing."""
    store = real_store(os.environ)
    person = person_of(store, token_hash(token), now=datetime.now(UTC), limits=limits(os.environ))
    if person is not None:
        keep_language(store, person, ENGLISH)


def follow_link(request: Request) -> Response:
    """A viewing link signs this browser in as a screen; an account that is signed in stays what it is."""
    visit = visit_of(request)
    speak(request.query_params.get("lang", ""), visit.person)
    if visit.mode is not Mode.CLOSED or (visit.person is not None and visit.person.actor.account_id):
        return RedirectResponse(HOME, 303)
    try:
        token, holds = open_link(
            real_store(os.environ), request.path_params["token"], origin=visit.origin, now=datetime.now(UTC)
        )
    except LinkRefused as refused:
        return notice_page(
            _("This link opens nothing any more"), str(refused), status=410, link=("/sign-in", _("Sign in"))
        )
    answer = RedirectResponse(HOME, 303)
    give_cookie(answer, SIGN_IN, token, is_secure=visit.is_secure, holds=holds)
    return answer


def whoami(request: Request) -> Response:
    """Who is signed in, for the script that looks after the page; 401 = nobody."""
    visit = visit_of(request)
    headers = {"Cache-Control": "no-store"}
    if visit.mode is not Mode.CLOSED:
        return JSONResponse({"mode": visit.mode.value}, headers=headers)
    person = visit.person
    if person is None:
        return JSONResponse({"mode": visit.mode.value}, 401, headers=headers)
    who = {"mode": visit.mode.value, "name": person.actor.name, "role": person.actor.role.value}
    return JSONResponse(who, headers=headers)


def board_css(_request: Request) -> Response:
    """The style sheet of these pages."""
    return style_sheet()


ROUTES = (
    Route("/sign-in", show_sign_in),
    Route("/sign-in", take_sign_in, methods=["POST"]),
    Route("/sign-in/board.css", board_css),
    Route("/view/{token}", follow_link),
    Route("/whoami", whoami),
)
