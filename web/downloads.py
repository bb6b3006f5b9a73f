"""Files that only some may have: a unit's originals, by an own address that asks who wants them every time."""

import os
from datetime import UTC, datetime
from urllib.parse import quote

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from accounts.roles import Forbidden
from locales import _
from services.demo import choose_store
from services.submission_history import original
from web.visits import actor_of

ORIGINAL = "/files/submission/{number:int}"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def send_original(request: Request) -> Response:
    """The workbook as it came in; who may not have it is told so. Each download is in the audit trail."""
    return await run_sync(_original, request)


def _original(request: Request) -> Response:
    actor = actor_of(request)
    if actor is None:
        return PlainTextResponse(_("Please sign in."), 401)
    try:
        name, content = original(
            choose_store(os.environ).engine,
            request.path_params["number"],
            actor=actor,
            now=datetime.now(UTC),
        )
    except Forbidden as refusal:
        return PlainTextResponse(str(refusal), 403)
    except LookupError:
        return PlainTextResponse(_("There is no such file."), 404)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=_XLSX, headers=headers)


ROUTES = (Route(ORIGINAL, send_original),)
