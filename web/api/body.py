"""The workbook in a request: the whole body, or the field ``file`` of a form; within bounds while it streams in."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import anyio
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from loaders.bounds import FILE_BYTES
from locales import _
from web.api.refusals import Refusal

FORM = "multipart/form-data"
WHOLE = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/octet-stream")
FIELDS = ("unit", "period", "answers")
_AROUND = 64 * 1024  # what a form may have around its file
_SECONDS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The bytes, the name they came under ("" = none), the other fields of the form."""

    content: bytes
    file_name: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


async def sent(request: Request) -> Sent:
    """Read the body; raises Refusal 408, 413, 415 or 400."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM and kind not in WHOLE:
        raise Refusal(
            415,
            _("Send the workbook as the whole body ({kinds}) or as the field “file” of {form}.",
              kinds=_(", ").join(WHOLE), form=FORM),
        )  # fmt: skip
    most = FILE_BYTES + (_AROUND if kind == FORM else 0)
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > most:
        raise _too_large()
    try:
        with anyio.fail_after(_SECONDS):
            if kind == FORM:
                return await _form(request.headers, _bounded(request, most))
            return Sent(content=b"".join([part async for part in _bounded(request, most)]))
    except TimeoutError:
        raise Refusal(408, _("The file didn't arrive within {seconds} s.", seconds=_SECONDS)) from None
    except ClientDisconnect:
        raise Refusal(400, _("The connection broke before the file was here; nothing was stored.")) from None


async def _bounded(request: Request, most: int) -> AsyncIterator[bytes]:
    count = 0
    async for part in request.stream():
        count += len(part)
        if count > most:
            raise _too_large()
        yield part


async def _form(headers: Headers, stream: AsyncIterator[bytes]) -> Sent:
    parser = MultiPartParser(headers, stream, max_files=1, max_fields=len(FIELDS), max_part_size=_AROUND)  # type: ignore[arg-type]
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError) as broken:
        raise Refusal(400, _("The form can't be read: it needs one field “file”.")) from broken
    try:
        return await _of_form(form)
    finally:
        await form.close()


async def _of_form(form: FormData) -> Sent:
    file = form.get("file")
    others = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    unknown = next((name for name in others if name not in FIELDS), None)
    if unknown is not None:
        raise Refusal(400, _("There is no field “{name}”.", name=unknown[:80]), parameter=unknown[:80])
    if not isinstance(file, UploadFile):
        raise Refusal(400, _("The form can't be read: it needs one field “file”."), parameter="file")
    content = await file.read()
    if len(content) > FILE_BYTES:
        raise _too_large()
    name = PurePosixPath((file.filename or "").replace("\\", "/")).name
    return Sent(content=content, file_name=name[:200], fields=others)


def answers_of(text: str | None) -> Mapping[str, str]:
    """The answers to questions, a JSON object of strings; raises Refusal 400."""
    if text is None:
        return {}
    try:
        given = json.loads(text)
    except ValueError:
        given = None
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise Refusal(
            400,
            _("“answers” must be a JSON object: key of the question → key of the answer."),
            parameter="answers",
        )
    return given


def _too_large() -> Refusal:
    return Refusal(413, _("A workbook may have {most} MB at most.", most=FILE_BYTES // 1024 // 1024))
