"""What one unit handed in for one period: its versions, how each stands, and what the checker found in it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import pandas as pd
from sqlalchemy import Engine

from loaders.problems import Problem, Severity
from services.intake import fetch_found
from store.versions import fetch_versions


class Standing(StrEnum):
    """What became of a version: it counts, a newer one took its place, or the office returned it."""

    COUNTS = "counts"
    REPLACED = "replaced"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportVersion:
    """One version. ``is_late``: it came after the deadline; ``is_correction``: an earlier one was accepted.

    ``reason``: why it was returned, "" otherwise. ``found``: worst first, then in the order of the sheet.
    """

    submission_id: int
    version: int
    standing: Standing
    reason: str
    receipt: str
    received_at: datetime
    is_late: bool
    is_correction: bool
    file_name: str
    sha256: str
    size: int
    filled_by: str
    signed_by: str
    filled_on: date | None
    submitted_by: str
    on_behalf: bool
    found: tuple[Problem, ...]


def report_versions(engine: Engine, unit_id: str, period: str, due_at: datetime) -> tuple[ReportVersion, ...]:
    """Every version of a unit and period, newest first; empty where nothing came. due_at [aware]: its deadline."""
    rows = fetch_versions(engine, unit_id, period).to_dict("records")
    accepted = [row["version"] for row in rows if row["status"] == "accepted"]
    return tuple(
        ReportVersion(
            submission_id=row["submission_id"],
            version=row["version"],
            standing=standing(row["version"], accepted),
            reason=row["reason"],
            receipt=row["receipt"],
            received_at=row["received_at"].to_pydatetime(),
            is_late=row["received_at"] > due_at,
            is_correction=any(number < row["version"] for number in accepted),
            file_name=row["file_name"],
            sha256=row["sha256"],
            size=row["size"],
            filled_by=row["filled_by"],
            signed_by=row["signed_by"],
            filled_on=None if pd.isna(row["filled_on"]) else row["filled_on"].date(),
            submitted_by=row["submitted_by"],
            on_behalf=row["on_behalf"],
            found=worst_first(fetch_found(engine, row["submission_id"])),
        )
        for row in rows
    )


def worst_first(found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Errors, then questions, then notices, each in the order they were found."""
    return tuple(sorted(found, key=lambda problem: list(Severity).index(problem.severity)))


def standing(version: int, accepted: list[int]) -> Standing:
    """What became of a version, by the numbers of those that were accepted."""
    if version not in accepted:
        return Standing.RETURNED
    return Standing.COUNTS if version == max(accepted) else Standing.REPLACED
