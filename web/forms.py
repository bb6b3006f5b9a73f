"""Forms of our own pages: read within bounds, and only when they come from a page that we made."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request

from accounts.tokens import form_token, is_form_token, new_token
from web.cookies import FORM, cookie_in
from web.visits import visit_of

_LARGEST = 16_384


async def posted(request: Request) -> Mapping[str, str]:
    """The text fields of a posted form; HTTPException 413 where it is larger than any of ours, 400 if broken."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise HTTPException(413)
    request._body = body  # Starlette reads the form from what was streamed
    form = await request.form(max_files=0, max_fields=20)
    return {name: value for name, value in form.items() if isinstance(value, str)}


def holder_of(request: Request) -> str:
    """Whom a form on this request's page belongs to: the sign-in, else the form cookie; "" = neither."""
    visit = visit_of(request)
    if visit.person is not None:
        return visit.person.sign_in
    return cookie_in(request.scope["headers"], FORM, is_secure=visit.is_secure)


def is_ours(request: Request, form: Mapping[str, str]) -> bool:
    """Whether a posted form carries the token of its holder."""
    return is_form_token(form.get("form", ""), holder_of(request))


def stranger_holder(request: Request) -> tuple[str, bool]:
    """The form cookie of someone not signed in, and whether it is fresh and has to be set."""
    known = cookie_in(request.scope["headers"], FORM, is_secure=visit_of(request).is_secure)
    return (known, False) if known else (new_token(), True)


def token_for(holder: str) -> str:
    """The hidden field of a form."""
    return form_token(holder)
