"""The OpenAPI 3.1 document, built from the specs that the routes are built from."""

from typing import Any

from locales import _
from services.machine_tables import TABLES, Field
from web.api.body import FORM, WHOLE
from web.api.refusals import PROBLEM_TYPE, TITLES
from web.api.specs import OPERATIONS, Operation, Parameter

VERSION = "1.0.0"
_KINDS: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "flag": {"type": "boolean"},
    "day": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "list": {"type": "array", "items": {"type": "string"}},
}
_REFUSALS = {"GET": (400, 401, 403, 404, 429), "POST": (400, 401, 403, 408, 409, 413, 415, 422, 429)}


def document() -> dict[str, Any]:
    """The document in the language in use."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(f"/api/v1{operation.path}", {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("Five-Type Board, interface for other systems"),
            "version": VERSION,
            "description": _(
                "Bearer tokens are given out by the administrator. Refusals are problem+json with a clear sentence."
            ),
        },
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                **{_schema_name(name): _row(fields) for name, fields in TABLES.items()},
                "Finding": _finding(),
                "Receipt": _receipt(),
                "Checked": _checked(),
                "Problem": _problem(),
            },
        },
    }


def _operation(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": _(operation.words),
        "description": _("Scope: {scopes}.", scopes=" / ".join(operation.scopes)),
        "parameters": [_parameter(parameter) for parameter in operation.parameters],
        "responses": _answers(operation)
        | {str(code): _refused(code) for code in _REFUSALS[operation.method]},
    }
    if operation.method == "POST":
        described["requestBody"] = {"required": True, "content": _bodies()}
    return described


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    else:
        schema |= {"pattern": f"^(?:{parameter.pattern})$", "minLength": 1, "maxLength": parameter.longest}
    described = {"name": parameter.name, "in": "query", "description": _(parameter.words), "schema": schema}
    return described | ({"example": parameter.example} if parameter.example else {})


def _bodies() -> dict[str, Any]:
    form = {
        "type": "object",
        "required": ["file"],
        "additionalProperties": False,
        "properties": {
            "file": {"type": "string", "format": "binary", "description": _("The workbook, .xlsx.")},
            "answers": {
                "type": "string",
                "contentMediaType": "application/json",
                "description": _(
                    "Answers to questions as a JSON object: “key” of the problem → “key” of the option."
                ),
                "pattern": r"^\{\}$",
                "examples": ['{"Sheet1!C3/rate_unclear": "0.8"}'],
            },
        },
    }
    whole = {"schema": {"type": "string", "format": "binary"}}
    return {FORM: {"schema": form}, **{kind: whole for kind in WHOLE}}


def _answers(operation: Operation) -> dict[str, Any]:
    if operation.method == "POST":
        stored = {"application/json": {"schema": {"$ref": "#/components/schemas/Checked"}}}
        return {
            "201": {"description": _("Stored, with its receipt."), "content": stored},
            "200": {
                "description": _("These bytes were stored before: the receipt they got then."),
                "content": stored,
            },
        }
    rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{_schema_name(operation.table)}"}}
    properties: dict[str, Any] = {"rows": rows}
    if operation.table != "periods":
        properties |= _origin()
    schema = {
        "type": "object",
        "required": sorted(properties),
        "additionalProperties": False,
        "properties": properties,
    }
    content = {"application/json": {"schema": schema}, "text/csv": {"schema": {"type": "string"}}}
    return {"200": {"description": _("The rows."), "content": content}}


def _origin() -> dict[str, Any]:
    return {
        "period": _text(_("code of the period")),
        "source": {
            "type": "string",
            "enum": ["snapshot", "live"],
            "description": _("as published, or as of now"),
        },
        "version": _kind("integer", _("newest published version"), may_miss=True),
        "published_at": _kind("moment", _("when that was published"), may_miss=True),
        "method": _kind("text", _("version of the formulas"), may_miss=True),
    }


def _refused(code: int) -> dict[str, Any]:
    content = {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    described: dict[str, Any] = {"description": _(TITLES[code]), "content": content}
    if code == 429:
        described["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": _("seconds")}}
    return described


def _schema_name(table: str) -> str:
    return table.removesuffix("s").capitalize()


def _row(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field.name for field in fields],
        "properties": {
            field.name: _kind(field.kind, _(field.words), may_miss=field.may_miss) for field in fields
        },
    }


def _kind(kind: str, words: str, *, may_miss: bool = False) -> dict[str, Any]:
    schema = dict(_KINDS[kind])
    if may_miss:
        schema["type"] = [schema["type"], "null"]
    return schema | {"description": words}


def _text(words: str) -> dict[str, Any]:
    return {"type": "string", "description": words}


def _finding() -> dict[str, Any]:
    names = ("severity", "code", "sheet", "cell", "header", "value", "message", "key")
    option = {"type": "object", "properties": {"key": {"type": "string"}, "label": {"type": "string"}}}
    properties: dict[str, Any] = {name: {"type": "string"} for name in names}
    properties["severity"] = {"type": "string", "enum": ["error", "question", "notice"]}
    properties["options"] = {"type": "array", "items": option}
    return {"type": "object", "required": list(properties), "properties": properties}


def _receipt() -> dict[str, Any]:
    properties = {name: {"type": "string"} for name in ("number", "unit", "period", "sha256")}
    properties |= {"version": {"type": "integer"}, "received_at": dict(_KINDS["moment"])}
    return {"type": "object", "required": list(properties), "properties": properties}


def _found() -> dict[str, Any]:
    """What the checker tells of a file, as ``manage.py check --json`` prints it."""
    return {
        "file": {"type": "string"},
        "kind": {"type": "string"},
        "unit": {"type": ["string", "null"]},
        "period": {"type": ["string", "null"]},
        "verdict": {"type": "string", "enum": ["accepted", "questions", "rejected", "unreadable"]},
        "sheets": {"type": "object"},
        "problems": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}},
    }


def _checked() -> dict[str, Any]:
    properties = {**_found(), "receipt": {"$ref": "#/components/schemas/Receipt"}}
    return {"type": "object", "required": list(properties), "properties": properties}


def _problem() -> dict[str, Any]:
    own = {"type": {"type": "string"}, "title": {"type": "string"}, "detail": {"type": "string"}}
    own["status"] = {"type": "integer"}
    return {
        "type": "object",
        "description": _("RFC 9457; a workbook that was not stored also brings what the checker found."),
        "required": ["type", "title", "status", "detail"],
        "properties": {**own, "parameter": {"type": "string"}, **_found()},
    }
