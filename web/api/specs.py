"""The operations of the interface as data: routes, checks of parameters and the OpenAPI document come from here."""

from dataclasses import dataclass

from locales import N_
from services.api_tokens import READ, SUBMIT
from services.machine_tables import TABLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A query parameter: its pattern is matched whole; choices: the only values."""

    name: str
    words: str
    pattern: str = ""
    choices: tuple[str, ...] = ()
    longest: int = 200
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method of one path; scopes: any of them opens it."""

    path: str
    method: str
    name: str
    words: str
    scopes: tuple[str, ...]
    parameters: tuple[Parameter, ...] = ()
    table: str = ""


PERIOD = Parameter(
    name="period",
    words=N_("Code of the period, e.g. 2022-09 or 2022-W37."),
    pattern=r"[12][0-9]{3}-(0[1-9]|1[0-2]|W(0[1-9]|[1-4][0-9]|5[0-3])|Q[1-4])",
    longest=8,
    example="2022-09",
)
FORMAT = Parameter(
    name="format",
    words=N_("json (where not given) or csv; the header Accept: text/csv does the same."),
    choices=("json", "csv"),
)
UNIT = Parameter(
    name="unit",
    words=N_("Code of the unit that the workbook is of; only the token's own is taken."),
    pattern=r"[A-Za-z0-9_.\-]{1,32}",
    longest=32,
    example="S01",
)
FILE_NAME = Parameter(
    name="file_name",
    words=N_("Name of the file, where the workbook is the whole body."),
    pattern=r"[^\x00-\x1f/\\]{1,200}",
    example="report.xlsx",
)
SUBMIT_REPORT = Operation(
    path="/submissions",
    method="POST",
    name="submitReport",
    words=N_("Hand in a unit's workbook: checked like an upload on the page, stored whole or not at all."),
    scopes=(SUBMIT,),
    parameters=(UNIT, PERIOD, FILE_NAME),
)
_READS = {
    "periods": N_("Periods of the plan, whether they take reports, and what is published of them."),
    "units": N_("Units of a period: completion, schedule, lights, reports."),
    "scores": N_("Scores and ranking of a period, with their components."),
    "tasks": N_("Tasks of a period: plan, report, light, words."),
    "milestones": N_("Milestones of a period: planned, expected and actual finish, days late."),
}
READS = tuple(
    Operation(
        path=f"/{table}",
        method="GET",
        name=f"read{table.capitalize()}",
        words=_READS[table],
        scopes=(READ, "live") if table != "periods" else (READ, "live", SUBMIT),
        parameters=(FORMAT,) if table == "periods" else (PERIOD, FORMAT),
        table=table,
    )
    for table in TABLES
)
OPERATIONS = (SUBMIT_REPORT, *READS)
