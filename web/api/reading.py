"""GET of the tables: JSON with where the figures come from, or CSV that Excel opens."""

from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from services.api_tokens import ApiToken
from services.exports import CSV_TYPE, csv_bytes, plain_cell
from services.machine_reading import NotThere, Reading, read_periods, read_table
from services.machine_tables import TABLES
from web.api.bearer import address_of
from web.api.refusals import Refusal
from web.api.specs import Operation


def answer_read(
    engine: Engine, operation: Operation, given: dict[str, str], token: ApiToken, scope: Scope, now: datetime
) -> Response:
    """One table; raises Refusal 404 where there is nothing to read."""
    try:
        if operation.table == "periods":
            found = read_periods(engine)
        else:
            actor = token.actor(address_of(scope))
            found = read_table(engine, operation.table, given.get("period"), actor=actor, now=now)
    except NotThere as missing:
        raise Refusal(404, str(missing)) from missing
    if wants_csv(given, scope):
        name = "-".join(part for part in (operation.table, found.period) if part)
        headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
        return Response(csv_bytes(found.rows), headers=headers, media_type=CSV_TYPE)
    return JSONResponse(as_json(operation.table, found))


def wants_csv(given: dict[str, str], scope: Scope) -> bool:
    """By the parameter, else by the first kind in the Accept header that is one of ours."""
    if "format" in given:
        return given["format"] == "csv"
    kinds = [part.partition(";")[0].strip() for part in Headers(scope=scope).get("accept", "").split(",")]
    ours = [kind for kind in kinds if kind in ("text/csv", "application/json", "*/*")]
    return bool(ours) and ours[0] == "text/csv"


def as_json(table: str, found: Reading) -> dict[str, Any]:
    """The rows with their columns in order, missing values null; of a period also where they come from."""
    fields = TABLES[table]
    rows = [
        {field.name: _value(value, field.kind) for field, value in zip(fields, row, strict=True)}
        for row in found.rows.itertuples(index=False, name=None)
    ]
    if found.period is None:
        return {"rows": rows}
    return {
        "period": found.period,
        "source": found.source,
        "version": found.version,
        "published_at": None if found.published_at is None else found.published_at.isoformat(),
        "method": found.method,
        "rows": rows,
    }


def _value(value: Any, kind: str) -> Any:
    if kind == "list":
        return [str(one) for one in value]
    plain = plain_cell(value)
    return None if plain is None else _CASTS[kind](plain)


_CASTS: dict[str, Any] = {
    "text": str,
    "number": float,
    "integer": int,
    "flag": bool,
    "day": str,
    "moment": str,
}
