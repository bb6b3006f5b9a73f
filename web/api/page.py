"""The interface described on a plain page, from the same document that machines read."""

import hashlib
from base64 import b64encode
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from starlette.responses import HTMLResponse, Response

from locales import ENGLISH, _, language
from services.machine_tables import TABLES
from web.api.openapi import document
from web.api.specs import OPERATIONS

_TEXT = (Path(__file__).parent.parent / "templates" / "api.html").read_text("utf-8")
_TEMPLATE = Environment(autoescape=True, undefined=StrictUndefined).from_string(_TEXT)
_STYLE = _TEXT.partition("<style>")[2].partition("</style>")[0]
_STYLE_HASH = b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; frame-ancestors 'none'; base-uri 'none'"


def api_page() -> Response:
    """The page in the language in use."""
    described = document()
    html = _TEMPLATE.render(
        title=described["info"]["title"],
        description=described["info"]["description"],
        language="en" if language() == ENGLISH else "zh-CN",
        operations=[_operation(described, operation.path, operation.method) for operation in OPERATIONS],
    )
    return HTMLResponse(html, headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"})


def _operation(described: dict[str, Any], path: str, method: str) -> dict[str, Any]:
    one = described["paths"][f"/api/v1{path}"][method.lower()]
    columns = TABLES.get(path.removeprefix("/"), ())
    return {
        **one,
        "method": method,
        "path": f"/api/v1{path}",
        "answers": [(code, answer["description"]) for code, answer in one["responses"].items()],
        "columns": [(field.name, field.kind, _(field.words)) for field in columns],
    }
