"""All routes of our own, before Streamlit's; one line an area."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from web import downloads, health, password, sign_in, sign_out, single_sign_on
from web.api import app as api


def nothing_here(_request: Request) -> Response:
    """Below these addresses Streamlit would answer with its page: nobody asks for that there."""
    return PlainTextResponse("not found", 404)


ROUTES: tuple[BaseRoute, ...] = (
    *sign_in.ROUTES,
    *password.ROUTES,
    *sign_out.ROUTES,
    *single_sign_on.ROUTES,
    *downloads.ROUTES,
    *health.ROUTES,
    *api.ROUTES,
    Route("/api/{rest:path}", nothing_here, methods=["GET", "POST", "PUT", "DELETE", "PATCH"]),
)
