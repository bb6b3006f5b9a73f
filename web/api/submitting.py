"""POST of a workbook: the checker's answer with a receipt, or with the reason why it was not stored."""

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from domain.period import Period
from loaders.problems import Problem
from locales import _
from services.api_tokens import ApiToken
from services.intake import Receipt
from services.machine_intake import Outcome, Taken, take
from services.reading_pool import reading
from web.api.bearer import address_of
from web.api.body import Sent, answers_of
from web.api.parameters import checked_parameters
from web.api.refusals import Refusal, problem
from web.api.specs import PERIOD, UNIT
from web.counting import CHECK_SECONDS

_STATUS = {Outcome.REFUSED: 422, Outcome.OTHER_UNIT: 403, Outcome.CLOSED: 409}


def answer_submit(
    engine: Engine, sent: Sent, given: Mapping[str, str], token: ApiToken, scope: Scope, now: datetime
) -> Response:
    """Check and store; 201 stored, 200 these bytes were stored before, else a problem with what was found."""
    fields = {name: value for name, value in sent.fields.items() if name != "answers"}
    said = {**given, **checked_parameters(fields.items(), (UNIT, PERIOD))}
    if said.get("unit", token.unit_id) != token.unit_id:
        raise Refusal(403, _("This token is for the unit {unit} only.", unit=token.unit_id))
    if "period" in said and not _is_period(said["period"]):
        raise Refusal(422, _("There is no period {period}.", period=said["period"]))
    started = time.perf_counter()
    taken = take(
        engine,
        sent.content,
        given.get("file_name") or sent.file_name or "upload.xlsx",
        actor=token.actor(address_of(scope)),
        period=said.get("period"),
        answers=answers_of(sent.fields.get("answers")),
        now=now,
        read=reading(),
    )
    CHECK_SECONDS.observe(time.perf_counter() - started)
    return _answer(taken)


def _is_period(code: str) -> bool:
    """Whether the calendar has it: not every year has a week 53."""
    try:
        Period.parse(code)
    except ValueError:
        return False
    return True


def _answer(taken: Taken) -> Response:
    if taken.receipt is None:
        status = _STATUS[taken.outcome]
        found = {} if taken.outcome is Outcome.OTHER_UNIT else found_json(taken)
        return problem(status, taken.reason, **found)
    status = 201 if taken.outcome is Outcome.STORED else 200
    return JSONResponse({**found_json(taken), "receipt": receipt_json(taken.receipt)}, status)


def found_json(taken: Taken) -> dict[str, Any]:
    """What the checker prints, and of each question its key and the keys of its answers."""
    checked = taken.checked
    problems = [{**one.as_json(), **_question(one)} for one in checked.problems]
    return {**checked.as_json(), "problems": problems}


def _question(one: Problem) -> dict[str, Any]:
    options = [{"key": option.key, "label": option.label} for option in one.options]
    return {"key": one.key, "options": options}


def receipt_json(receipt: Receipt) -> dict[str, Any]:
    """The receipt: number, moment, fingerprint of the bytes, version."""
    return {
        "number": receipt.number,
        "unit": receipt.unit_id,
        "period": receipt.period,
        "version": receipt.version,
        "received_at": receipt.received_at.isoformat(),
        "sha256": receipt.sha256,
    }
