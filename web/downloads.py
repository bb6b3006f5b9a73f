"""Files that only some may have: originals and certificates, by own addresses that ask who wants them every time."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from accounts.roles import Forbidden
from locales import _
from reports.certificate import certificate_docx
from services.demo import choose_store
from services.drawing import certificate_json
from services.letter_desk import letter_file
from services.oversight_desk import original_book
from services.submission_history import original
from web.visits import actor_of

ORIGINAL, BOOK = "/files/submission/{number:int}", "/files/oversight/{number:int}"
LETTER, DRAW = "/files/letter/{number:int}", "/files/draw/{number:int}"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_TYPES = {
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "json": "application/json",
}


async def send_book(request: Request) -> Response:
    """An oversight workbook as it came in, for the office and the discipline inspection."""
    return await run_sync(_sent, request, original_book)


async def send_certificate(request: Request) -> Response:
    """The certificate of a draw as JSON, from which anybody can draw again."""
    return await run_sync(_sent, request, certificate_json)


async def send_certificate_paper(request: Request) -> Response:
    """The certificate of a draw to be signed and filed."""
    return await run_sync(_sent, request, certificate_docx)


async def send_original(request: Request) -> Response:
    """The workbook as it came in; who may not have it is told so. Each download is in the audit trail."""
    return await run_sync(_sent, request, original)


async def send_letter(request: Request) -> Response:
    """A letter as it was issued, for its unit and for those who read all."""
    return await run_sync(_sent, request, letter_file)


def _sent(request: Request, fetch: Callable[..., tuple[str, bytes]]) -> Response:
    actor = actor_of(request)
    if actor is None:
        return PlainTextResponse(_("Please sign in."), 401)
    try:
        name, content = fetch(
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
    media_type = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    return Response(content, media_type=media_type, headers=headers)


ROUTES = (
    Route(ORIGINAL, send_original),
    Route(BOOK, send_book),
    Route(LETTER, send_letter),
    Route(f"{DRAW}/json", send_certificate),
    Route(f"{DRAW}/docx", send_certificate_paper),
)
