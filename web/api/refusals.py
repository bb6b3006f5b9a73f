"""Answers that refuse: problem+json by RFC 9457, each with a clear sentence."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse

from locales import N_, _

PROBLEM_TYPE = "application/problem+json"
TITLES: Mapping[int, str] = {
    400: N_("The request can't be understood"),
    401: N_("A valid token is needed"),
    403: N_("This token may not do this"),
    404: N_("There is nothing here"),
    405: N_("This can't be done here"),
    408: N_("The file didn't arrive in time"),
    409: N_("The period is closed"),
    413: N_("The file is too large"),
    415: N_("This kind of content isn't taken"),
    422: N_("The workbook was not stored"),
    429: N_("Too many requests"),
    500: N_("Something went wrong here"),
    503: N_("The board can't be reached at the moment"),
}


class Refusal(Exception):  # noqa: N818 - it is an answer to the caller, not a failure of ours
    """Ends a request with a status, a sentence, and further members of the answer."""

    def __init__(
        self, status: int, detail: str, *, headers: Mapping[str, str] | None = None, **members: Any
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self.members = status, detail, headers, members

    def response(self) -> JSONResponse:
        """The answer, worded in the language in use."""
        return problem(self.status, self.detail, headers=self.headers, **self.members)


def problem(
    status: int, detail: str, *, headers: Mapping[str, str] | None = None, **members: Any
) -> JSONResponse:
    """A problem+json answer; members stand beside type, title, status and detail."""
    title = _(TITLES.get(status, TITLES[500]))
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **members}
    return JSONResponse(body, status, dict(headers or {}), media_type=PROBLEM_TYPE)
