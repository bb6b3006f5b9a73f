"""The cookies: of the sign-in, of a form before there is one, of a single sign-on under way; no script reads them."""

from datetime import timedelta

from starlette.requests import cookie_parser
from starlette.responses import Response

SIGN_IN, FORM, PENDING = "board_session", "board_form", "board_sso"


def cookie_name(name: str, *, is_secure: bool) -> str:
    """Under TLS with the prefix by which browsers refuse it from anyone but this very host."""
    return f"__Host-{name}" if is_secure else name


def cookie_in(headers: list[tuple[bytes, bytes]], name: str, *, is_secure: bool) -> str:
    """The value of a cookie in raw request headers; "" = none."""
    sent = "; ".join(value.decode("latin-1") for header, value in headers if header == b"cookie")
    return cookie_parser(sent).get(cookie_name(name, is_secure=is_secure), "")


def give_cookie(
    response: Response, name: str, value: str, *, is_secure: bool, holds: timedelta | None = None
) -> None:
    """Set a cookie; without ``holds`` it ends with the browser."""
    response.set_cookie(
        cookie_name(name, is_secure=is_secure),
        value,
        max_age=None if holds is None else int(holds.total_seconds()),
        path="/",
        secure=is_secure,
        httponly=True,
        samesite="lax",
    )


def take_cookie(response: Response, name: str, *, is_secure: bool) -> None:
    """Remove a cookie."""
    response.delete_cookie(
        cookie_name(name, is_secure=is_secure), path="/", secure=is_secure, httponly=True, samesite="lax"
    )
